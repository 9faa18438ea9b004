import { latestTicketOf } from '../tickets/ticket.js';
import { reopenTicketSteps, updateTicketSteps } from '../tickets/update.js';
import type { Step } from '../database/database.js';
import type { Owner } from '../wire.js';
import type { Services } from './services.js';
import { record, sentenceOf, speak, type Turn } from './turn.js';

export interface Reopened {
  readonly owner: Owner;
  readonly steps: readonly Step[];
}

/**
 * The closed conversation goes on: with the agent who closed it if they are on, else in its ticket's own queue, else
 * with the bot. A ticket that cannot be found any more is opened anew, like any handoff.
 */
export async function reopen(services: Services, turn: Turn): Promise<Reopened> {
  const { loaded, state, now } = turn;
  const { conversation } = loaded;
  const closer = loaded.closedBy?.startsWith('agent:') ? loaded.closedBy.slice('agent:'.length) : undefined;
  // "It is solved", said by the customer, was a mistake: it goes back to where it was.
  const isPersons = closer !== undefined || loaded.closedBy === 'customer';
  const ticket = isPersons ? await latestTicketOf(services.database, conversation) : undefined;
  const agent = closer ?? ticket?.holder ?? undefined;
  if (!ticket) {
    record(turn, { kind: 'owner', from: loaded.owner, to: { status: 'bot' }, reason: 'the customer wrote again' });
    if (isPersons)
      turn.handoff = {
        topic: 'general',
        reason: 'written again after closing',
        subject: state.questions.at(-1) ?? '—',
        sentence: 'handoff',
      };
    return { owner: { status: 'bot' }, steps: [] };
  }
  const { number, queue } = ticket;
  const isOn = agent !== undefined && (await services.agentIsOn(agent));
  const owner: Owner = isOn ? { status: 'agent', agent } : { status: 'waiting', queue };
  const promise = isOn ? undefined : await services.promiseFor(queue, now);
  const isSolved = ticket.status === 'solved';
  const steps = isSolved
    ? reopenTicketSteps(services.database, {
        conversation,
        now,
        holder: isOn ? agent : null,
        ...(promise ? { queue, promise } : {}),
      })
    : updateTicketSteps(services.database, {
        conversation,
        now,
        ticket: ticket.id,
        ...(promise ? { waiting: true, promise } : {}),
      });
  record(turn, { kind: 'ticket', ticket: ticket.id, number, change: isSolved ? 'reopened' : 'updated' });
  record(turn, { kind: 'owner', from: loaded.owner, to: owner, reason: 'the customer wrote again' });
  state.ticket = { number, promise: promise?.at ?? null, basis: promise?.basis ?? 'agent-online' };
  if (promise) {
    const wait = sentenceOf(turn, `wait-${promise.basis}`, { promise: promise.at });
    speak(turn, [sentenceOf(turn, 'reopened', { ticket: number }), wait].join('\n'));
  }
  return { owner, steps };
}
