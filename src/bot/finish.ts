import { enqueueSteps } from '../jobs/enqueue.js';
import type { Step } from '../database/database.js';
import { newId } from '../id.js';
import type { Promised } from '../hours/promise.js';
import { routeTo } from '../handoff/route-to.js';
import { lookLaterSteps } from '../letters/unseen.js';
import { openTicketSteps } from '../tickets/open.js';
import { openTicketOf, type Ticket, type TicketSlot } from '../tickets/ticket.js';
import { updateTicketSteps } from '../tickets/update.js';
import type { Owner } from '../wire.js';
import type { Thought } from './commit.js';
import type { Current, Services } from './services.js';
import { parseState, writeState, type BotState } from './state.js';
import { reachSteps, toldSteps } from './reach.js';
import { silenceSteps } from './silence.js';
import { record, sentenceOf, speak, takeLast, type Turn } from './turn.js';

/**
 * Turns what a turn wished for into what its commit writes: ticket, queue, owner and the sentences that name them. The
 * customer reads a ticket's number only in the commit that makes the ticket.
 */
export async function finish(
  services: Services,
  current: Current,
  turn: Turn,
  reopened: Owner | undefined,
): Promise<Thought> {
  const { loaded, state } = turn;
  const steps: Step[] = [];
  let owner: Owner = reopened ?? loaded.owner;
  if (turn.handoff && turn.waiting) await repeatPromise(services, turn, steps);
  else if (turn.handoff) owner = await handOver(services, current, turn, steps);
  else if (turn.ticket) await openReport(services, current, turn, steps);
  if (turn.ticketTouched && steps.length === 0) steps.push(...(await touch(services, turn)));
  if (turn.contact) {
    const ticket = await openTicketOf(services.database, loaded.conversation);
    steps.push(...toldSteps(services, turn, { name: undefined, ...turn.contact, ticket: ticket?.id }));
  }
  steps.push(...afterActSteps(services, turn));
  if (owner.status === 'bot') steps.push(...silenceSteps(services.database, turn, services.silenceSeconds));
  for (const { key, act, slots } of turn.acts) {
    record(turn, { kind: 'act asked', key, act, slots: { ...slots } });
    const { conversation } = loaded;
    steps.push(
      ...enqueueSteps(services.database, {
        kind: 'act',
        key,
        conversation,
        payload: { key, act, slots },
        due: 0,
        now: turn.now,
      }),
    );
  }
  state.spoke = services.clock.now();
  return {
    events: turn.events,
    owner,
    language: turn.language,
    state: writeState(state),
    steps: [...turn.steps, ...steps],
  };
}

/** The ticket is opened (or joined, if this conversation has one) and the customer waits for a person. */
async function handOver(services: Services, current: Current, turn: Turn, steps: Step[]): Promise<Owner> {
  const { loaded, state } = turn;
  const wish = turn.handoff;
  if (!wish) return loaded.owner;
  const { queue } = routeTo(current.settings, { topic: wish.topic, language: turn.language });
  const promise = await services.promiseFor(queue, turn.now);
  const owner: Owner = { status: 'waiting', queue };
  // One message tells why and what happens next; the log has the ticket before it.
  const before = takeLast(turn);
  const ticket = await openTicket(services, turn);
  let opened: { id: string } | undefined;
  if (ticket) {
    steps.push(
      ...updateTicketSteps(services.database, {
        conversation: loaded.conversation,
        now: turn.now,
        queue,
        reason: wish.reason,
        promise,
        waiting: true,
        slots: slotsFor(turn, ticket),
        articles: state.shown,
        ticket: ticket.id,
      }),
    );
    state.ticket = { number: ticket.number, promise: promise.at, basis: promise.basis };
    record(turn, { kind: 'ticket', ticket: ticket.id, number: ticket.number, change: 'updated' });
  } else {
    const made = await newTicket(services, turn, { ...wish, queue, promise, waiting: true });
    steps.push(...made.steps);
    opened = made;
  }
  record(turn, { kind: 'owner', from: loaded.owner, to: owner, reason: wish.reason });
  sayWaiting(turn, wish.sentence, promise, before);
  turn.waiting = true;
  state.misses = 0;
  state.offers = 0;
  state.anger = 0;
  state.missed = null;
  state.open = null;
  state.later = null;
  steps.push(...(await reachSteps(services, turn, ticket?.id ?? opened?.id ?? '')));
  return owner;
}

/** A report without anybody waiting in the chat: a flow's `ticket` step. */
async function openReport(services: Services, current: Current, turn: Turn, steps: Step[]): Promise<void> {
  const { state } = turn;
  const wish = turn.ticket;
  if (!wish) return;
  const { queue } = routeTo(current.settings, { topic: wish.topic, language: turn.language });
  const promise = await services.promiseFor(queue, turn.now);
  const known = await touch(services, turn);
  if (known.length > 0) {
    steps.push(...known);
    say(turn, 'added-to-ticket', { ticket: state.ticket?.number });
    return;
  }
  const before = takeLast(turn);
  const reason = 'a report taken by the bot';
  const ticket = await newTicket(services, turn, { ...wish, reason, queue, promise, waiting: false });
  steps.push(...ticket.steps);
  const text = [
    ...(before === undefined ? [] : [before]),
    sentenceOf(turn, 'report-opened', { ticket: ticket.number }),
    promiseSentence(turn, 'report', promise),
  ].join('\n');
  speak(turn, text, { extra: { receipt: { ticket: ticket.number, promise: promise.at, basis: promise.basis } } });
  steps.push(...(await reachSteps(services, turn, ticket.id)));
}

/** What an act brings comes minutes later, by itself: whoever is gone by then reads it in a letter. */
function afterActSteps({ database, unseenSeconds }: Services, { loaded, events, now }: Turn): Step[] {
  const isNews = loaded.inbox.some(({ body }) => body?.kind === 'act done') && events.length > 0;
  if (!isNews) return [];
  const { conversation, turn } = loaded;
  return lookLaterSteps(database, { conversation, key: `turn ${turn}`, seconds: unseenSeconds, now });
}

interface TicketWish {
  readonly topic: string;
  readonly subject: string;
  readonly reason: string;
  readonly queue: string;
  readonly promise: Promised;
  readonly waiting: boolean;
}

async function newTicket(
  services: Services,
  turn: Turn,
  wish: TicketWish,
): Promise<{ id: string; number: string; steps: Step[] }> {
  const { loaded, state } = turn;
  const number = await services.numbers.next();
  const id = newId('k');
  state.ticket = { number, promise: wish.promise.at, basis: wish.promise.basis };
  record(turn, { kind: 'ticket', ticket: id, number, change: 'opened' });
  const steps = openTicketSteps(services.database, {
    id,
    number,
    site: loaded.site,
    conversation: loaded.conversation,
    key: `turn ${loaded.turn}`,
    ...wish,
    subject: wish.subject.slice(0, 200),
    language: turn.language,
    now: turn.now,
    slots: slotsOf(state),
    articles: state.shown,
  });
  return { id, number, steps };
}

/** Already in the queue: no second ticket, the same number and what is known of the wait by now. */
async function repeatPromise(services: Services, turn: Turn, steps: Step[]): Promise<void> {
  const { ticket } = turn.state;
  if (!ticket) return;
  const { promise, basis } = ticket;
  const { sentence = 'handoff', reason = '' } = turn.handoff ?? {};
  // Smoke is smoke to somebody who waits already, too.
  if (sentence !== 'handoff') say(turn, sentence, {});
  if (turn.reopened) steps.push(...(await touch(services, turn)));
  else {
    say(turn, 'already-waiting', { ticket: ticket.number });
    say(turn, `wait-${basis}`, { promise });
    steps.push(...(await (sentence === 'handoff' ? touch(services, turn) : touch(services, turn, reason))));
  }
}

/** The open ticket takes along what is known by now, and says so in the log. Nothing when there is none. */
async function touch(services: Services, turn: Turn, reason?: string): Promise<Step[]> {
  const { loaded, state, now } = turn;
  const isJustReopened = turn.reopened && state.ticket !== null;
  const ticket = isJustReopened ? undefined : await openTicket(services, turn);
  if (!ticket && !isJustReopened) return [];
  if (ticket) record(turn, { kind: 'ticket', ticket: ticket.id, number: ticket.number, change: 'updated' });
  return updateTicketSteps(services.database, {
    conversation: loaded.conversation,
    now,
    slots: slotsFor(turn, ticket),
    articles: state.shown,
    ...(reason === undefined ? {} : { reason }),
  });
}

/**
 * The database's word on whether this conversation has an open ticket; the bot's memory may be older than what an agent
 * did. Asked only where a ticket is about to be written.
 */
async function openTicket({ database }: Services, { loaded, state }: Turn): Promise<Ticket | undefined> {
  const ticket = await openTicketOf(database, loaded.conversation);
  if (!ticket) state.ticket = null;
  else if (state.ticket?.number !== ticket.number) {
    const { at, basis } = ticket.promise;
    state.ticket = { number: ticket.number, promise: at, basis };
  }
  return ticket;
}

function sayWaiting(turn: Turn, sentence: string, promise: Promised, before: string | undefined): void {
  const { ticket } = turn.state;
  if (!ticket) return;
  const opening = sentenceOf(turn, Object.hasOwn(turn.words.bot, sentence) ? sentence : 'handoff');
  const text = [
    ...(before === undefined ? [] : [before]),
    opening,
    sentenceOf(turn, 'ticket-number', { ticket: ticket.number }),
    promiseSentence(turn, 'wait', promise),
  ].join('\n');
  speak(turn, text, { extra: { receipt: { ticket: ticket.number, promise: promise.at, basis: promise.basis } } });
}

const promiseSentence = (turn: Turn, kind: 'wait' | 'report', { at, basis }: Promised): string =>
  sentenceOf(turn, `${kind}-${basis}`, { promise: at });

function say(turn: Turn, key: string, values: Record<string, unknown>): void {
  speak(turn, sentenceOf(turn, key, values));
}

/** A detail put right on the ticket while an agent held it is not undone by the bot's memory: only what is new goes in. */
function slotsFor({ loaded, state }: Turn, ticket: Ticket | undefined): TicketSlot[] {
  const before = parseState(loaded.state).state.collected;
  return slotsOf(state).map((slot) => {
    const isNew = JSON.stringify(before[slot.name]) !== JSON.stringify(state.collected[slot.name]);
    return (isNew ? undefined : ticket?.slots.find(({ name }) => name === slot.name)) ?? slot;
  });
}

function slotsOf(state: BotState): TicketSlot[] {
  return Object.entries(state.collected).map(([name, slot]) => ({ name, ...slot }));
}
