import { openTicketOf, type Ticket, type TicketSlot } from '../tickets/ticket.js';
import { changeSteps } from '../tickets/update.js';
import { Refusal } from '../refusal.js';
import { change, findConversation, type Desk, type Found } from './desk.js';

/** Another change may come first; a person who presses a button does not press it again for that. */
const mostTries = 5;

/**
 * The customer says that it has settled itself: the ticket is solved and the conversation closed, whoever has it. A
 * report the bot took is solved alone: nobody waits in its conversation. False when it was solved already.
 */
export async function solvedByCustomer(
  desk: Desk,
  { site, conversation }: Pick<Ticket, 'site' | 'conversation'>,
): Promise<boolean> {
  for (let tries = 1; tries <= mostTries; tries++) {
    const found = await findConversation(desk.database, site, conversation);
    const ticket = await openTicketOf(desk.database, conversation);
    if (!ticket) return false;
    if (await solve(desk, found, ticket)) return true;
  }
  throw new Refusal('busy', `solved: conversation ${conversation} keeps changing hands`);
}

async function solve(desk: Desk, found: Found, { id, number, holder }: Ticket): Promise<boolean> {
  const now = desk.clock.now();
  const by = { author: 'customer', time: now } as const;
  const closed = { status: 'closed' } as const;
  const isHeld = found.owner.status === 'waiting' || found.owner.status === 'agent';
  const changed = await change(desk, found, {
    events: [
      ...(isHeld
        ? [{ ...by, body: { kind: 'owner', from: found.owner, to: closed, reason: solvedReason } as const }]
        : []),
      { ...by, body: { kind: 'ticket', ticket: id, number, change: 'solved' } },
    ],
    ...{ now, ...(isHeld ? { newOwner: closed } : {}) },
    steps: changeSteps(desk.database, {
      ...{ conversation: found.id, now, ticket: id, from: ['open', 'waiting', 'claimed'] },
      set: { status: 'solved', holder, ...(isHeld ? { outcome: solvedReason } : {}) },
    }),
  });
  return changed.done;
}

const solvedReason = 'solved by the customer';

/**
 * A detail the customer had given is put right on the ticket. What the shop's data had confirmed is only claimed again.
 * Goes beside the message that says it: that one wakes who has to know.
 */
export async function correctSlot(
  desk: Desk,
  { site, conversation }: Pick<Ticket, 'site' | 'conversation'>,
  { name, value }: Pick<TicketSlot, 'name' | 'value'>,
): Promise<void> {
  for (let tries = 1; tries <= mostTries; tries++) {
    const found = await findConversation(desk.database, site, conversation);
    const ticket = await openTicketOf(desk.database, conversation);
    if (!ticket) return;
    const now = desk.clock.now();
    const slots = ticket.slots.map((slot) =>
      slot.name === name ? ({ ...slot, value, display: value, state: 'given' } as const) : slot,
    );
    const changed = await change(desk, found, {
      events: [
        {
          ...{ author: 'customer', time: now },
          body: { kind: 'ticket', ticket: ticket.id, number: ticket.number, change: 'updated' },
        },
      ],
      now,
      steps: changeSteps(desk.database, {
        ...{ conversation, now, ticket: ticket.id, from: ['open', 'waiting', 'claimed'] },
        set: { slots: JSON.stringify(slots) },
      }),
    });
    if (changed.done) return;
  }
  throw new Refusal('busy', `correct: conversation ${conversation} keeps changing hands`);
}
