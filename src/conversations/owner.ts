import type { Owner } from '../wire.js';

/** An owner as one column, so that a compare-and-set is one comparison. */
export function formatOwner(owner: Owner): string {
  switch (owner.status) {
    case 'bot':
    case 'closed':
      return owner.status;
    case 'waiting':
      return `waiting:${owner.queue}`;
    case 'agent':
      return `agent:${owner.agent}`;
  }
}

export function parseOwner(text: string): Owner {
  if (text === 'bot' || text === 'closed') return { status: text };
  const colon = text.indexOf(':');
  const rest = text.slice(colon + 1);
  if (text.startsWith('waiting:')) return { status: 'waiting', queue: rest };
  if (text.startsWith('agent:')) return { status: 'agent', agent: rest };
  throw new Error(`owner: '${text}' is not bot, waiting:…, agent:… or closed`);
}

/** While an agent holds the conversation the bot is silent: no turn is due. */
export const isBotsTurn = (owner: Owner): boolean => owner.status !== 'agent';
