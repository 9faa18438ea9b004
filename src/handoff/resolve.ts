import { changeSteps } from '../tickets/update.js';
import { openTicketOf } from '../tickets/ticket.js';
import { change, checkHolder, findConversation, notHolder, type Agent, type Desk } from './desk.js';
import { canRate } from './rating.js';
import { cleanNote } from './note.js';
import { movedOn, unseenGuard } from './reply.js';

export interface Resolution {
  readonly conversation: string;
  /** How it ended, in the agent's words or one of the shop's: kept on the ticket, not shown to the customer. */
  readonly outcome: string;
  readonly basedOn?: number | undefined;
  readonly anyway?: boolean | undefined;
}

/** Closes the conversation and solves its ticket. What the customer wrote unseen holds it back like a reply. */
export async function resolve(
  desk: Desk,
  agent: Agent,
  { conversation, ...wanted }: Resolution,
): Promise<{ seq: number }> {
  const { database } = desk;
  const outcome = cleanNote(desk, wanted.outcome);
  const found = await findConversation(database, agent.site, conversation);
  checkHolder(found, agent, 'resolve');
  const ticket = await openTicketOf(database, conversation);
  const now = desk.clock.now();
  const by = { author: `agent:${agent.id}`, time: now } as const;
  const closed = { status: 'closed' } as const;
  const changed = await change(desk, found, {
    events: [
      { ...by, body: { kind: 'owner', from: found.owner, to: closed, reason: outcome, name: agent.name } },
      ...(ticket
        ? [{ ...by, body: { kind: 'ticket', ticket: ticket.id, number: ticket.number, change: 'solved' } as const }]
        : []),
      ...(canRate(found) ? [{ ...by, body: { kind: 'rating asked', ticket: ticket?.id ?? null } as const }] : []),
    ],
    ...{ newOwner: closed, now, guards: unseenGuard(database, conversation, wanted) },
    steps: ticket
      ? changeSteps(database, {
          ...{ conversation, now, ticket: ticket.id, from: ['claimed', 'waiting', 'open'] },
          set: { status: 'solved', outcome, holder: agent.id },
        })
      : [],
  });
  if (changed.done) return { seq: changed.head };
  throw changed.lost === 'owner' ? notHolder(agent, conversation, 'resolve') : await movedOn(database, conversation);
}
