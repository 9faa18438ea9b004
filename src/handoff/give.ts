import type { NewEvent } from '../conversations/event.js';
import { Refusal } from '../refusal.js';
import { readSettings } from '../site/site.js';
import { openTicketOf, type Ticket } from '../tickets/ticket.js';
import { changeSteps, type TicketMove } from '../tickets/update.js';
import type { Owner } from '../wire.js';
import { change, checkHolder, findConversation, notHolder, type Agent, type Desk } from './desk.js';
import { cleanNote } from './note.js';
import { queuesOf } from './route-to.js';

/** Back to the bot: it takes the customer's next message, not those the agent has read. The ticket stays open. */
export async function handBack(desk: Desk, agent: Agent, conversation: string): Promise<{ seq: number }> {
  const ticket = await openTicketOf(desk.database, conversation);
  return give(desk, agent, conversation, {
    ...{ action: 'hand back', to: { status: 'bot' }, reason: 'handed back to the bot', now: desk.clock.now() },
    ...(ticket ? { set: { status: 'open', holder: null, waiting_since: null } } : {}),
  });
}

/** Back to its queue, at the place its wait has earned: the customer loses nothing by it. */
export async function release(desk: Desk, agent: Agent, conversation: string): Promise<{ seq: number }> {
  const ticket = await ticketToGive(desk, conversation);
  const now = desk.clock.now();
  return give(desk, agent, conversation, {
    ...{ action: 'release', to: { status: 'waiting', queue: ticket.queue }, reason: 'released', now },
    set: waitingAgain(ticket, now),
  });
}

export interface Transfer {
  readonly conversation: string;
  /** What the next colleague must know; a transfer without it is refused. */
  readonly note: string;
  readonly to: { readonly queue: string } | { readonly agent: string };
}

/** To another queue, or straight to a colleague. The wait is kept. Unknown queues and colleagues are `bad-input`. */
export async function transfer(
  desk: Desk,
  agent: Agent,
  { conversation, note, to }: Transfer,
): Promise<{ seq: number }> {
  const text = cleanNote(desk, note);
  const ticket = await ticketToGive(desk, conversation);
  const now = desk.clock.now();
  const before: NewEvent[] = [{ author: `agent:${agent.id}`, time: now, body: { kind: 'note', text } }];
  if ('queue' in to) {
    const settings = await readSettings(desk.database, agent.site);
    if (!queuesOf(settings).includes(to.queue)) throw unknown('queue', to.queue);
    return give(desk, agent, conversation, {
      ...{ action: 'transfer', to: { status: 'waiting', queue: to.queue }, reason: 'transferred', before, now },
      set: { ...waitingAgain(ticket, now), queue: to.queue },
    });
  }
  const colleague = await findColleague(desk, agent, to.agent);
  return give(desk, agent, conversation, {
    ...{ action: 'transfer', to: { status: 'agent', agent: colleague.id }, reason: 'transferred', before, now },
    ...{ name: colleague.name, set: { status: 'claimed', holder: colleague.id } },
  });
}

/** In the ticket's queue with the wait it already had. */
export const waitingAgain = (ticket: Pick<Ticket, 'waitingSince'>, now: number): TicketMove['set'] => ({
  ...{ status: 'waiting', holder: null },
  waiting_since: ticket.waitingSince ?? now,
});

async function ticketToGive(desk: Desk, conversation: string): Promise<Ticket> {
  const ticket = await openTicketOf(desk.database, conversation);
  if (!ticket) throw new Refusal('not-found', `desk: conversation ${conversation} has no open ticket`);
  return ticket;
}

async function findColleague(desk: Desk, agent: Agent, id: string): Promise<{ id: string; name: string }> {
  const { build } = desk.database;
  const [colleague] = await desk.database.read(
    build
      .selectFrom('staff')
      .select(['id', 'name'])
      .where('id', '=', id)
      .where('site', '=', agent.site)
      .where('deactivated', 'is', null),
  );
  if (!colleague || colleague.id === agent.id) throw unknown('agent', id);
  return colleague;
}

const unknown = (what: string, given: string): Refusal =>
  new Refusal('bad-input', `transfer: there is no other ${what} ${given}`, { where: `to.${what}` });

interface Given {
  readonly action: string;
  readonly to: Owner;
  readonly reason: string;
  readonly now: number;
  readonly name?: string;
  readonly before?: readonly NewEvent[];
  /** What becomes of the ticket; left out when there is none. */
  readonly set?: TicketMove['set'];
}

async function give(desk: Desk, agent: Agent, conversation: string, given: Given): Promise<{ seq: number }> {
  const { now, set } = given;
  const found = await findConversation(desk.database, agent.site, conversation);
  checkHolder(found, agent, given.action);
  const name = given.name === undefined ? {} : { name: given.name };
  const changed = await change(desk, found, {
    events: [
      ...(given.before ?? []),
      {
        ...{ author: `agent:${agent.id}`, time: now },
        body: { kind: 'owner', from: found.owner, to: given.to, reason: given.reason, ...name },
      },
    ],
    ...{ newOwner: given.to, now },
    steps: set ? changeSteps(desk.database, { conversation, now, from: ['claimed', 'waiting', 'open'], set }) : [],
  });
  if (changed.done) return { seq: changed.head };
  if (changed.lost === 'step')
    throw new Refusal('not-found', `${given.action}: ${conversation} has no open ticket any more`);
  throw notHolder(agent, conversation, given.action);
}
