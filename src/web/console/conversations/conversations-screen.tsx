import { useEffect } from 'react';
import { navigate, usePath } from '../router.js';
import type { ScreenProps } from '../screens.js';
import { Plain } from '../shell/plain.js';
import { useWords } from '../words.js';
import { addressOf, placeOf } from './address.js';
import { ContextPane } from './context/context-pane.js';
import { ConversationPane, useContextOpen } from './conversation/conversation-pane.js';
import { conversationWords } from './conversation/conversation.words.js';
import { useConversation } from './conversation/use-conversation.js';
import { ListPane } from './list/list-pane.js';
import style from './conversations-screen.module.css';

/** Three panes: list, conversation, context. On a phone one at a time: whichever the address names. */
export function ConversationsScreen({ params }: ScreenProps) {
  const { query } = usePath();
  const place = placeOf(params['id'], query);
  const say = useWords(conversationWords);
  const { conversation } = place;
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
    if (subject !== undefined) document.title = `${subject} – Madoguchi`;
  }, [subject]);
}
