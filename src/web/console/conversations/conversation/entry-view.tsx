import { Button } from '@mantine/core';
import type { Reach } from '../../../../console-wire.js';
import type { Event } from '../../../../wire.js';
import { isApiError } from '../../api.js';
import { Icon } from '../../icon.js';
import { usePlace } from '../../place.js';
import { clockTime } from '../../times.js';
import { useWords } from '../../words.js';
import { sendAgain, type Pending } from '../compose/outbox.js';
import { Bubble, DeliveryState } from './bubble.js';
import { conversationWords } from './conversation.words.js';
import type { Entry } from './entries.js';
import { eventLine, type LineContext } from './event-line.js';
import style from './entry-view.module.css';

export interface EntryProps {
  readonly entry: Entry;
  readonly reach: Reach;
  readonly context: LineContext;
  /** Replies whose state is said: the newest, and each that is not simply seen. */
  readonly tellsState: (seq: number) => boolean;
  readonly onEdit: (pending: Pending) => void;
}

/** One thing in a transcript. */
export function EntryView({ entry, reach, context, tellsState, onEdit }: EntryProps) {
  switch (entry.kind) {
    case 'day':
      return (
        <div className={style['day']} role="separator">
          <span>{entry.day}</span>
        </div>
      );
    case 'pending':
      return <PendingView {...{ pending: entry.pending, context, onEdit }} />;
    case 'event':
      return <EventView {...{ event: entry.event, follows: entry.follows, reach, context, tellsState }} />;
  }
}

interface EventProps extends Pick<EntryProps, 'reach' | 'context' | 'tellsState'> {
  readonly event: Event;
  readonly follows: boolean;
}

function EventView({ event, follows, reach, context, tellsState }: EventProps) {
  const { say, nameOf } = context;
  const { author, body, time, seq, conversation } = event;
  const place = usePlace();
  if (body?.kind === 'message') {
    const isReply = author.startsWith('agent:') && tellsState(seq);
    const state = isReply ? { state: <DeliveryState {...{ reach, seq }} /> } : {};
    return (
      <Bubble {...{ author, name: nameOf(author), message: body.message, time, follows, conversation, ...state }} />
    );
  }
  if (body?.kind === 'note') {
    return (
      <article className={style['note']} aria-label={`${say.note}: ${nameOf(author)}`}>
        <header>
          <Icon name="lock" size={14} />
          <strong>{say.note}</strong>
          <span>{nameOf(author)}</span>
          <time dateTime={new Date(time).toISOString()}>{clockTime(time, place)}</time>
        </header>
        <p>{body.text}</p>
      </article>
    );
  }
  return (
    <p className={style['line']}>
      <span>{eventLine(event, context) ?? (body === null ? say.erased : say.lineOther)}</span>
      <time dateTime={new Date(time).toISOString()}>{clockTime(time, place)}</time>
    </p>
  );
}

function PendingView({ pending, context, onEdit }: { pending: Pending } & Pick<EntryProps, 'context' | 'onEdit'>) {
  const say = useWords(conversationWords);
  const { language } = usePlace();
  const { text, files, state, error, conversation } = pending;
  const message = { text, language, attachments: [...files] };
  const why = isApiError(error) && error.code !== 'offline' ? ` – ${error.message}` : '';
  return (
    <div data-state={state}>
      <Bubble
        {...{ author: 'agent:me', name: context.say.you, message, time: Date.now(), follows: true, conversation }}
        state={
          state === 'failed' ? (
            <span className={style['failed']} role="alert">
              <Icon name="alert" size={14} /> {say.unsent}
              {why}
              <Button size="compact-xs" variant="light" onClick={() => void sendAgain(pending)}>
                {say.retry}
              </Button>
              <Button size="compact-xs" variant="subtle" onClick={() => onEdit(pending)}>
                {say.edit}
              </Button>
            </span>
          ) : (
            say.sending
          )
        }
      />
    </div>
  );
}
