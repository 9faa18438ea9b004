import { useEffect } from 'react';
import { navigate, usePath } from '../router.js';
import type { ScreenProps } from '../screens.js';
import { Plain } from '../shell/plain.js';
import { useCommands } from '../keys/commands.js';
import { setTitle } from '../title.js';
import { useWords } from '../words.js';
import type { ListName } from '../../../console-wire.js';
import { addressOf, placeOf, type Place } from './address.js';
import { ContextPane } from './context/context-pane.js';
import { ConversationPane, useContextOpen } from './conversation/conversation-pane.js';
import { conversationWords } from './conversation/conversation.words.js';
import { useConversation } from './conversation/use-conversation.js';
import { ListPane, useClaimNext } from './list/list-pane.js';
import style from './conversations-screen.module.css';

/** Three panes: list, conversation, context. On a phone one at a time: whichever the address names. */
export function ConversationsScreen({ params }: ScreenProps) {
  const { query } = usePath();
  const place = placeOf(params['id'], query);
  const say = useWords(conversationWords);
  const { conversation } = place;
  useListCommands(place);
  return (
    <div className={style['panes']} data-open={conversation === undefined ? 'list' : 'conversation'}>
      <div className={style['list']}>
        <ListPane place={place} />
      </div>
      {conversation === undefined ? (
        <div className={style['middle']}>
          <Plain title={say.pick} text={say.pickHelp} />
        </div>
      ) : (
        <Opened
          {...{ key: conversation, id: conversation }}
          onBack={() => navigate(addressOf({ ...place, conversation: undefined }))}
        />
      )}
    </div>
  );
}

/** j and k walk along the lines by the focus itself, so that Enter opens and readers hear where they are. */
function useListCommands(place: Place): void {
  const claimNext = useClaimNext(place);
  const go = (list: ListName) => () => navigate(addressOf({ ...place, list, find: '' }));
  useCommands({
    next: () => walk(1),
    previous: () => walk(-1),
    open: () => document.activeElement instanceof HTMLAnchorElement && document.activeElement.click(),
    find: () => document.getElementById('search')?.focus(),
    claimNext: () => void claimNext(),
    ...{ goWaiting: go('waiting'), goMine: go('mine'), goOpen: go('open'), goSolved: go('solved') },
  });
}

function walk(step: 1 | -1): void {
  const lines = [...document.querySelectorAll<HTMLAnchorElement>('[data-lines] li > a')].toSorted(
    (a, b) => place(a) - place(b),
  );
  const focused = lines.findIndex((line) => line === document.activeElement);
  const from = focused >= 0 ? focused : lines.findIndex((line) => line.ariaCurrent === 'true');
  lines[Math.min(lines.length - 1, Math.max(0, from + step))]?.focus();
}

const place = (line: HTMLElement): number => Number(line.parentElement?.dataset['index'] ?? 0);

function Opened({ id, onBack }: { readonly id: string; readonly onBack: () => void }) {
  const opened = useConversation(id);
  const [isContextOpen, toggle] = useContextOpen();
  const { conversation } = opened;
  useSubjectInTitle(conversation?.card?.subject);
  return (
    <>
      <main className={style['middle']}>
        <ConversationPane {...{ opened, onBack, isContextOpen }} onContext={toggle} />
      </main>
      {isContextOpen && conversation && (
        <div className={style['context']}>
          <ContextPane conversation={conversation} onClose={toggle} />
        </div>
      )}
    </>
  );
}

function useSubjectInTitle(subject: string | undefined): void {
  useEffect(() => {
    if (subject !== undefined) setTitle(subject);
  }, [subject]);
}
