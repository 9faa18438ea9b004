import { createHash, randomUUID } from 'node:crypto';
import { eventsAfter, verifyLog } from '../../src/conversations/log.js';
import { openThread } from '../../src/conversations/open.js';
import { say } from '../../src/conversations/say.js';
import { claim } from '../../src/handoff/claim.js';
import type { Desk } from '../../src/handoff/desk.js';
import { handBack } from '../../src/handoff/give.js';
import { reply } from '../../src/handoff/reply.js';
import { resolve } from '../../src/handoff/resolve.js';
import { firstSite } from '../../src/site/site.js';
import { renewPresence } from '../../src/staff/presence.js';
import { staffByMail, type Staff } from '../../src/staff/staff.js';
import { openTicketOf } from '../../src/tickets/ticket.js';
import { verifyEvidence } from '../../src/tickets/evidence.js';
import type { Event, Message } from '../../src/wire.js';
import type { Counter, TestClock } from './counter.js';
import { formatBot, matches, type Line, type Transcript } from './transcript.js';

/** What one play brought: the first line that went differently, and the whole as it really went. */
export interface Played {
  readonly problems: string[];
  readonly actual: string;
}

/** Plays a transcript through the real door, turns, index and database, and compares what the bot said. */
export async function play(counter: Counter, clock: TestClock, transcript: Transcript): Promise<Played> {
  const { app, database } = counter;
  const peer = randomUUID();
  const { language } = transcript;
  const { thread, conversation: first } = await openThread(database, {
    ...{ site: firstSite, channel: 'transcript', peer, language, now: clock.now() },
  });
  const stage: Stage = {
    counter,
    clock,
    thread,
    conversation: first,
    seen: 0,
    heard: [],
    buttons: [],
    sent: 0,
    problems: [],
    actual: [],
  };
  for (const { line, said } of transcript.lines) {
    await perform(stage, line, said);
    if (stage.problems.length > 0) break;
  }
  for (const extra of stage.heard) stage.problems.push(`at the end the bot also said: ${textOf(extra)}`);
  const verdict = await verifyLog(database, stage.conversation);
  if (!verdict.whole) stage.problems.push(`the log is not whole: ${verdict.why} at ${verdict.seq}`);
  const ticket = await openTicketOf(database, stage.conversation);
  if (ticket && !(await verifyEvidence(database, ticket)).whole)
    stage.problems.push('the evidence does not fit the log');
  void app;
  return { problems: stage.problems, actual: stage.actual.join('\n') };
}

interface Stage {
  readonly counter: Counter;
  readonly clock: TestClock;
  readonly thread: string;
  conversation: string;
  seen: number;
  heard: Message[];
  buttons: { label: string; value: string }[];
  sent: number;
  readonly problems: string[];
  readonly actual: string[];
}

async function perform(stage: Stage, number: number, line: Line): Promise<void> {
  const { problems, actual } = stage;
  const wrong = (what: string): void => void problems.push(`line ${number}: ${what}`);
  switch (line.kind) {
    case 'customer':
      actual.push(`customer: ${line.text.replaceAll('\n', ' / ')}`);
      return speak(stage, number, { text: line.text, language: 'en' });
    case 'taps': {
      actual.push(`customer taps: ${line.label}`);
      const button = stage.buttons.find(({ label }) => label === line.label);
      if (!button)
        return wrong(`there is no button "${line.label}", only ${stage.buttons.map(({ label }) => label).join(' | ')}`);
      return speak(stage, number, { text: button.label, value: button.value, language: 'en' });
    }
    case 'sends': {
      actual.push(`customer sends: ${line.name}`);
      const id = createHash('sha256').update(line.name).digest('hex').slice(0, 20);
      return speak(stage, number, {
        text: '',
        language: 'en',
        attachments: [{ id, name: line.name, type: 'image/png', size: 10 }],
      });
    }
    case 'bot': {
      const message = stage.heard.shift();
      if (!message) return wrong(`the bot was silent; expected: ${line.text}`);
      actual.push(
        formatBot(
          message.text,
          (buttonsOf(message) ?? []).map(({ label }) => label),
          message.sources?.[0]?.title,
        ),
      );
      if (!matches(line.text, message.text)) return wrong(`expected: ${line.text}\n     got: ${message.text}`);
      const labels = (buttonsOf(message) ?? []).map(({ label }) => label).join(' | ');
      if (line.choices && line.choices.join(' | ') !== labels)
        wrong(`expected buttons [${line.choices.join(' | ')}], got [${labels}]`);
      if (line.source !== undefined && line.source !== message.sources?.[0]?.title) {
        wrong(`expected the source ${line.source}, got ${message.sources?.[0]?.title ?? 'none'}`);
      }
      return;
    }
    case 'silent':
      actual.push('bot is silent');
      if (stage.heard.length > 0) wrong(`the bot said: ${stage.heard.map(textOf).join(' / ')}`);
      return;
    case 'after':
      actual.push(`after ${line.hours} hours`);
      stage.clock.advance(line.hours * 3_600_000);
      return;
    case 'owner': {
      const owner = await ownerOf(stage);
      actual.push(`owner: ${owner.split(':')[0] ?? ''}`);
      if (owner.split(':')[0] !== line.status) wrong(`expected the owner ${line.status}, got ${owner}`);
      return;
    }
    case 'ticket': {
      const ticket = await openTicketOf(stage.counter.database, stage.conversation);
      const slot = ticket?.slots.find(({ name }) => name === line.slot);
      const value = slot ? `${slot.display} (${slot.state})` : 'nothing';
      actual.push(`ticket: ${line.slot}=${value}`);
      if (!matches(line.value, value)) wrong(`expected ${line.slot}=${line.value}, got ${value}`);
      return;
    }
    case 'agent':
      actual.push(`agent ${line.who} ${line.does}: ${line.text}`);
      return act(stage, line).catch((error: unknown) => wrong(error instanceof Error ? error.message : String(error)));
  }
}

async function speak(stage: Stage, number: number, message: Message): Promise<void> {
  const { counter, clock } = stage;
  if (stage.heard.length > 0) {
    stage.problems.push(`line ${number}: before this the bot also said: ${stage.heard.map(textOf).join(' / ')}`);
    return;
  }
  clock.advance(5_000);
  const stored = await say(counter.app.door, { thread: stage.thread, clientId: `m${++stage.sent}`, message });
  if (stored.conversation !== stage.conversation) Object.assign(stage, { conversation: stored.conversation, seen: 0 });
  await settled(stage);
  await listen(stage);
}

/** Until nobody has anything left to answer. */
async function settled({ counter, conversation }: Stage): Promise<void> {
  const until = Date.now() + 15_000;
  const { database } = counter;
  while (Date.now() < until) {
    // One statement, one moment: looked at apart, a turn that asks for an act, or a job that ends, falls between.
    const [row] = await database.read(
      database.build
        .selectFrom('conversation')
        .select('pending')
        .select((by) =>
          by
            .selectFrom('job')
            .select((job) => job.fn.countAll<number>().as('count'))
            .where('job.conversation', '=', conversation)
            .where('job.state', '=', 'waiting')
            .where('job.kind', '=', 'act')
            .as('jobs'),
        )
        .where('id', '=', conversation),
    );
    if (row?.pending === 0 && row.jobs === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  throw new Error(`transcript: conversation ${conversation} was never answered`);
}

async function listen(stage: Stage): Promise<void> {
  const batch = await eventsAfter(stage.counter.database, stage.conversation, stage.seen);
  stage.seen = batch.upTo;
  for (const event of batch.events) {
    if (!isBots(event)) continue;
    stage.heard.push(event.body.message);
    stage.buttons = buttonsOf(event.body.message) ?? stage.buttons;
  }
}

const isBots = (event: Event): event is Event & { body: { kind: 'message'; message: Message } } =>
  (event.author === 'bot' || event.author === 'system') && event.body?.kind === 'message';

/** A form's way past it is a button like any other. */
const buttonsOf = ({ choices, form }: Message): Message['choices'] =>
  form?.skip ? [{ label: form.skip, value: '@skip' }] : choices;

const textOf = (message: Message): string => message.text.replaceAll('\n', ' / ');

async function ownerOf({ counter: { database }, conversation }: Stage): Promise<string> {
  const [row] = await database.read(
    database.build.selectFrom('conversation').select('owner').where('id', '=', conversation),
  );
  return row?.owner ?? '';
}

async function act(stage: Stage, { who, does, text }: Extract<Line, { kind: 'agent' }>): Promise<void> {
  const { counter, conversation } = stage;
  const agent = await agentCalled(counter, who);
  const { database, live, clock, repeatKey, own } = counter.app.door;
  const desk: Desk = { database, live, clock, repeatKey, own };
  switch (does) {
    case 'comes':
    case 'leaves':
      await renewPresence(database, { staff: agent.id, status: does === 'comes' ? 'online' : 'offline', seconds: 600 });
      return;
    case 'claims':
      await claim(desk, agent, conversation);
      return;
    case 'says':
      await reply(desk, agent, { conversation, clientId: randomUUID(), message: { text } });
      return;
    case 'resolves':
      await resolve(desk, agent, { conversation, outcome: text || 'solved' });
      return;
    case 'hands back':
      await handBack(desk, agent, conversation);
  }
}

async function agentCalled({ database }: Counter, who: string): Promise<Staff> {
  const agent = await staffByMail(database, `${who}@hinata-home.example`);
  if (!agent) throw new Error(`transcript: nobody called ${who} works in the demo shop`);
  return agent;
}
