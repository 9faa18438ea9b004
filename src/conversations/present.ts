import type { Event, EventBody } from '../wire.js';

/**
 * What each reader may see of an event: one presenter for HTTP and sockets alike. A left-out event makes no gap,
 * because every batch says how far it reaches.
 */
export function forCustomer(event: Event): Event | undefined {
  const { body } = event;
  if (body === null) return event;
  switch (body.kind) {
    case 'message':
      return { ...event, author: publicAuthor(event), body: { kind: 'message', message: body.message } };
    case 'owner':
      return { ...event, author: publicAuthor(event), body: publicOwner(body) };
    case 'ticket':
    case 'rating asked':
    case 'rating given':
    case 'erased':
      return event;
    case 'note':
    case 'vote':
    case 'act asked':
    case 'act done':
    case 'flow moved':
    case 'silence':
      return undefined;
  }
}

/** Agents see everything: notes, reasons, acts under way. */
export const forAgent = (event: Event): Event => event;

/** Which colleague it is stays inside; that it is a person does not. */
function publicAuthor(event: Event): Event['author'] {
  return event.author.startsWith('agent:') ? 'agent:colleague' : event.author;
}

function publicOwner(body: Extract<EventBody, { kind: 'owner' }>): EventBody {
  const hide = (owner: typeof body.to): typeof body.to =>
    owner.status === 'agent'
      ? { status: 'agent', agent: 'colleague' }
      : owner.status === 'waiting'
        ? { ...owner, queue: '' }
        : owner;
  return { ...body, from: hide(body.from), to: hide(body.to), reason: '' };
}
