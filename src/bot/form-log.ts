import { parseEvent } from '../conversations/event.js';
import { parseFormValue } from '../conversations/form-value.js';
import type { Database } from '../database/database.js';
import type { Event, Message } from '../wire.js';

/** A log that is longer was not written by a person filling in a form; its latest part is enough. */
const most = 400;

/** The latest of a conversation, oldest first. */
export async function latestEvents(database: Database, conversation: string): Promise<Event[]> {
  const rows = await database.read(
    database.build
      .selectFrom('event')
      .select(['conversation', 'seq', 'kind', 'author', 'time', 'client_id', 'body'])
      .where('conversation', '=', conversation)
      .orderBy('seq', 'desc')
      .limit(most),
  );
  return rows.map(parseEvent).toReversed();
}

/** The flow its first page has begun. */
export function flowBegun(events: readonly Event[]): string | undefined {
  for (const { author, body } of events) {
    const value = author === 'customer' && body?.kind === 'message' ? parseFormValue(body.message.value) : undefined;
    if (value?.kind === 'begin') return value.flow;
  }
  return undefined;
}

/** What the bot has said since the page posted something, the latest last. A question for the mail has a field of its own. */
export function saidSince(events: readonly Event[]): string[] {
  const posted = events.findLastIndex((event) => isPosted(event));
  return events.slice(posted + 1).flatMap(({ author, body }) => {
    if (author !== 'bot' || body?.kind !== 'message' || body.message.form || body.message.text === '') return [];
    return [body.message.text];
  });
}

export const isPosted = ({ author, body }: Event): boolean =>
  author === 'customer' && body?.kind === 'message' && body.message.value?.startsWith('@') === true;

/** The customer's message that the page shows the answer to. */
export const lastPosted = (events: readonly Event[]): Message | undefined => {
  const event = events.findLast((one) => isPosted(one));
  return event?.body?.kind === 'message' ? event.body.message : undefined;
};
