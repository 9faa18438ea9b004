import type { IncomingHttpHeaders } from 'node:http';
import { addressKey } from '../../http/address.js';
import { Refusal } from '../../refusal.js';
import { channelName, userOf, type DirectLine } from './directline.js';
import { isEqual } from './links.js';
import type { Claims } from './token.js';

/** Who calls: the shop's own server with the secret, or one customer with a token. */
export type Caller = { readonly via: 'secret' } | { readonly via: 'token'; readonly claims: Claims };

/** One thread that the caller may reach. */
export interface Reached {
  readonly thread: string;
  readonly user: string;
  /** Reached with a token that was given without the secret. */
  readonly page?: boolean | undefined;
}

interface Calling {
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
}

export async function callerOf(line: DirectLine, calling: Calling): Promise<Caller> {
  const credential = bearerOf(calling.headers);
  if (credential === undefined)
    return strike(line, calling, new Refusal('not-signed-in', 'directline: no bearer token'));
  // Ours are JSON web tokens and hold two dots; comparing a token with the secret would cost every message.
  if (!credential.includes('.') && isEqual(credential, line.secret)) return { via: 'secret' };
  try {
    return { via: 'token', claims: await line.tokens.verify(credential) };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-signed-in') return strike(line, calling, error);
    throw error;
  }
}

export function bearerOf(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,4096})$/i.exec(headers.authorization ?? '')?.[1];
}

export const reachedBy = ({ thread, user, page }: Claims): Reached => ({ thread, user, page });

export async function mustBeSecret(line: DirectLine, calling: Calling): Promise<void> {
  const caller = await callerOf(line, calling);
  if (caller.via !== 'secret') throw new Refusal('not-allowed', 'directline: this needs the secret, not a token');
}

/** The thread, when it is the token's own. Another's looks like none at all: nobody learns which ids exist. */
export async function reach(line: DirectLine, calling: Calling, thread: string): Promise<Reached> {
  const caller = await callerOf(line, calling);
  if (caller.via === 'token') {
    if (caller.claims.thread === thread && caller.claims.site === line.site) return reachedBy(caller.claims);
    return strike(
      line,
      calling,
      new Refusal('not-found', `directline: the token does not reach ${thread.slice(0, 40)}`),
    );
  }
  const { database } = line.door;
  const [row] = await database.read(
    database.build
      .selectFrom('thread')
      .select('peer')
      .where('id', '=', thread)
      .where('site', '=', line.site)
      .where('channel', '=', channelName),
  );
  if (!row) throw new Refusal('not-found', `directline: there is no thread ${thread.slice(0, 40)}`);
  return { thread, user: userOf(row.peer) };
}

/** Wrong credentials are counted by address, so that guessing ends in 429. */
async function strike(line: DirectLine, { address }: Calling, refusal: Refusal): Promise<never> {
  await line.rates.take('refusals', addressKey(address));
  throw refusal;
}
