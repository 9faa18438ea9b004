import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import restify, { type Request as RestifyRequest, type Response, type Server } from 'restify';
import type { z } from 'zod';
import { newId } from '../id.js';
import type { Log } from '../log.js';
import { Refusal } from '../refusal.js';
import { limits } from '../wire.js';
import { createAddressOf, createTrust, type AddressOf } from './address.js';
import { send, type Answer } from './answer.js';
import { discard, parseJson, readBody } from './body.js';
import { errorLanguage, problemOf } from './errors.js';
import { allowOrigin, preflightHeaders, type Origins } from './origin.js';
import { createProxyWatch } from './proxy-watch.js';

export interface HttpOptions {
  readonly log: Log;
  /** Addresses and networks whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** Where browsers find us. Given: a proxy that asks for another address is told of in the log. */
  readonly publicUrl?: string;
  /** Paths that pages of other origins may call, and which origins. */
  readonly openTo: { readonly prefix: string; readonly origins: Origins };
}

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer, url: URL) => void;

export interface HttpServer {
  readonly restify: Server;
  readonly log: Log;
  readonly addressOf: AddressOf;
  readonly upgrades: Map<RegExp, Upgrade>;
  /** Run before the listening stops: sockets are told to come back elsewhere. */
  readonly onClose: (() => void)[];
  listen(port: number, host?: string): Promise<AddressInfo>;
  /** Takes no more, lets running requests end, cuts what is still there after `grace` milliseconds. */
  close(grace?: number): Promise<void>;
}

/** What is known of a request before its body is read. */
export interface Asking<P = unknown, Q = unknown> {
  readonly params: P;
  readonly query: Q;
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
  readonly id: string;
  /** For those that read the body themselves: uploads, webhooks. */
  readonly incoming: IncomingMessage;
}

/** What a handler reads: parsed, and nothing that was not parsed but the headers. */
export interface Call<P, Q, B, A> extends Asking<P, Q> {
  readonly body: B;
  /** What `allow` found out. */
  readonly allowed: A;
}

export interface Schemas<P, Q, B, A> {
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  /** Given: the body is JSON within `limits.jsonBytes`. Left out: the body is not read. */
  readonly body?: z.ZodType<B>;
  /** Who may, decided before the body is read: a stranger's body is no work of ours. Throws a refusal, or says who it is. */
  readonly allow?: (asking: Asking<P, Q>) => Promise<A>;
}

/** A first request that has not come this long after connecting: somebody holds places, not a conversation. */
const firstRequestSeconds = 15;

export function createHttpServer(options: HttpOptions): HttpServer {
  const { log } = options;
  const server = restify.createServer({ name: '', handleUncaughtExceptions: false });
  const isTrusted = createTrust(options.trustedProxies);
  const addressOf = createAddressOf(options.trustedProxies, isTrusted);
  const upgrades = new Map<RegExp, Upgrade>();
  const onClose: (() => void)[] = [];
  server.server.headersTimeout = firstRequestSeconds * 1000;
  server.server.requestTimeout = 300_000;
  server.server.keepAliveTimeout = 65_000;
  const cutSilent = cutSilentConnections(server);
  if (options.publicUrl !== undefined) {
    const watch = createProxyWatch({ log, publicUrl: options.publicUrl, isTrusted });
    server.server.on('request', watch).on('upgrade', watch);
  }
  server.pre((request, response, next) => {
    if (request.url?.startsWith(options.openTo.prefix) !== true) return next();
    const allowed = allowOrigin(options.openTo.origins, request, response);
    if (request.method !== 'OPTIONS') return next();
    response.sendRaw(204, '', allowed ? { ...preflightHeaders } : {});
    return next(false);
  });
  // Unknown addresses, wrong methods and broken percent signs end here: the same answer as everything else.
  server.on('restifyError', (request: RestifyRequest, response: Response, error: unknown, done: () => void) => {
    void refuse(request, response, error, { log, address: addressOf(request), id: newId('r'), path: '?' }).then(
      done,
      done,
    );
  });
  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    routeUpgrade(upgrades, request, socket, head);
  });
  return {
    restify: server,
    log,
    addressOf,
    upgrades,
    onClose,
    listen: listening(server),
    close: closing(server, onClose, cutSilent),
  };
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'del';

/**
 * The only way a path gets a handler: parsed input in, an answer out, one answer for errors.
 * restify would send an error's text to the caller and die of a synchronous throw; here neither can happen.
 */
export function route<P = undefined, Q = undefined, B = undefined, A = undefined>(
  server: HttpServer,
  method: Method,
  path: string,
  schemas: Schemas<P, Q, B, A>,
  handler: (call: Call<P, Q, B, A>) => Promise<Answer>,
): void {
  server.restify[method](path, async (request: RestifyRequest, response: Response) => {
    const id = newId('r');
    const address = server.addressOf(request);
    response.setHeader('x-request-id', id);
    try {
      const encoding = request.headers['content-encoding'];
      if (encoding !== undefined) throw new Refusal('compressed', `body: encoded as ${encoding.slice(0, 20)}`);
      const asking = {
        params: parsed(schemas.params, request.params),
        query: parsed(schemas.query, schemas.query && Object.fromEntries(new URLSearchParams(request.getQuery()))),
        headers: request.headers,
        address,
        id,
        incoming: request,
      };
      const { allow } = schemas;
      const allowed = await answered(allow && (() => allow(asking)));
      const body = parsed(schemas.body, schemas.body && (await readJson(request)));
      await send(response, await handler({ allowed, body, ...asking }));
    } catch (error) {
      await refuse(request, response, error, { log: server.log, address, id, path });
    }
  });
}

/** Without a schema nothing is handed on: then P, Q, B and A are `undefined`. */
function parsed<T>(schema: z.ZodType<T> | undefined, value: unknown): T;
function parsed(schema: z.ZodType | undefined, value: unknown): unknown {
  return schema?.parse(value);
}

function answered<T>(ask: (() => Promise<T>) | undefined): Promise<T>;
async function answered(ask: (() => Promise<unknown>) | undefined): Promise<unknown> {
  return ask?.();
}

async function readJson(request: RestifyRequest): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  const bytes = await readBody(request, limits.jsonBytes);
  // Microsoft's client posts some calls with nothing in them.
  if (bytes.length === 0) return {};
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) {
    throw new Refusal('wrong-type', `body: ${type.slice(0, 60) || 'no type'}`, { expected: 'application/json' });
  }
  return parseJson(bytes);
}

interface Refused {
  readonly log: Log;
  readonly address: string;
  readonly id: string;
  /** The route's pattern, never the address that was asked for: that may hold a ticket or a person's text. */
  readonly path: string;
}

async function refuse(request: RestifyRequest, response: Response, error: unknown, about: Refused): Promise<void> {
  const { log, address, id, path } = about;
  const problem = problemOf(error, id, errorLanguage(request.headers['accept-language']));
  const line = { id, address, method: request.method, path, status: problem.status, code: problem.code };
  if (problem.code === 'fault') log.error({ ...line, error }, 'request failed');
  else
    log.info(
      { ...line, why: error instanceof Refusal ? error.message.slice(0, 300) : problem.detail },
      'request refused',
    );
  if (response.headersSent || response.destroyed) return void response.destroy();
  const wait = error instanceof Refusal ? error.details?.['retryAfter'] : undefined;
  response.setHeader('x-request-id', id);
  await send(response, {
    status: problem.status,
    json: problem,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(wait === undefined ? {} : { 'retry-after': String(wait) }),
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
  });
  if (!request.complete) discard(request);
}

/**
 * Node looks after slow headers only every 30 s; this closes what never sends a first request. What is given closes all
 * of them: browsers connect ahead of what they may need, and Node does not count such a line among the idle ones.
 */
function cutSilentConnections(server: Server): () => void {
  const silent = new Map<Socket, NodeJS.Timeout>();
  const heard = (socket: Socket): void => {
    clearTimeout(silent.get(socket));
    silent.delete(socket);
  };
  server.server.on('connection', (socket: Socket) => {
    silent.set(socket, setTimeout(() => socket.destroy(), firstRequestSeconds * 1000).unref());
    socket.once('close', () => heard(socket));
  });
  server.server.on('request', ({ socket }: IncomingMessage) => heard(socket));
  server.server.on('upgrade', ({ socket }: IncomingMessage) => heard(socket));
  return () => {
    for (const socket of silent.keys()) socket.destroy();
  };
}

function routeUpgrade(upgrades: Map<RegExp, Upgrade>, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  // A socket that breaks while we answer must not become an uncaught error.
  socket.on('error', () => socket.destroy());
  const asked = request.url ?? '';
  const url = URL.canParse(asked, 'http://here') ? new URL(asked, 'http://here') : undefined;
  const found = url && [...upgrades].find(([path]) => path.test(url.pathname));
  if (url && found) found[1](request, socket, head, url);
  else refuseUpgrade(socket, 404, 'Not Found');
}

export function refuseUpgrade(socket: Duplex, status: number, reason: string): void {
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

const listening =
  (server: Server) =>
  (port: number, host = '127.0.0.1'): Promise<AddressInfo> =>
    new Promise((resolve, reject) => {
      server.server.once('error', reject);
      server.server.listen(port, host, () => {
        server.server.off('error', reject);
        const address = server.server.address();
        if (address === null || typeof address === 'string') reject(new Error('http: not listening on a port'));
        else resolve(address);
      });
    });

const closing =
  (server: Server, onClose: readonly (() => void)[], cutSilent: () => void) =>
  (grace = 10_000): Promise<void> =>
    new Promise((resolve) => {
      for (const tell of onClose) tell();
      const timer = setTimeout(() => server.server.closeAllConnections(), grace);
      // A line that still carries a request is idle as soon as that is answered, and would wait for the next one.
      const idle = setInterval(() => server.server.closeIdleConnections(), 50);
      server.server.close(() => {
        clearTimeout(timer);
        clearInterval(idle);
        resolve();
      });
      cutSilent();
    });
