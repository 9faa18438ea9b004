import type { App } from '../app.js';
import { commitTurn, type Thought } from '../bot/commit.js';
import { currentRun } from '../bot/flow-dialog.js';
import type { FlowRun } from '../bot/flow-state.js';
import { load } from '../bot/load.js';
import { freshState, parseState, type BotState } from '../bot/state.js';
import { createThinker } from '../bot/thinker.js';
import type { Thinker } from '../bot/turns.js';
import type { Clock } from '../clock.js';
import { appendSteps } from '../conversations/append.js';
import { eventsAfter } from '../conversations/log.js';
import { openThread } from '../conversations/open.js';
import { parseOwner } from '../conversations/owner.js';
import { say, type Door } from '../conversations/say.js';
import type { Step } from '../database/database.js';
import type { Flow, FlowTest } from '../flows/flow.js';
import { newId } from '../id.js';
import { createLive } from '../live/live.js';
import { onPoint } from '../points.js';
import { firstSite } from '../site/site.js';
import type { Choice, Event, Message } from '../wire.js';
import { systemsFor } from './given-systems.js';
import { startOfTest } from './start.js';

/** What one test brought: what went differently from what its editor expected, and which roads it took. */
export interface Rehearsed {
  readonly problems: readonly string[];
  /** `flow TAB step TAB road`, as the point `flow: road` tells. */
  readonly roads: ReadonlySet<string>;
  /** The conversation as it went, for reading. */
  readonly transcript: readonly string[];
  /** How things stand after its last message. */
  readonly left: Left;
}

export interface Left {
  /** Names of the sentences said last: a flow's own without its name before them, the bot's as `bot.<key>`. */
  readonly said: readonly string[];
  /** What the flow that is under way holds; of one that is over nothing is left. */
  readonly run: Pick<FlowRun, 'flow' | 'at' | 'slots'> | undefined;
  readonly isWaiting: boolean;
}

interface Stage {
  readonly door: Door;
  readonly thinker: Thinker;
  readonly conversation: string;
  readonly thread: string;
  readonly test: FlowTest;
  readonly clock: { now: number };
  readonly transcript: string[];
  /** Names of the sentences said since the customer's last message. */
  said: string[];
  choices: readonly Choice[];
  seen: number;
  sent: number;
}

/**
 * Holds one conversation with a flow as a customer would: through the door, the bot and the database, with only the clock
 * and what the test names under `given` its own. Nobody hears of it: no letter goes out, nothing is done elsewhere.
 */
export async function rehearse(app: App, flow: Flow, test: FlowTest): Promise<Rehearsed> {
  return onStage(app, test, async (stage, roads) => {
    const problems = await play(stage, flow);
    return { problems, roads, transcript: stage.transcript, left: await leftOf(stage, flow) };
  });
}

/** What an improvising customer knows before each message: what is offered to tap, and which slot is asked for. */
export interface Heard {
  readonly choices: readonly Choice[];
  readonly run: Left['run'];
  readonly messages: number;
}

export interface Improvised {
  readonly transcript: readonly string[];
  /** `open`: the customer had nothing more to say, and the flow still waits. */
  readonly end: 'done' | 'cancelled' | 'person' | 'ticket' | 'open';
}

/**
 * Holds a conversation with a customer who makes it up as it goes: `next` gives what they write, or the value of a button,
 * until the flow is over or it gives undefined.
 */
export async function improvise(
  app: App,
  flow: Flow,
  { language, given }: Pick<FlowTest, 'language' | 'given'>,
  next: (heard: Heard) => string | undefined,
): Promise<Improvised> {
  return onStage(app, { test: 'improvised', language, given, talk: [] }, async (stage) => {
    let begin: string | undefined = `@this:flow:${language}:${flow.flow}`;
    for (;;) {
      const { run } = await leftOf(stage, flow);
      const customer = next({ choices: stage.choices, run, messages: stage.sent });
      if (customer === undefined) return { transcript: stage.transcript, end: 'open' };
      await speak(stage, { customer }, begin);
      begin = undefined;
      const end = await endNow(stage);
      if (end !== 'open') return { transcript: stage.transcript, end };
    }
  });
}

/** What free messages led to, with nothing under way before them. */
export interface Overheard {
  /** Every flow that began, in order. */
  readonly begun: readonly string[];
  /** What is known by then, by slot. */
  readonly slots: Readonly<Record<string, string>>;
  readonly choices: readonly Choice[];
  readonly said: readonly string[];
  readonly isWaiting: boolean;
  readonly transcript: readonly string[];
}

/** Holds the messages of a test as they are written: no flow is begun but by what the bot makes of them. */
export async function overhear(app: App, test: FlowTest): Promise<Overheard> {
  return onStage(app, test, async (stage, roads) => {
    for (const line of test.talk) await speak(stage, line, undefined);
    const { state, owner } = await memoryOf(stage);
    const run = currentRun(state);
    const passed = [...roads].flatMap((road) => road.split('\t')[0] ?? []);
    const given = Object.entries(state.collected).filter(([, slot]) => slot.state !== 'refused');
    return {
      begun: [...new Set([...passed, ...(run ? [run.flow] : [])])],
      slots: Object.fromEntries(given.map(([name, { value }]) => [name, value])),
      ...{ choices: stage.choices, said: stage.said, transcript: stage.transcript },
      isWaiting: owner.startsWith('waiting'),
    };
  });
}

async function endNow(stage: Stage): Promise<Improvised['end']> {
  const { state, owner } = await memoryOf(stage);
  return endOf(stage, owner, state.stack.length, state.ticket !== null);
}

async function memoryOf({ door: { database }, conversation }: Stage): Promise<{ state: BotState; owner: string }> {
  const [row] = await database.read(
    database.build.selectFrom('conversation').select(['state', 'owner']).where('id', '=', conversation),
  );
  return { state: parseState(row?.state ?? '').state, owner: row?.owner ?? '' };
}

async function onStage<T>(
  app: App,
  test: FlowTest,
  perform: (stage: Stage, roads: ReadonlySet<string>) => Promise<T>,
): Promise<T> {
  const roads = new Set<string>();
  const { settings } = app.services.current();
  const clock = { now: startOfTest(test, settings.zone) };
  const ticking: Clock = { now: () => (clock.now += 1) };
  const opened = await openThread(app.door.database, {
    ...{ site: firstSite, channel: 'rehearsal', peer: newId('r'), language: test.language, now: clock.now },
  });
  const { thread, conversation } = opened;
  await remember(app, conversation, test);
  const services = { ...app.services, clock: ticking, systems: systemsFor(app.services.systems, test) };
  const stage: Stage = {
    door: { ...app.door, live: createLive(), clock: ticking, process: 'rehearsal' },
    thinker: createThinker(services),
    ...{ conversation, thread, test, clock, transcript: [], said: [], choices: [], seen: 0, sent: 0 },
  };
  const silence = onPoint(({ point, conversation: where, about }) => {
    if (where !== conversation) return;
    if (point === 'flow: road') roads.add(about);
    if (point === 'bot: sentence') stage.said.push(about);
  });
  try {
    return await perform(stage, roads);
  } finally {
    silence();
  }
}

/** What the conversation knows before its first message, as an earlier errand would have left it. */
async function remember({ door: { database } }: App, conversation: string, { given }: FlowTest): Promise<void> {
  const slots = Object.fromEntries(
    Object.entries(given.slots).map(([name, value]) => [name, { value, display: value, state: 'given' as const }]),
  );
  const statement = database.build
    .updateTable('conversation')
    .set({ state: JSON.stringify({ ...freshState(), slots }) })
    .where('id', '=', conversation)
    .compile();
  await database.commit([{ statement, rows: 1 }]);
}

async function play(stage: Stage, flow: Flow): Promise<string[]> {
  const { test } = stage;
  for (const [index, line] of test.talk.entries()) {
    const begin = index === 0 ? `@this:flow:${test.language}:${flow.flow}` : undefined;
    await speak(stage, line, begin);
    const wrong = await differences(stage, flow, line);
    if (wrong.length > 0) return wrong.map((what) => `after "${line.customer}": ${what}`);
  }
  return [];
}

type Line = FlowTest['talk'][number];

async function speak(stage: Stage, line: Line, begin: string | undefined): Promise<void> {
  stage.clock.now += 5_000;
  stage.sent += 1;
  stage.said = [];
  const tapped = stage.choices.find(({ value }) => value === line.customer);
  const value = begin ?? tapped?.value ?? (line.customer.startsWith('@') ? line.customer : undefined);
  const photo = { id: 'photo', name: 'photo.jpg', type: 'image/jpeg', size: 10 };
  const message: Message = {
    text: tapped?.label ?? (line.customer.startsWith('@') ? '' : line.customer),
    language: stage.test.language,
    ...(value === undefined ? {} : { value }),
    ...(line.photo === true ? { attachments: [photo] } : {}),
  };
  stage.transcript.push(`customer: ${line.customer}`);
  await say(stage.door, { thread: stage.thread, clientId: `m${stage.sent}`, message });
  await answered(stage);
  const batch = await eventsAfter(stage.door.database, stage.conversation, stage.seen);
  stage.seen = batch.upTo;
  for (const event of batch.events) tell(stage, event);
}

function tell(stage: Stage, { author, body }: Event): void {
  if (author !== 'bot' || body?.kind !== 'message') return;
  stage.choices = body.message.choices ?? [];
  const labels = stage.choices.map(({ label }) => label).join(' | ');
  stage.transcript.push(`bot: ${body.message.text.replaceAll('\n', ' / ')}${labels === '' ? '' : `\n  [${labels}]`}`);
}

/** The bot's turns, one after the other; what it asks of another system is answered as the test says. */
async function answered(stage: Stage): Promise<void> {
  const { database, leaseSeconds } = stage.door;
  for (let turns = 0; turns < 8; turns += 1) {
    const loaded = await load(database, stage.conversation);
    if (!loaded?.pending || loaded.owner.status === 'agent') return;
    const thought = await stage.thinker.think(loaded);
    const outcome = await commitTurn(database, loaded, withoutWork(thought), { now: stage.clock.now, leaseSeconds });
    if (outcome.kind === 'committed') await finishActs(stage, thought);
  }
}

function withoutWork(thought: Thought): Thought {
  const isWork = ({ statement }: Step): boolean => /^insert into "(job|mail)"/.test(statement.sql.trim());
  return { ...thought, steps: thought.steps.filter((step) => !isWork(step)) };
}

/** What another system would have answered. Without a word about it in the test nobody could tell: the flow's `failed`. */
async function finishActs({ door, conversation, clock }: Stage, thought: Thought): Promise<void> {
  for (const { body } of thought.events) {
    if (body.kind !== 'act asked') continue;
    const { key, act } = body;
    const [row] = await door.database.read(
      door.database.build.selectFrom('conversation').select('owner').where('id', '=', conversation),
    );
    const steps = appendSteps(door.database, {
      ...{ conversation, owner: parseOwner(row?.owner ?? 'bot'), now: clock.now },
      wake: { by: door.process, leaseSeconds: door.leaseSeconds },
      events: [
        {
          author: 'system',
          time: clock.now,
          body: { kind: 'act done', key, act, outcome: 'failed', details: { why: 'nobody answers in a rehearsal' } },
        },
      ],
    });
    await door.database.commit(steps);
  }
}

async function differences(stage: Stage, flow: Flow, line: Line): Promise<string[]> {
  const { state, owner } = await memoryOf(stage);
  const wrong: string[] = [];
  const said = ownNames(stage.said, flow);
  if (line.expect && !standInOrder(line.expect, said))
    wrong.push(`expected ${line.expect.join(', ')}; said was ${said.join(', ') || 'nothing'}`);
  for (const [name, value] of Object.entries(line.slots ?? {})) {
    const slot = state.collected[name]?.value;
    if (slot !== value) wrong.push(`expected ${name} to be ${value}; it is ${slot ?? 'empty'}`);
  }
  if (line.ends !== undefined) {
    const end = endOf(stage, owner, state.stack.length, state.ticket !== null);
    if (end !== line.ends) wrong.push(`expected the flow to end with ${line.ends}; it ${endings[end]}`);
  }
  return wrong;
}

async function leftOf(stage: Stage, flow: Flow): Promise<Left> {
  const { state, owner } = await memoryOf(stage);
  return {
    said: ownNames(stage.said, flow),
    run: currentRun(state),
    isWaiting: owner.startsWith('waiting'),
  };
}

const ownNames = (said: readonly string[], { flow }: Flow): string[] =>
  said.map((name) => (name.startsWith(`${flow}.`) ? name.slice(flow.length + 1) : name));

const endings = {
  done: 'ended done',
  cancelled: 'ended cancelled',
  person: 'ended with a person',
  ticket: 'ended with a ticket',
  open: 'goes on',
} as const;

function endOf(stage: Stage, owner: string, depth: number, hasTicket: boolean): keyof typeof endings {
  if (owner.startsWith('waiting')) return 'person';
  if (depth > 0) return 'open';
  if (stage.said.includes('bot.cancelled')) return 'cancelled';
  return hasTicket ? 'ticket' : 'done';
}

function standInOrder(expected: readonly string[], said: readonly string[]): boolean {
  let from = 0;
  return expected.every((name) => {
    const at = said.indexOf(name, from);
    from = at + 1;
    return at >= 0;
  });
}
