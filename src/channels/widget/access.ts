import type { IncomingHttpHeaders } from 'node:http';
import { addressKey } from '../../http/address.js';
import { Refusal } from '../../refusal.js';
import { bearerOf } from '../directline/access.js';
import type { Claims } from '../directline/token.js';
import { channelName, type Widget } from './widget.js';

interface Calling {
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
}

/** Asked once in this time: a thread that somebody has taken over is out of reach of its old token that soon. */
const trustedFor = 15_000;
const remembered = 20_000;

/** Who may reach which thread. A thread is reached with a token of its own and of whoever is behind it, or not at all. */
export interface Access {
  /** The claims of a token whose thread may be reached with it, opened or not yet. */
  reach(calling: Calling): Promise<Claims>;
  reachWith(token: string, address: string): Promise<Claims>;
  forget(thread: string): void;
}

export function createAccess(widget: Widget): Access {
  const known = new Map<string, { customer: string | null; until: number }>();

  /** `undefined`: the thread is not stored yet. */
  async function behind(thread: string): Promise<string | null | undefined> {
    const found = known.get(thread);
    if (found && found.until > Date.now()) return found.customer;
    const row = await threadRow(widget, thread);
    if (!row) return undefined;
    known.delete(thread);
    known.set(thread, { customer: row.customer, until: Date.now() + trustedFor });
    const [oldest] = known.size > remembered ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
    return row.customer;
  }

  async function reachWith(token: string, address: string): Promise<Claims> {
    const claims = await widget.tokens.verify(token).catch((error: unknown) => strike(widget, address, error));
    if (claims.site !== widget.site) throw new Refusal('not-signed-in', 'widget: a token of another site');
    const customer = await behind(claims.thread);
    // Nobody was behind the thread when this token was made, and now somebody is: it is theirs alone.
    if (customer !== undefined && customer !== (claims.customer ?? null)) {
      throw new Refusal('token-expired', 'widget: the thread has passed to somebody who proved who they are');
    }
    return claims;
  }

  return {
    reachWith,
    async reach({ headers, address }) {
      const token = bearerOf(headers);
      if (token === undefined) {
        return strike(widget, address, new Refusal('not-signed-in', 'widget: no bearer token'));
      }
      return reachWith(token, address);
    },
    forget: (thread) => void known.delete(thread),
  };
}

export async function threadRow(
  { door: { database }, site }: Pick<Widget, 'door' | 'site'>,
  thread: string,
): Promise<{ customer: string | null } | undefined> {
  const [row] = await database.read(
    database.build
      .selectFrom('thread')
      .select('customer')
      .where('id', '=', thread)
      .where('site', '=', site)
      .where('channel', '=', channelName),
  );
  return row;
}

/** Wrong credentials are counted by address, so that guessing ends in 429. An old one of our own is no guess. */
export async function strike({ rates }: Pick<Widget, 'rates'>, address: string, error: unknown): Promise<never> {
  const isGuess = error instanceof Refusal && ['not-signed-in', 'identity-refused'].includes(error.code);
  if (isGuess) await rates.take('refusals', addressKey(address));
  throw error;
}
