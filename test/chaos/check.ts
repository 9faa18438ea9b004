import { eventsAfter, verifyLog } from '../../src/conversations/log.js';
import { forCustomer } from '../../src/conversations/present.js';
import type { Database } from '../../src/database/database.js';
import type { Event } from '../../src/wire.js';
import type { Agent } from './agent.js';
import type { Record } from './customer.js';
import type { Script } from './scripts.js';
import type { Shop } from './shop.js';

export interface Witnesses {
  readonly database: Database;
  readonly records: readonly Record[];
  /** The same scripts, played before anything was killed. */
  readonly undisturbed: ReadonlyMap<Script, Record>;
  readonly agents: readonly Agent[];
  readonly shop: Shop;
  readonly apology: string;
}

/** Everything that is not as it would have been without a single kill; empty when all is well. */
export async function findProblems(witnesses: Witnesses): Promise<string[]> {
  const { database, records } = witnesses;
  const problems = [...(await wholeLogs(database)), ...(await nothingLeft(database))];
  for (const record of records) {
    const events = await eventsOf(database, record.line.thread);
    const found = [
      ...messagesOnce(record, events),
      ...seenOnce(record, events),
      ...(await answeredOnce(witnesses, record, events)),
      ...(await ticketsOnce(database, record, events)),
      ...actsOnce(witnesses.shop, record, events),
      ...agentsOnce(witnesses.agents, events),
    ];
    problems.push(...found.map((problem) => `${record.line.thread} (${record.script.name}): ${problem}`));
  }
  const known = new Set(records.flatMap(({ line }) => line.received.map(({ id }) => id.split('|')[0])));
  if (known.size !== records.length) problems.push(`${records.length - known.size} customers read nothing at all`);
  for (const [key, count] of witnesses.shop.performed)
    if (count !== 1) problems.push(`act ${key} was performed ${count} times`);
  return problems;
}

async function wholeLogs(database: Database): Promise<string[]> {
  const all = await database.read(database.build.selectFrom('conversation').select(['id', 'head']));
  const problems: string[] = [];
  for (const { id } of all) {
    const verdict = await verifyLog(database, id);
    if (!verdict.whole) problems.push(`${id}: ${verdict.why} at ${verdict.seq}`);
  }
  return problems;
}

async function nothingLeft(database: Database): Promise<string[]> {
  const { build } = database;
  const pending = await database.read(build.selectFrom('conversation').select('id').where('pending', '=', 1));
  const jobs = await database.read(
    build
      .selectFrom('job')
      .select(['id', 'kind', 'state', 'error'])
      .where('state', '<>', 'done')
      // Timers for later: whether a reply was seen, whether a form still waits.
      .where('kind', 'not in', ['unseen reply', 'silence']),
  );
  return [
    ...pending.map(({ id }) => `${id}: still has something to answer`),
    ...jobs.map(({ id, kind, state, error }) => `job ${id} (${kind}) is ${state}: ${error ?? ''}`),
  ];
}

async function eventsOf(database: Database, thread: string): Promise<readonly Event[]> {
  const rows = await database.read(database.build.selectFrom('conversation').select('id').where('thread', '=', thread));
  const [one] = rows;
  if (rows.length !== 1 || !one) throw new Error(`chaos: thread ${thread} has ${rows.length} conversations`);
  return (await eventsAfter(database, one.id, 0, 1_000)).events;
}

/** Acknowledged is stored, once, in the order in which it was said; and nothing else was stored as the customer's. */
function messagesOnce({ sent, line }: Record, events: readonly Event[]): string[] {
  const stored = events.filter(({ author, body }) => author === 'customer' && body?.kind === 'message');
  const problems = differs(
    'client ids',
    sent.map(({ clientId }) => clientId),
    stored.map(({ clientId }) => clientId ?? ''),
  );
  const ids = stored.map(({ seq }) => `${line.thread}|${seq}`);
  return [
    ...problems,
    ...differs(
      'acknowledged ids',
      sent.map(({ id }) => id),
      ids,
    ),
  ];
}

/** The client saw all it may see, each once, in order. */
function seenOnce({ line }: Record, events: readonly Event[]): string[] {
  const visible = events.filter(
    (event) => forCustomer(event) !== undefined && forCustomer(event)?.body?.kind !== 'erased',
  );
  return differs(
    'what the client saw',
    visible.map(({ seq }) => `${line.thread}|${seq}`),
    line.received.map(({ id }) => id),
  );
}

async function answeredOnce(
  { database, undisturbed, apology }: Witnesses,
  record: Record,
  events: readonly Event[],
): Promise<string[]> {
  const usual = undisturbed.get(record.script);
  if (!usual) return ['there was no undisturbed run'];
  const expected = botTexts(await eventsOf(database, usual.line.thread));
  const said = botTexts(events);
  if (!record.gaveUp) return differs('what the bot said', expected, said);
  const at = said.findIndex((text) => text.startsWith(masked(apology)));
  return [
    ...differs('what the bot said before its apology', expected.slice(0, at), said.slice(0, at)),
    ...(said.length > at + 2 ? [`after the apology the bot also said: ${said.slice(at + 2).join(' / ')}`] : []),
  ];
}

const botTexts = (events: readonly Event[]): string[] =>
  events.flatMap(({ author, body }) =>
    (author === 'bot' || author === 'system') && body?.kind === 'message' ? [masked(body.message.text)] : [],
  );

/** What rightly differs from run to run: numbers, dates, and by when somebody has time. */
export function masked(text: string): string {
  return text
    .replace(
      /(Somebody will answer|We will answer|Nobody is at the counter|I cannot tell when|A colleague will look)[^]*$/,
      '(promise)',
    )
    .replace(
      /\b(Sun|Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?)(day)?\b|\b(January|February|March|April|May|June|July|August|September|October|November|December)\b/g,
      '@',
    )
    .replace(/\d+/g, '#');
}

async function ticketsOnce(database: Database, record: Record, events: readonly Event[]): Promise<string[]> {
  const conversation = events[0]?.conversation ?? '';
  const tickets = await database.read(
    database.build.selectFrom('ticket').select(['number', 'status']).where('conversation', '=', conversation),
  );
  const wanted = record.gaveUp ? 1 : record.script.tickets;
  const problems = tickets.length === wanted ? [] : [`${tickets.length} tickets instead of ${wanted}`];
  return [
    ...problems,
    ...tickets.filter(({ status }) => status !== 'solved').map(({ number, status }) => `ticket ${number} is ${status}`),
  ];
}

function actsOnce(shop: Shop, record: Record, events: readonly Event[]): string[] {
  const asked = events.flatMap(({ body }) => (body?.kind === 'act asked' ? [body.key] : []));
  const done = events.flatMap(({ body }) => (body?.kind === 'act done' ? [`${body.key} ${body.outcome}`] : []));
  if (!record.gaveUp && asked.length !== record.script.acts)
    return [`${asked.length} acts asked instead of ${record.script.acts}`];
  return [
    ...differs(
      'acts that ended well',
      asked.map((key) => `${key} done`),
      done,
    ),
    ...asked.flatMap((key) =>
      shop.performed.get(key) === 1 ? [] : [`act ${key} was performed ${shop.performed.get(key) ?? 0} times`],
    ),
  ];
}

function agentsOnce(agents: readonly Agent[], events: readonly Event[]): string[] {
  const conversation = events[0]?.conversation ?? '';
  const acknowledged = agents.flatMap(({ replied }) => replied.get(conversation) ?? []);
  const stored = events.filter(({ author, body }) => author.startsWith('agent:') && body?.kind === 'message');
  const claims = events.filter(({ body }) => body?.kind === 'owner' && body.reason === 'claimed');
  return [
    ...differs(
      "agents' replies",
      acknowledged,
      stored.map(({ clientId }) => clientId?.split(':').at(-1) ?? ''),
    ),
    ...(claims.length > 1 ? [`claimed ${claims.length} times`] : []),
  ];
}

function differs(what: string, expected: readonly string[], found: readonly string[]): string[] {
  if (expected.length === found.length && expected.every((one, index) => one === found[index])) return [];
  const at = expected.findIndex((one, index) => one !== found[index]);
  const place = at < 0 ? expected.length : at;
  return [
    `${what}: ${found.length} instead of ${expected.length}; at ${place}: "${found[place] ?? 'nothing'}" instead of "${expected[place] ?? 'nothing'}"`,
  ];
}
