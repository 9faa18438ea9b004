import { useState } from 'react';
import type { Reach } from '../../../console-wire.js';
import { ContextPane } from '../conversations/context/context-pane.js';
import { Composer } from '../conversations/compose/composer.js';
import { useActions } from '../conversations/actions/use-actions.js';
import { composeWords } from '../conversations/compose/compose.words.js';
import { entriesOf } from '../conversations/conversation/entries.js';
import { EntryView } from '../conversations/conversation/entry-view.js';
import { HandoffCard } from '../conversations/conversation/handoff-card.js';
import { Header } from '../conversations/conversation/header.js';
import { useLineContext } from '../conversations/conversation/transcript.js';
import { Empty } from '../conversations/list/empty.js';
import { Line } from '../conversations/list/line.js';
import { usePlace } from '../place.js';
import { useWords } from '../words.js';
import { Part } from './gallery-part.js';
import { sampleCard, sampleConversations, sampleDetail, sampleEvents, sampleLines } from './samples.js';
import style from './gallery.module.css';

interface PartProps {
  readonly now: number;
  readonly title: string;
}

const nothing = (): void => undefined;

export const Lines = ({ now, title }: PartProps) => (
  <Part title={title}>
    <div className={style['narrow']}>
      {sampleLines(now).map(({ line, isOpen = false, isUnseen = false }, at) => (
        <Line key={at} {...{ line, isOpen, isUnseen, to: '/gallery' }} />
      ))}
    </div>
  </Part>
);

export const EmptyLists = ({ title }: { readonly title: string }) => (
  <Part title={title}>
    <div className={style['row']}>
      {(['waiting', 'mine', 'open', 'solved'] as const).map((list) => (
        <Empty key={list} place={{ list, queue: '', find: '', conversation: undefined }} />
      ))}
      <Empty place={{ list: 'waiting', queue: '', find: 'A-4711', conversation: undefined }} />
    </div>
  </Part>
);

export function Headers({ now, title }: PartProps) {
  const actions = useActions('c1');
  return (
    <Part title={title}>
      {sampleConversations(now).map((conversation, at) => (
        <Header
          {...{ key: at, conversation, actions, isContextOpen: at === 0 }}
          {...{ onBack: nothing, onResolve: nothing, onTransfer: nothing, onContext: nothing }}
        />
      ))}
    </Part>
  );
}

export function CardParts({ now, title }: PartProps) {
  const [isOpen, setOpen] = useState(true);
  const card = sampleCard(now);
  return (
    <Part title={title}>
      <HandoffCard {...{ card, detail: sampleDetail, isOpen, onToggle: () => setOpen(!isOpen) }} />
      <HandoffCard
        {...{
          card: { ...card, slots: [], articles: [], score: null },
          detail: sampleDetail,
          isOpen: true,
          onToggle: nothing,
        }}
      />
      <HandoffCard {...{ card, detail: sampleDetail, isOpen: false, onToggle: nothing }} />
    </Part>
  );
}

export function Log({ now, title }: PartProps) {
  const place = usePlace();
  const [conversation] = sampleConversations(now);
  if (!conversation) return null;
  return (
    <Part title={title}>
      <Entries {...{ now, conversation, place }} />
    </Part>
  );
}

function Entries({
  now,
  conversation,
  place,
}: {
  readonly now: number;
  readonly conversation: ReturnType<typeof sampleConversations>[number];
  readonly place: ReturnType<typeof usePlace>;
}) {
  const context = useLineContext(conversation);
  const pending = { conversation: 'c1', files: [], basedOn: 0, anyway: false, seq: 0, text: 'One more thing.' };
  const entries = entriesOf(
    sampleEvents(now),
    [
      { ...pending, clientId: 'a', state: 'sending' },
      { ...pending, clientId: 'b', state: 'failed' },
    ],
    place,
  );
  const states: readonly Partial<Reach>[] = [
    {},
    { seenUpTo: 9 },
    { deliveries: [{ seq: 9, state: 'mail-waiting', time: now + 120_000, to: 'mio@example.com' }] },
    { deliveries: [{ seq: 9, state: 'mailed', time: now, to: 'mio@example.com' }] },
    { online: false, deliveries: [{ seq: 9, state: 'no-address', time: 0 }] },
    { deliveries: [{ seq: 9, state: 'not-sent', time: 0, why: '550 no such mailbox' }] },
  ];
  const reply = entries.find((entry) => entry.kind === 'event' && entry.event.seq === 9);
  const reach = conversation.reach;
  return (
    <div className={style['log']}>
      {entries.map((entry) => (
        <EntryView key={entry.key} {...{ entry, reach, context, tellsState: () => false, onEdit: nothing }} />
      ))}
      {reply &&
        states.map((state, at) => (
          <EntryView
            {...{
              key: at,
              entry: reply,
              reach: { ...reach, ...state },
              context,
              tellsState: () => true,
              onEdit: nothing,
            }}
          />
        ))}
    </div>
  );
}

export function Composers({ title }: { readonly title: string }) {
  const say = useWords(composeWords);
  const same = { conversation: 'gallery', language: 'en', events: [], seenUpTo: () => 0 };
  return (
    <Part title={title}>
      <Composer {...{ ...same, noReply: undefined }} />
      <Composer {...{ ...same, conversation: 'gallery-note', noReply: say.claimFirst, startsWith: 'note' }} />
      {[say.withBot, say.isClosed, say.heldBy('森 舞')].map((noReply, at) => (
        <Composer key={at} {...{ ...same, conversation: `gallery-${at}`, noReply }} />
      ))}
    </Part>
  );
}

export function Customers({ now, title }: PartProps) {
  const [conversation] = sampleConversations(now);
  if (!conversation) return null;
  return (
    <Part title={title}>
      <div className={style['row']}>
        {[0, 1, 2, 3].map((at) => {
          const detail = { ...conversation.detail, conversation: `c${at}` };
          return (
            <div key={at} className={style['pane']}>
              <ContextPane {...{ conversation: { ...conversation, detail }, onClose: nothing }} />
            </div>
          );
        })}
      </div>
    </Part>
  );
}
