import type { WidgetEvent } from '../../../widget-wire.js';
import type { Outgoing } from '../client/outgoing.js';
import type { State } from '../client/state.js';
import { messagesOf, type MessageEvent } from '../client/thread.js';
import { personValue } from './person-bar.js';
import { day } from '../client/times.js';

/** The conversation as a list of what stands under each other. A key outlives the change from "sending" to the log's own. */
export type Entry =
  | { kind: 'day'; key: string; time: number }
  | {
      kind: 'message';
      key: string;
      message: MessageEvent;
      /** Names who writes: not repeated within one breath. */
      opens: boolean;
      /** On the first screen without the way to a person, which stands right above it. */
      choices: MessageEvent['choices'];
      /** Its choices and its form can still be used: the customer has said nothing since. */
      live: boolean;
      /** What the customer said next. */
      answer: string | null;
      note: 'sent' | 'read' | null;
    }
  | { kind: 'outgoing'; key: string; message: Outgoing; opens: boolean }
  | { kind: 'notice'; key: string; event: Extract<WidgetEvent, { kind: 'owner' | 'ticket' | 'erased' }> }
  | { kind: 'rating'; key: string; event: Extract<WidgetEvent, { kind: 'rating' }> };

const breath = 5 * 60_000;

export function entriesOf(state: State, isSeen: (position: string) => boolean): Entry[] {
  const { thread, outgoing, session, language } = state;
  const zone = session?.shop.zone;
  const messages = messagesOf(thread);
  const lastOwn = messages.findLast(({ author }) => author === 'customer');
  const known = new Set(messages.map(({ clientId }) => clientId));
  const answers = answersIn(messages);
  const entries: Entry[] = [];
  let before: MessageEvent | null = null;
  let today = day(Date.now(), language, zone);
  for (const event of thread.events) {
    const date = day(event.time, language, zone);
    if (date !== today) entries.push({ kind: 'day', key: `day-${event.position}`, time: event.time });
    today = date;
    if (event.kind === 'message') {
      const next = answers.get(event) ?? outgoing[0];
      entries.push({
        ...{ kind: 'message', key: event.clientId ?? event.position, message: event },
        opens: !isSameBreath(before, event),
        choices: event.choices.filter(({ value }) => value !== personValue || lastOwn !== undefined),
        live: event.author !== 'customer' && next === undefined,
        answer: next?.text ?? null,
        note: event === lastOwn && outgoing.length === 0 ? (isSeen(event.position) ? 'read' : 'sent') : null,
      });
      before = event;
    } else if (event.kind === 'rating') {
      entries.push({ kind: 'rating', key: `rating-${event.conversation}-${event.position}`, event });
    } else if (isTold(event)) {
      entries.push({ kind: 'notice', key: event.position, event });
      before = null;
    }
  }
  outgoing
    .filter(({ id }) => !known.has(id))
    .forEach((message, at) => {
      const opens = at === 0 && before?.author !== 'customer';
      entries.push({ kind: 'outgoing', key: message.id, message, opens });
    });
  return entries;
}

/** What the customer said next, for each message they had before them. */
function answersIn(messages: readonly MessageEvent[]): Map<MessageEvent, MessageEvent> {
  const answers = new Map<MessageEvent, MessageEvent>();
  let next: MessageEvent | undefined;
  for (const message of messages.toReversed()) {
    if (next !== undefined) answers.set(message, next);
    if (message.author === 'customer') next = message;
  }
  return answers;
}

/** The receipt says that a ticket was opened; the first owner is the bot, which goes without saying. */
function isTold(event: Extract<WidgetEvent, { kind: 'owner' | 'ticket' | 'erased' }>): boolean {
  return event.kind !== 'ticket' || event.change === 'solved' || event.change === 'reopened';
}

function isSameBreath(before: MessageEvent | null, event: MessageEvent): boolean {
  return (
    before !== null && before.author === event.author && before.name === event.name && event.time - before.time < breath
  );
}
