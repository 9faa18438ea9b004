import { currentRun } from '../../src/bot/flow-dialog.js';
import type { Thought } from '../../src/bot/commit.js';
import type { BotState } from '../../src/bot/state.js';
import { verifyLog } from '../../src/conversations/log.js';
import { knowCustomer } from '../../src/customers/identified.js';
import type { MemoryDatabase } from '../../src/database/sqlite-in-memory.js';
import { sql, template } from '../../src/database/statements.js';
import type { Flow, FlowTest } from '../../src/flows/flow.js';
import { beginning } from '../../src/rehearsal/rehearse.js';
import {
  commit,
  endOf,
  finishActs,
  messageOf,
  onStage,
  put,
  standing,
  tell,
  think,
  waiting,
  wake,
  type End,
  type House,
  type Opening,
  type Stage,
} from '../../src/rehearsal/stage.js';
import type { Choice, Message } from '../../src/wire.js';
import { createChance } from '../chaos/chance.js';
import { countRows, createActs, type Acts } from './acts.js';
import { createCustomer, type Move } from './customer.js';
import { sayingsFor, type Language } from './sayings.js';
import { oddities, thrice } from './transcript.js';

/** Ways a walk may end: to its end, with a form kept for later, given up, with a ticket or a person. */
export const ends = ['done', 'kept', 'cancelled', 'ticket', 'person'] as const;
export type Ending = (typeof ends)[number] | 'stuck';

export interface Walked {
  readonly end: Ending;
  readonly messages: number;
  readonly transcript: readonly string[];
  readonly problems: readonly string[];
  readonly roads: ReadonlySet<string>;
}

/** More messages than this, the last of them all wishes to stop, and the flow still holds on. */
const longest = 45;

/** Moments at which walks begin: in the shop's hours, on a Saturday night, at the turn of the year. */
const moments = ['2026-11-18T10:00', '2026-11-21T21:30', '2026-12-31T23:58'];
/** Somebody of the demo shop whom its site may vouch for. */
const kim = { subject: 'C-1001', name: 'Kim Tanaka', mail: 'kim@example.com', phone: '090-0000-1234', language: 'en' };

export interface Walking {
  readonly house: House;
  readonly database: MemoryDatabase;
  readonly flow: Flow;
  readonly language: Language;
  readonly seed: number;
}

/**
 * One conversation with a customer made of chance, through the door, the bot and the database, which is as before
 * afterwards. The same seed walks the same way. Everything checked is in `problems`.
 */
export async function walk({ house, database, flow, language, seed }: Walking): Promise<Walked> {
  const chance = createChance(seed);
  const scripts = flow.tests.filter((test) => test.language === language);
  const script = scripts[Math.floor(chance() * scripts.length)];
  const acts = createActs();
  const given = givenBy(chance, script);
  const isKnown = chance() < 0.3;
  const talk = chance() < 0.6 ? (script?.talk ?? []) : [];
  const next = createCustomer(chance, { sayings: sayingsFor(flow, language), script: talk.slice(1) });
  const opening = script?.talk[0]?.customer ?? flow.flow;
  return database.undone(async () => {
    const customer = isKnown ? await knowCustomer(database, { ...kim, site: house.services.site, now: 0 }) : undefined;
    const beginsWith: Opening = {
      language,
      given,
      between: (systems) => acts.between(systems),
      ...(customer && { customer: customer.id }),
    };
    return onStage(house, beginsWith, async (stage, roads) => {
      const walker: Walker = {
        stage,
        chance,
        acts,
        next,
        problems: [],
        older: [],
        begin: beginning(flow, language),
        end: 'open',
        unfinished: undefined,
        waited: undefined,
      };
      const before = await countRows(database);
      const end = await goThrough(walker, opening).catch((error: unknown): Ending => {
        walker.problems.push(`threw ${error instanceof Error ? error.message : String(error)}`);
        return 'stuck';
      });
      const { transcript, sent: messages } = stage;
      const problems = [
        ...[...walker.problems, ...acts.problems(before, await countRows(database))],
        ...[...thrice(transcript), ...oddities(transcript), ...(await ticketsTwice(stage))],
        ...(await logFaults(stage, seed % 10 === 0)),
        ...(end === 'stuck' ? ['does not end'] : []),
      ];
      return { end, messages, transcript, problems, roads };
    });
  });
}

interface Walker {
  readonly stage: Stage;
  readonly chance: () => number;
  readonly acts: Acts;
  readonly next: ReturnType<typeof createCustomer>;
  readonly problems: string[];
  older: readonly Choice[];
  /** The button of the errand, until it has begun. */
  begin: string | undefined;
  end: End;
  /** A turn that asked something of another system just now, and one that did before the last message. */
  unfinished: Thought | undefined;
  waited: Thought | undefined;
}

function givenBy(chance: () => number, script: FlowTest | undefined): FlowTest['given'] {
  const now = moments[Math.floor(chance() * moments.length)];
  // Otherwise the shop answers as it is.
  return chance() < 0.5 && script ? { now, ...script.given } : { now, lookups: {}, acts: {}, slots: {} };
}

async function goThrough(walker: Walker, opening: string): Promise<Ending> {
  const { stage, next } = walker;
  for (let move: Move = { kind: 'line', line: { customer: opening } }; stage.sent < longest;) {
    if (move.kind === 'silent') {
      if (await fallSilent(walker, move.leaves)) return 'kept';
    } else {
      await speak(walker, move);
      const end = walker.end;
      if (end !== 'open') {
        // The last button is tapped again, by an impatient finger: what is done is done.
        if (walker.chance() < 0.25) await again(walker, move);
        await actsAnswered(walker);
        return end;
      }
    }
    move = next({ choices: stage.choices, older: walker.older, messages: stage.sent });
  }
  return 'stuck';
}

/** Reminded once, the customer is gone for good, or is back the next day. True when they are gone with the form kept. */
async function fallSilent(walker: Walker, leaves: boolean): Promise<boolean> {
  const { stage } = walker;
  stage.transcript.push('(silence)');
  stage.clock.now += 3_600_000;
  await wake(stage, { kind: 'silence' });
  await answer(walker);
  stage.clock.now += 20 * 3_600_000;
  if (!leaves) return false;
  const run = currentRun((await standing(stage)).state);
  if ((run?.waiting ?? null) === null) walker.problems.push('keeps nothing of a form that was left');
  return true;
}

type Said = Exclude<Move, { kind: 'silent' }>;

/** Says it once, or as networks and fingers have it: twice at the same moment, again later, in two pieces. */
async function speak(walker: Walker, move: Said): Promise<void> {
  const { stage, chance, problems } = walker;
  const message = written(walker, move);
  stage.clock.now += 5_000;
  stage.said = [];
  stage.sent += 1;
  const id = `m${stage.sent}`;
  await put(stage, message, id);
  const roll = chance();
  if (roll < 0.04) {
    stage.transcript.push('(the same at the same moment)');
    await put(stage, message, `${id}-double`);
  }
  const heard = await answer(walker);
  await actsAnswered(walker);
  if (heard === 0) problems.push(`says nothing to: ${stage.transcript.at(-1) ?? ''}`);
  if (roll < 0.04 || roll > 0.12) return;
  const repeated = await put(stage, message, id);
  if (!repeated.repeated || (await waiting(stage)))
    problems.push('hears a message sent again by the network as a new one');
}

/** What another system was asked before the customer's last words has its answer after them. */
async function actsAnswered(walker: Walker): Promise<void> {
  const { stage, unfinished, waited } = walker;
  walker.waited = unfinished;
  walker.unfinished = undefined;
  if (!waited) return;
  await finishActs(stage, waited, outcomeBy(walker.chance));
  await answer(walker);
}

const outcomeBy = (chance: () => number): 'done' | 'refused' | 'failed' =>
  (['done', 'refused', 'failed'] as const)[Math.floor(chance() * 3)] ?? 'failed';

/** The last message once more, as a new one. */
async function again(walker: Walker, move: Said): Promise<void> {
  const { stage } = walker;
  const message = written(walker, move);
  stage.transcript.push('(once more)');
  await put(stage, message, `m${stage.sent}-again`);
  await answer(walker);
}

function written(walker: Walker, move: Said): Message {
  const { stage, begin } = walker;
  const language = stage.language;
  if (move.kind === 'tap') {
    const { label, value } = move.choice;
    stage.transcript.push(`customer: [${label}]`);
    return { text: label, value, language };
  }
  walker.begin = undefined;
  stage.transcript.push(`customer: ${move.line.customer}${move.line.photo === true ? ' (photo)' : ''}`);
  return messageOf(stage, move.line, begin);
}

/**
 * The bot's turns; gives how many messages it said. Now and then one is thought and thrown away, as by a crash before its
 * commit, and now and then committed a second time, as by a process that believed itself alone.
 */
async function answer(walker: Walker): Promise<number> {
  const { stage, chance, acts, problems } = walker;
  let messages = 0;
  if (stage.choices.length > 0) walker.older = [...walker.older, ...stage.choices].slice(-30);
  for (let turns = 0; turns < 8; turns += 1) {
    const loaded = await waiting(stage);
    if (!loaded) return messages;
    if (chance() < 0.03) await think(stage, loaded);
    const thought = await think(stage, loaded);
    const outcome = await commit(stage, loaded, thought);
    if (outcome.kind !== 'committed') continue;
    acts.committed(thought);
    messages += tell(stage, thought.events);
    walker.end = endAfter(stage, thought);
    if (chance() < 0.03 && (await commit(stage, loaded, thought)).kind === 'committed')
      problems.push('commits one thought twice');
    // Another system answers at once, or after the customer's next words, with yes, no or not at all.
    const isAsked = thought.events.some(({ body }) => body.kind === 'act asked');
    if (isAsked && chance() < 0.5) walker.unfinished = thought;
    else if (await finishActs(stage, thought, outcomeBy(chance))) continue;
    if (!outcome.pending) break;
  }
  return messages;
}

/** How it stands after a thought. Most leave a form open: then the whole memory need not be read to know it. */
function endAfter(stage: Stage, { state, owner }: Thought): End {
  if (owner.status !== 'waiting' && !state.includes('"stack":[]')) return 'open';
  return endOf(stage, { state: JSON.parse(state) as BotState, owner });
}

/** The log holds every message that was heard, in order and without a gap; of some walks its hashes are proved. */
async function logFaults(
  { door: { database }, conversation, transcript }: Stage,
  isProved: boolean,
): Promise<string[]> {
  const [log] = await database.rows<{ events: number; first: number; last: number; said: number }>(
    countEvents(database, { conversation }),
  );
  const { events = 0, first = 1, last = 0, said = 0 } = log ?? {};
  const heard = transcript.filter((line) => line.startsWith('bot: ')).length;
  return [
    ...(first !== 1 || last !== events ? ['leaves a gap in the log'] : []),
    ...(said === heard ? [] : [`has ${said} messages in the log; ${heard} were said`]),
    ...(isProved && !(await verifyLog(database, conversation)).whole ? ['leaves a log that cannot be proved'] : []),
  ];
}

const countEvents = template<{ conversation: string }>(
  (_, place) => sql`
    select count(*) as events, min(seq) as first, max(seq) as last,
      sum(case when author = 'bot' and kind = 'message' then 1 else 0 end) as said
    from event where conversation = ${place.text('conversation')}`,
);

async function ticketsTwice({ door: { database }, conversation }: Stage): Promise<string[]> {
  const tickets = await database.rows(ticketsOf(database, { conversation }));
  return tickets.length > 1 ? [`opens ${tickets.length} tickets`] : [];
}

const ticketsOf = template<{ conversation: string }>((build, place) =>
  build.selectFrom('ticket').select('number').where('conversation', '=', place.text('conversation')),
);
