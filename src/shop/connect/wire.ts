import { lookup } from 'node:dns';
import { Agent as PlainAgent, request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { MayReach } from './private-network.js';

/** The machine a system stands at: fixed by the configuration, never by a value. */
export interface Origin {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
}

export interface Exchange {
  readonly origin: Origin;
  readonly method: string;
  /** Path and query, already encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A line of its own: one kept open may close just now, and then nobody could tell whether the act arrived. */
  readonly fresh: boolean;
}

/**
 * What one request came to. `broken`: there is no whole answer; `isSent` false is certain that nothing arrived there.
 * `why` is made of our own words and of error codes: never of addresses with their query, headers or answers.
 */
export type Exchanged =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Headers; readonly body: Buffer }
  | { readonly kind: 'broken'; readonly why: string; readonly isSent: boolean };
type Headers = IncomingMessage['headers'];

export interface Wire {
  /** Never throws. Ends at the latest when the signal does. */
  exchange(wanted: Exchange, signal: AbortSignal): Promise<Exchanged>;
  /** Closes the lines that are kept open. */
  close(): void;
}

export const mostBytes = 256 * 1024;
const mostLines = 20;

/**
 * HTTP without what leads astray: no redirects, no proxies, no compression, no answer over 256 KB. A name is resolved and judged
 * in the very step that connects, so that it cannot mean another address a moment later (DNS rebinding).
 */
export function createWire({ mayReach, resolve = lookup }: { mayReach: MayReach; resolve?: typeof lookup }): Wire {
  const options = { maxSockets: mostLines, maxFreeSockets: 4, timeout: 30_000 };
  const kept = {
    plain: new PlainAgent({ keepAlive: true, ...options }),
    secure: new SecureAgent({ keepAlive: true, ...options }),
  };
  const fresh = { plain: new PlainAgent(options), secure: new SecureAgent(options) };

  return {
    async exchange(wanted, signal) {
      const { origin } = wanted;
      // An address written as numbers is connected to without being looked up: it is judged here.
      const refused = isIP(origin.host) === 0 ? undefined : mayReach(origin.host, origin.port, origin.secure);
      if (refused !== undefined) return { kind: 'broken', why: refused, isSent: false };
      if (signal.aborted) return { kind: 'broken', why: 'given up before it was asked', isSent: false };
      const agents = wanted.fresh ? fresh : kept;
      return send(wanted, signal, {
        agent: origin.secure ? agents.secure : agents.plain,
        lookup: judged(resolve, (address) => mayReach(address, origin.port, origin.secure)),
      });
    },
    close() {
      for (const agent of [kept.plain, kept.secure, fresh.plain, fresh.secure]) agent.destroy();
    },
  };
}

function send(
  { origin, method, path, headers, body }: Exchange,
  signal: AbortSignal,
  line: Pick<RequestOptions, 'agent' | 'lookup'>,
): Promise<Exchanged> {
  return new Promise((resolve) => {
    const { host, port, secure } = origin;
    const request = (secure ? secureRequest : plainRequest)({ host, port, method, path, headers, ...line });
    let isSent = false;
    let isOver = false;
    const end = (exchanged: Exchanged): void => {
      if (isOver) return;
      isOver = true;
      signal.removeEventListener('abort', late);
      if (exchanged.kind === 'broken') request.destroy();
      resolve(exchanged);
    };
    const broken = (why: string): void => end({ kind: 'broken', why, isSent });
    const late = (): void => broken('did not answer in time');
    signal.addEventListener('abort', late, { once: true });
    request.on('socket', (socket) => {
      if (request.reusedSocket) isSent = true;
      else socket.once(secure ? 'secureConnect' : 'connect', () => (isSent = true));
    });
    request.on('error', (error) => broken(whyOf(error)));
    request.on('upgrade', () => broken('answered with another protocol'));
    request.on('response', (response) => {
      wholeBody(response).then(
        (bytes) => end({ kind: 'answered', status: response.statusCode ?? 0, headers: response.headers, body: bytes }),
        (error: unknown) => broken(whyOf(error)),
      );
    });
    request.end(body);
  });
}

function wholeBody(response: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    response.on('data', (part: Buffer) => {
      bytes += part.length;
      parts.push(part);
      if (bytes > mostBytes) reject(new Said(`answered more than ${mostBytes / 1024} KB`));
    });
    response.on('end', () => resolve(Buffer.concat(parts)));
    response.on('error', reject);
    response.on('close', () => {
      if (!response.complete) reject(new Said('broke off in the middle of its answer'));
    });
  });
}

/** Only addresses that may be reached come out of the name: the connection has no others to choose from. */
function judged(resolve: typeof lookup, mayReach: (address: string) => string | undefined): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return void done(error, '', 0);
      const judgements = addresses.map((one) => ({ ...one, why: mayReach(one.address) }));
      const [first, ...others] = judgements.filter(({ why }) => why === undefined);
      if (!first) return void done(new Said(judgements[0]?.why ?? 'its name has no address'), '', 0);
      if (options.all === true)
        done(
          null,
          [first, ...others].map(({ address, family }) => ({ address, family })),
        );
      else done(null, first.address, first.family);
    });
  };
}

/** An error in our own words, which may be told as it is. */
class Said extends Error {}

/** Node's own messages repeat what was asked for; its codes do not. */
function whyOf(error: unknown): string {
  if (error instanceof Said) return error.message;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no code';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `has a name that cannot be resolved (${code})`;
  if (code.startsWith('HPE_')) return `answered something that is not HTTP (${code})`;
  if (/CERT|SIGNATURE|ISSUER|SELF_SIGNED/.test(code)) return `has no certificate that can be trusted (${code})`;
  if (/SSL|TLS|EPROTO/.test(code)) return `could not agree on TLS (${code})`;
  return `could not be reached or broke off (${code})`;
}
