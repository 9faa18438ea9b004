import type { ConversationDetail, Tried } from '../console-wire.js';
import { parseEvent } from '../conversations/event.js';
import { eventsAfter } from '../conversations/log.js';
import { parseOwner } from '../conversations/owner.js';
import type { Database } from '../database/database.js';
import { sql } from '../database/statements.js';
import { Refusal } from '../refusal.js';
import { latestTicketOf } from '../tickets/ticket.js';
import type { Event } from '../wire.js';
import { reachOf, type MailRoad } from './reach.js';

/** So much of a long log is on the screen at once; what lies before it is read when somebody goes there. */
const tailLength = 200;

/** Everything an agent needs to know of a conversation at a glance; the log itself is read by place. */
export async function detailOf(
  database: Database,
  { site, id, mail }: { site: string; id: string; mail: MailRoad },
): Promise<ConversationDetail> {
  const [row] = await database.read(
    database.build
      .selectFrom('conversation')
      .select(['id', 'thread', 'channel', 'language', 'owner', 'head', database.now.as('now')])
      .where('id', '=', id)
      .where('site', '=', site),
  );
  if (!row) throw new Refusal('not-found', `detail: there is no conversation ${id} on site ${site}`);
  const [tail, ticket, first, reasoned, names, reach] = await Promise.all([
    eventsAfter(database, id, Math.max(0, row.head - tailLength), 1_000),
    latestTicketOf(database, id),
    pick(database, id, { author: 'customer', kind: 'message', limit: 3 }),
    pick(database, id, { author: 'bot', kind: 'message', having: '"reasoning":', newest: true, limit: 8 }),
    namesIn(database, id),
    reachOf(database, row, mail),
  ]);
  const { channel, language, head, now } = row;
  return {
    ...{ conversation: id, channel, language, head, now, names, reach, tail, page: null },
    owner: parseOwner(row.owner),
    card: ticket ? { ...ticket, ticket: ticket.id, head } : null,
    firstWords: first.flatMap(wordsOf),
    tried: reasoned.toReversed().flatMap(triedIn),
  };
}

interface Picked {
  readonly author?: string;
  readonly kind: string;
  readonly having?: string;
  readonly newest?: boolean;
  readonly limit: number;
}

async function pick(database: Database, conversation: string, wanted: Picked): Promise<Event[]> {
  const { author, kind, having, newest = false, limit } = wanted;
  const rows = await database.read(
    database.build
      .selectFrom('event')
      .select(['conversation', 'seq', 'kind', 'author', 'time', 'client_id', 'body'])
      .where('conversation', '=', conversation)
      .where('kind', '=', kind)
      .$if(author !== undefined, (query) => query.where('author', '=', author ?? ''))
      .$if(having !== undefined, (query) => query.where('body', 'like', `%${having ?? ''}%`))
      .orderBy('seq', newest ? 'desc' : 'asc')
      .limit(limit),
  );
  return rows.map(parseEvent);
}

/** Those who spoke or acted in this conversation, by id; also those who have left since. */
async function namesIn(database: Database, conversation: string): Promise<Readonly<Record<string, string>>> {
  const rows = await database.read(
    database.build
      .selectFrom('staff')
      .select(['id', 'name'])
      .where(
        sql<string>`'agent:' || id`,
        'in',
        database.build
          .selectFrom('event')
          .select('author')
          .distinct()
          .where('conversation', '=', conversation)
          .where('author', 'like', 'agent:%'),
      ),
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

const wordsOf = ({ seq, body }: Event): ConversationDetail['firstWords'] =>
  body?.kind === 'message' ? [{ seq, text: body.message.text, language: body.message.language }] : [];

function triedIn({ seq, body }: Event): Tried[] {
  if (body?.kind !== 'message' || !body.reasoning) return [];
  const { question, decision } = body.reasoning;
  const { sources = [], choices = [] } = body.message;
  // Asked back, the choices are the titles; the last of them is "none of these".
  const titles =
    decision === 'ask back' ? choices.slice(0, -1).map(({ label }) => label) : sources.map((one) => one.title);
  return [{ seq, question, decision, titles: [...new Set(titles)] }];
}
