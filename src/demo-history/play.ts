import type { App } from '../app.js';
import { commitTurn, type Thought } from '../bot/commit.js';
import { load } from '../bot/load.js';
import { createThinker } from '../bot/thinker.js';
import type { Thinker } from '../bot/turns.js';
import type { Clock } from '../clock.js';
import { eventsAfter } from '../conversations/log.js';
import { openThread } from '../conversations/open.js';
import { say, type Door } from '../conversations/say.js';
import { markSeen } from '../conversations/seen.js';
import { findCustomer } from '../customers/orders-of.js';
import { adoptThread, knowCustomer } from '../customers/identified.js';
import type { Database, Step } from '../database/database.js';
import { createLive } from '../live/live.js';
import { firstSite } from '../site/site.js';
import type { Staff } from '../staff/staff.js';
import type { Choice, Message } from '../wire.js';
import { createPace, type Pace } from './pace.js';
import { startOf, type Line, type Script } from './script.js';
import { workAtDesk } from './desk.js';

export interface Theatre {
  readonly app: App;
  readonly staff: readonly Staff[];
  /** The moment everything is played up to: nothing of it lies in the future. */
  readonly now: number;
}

/** What one play needs to know of itself. */
export interface Stage {
  readonly door: Door;
  readonly staff: readonly Staff[];
  readonly thread: string;
  readonly pace: Pace;
  conversation: string;
  seen: number;
  sent: number;
  choices: readonly Choice[];
}

/**
 * Plays one script through the door, the bot and the desk, as it would have gone at its time: only the clock is another
 * one. Nobody hears of it, so no running turn, mail or screen mixes in. False when it had been played before; throws
 * when the script no longer fits what the bot does.
 */
export async function playScript(theatre: Theatre, script: Script): Promise<boolean> {
  const { app, staff, now } = theatre;
  const { database } = app.door;
  const { settings } = app.services.current();
  const pace = createPace(script.name, startOf(script.when, now, settings.zone), now);
  const { language } = script;
  const opened = await openThread(database, {
    ...{ site: firstSite, channel: 'widget', peer: `history/${script.name}`, language, now: pace.now() },
    greeting: app.greeting(language),
  });
  if (!opened.made) return false;
  if (script.customer !== undefined) await signIn(database, opened.thread, script.customer, pace.now());
  const clock: Clock = { now: () => pace.now() };
  const door: Door = { ...app.door, live: createLive(), clock, process: 'demo-history' };
  // Who is at work today was not there then: what is reopened waits, and the script says who takes it.
  const thinker = createThinker({ ...app.services, clock, agentIsOn: async () => false });
  const { thread, conversation } = opened;
  const stage: Stage = { door, staff, thread, pace, conversation, seen: 0, sent: 0, choices: [] };
  try {
    for (const [index, line] of script.lines.entries()) {
      if (isAboutToBeClaimed(script, index)) await insist(stage, thinker, language);
      if (!(await perform(stage, thinker, line, language))) break;
    }
    if (script.about.startsWith('waiting')) await insist(stage, thinker, language);
    await readAll(stage);
  } catch (error) {
    throw new Error(`history: ${script.name} could not be played`, { cause: error });
  }
  return true;
}

/** As the widget does it when the shop vouches for somebody. */
async function signIn(database: Database, thread: string, subject: string, now: number): Promise<void> {
  const known = await findCustomer(database, firstSite, { id: subject });
  if (!known) throw new Error(`history: the shop knows no customer ${subject}`);
  const { name, mail, phone, language } = known;
  const person = await knowCustomer(database, { site: firstSite, now, subject, name, mail, phone, language });
  await adoptThread(database, { thread, customer: person.id, channel: 'widget', now });
}

/** Everybody has read what was written: nothing of the past is sent after them by mail. */
async function readAll({ door, thread, conversation, pace }: Stage): Promise<void> {
  const { database, live } = door;
  const batch = await eventsAfter(database, conversation, 0, 1_000);
  const agent = batch.events.findLast(({ author }) => author.startsWith('agent:'));
  const mark = { conversation, thread, seq: batch.upTo, now: pace.now() };
  await markSeen({ database, live }, { ...mark, reader: 'customer' });
  if (agent) await markSeen({ database, live }, { ...mark, reader: 'agent' });
}

/** False when the customer leaves here: what they would have pressed was not offered. */
async function perform(stage: Stage, thinker: Thinker, line: Line, language: string): Promise<boolean> {
  switch (line.kind) {
    case 'waits':
      stage.pace.pass(line.milliseconds);
      return true;
    case 'says':
      await speak(stage, thinker, { text: line.text, language });
      return true;
    case 'taps':
      return tap(stage, thinker, line.label, language);
    case 'agent':
    case 'rates':
      await workAtDesk(stage, line);
      return true;
  }
}

/** Asked which of several is meant, a customer takes the first; the answer to that is then pressed as the script says. */
async function tap(stage: Stage, thinker: Thinker, label: string, language: string): Promise<boolean> {
  const find = (): Choice | undefined => stage.choices.find((choice) => choice.label === label);
  const meant = stage.choices.find(({ value }) => value.startsWith('@this:'));
  if (!find() && meant) await speak(stage, thinker, { text: meant.label, value: meant.value, language });
  const choice = find();
  if (!choice) return false;
  await speak(stage, thinker, { text: choice.label, value: choice.value, language });
  return true;
}

/** At the claim, or where the wait for it begins. */
function isAboutToBeClaimed({ lines }: Script, index: number): boolean {
  const isClaim = (line: Line | undefined): boolean => line?.kind === 'agent' && line.does === 'claims';
  return isClaim(lines[index]) || (lines[index]?.kind === 'waits' && isClaim(lines[index + 1]));
}

/**
 * Somebody is about to claim what nobody waits for yet: the bot found an answer where the script's writer saw none (articles
 * come and go). The customer then asks for a person once more, as customers do.
 */
async function insist(stage: Stage, thinker: Thinker, language: string): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    const loaded = await load(stage.door.database, stage.conversation);
    if (loaded?.owner.status !== 'bot') return;
    const skip = stage.choices.find(({ value }) => value === '@skip');
    const text = language === 'ja' ? '担当者と話す' : 'Talk to a person';
    const press = tries > 0 && skip ? { text: skip.label, value: skip.value } : { text, value: '@person' };
    await speak(stage, thinker, { ...press, language });
  }
}

async function speak(stage: Stage, thinker: Thinker, message: Message): Promise<void> {
  stage.pace.typing(message.text);
  stage.sent += 1;
  const stored = await say(stage.door, { thread: stage.thread, clientId: `m${stage.sent}`, message });
  // Long after its end a message begins a new conversation.
  if (stored.conversation !== stage.conversation) Object.assign(stage, { conversation: stored.conversation, seen: 0 });
  stage.pace.pass(900);
  await answer(stage, thinker);
  const batch = await eventsAfter(stage.door.database, stage.conversation, stage.seen);
  stage.seen = batch.upTo;
  for (const { author, body } of batch.events) {
    if (author === 'bot' && body?.kind === 'message') stage.choices = body.message.choices ?? [];
  }
}

/** The bot's turns, as the turn runner takes them. */
async function answer({ door, conversation }: Stage, thinker: Thinker): Promise<void> {
  const { database, clock, leaseSeconds } = door;
  for (let turns = 0; turns < 5; turns += 1) {
    const loaded = await load(database, conversation);
    if (!loaded?.pending || loaded.owner.status === 'agent') return;
    const thought = withoutWork(await thinker.think(loaded));
    const outcome = await commitTurn(database, loaded, thought, { now: clock.now(), leaseSeconds });
    if (outcome.kind === 'committed' && !outcome.pending) return;
  }
  throw new Error(`history: conversation ${conversation} was never answered`);
}

/** Nothing of the past is done again today: no letter goes out, no errand is run. */
function withoutWork(thought: Thought): Thought {
  const isWork = ({ statement }: Step): boolean => /^insert into "(job|mail)"/.test(statement.sql.trim());
  return { ...thought, steps: thought.steps.filter((step) => !isWork(step)) };
}
