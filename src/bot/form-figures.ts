import { formChannel } from '../conversations/form-value.js';
import type { Database } from '../database/database.js';

/** What became of one form's beginnings. Each is in one of the four last figures. */
export interface FormFigures {
  readonly flow: string;
  readonly begun: number;
  /** An article shown before sending solved it: nobody had to be asked. */
  readonly deflected: number;
  /** A ticket was opened, or a person called. */
  readonly sent: number;
  /** Over without a ticket: done, refused by a rule, cancelled. */
  readonly over: number;
  readonly unfinished: number;
}

/** Counted in the log itself, all of it: a vote stands there for each article that solved something. By flow. */
export async function formFigures(database: Database, site: string): Promise<FormFigures[]> {
  const rows = await database.read(
    database.build
      .selectFrom('conversation')
      .innerJoin('thread', 'thread.id', 'conversation.thread')
      .select(['thread.peer', 'conversation.state'])
      .select((by) => [
        by
          .selectFrom('event')
          .select((vote) => vote.fn.countAll<number>().as('count'))
          .whereRef('event.conversation', '=', 'conversation.id')
          .where('event.kind', '=', 'vote')
          .as('votes'),
        by
          .selectFrom('ticket')
          .select((ticket) => ticket.fn.countAll<number>().as('count'))
          .whereRef('ticket.conversation', '=', 'conversation.id')
          .as('tickets'),
      ])
      .where('conversation.site', '=', site)
      .where('conversation.channel', '=', formChannel)
      .where('conversation.ordinal', '=', 0),
  );
  const figures = new Map<string, { -readonly [K in keyof FormFigures]: FormFigures[K] }>();
  for (const { peer, state, votes, tickets } of rows) {
    const flow = peer.split(':')[0] ?? '';
    const one = figures.get(flow) ?? { flow, begun: 0, deflected: 0, sent: 0, over: 0, unfinished: 0 };
    figures.set(flow, one);
    one.begun += 1;
    const isWaiting = state === '' || !state.includes('"stack":[]') || state.includes('"kind":"suggested"');
    if (Number(tickets) > 0) one.sent += 1;
    else if (Number(votes) > 0) one.deflected += 1;
    else if (isWaiting) one.unfinished += 1;
    else one.over += 1;
  }
  return [...figures.values()].toSorted((a, b) => b.begun - a.begun || a.flow.localeCompare(b.flow));
}
