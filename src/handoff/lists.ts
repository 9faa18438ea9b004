import { parseEvent } from '../conversations/event.js';
import type { ListName, TicketLine, TicketList } from '../console-wire.js';
import type { Database } from '../database/database.js';
import { sql } from '../database/statements.js';
import { Refusal } from '../refusal.js';
import { ticketStatus, type TicketStatus } from '../tickets/ticket.js';
import { z } from 'zod';

export interface ListQuery {
  readonly site: string;
  readonly list: ListName;
  /** Whose `mine` it is. */
  readonly agent: string;
  /** Left out: every queue. What somebody holds themselves they see in any case. */
  readonly queues?: readonly string[] | undefined;
  /** Only these, whatever list they are in: what a search found. */
  readonly tickets?: readonly string[] | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

const statuses: Readonly<Record<ListName, readonly TicketStatus[]>> = {
  waiting: ['waiting'],
  mine: ['claimed'],
  open: ['open', 'waiting', 'claimed'],
  solved: ['solved'],
};

/** One page of a list in one statement, with the newest message of each conversation and what the lists count. */
export async function ticketList(database: Database, query: ListQuery): Promise<TicketList> {
  const isQueue = query.list === 'waiting' && query.tickets === undefined;
  const column = sql.ref<number>(isQueue ? 'ticket.waiting_since' : 'ticket.updated');
  const direction = isQueue ? 'asc' : 'desc';
  const place = query.after === undefined ? undefined : parsePlace(query.after);
  const beyond = sql.raw(direction === 'asc' ? '>' : '<');
  const [rows, counts] = await Promise.all([
    database.read(
      listed(database, query)
        .select([column.as('place'), database.now.as('now')])
        .$if(place !== undefined, (list) =>
          list.where(sql<boolean>`(${column}, ticket.id) ${beyond} (${place?.at ?? 0}, ${place?.id ?? ''})`),
        )
        .orderBy(column, direction)
        .orderBy('ticket.id', direction)
        .limit(query.limit + 1),
    ),
    countsOf(database, query),
  ]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    lines: page.map(lineOf),
    now: rows[0]?.now ?? Date.now(),
    next: rows.length > query.limit && last ? `${last.place}.${last.ticket}` : null,
    counts,
  };
}

function listed({ build }: Database, { site, list, agent, queues, tickets }: ListQuery) {
  const newest = build
    .selectFrom('event as one')
    .select('one.seq')
    .where('one.conversation', '=', sql.ref<string>('conversation.id'))
    .where('one.kind', '=', 'message')
    // What the bot says last is the same for all who wait; what tells one from another is what people said.
    .where('one.author', 'not in', ['bot', 'system'])
    .orderBy('one.seq', 'desc')
    .limit(1);
  return build
    .selectFrom('ticket')
    .innerJoin('conversation', 'conversation.id', 'ticket.conversation')
    .leftJoin('thread', 'thread.id', 'conversation.thread')
    .leftJoin('customer', 'customer.id', 'thread.customer')
    .leftJoin('contact', 'contact.thread', 'conversation.thread')
    .leftJoin('staff', 'staff.id', 'ticket.holder')
    .leftJoin('event as last', (join) =>
      join.onRef('last.conversation', '=', 'conversation.id').on('last.seq', '=', newest),
    )
    .select([
      'ticket.id as ticket',
      'ticket.number',
      'ticket.conversation',
      'ticket.status',
      'ticket.queue',
      'ticket.language',
    ])
    .select([
      'conversation.channel',
      'ticket.topic',
      'ticket.subject',
      'ticket.promise',
      'ticket.opened',
      'ticket.updated',
      'ticket.slots',
      'ticket.outcome',
    ])
    .select(['ticket.waiting_since as waitingSince', 'ticket.holder', 'staff.name as holderName', 'conversation.head'])
    .select(['customer.name as knownName', 'contact.name as toldName'])
    .select(['last.seq as lastSeq', 'last.time as lastTime', 'last.author as lastAuthor', 'last.body as lastBody'])
    .where('ticket.site', '=', site)
    .$if(tickets === undefined, (query) => query.where('ticket.status', 'in', statuses[list]))
    .$if(tickets !== undefined, (query) => query.where('ticket.id', 'in', [...(tickets ?? []), '']))
    .$if(tickets === undefined && list === 'mine', (query) => query.where('ticket.holder', '=', agent))
    .$if(queues !== undefined && list !== 'mine', (query) =>
      query.where((by) => by.or([by('ticket.queue', 'in', [...(queues ?? []), '']), by('ticket.holder', '=', agent)])),
    );
}

async function countsOf(database: Database, { site, agent, queues }: ListQuery): Promise<TicketList['counts']> {
  const counted = database.build
    .selectFrom('ticket')
    .select((one) => ['ticket.status', one.fn.countAll<number>().as('count')])
    .where('site', '=', site)
    .where((by) =>
      by.or([
        by.and([
          by('ticket.status', '=', 'waiting'),
          ...(queues === undefined ? [] : [by('queue', 'in', [...queues, ''])]),
        ]),
        by.and([by('ticket.status', '=', 'claimed'), by('holder', '=', agent)]),
      ]),
    )
    .groupBy('ticket.status');
  const rows = await database.read(counted);
  const of = (status: TicketStatus): number => Number(rows.find((row) => row.status === status)?.count ?? 0);
  return { waiting: of('waiting'), mine: of('claimed') };
}

interface Row extends Omit<TicketLine, 'status' | 'last' | 'customer'> {
  readonly status: string;
  readonly slots: string;
  readonly knownName: string | null;
  readonly toldName: string | null;
  readonly lastSeq: number | null;
  readonly lastTime: number | null;
  readonly lastAuthor: string | null;
  readonly lastBody: string | null;
  readonly place: number;
  readonly now: number;
}

function lineOf({
  slots,
  knownName,
  toldName,
  lastSeq,
  lastTime,
  lastAuthor,
  lastBody,
  place: _,
  now: __,
  ...row
}: Row): TicketLine {
  const seq = lastSeq ?? 0;
  const last =
    lastSeq === null || lastAuthor === null
      ? null
      : {
          ...{ seq, time: lastTime ?? 0, by: byOf(lastAuthor), text: beginning(row.conversation, seq, lastBody) },
        };
  return { ...row, status: ticketStatus.parse(row.status), customer: knownName || toldName || calledBy(slots), last };
}

const byOf = (author: string): 'customer' | 'bot' | 'agent' =>
  author === 'customer' ? 'customer' : author.startsWith('agent:') ? 'agent' : 'bot';

/** As much as a line shows. An erased message has none. */
function beginning(conversation: string, seq: number, body: string | null): string {
  const event = parseEvent({ conversation, seq, kind: 'message', author: '', time: 0, client_id: null, body });
  if (event.body?.kind !== 'message') return '';
  const { text, attachments = [] } = event.body.message;
  return text.trim() === '' ? attachments.map(({ name }) => name).join(', ') : text.slice(0, 160);
}

const knownSlots = z.array(z.object({ name: z.string(), display: z.string() }));

/** A name if one was told, else the address with its middle cut: a list is seen by people who do not hold it. */
function calledBy(slots: string): string {
  const known = knownSlots.parse(JSON.parse(slots));
  const name = known.find((slot) => /^(name|customerName)$/.test(slot.name))?.display;
  return name ?? masked(known.find(({ name: slot }) => /^(contact|mail)$/.test(slot))?.display ?? '');
}

export function masked(contact: string): string {
  const [local = '', host] = contact.split('@');
  if (host !== undefined) return `${local.slice(0, 2)}…@${host}`;
  return contact.length > 4 ? `…${contact.slice(-4)}` : contact;
}

function parsePlace(text: string): { at: number; id: string } {
  const found = /^(\d{1,15})\.([\w-]{1,64})$/.exec(text);
  if (!found?.[1] || !found[2]) throw new Refusal('bad-input', 'list: the place to go on from cannot be read');
  return { at: Number(found[1]), id: found[2] };
}
