import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../src/clock.js';
import { readConnectors, type Connectors } from '../../../src/shop/connect/read-connectors.js';
import type { Asker, LookedUp, Values } from '../../../src/shop/system.js';
import { defaultSettings } from '../../../src/site/settings.js';
import { temporaryFolder } from '../../setup/databases.js';

/** How one request is answered: with everything a server can do wrong. */
export type Reply = (response: ServerResponse) => void;

export interface Peer {
  readonly port: number;
  /** Every request that came in, in order. */
  readonly asked: { method: string; url: string; headers: IncomingHttpHeaders; body: string }[];
  /** How the next requests are answered, in order; the last answer stays. */
  answers(...replies: Reply[]): void;
  close(): Promise<void>;
}

/** The shop's system: a real server on this machine. */
export async function openPeer(host = '127.0.0.1'): Promise<Peer> {
  const asked: Peer['asked'] = [];
  let replies: Reply[] = [json(200, {})];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      const [reply, ...later] = replies;
      if (later.length > 0) replies = later;
      reply?.(response);
    });
  });
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    asked,
    answers: (...given) => void (replies = given),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return (response) => {
    // Two statements: restify, where it is loaded, makes writeHead give back nothing in the whole process.
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
  };
}

export function raw(status: number, headers: Record<string, string>, body: string | Buffer): Reply {
  return (response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

/** Takes the request and never says a word. */
export const silence: Reply = () => undefined;

/** Cuts the line without an answer. */
export const cut: Reply = (response) => void response.socket?.destroy();

export interface House {
  readonly environment?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  readonly zone?: string;
}

/** What reading this text as `connectors.yaml` comes to. */
export async function read(text: string, { environment = {}, clock, zone = 'Asia/Tokyo' }: House = {}) {
  const path = join(temporaryFolder(), 'connectors.yaml');
  writeFileSync(path, text);
  return readConnectors(path, environment, { zone: () => zone, ...(clock ? { clock } : {}) });
}

export async function problemsOf(text: string, environment: Record<string, string> = {}): Promise<string[]> {
  const { problems, systems } = await read(text, { environment });
  systems.close();
  return problems.map(({ file, line, what }) => `${file}:${line}: ${what}`);
}

/** The systems of a file that must be right. */
export async function systemsOf(text: string, house: House = {}): Promise<Connectors> {
  const { systems, problems } = await read(text, house);
  if (problems.length > 0) throw new Error(problems.map(({ line, what }) => `${line}: ${what}`).join('\n'));
  return systems;
}

const asker: Asker = {
  ...{ site: 'main', conversation: 'c1', thread: 't1', language: 'ja', now: Date.UTC(2026, 10, 22), key: 'c1:4:find' },
  settings: { ...defaultSettings, zone: 'Asia/Tokyo' },
};

export async function look(
  systems: Connectors,
  name: string,
  values: Values,
  signal: AbortSignal = AbortSignal.timeout(10_000),
): Promise<LookedUp> {
  const lookUp = systems.lookups.get(name);
  if (!lookUp) throw new Error(`test: there is no look-up ${name}`);
  return lookUp.look(asker, values, signal);
}

/** A file with one system at this port, and this below it. */
export const fileWith = (port: number, rest: string, system = ''): string => `
allow: ['127.0.0.1:${port}', '[::1]:${port}']
systems:
  erp:
    address: http://127.0.0.1:${port}/api
    retries: 0
${system}
${rest}`;

export const orderStatus = `
lookups:
  order-status:
    system: erp
    path: /orders/{number}
    takes: { number: text }
    gives: { status: text }
`;
