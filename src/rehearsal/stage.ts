import type { App } from '../app.js';
import { commitTurn, type Outcome, type Thought } from '../bot/commit.js';
import { load, type Loaded } from '../bot/load.js';
import { freshState, parseState, type BotState } from '../bot/state.js';
import { createThinker } from '../bot/thinker.js';
import { loadedFrom, type Thinker } from '../bot/turns.js';
import type { Clock } from '../clock.js';
import { appendSteps } from '../conversations/append.js';
import { eventsAfter } from '../conversations/log.js';
import { openThread } from '../conversations/open.js';
import { parseOwner } from '../conversations/owner.js';
import { say, type Door, type Stored } from '../conversations/say.js';
import type { Step } from '../database/database.js';
import type { FlowTest } from '../flows/flow.js';
import { newId } from '../id.js';
import { createLive } from '../live/live.js';
import { onPoint } from '../points.js';
import type { ShopSystems } from '../shop/system.js';
import { firstSite } from '../site/site.js';
import type { Choice, Event, Message, Owner } from '../wire.js';
import { systemsFor } from './given-systems.js';
import { startOfTest } from './start.js';

/** What a conversation is held with: the whole product, or as much of it as one needs. */
export type House = Pick<App, 'door' | 'services'>;

/** How a conversation begins. */
export interface Opening extends Pick<FlowTest, 'language' | 'given'> {
  /** Who the shop's site says the customer is. */
  readonly customer?: string;
  /** Puts something between the flow and the shop's systems, with what is given in their place: whoever counts acts. */
  readonly between?: (systems: ShopSystems) => ShopSystems;
}

/**
 * One conversation without its network: through the door, the bot and the database, with only the clock and what is given
 * its own. Nobody hears of it: no letter goes out, nothing is done elsewhere.
 */
export interface Stage {
  readonly door: Door;
  readonly thinker: Thinker;
  readonly conversation: string;
  readonly thread: string;
  readonly language: string;
  readonly clock: { now: number };
  readonly transcript: string[];
  /** Names of the sentences said since the customer's last message. */
  said: string[];
  choices: readonly Choice[];
  seen: number;
  sent: number;
  /** What the door has told already of the turn to come, as it tells the turn runner. */
  told: Loaded | undefined;
}

/** Holds a conversation and forgets it. `roads` are those flows have taken by then, as the point `flow: road` tells. */
export async function onStage<T>(
  { door, services }: House,
  { language, given, customer, between = (systems) => systems }: Opening,
  perform: (stage: Stage, roads: ReadonlySet<string>) => Promise<T>,
): Promise<T> {
  const roads = new Set<string>();
  const { settings } = services.current();
  const clock = { now: startOfTest({ given }, settings.zone) };
  const ticking: Clock = { now: () => (clock.now += 1) };
  const opened = await openThread(door.database, {
    ...{ site: firstSite, channel: 'rehearsal', peer: newId('r'), language, now: clock.now, customer },
  });
  const { thread, conversation } = opened;
  await remember(door, conversation, given.slots);
  const own = { ...services, clock: ticking, systems: between(systemsFor(services.systems, { given })) };
  const live = createLive();
  const stage: Stage = {
    door: { ...door, live, clock: ticking, process: 'rehearsal' },
    thinker: createThinker(own),
    ...{ conversation, thread, language, clock, transcript: [], said: [], choices: [], seen: 0, sent: 0 },
    told: undefined,
  };
  live.listen('turns', (wake) => {
    if (wake.about === 'conversation') stage.told = loadedFrom(wake);
  });
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
async function remember({ database }: Door, conversation: string, known: FlowTest['given']['slots']): Promise<void> {
  if (Object.keys(known).length === 0) return;
  const slots = Object.fromEntries(
    Object.entries(known).map(([name, value]) => [name, { value, display: value, state: 'given' as const }]),
  );
  const statement = database.build
    .updateTable('conversation')
    .set({ state: JSON.stringify({ ...freshState(), slots }) })
    .where('id', '=', conversation)
    .compile();
  await database.commit([{ statement, rows: 1 }]);
}

/** What a customer writes, or the button they tap: by its value, or by its label where it was offered last. */
export interface Line {
  readonly customer: string;
  readonly photo?: boolean | undefined;
}

/** The message as it arrives at the door. `begin` is the button of the errand, for the words that begin it. */
export function messageOf(stage: Stage, { customer, photo }: Line, begin?: string): Message {
  const tapped = stage.choices.find(({ value }) => value === customer);
  const value = begin ?? tapped?.value ?? (customer.startsWith('@') ? customer : undefined);
  const attachment = { id: 'photo', name: 'photo.jpg', type: 'image/jpeg', size: 10 };
  return {
    text: tapped?.label ?? (customer.startsWith('@') ? '' : customer),
    language: stage.language,
    ...(value === undefined ? {} : { value }),
    ...(photo === true ? { attachments: [attachment] } : {}),
  };
}

/** Puts a message in at the door. The same client id again is the same message. */
export function put(stage: Stage, message: Message, clientId: string): Promise<Stored> {
  return say(stage.door, { thread: stage.thread, clientId, message });
}

/** Says a line and hears the answer to it. */
export async function speak(stage: Stage, line: Line, begin?: string): Promise<void> {
  const message = messageOf(stage, line, begin);
  stage.transcript.push(`customer: ${line.customer}`);
  stage.clock.now += 5_000;
  stage.said = [];
  await put(stage, message, `m${(stage.sent += 1)}`);
  await answered(stage);
  await listen(stage);
}

/** The bot's turns, one after the other; what it asks of another system is answered as the test says. */
export async function answered(stage: Stage): Promise<void> {
  for (let turns = 0; turns < 8; turns += 1) {
    const loaded = await waiting(stage);
    if (!loaded) return;
    const thought = await think(stage, loaded);
    const outcome = await commit(stage, loaded, thought);
    if (outcome.kind !== 'committed') continue;
    const isMore = await finishActs(stage, thought);
    if (!outcome.pending && !isMore) return;
  }
}

/** What is left to answer, if anything is left to the bot. */
export async function waiting(stage: Stage): Promise<Loaded | undefined> {
  const loaded = stage.told ?? (await load(stage.door.database, stage.conversation));
  stage.told = undefined;
  return loaded?.pending === true && loaded.owner.status !== 'agent' ? loaded : undefined;
}

/** A thought without the jobs and letters it would leave: nobody does them after a rehearsal. */
export async function think({ thinker }: Stage, loaded: Loaded): Promise<Thought> {
  const { events, owner, language, state, steps } = await thinker.think(loaded);
  return { events, owner, language, state, steps: steps.filter((step) => !isWork(step)) };
}

const isWork = ({ statement }: Step): boolean => /^\s*insert into "(?:job|mail)"/.test(statement.sql);

export function commit({ door, clock }: Stage, loaded: Loaded, thought: Thought): Promise<Outcome> {
  const { database, leaseSeconds } = door;
  return commitTurn(database, loaded, thought, { now: clock.now, leaseSeconds });
}

/**
 * What another system would have answered. Without a word about it in the test nobody could tell: the flow's `failed`.
 * Gives whether anything had been asked.
 */
export async function finishActs(
  stage: Stage,
  thought: Thought,
  outcome: 'done' | 'refused' | 'failed' = 'failed',
): Promise<boolean> {
  const asked = thought.events.flatMap(({ body }) => (body.kind === 'act asked' ? [body] : []));
  const details = { why: 'nobody answers in a rehearsal' };
  for (const { key, act } of asked) await wake(stage, { kind: 'act done', key, act, outcome, details });
  return asked.length > 0;
}

/** Something the bot must take note of: an act's result, the customer's silence. */
export async function wake({ door, conversation, clock }: Stage, body: Event['body']): Promise<void> {
  if (body === null) return;
  const { database, leaseSeconds, process } = door;
  const [row] = await database.read(
    database.build.selectFrom('conversation').select('owner').where('id', '=', conversation),
  );
  const steps = appendSteps(database, {
    ...{ conversation, owner: parseOwner(row?.owner ?? 'bot'), now: clock.now },
    wake: { by: process, leaseSeconds },
    events: [{ author: 'system', time: clock.now, body }],
  });
  await database.commit(steps);
}

/** Hears what was said since. */
async function listen(stage: Stage): Promise<void> {
  const { events, upTo } = await eventsAfter(stage.door.database, stage.conversation, stage.seen);
  stage.seen = upTo;
  tell(stage, events);
}

/** What the bot says stands in the transcript, and its buttons are what is offered. Gives how many messages it were. */
export function tell(stage: Stage, events: readonly Pick<Event, 'author' | 'body'>[]): number {
  let messages = 0;
  for (const { author, body } of events) {
    if (author !== 'bot' || body?.kind !== 'message') continue;
    const { text, choices = [] } = body.message;
    messages += 1;
    stage.choices = choices;
    const labels = choices.map(({ label }) => label).join(' | ');
    stage.transcript.push(`bot: ${text.replaceAll('\n', ' / ')}${labels === '' ? '' : `\n  [${labels}]`}`);
  }
  return messages;
}

/** How things stand in the database. */
export interface Standing {
  readonly state: BotState;
  readonly owner: Owner;
}

export async function standing({ door: { database }, conversation }: Stage): Promise<Standing> {
  const [row] = await database.read(
    database.build.selectFrom('conversation').select(['state', 'owner']).where('id', '=', conversation),
  );
  return { state: parseState(row?.state ?? '').state, owner: parseOwner(row?.owner ?? 'bot') };
}

/** As much of it as tells whether it is over. */
interface HowItStands {
  readonly state: Pick<BotState, 'stack' | 'ticket'>;
  readonly owner: Owner;
}

/** How a flow has ended; `open`: it has not. */
export type End = 'done' | 'cancelled' | 'person' | 'ticket' | 'open';

export function endOf({ said }: Pick<Stage, 'said'>, { state, owner }: HowItStands): End {
  if (owner.status === 'waiting') return 'person';
  if (state.stack.length > 0) return 'open';
  if (said.includes('bot.cancelled')) return 'cancelled';
  return state.ticket === null ? 'done' : 'ticket';
}
