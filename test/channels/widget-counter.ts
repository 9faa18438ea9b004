import { join } from 'node:path';
import { SignJWT } from 'jose';
import WebSocket from 'ws';
import type { StaffFrame } from '../../src/console-wire.js';
import { createLog } from '../../src/log.js';
import { createServer } from '../../src/serve.js';
import { createSignInLink } from '../../src/staff/sign-in.js';
import { openCounter, type Counter } from '../setup/counter.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';
import { asked, until, type Told } from './widget-client.js';

/** The whole product behind its server, with a clock that can be moved on. */
export interface WidgetCounter extends Pick<Counter, 'database' | 'app'> {
  readonly url: string;
  readonly clock: { ahead: number };
  /** The shop's own server says who its customer is. */
  sign(claims: object, options?: { secret?: string; seconds?: number }): Promise<string>;
  agent(mail: string): Promise<Agent>;
  close(): Promise<void>;
}

export interface Agent {
  readonly token: string;
  act(path: string, body?: unknown): Promise<Told<unknown>>;
  /** A console's tab that looks at one conversation. */
  tab(conversation: string): Promise<Tab>;
}

export interface Tab {
  readonly frames: StaffFrame[];
  tell(frame: object): void;
  hears<K extends StaffFrame['kind']>(kind: K, part?: object): Promise<Extract<StaffFrame, { kind: K }>>;
  close(): void;
}

export async function openWidgetCounter(kind: 'sqlite' | 'postgres'): Promise<WidgetCounter> {
  const address = kind === 'postgres' ? await postgresUrl() : join(temporaryFolder(), 'widget.db');
  const shift = { ahead: 0 };
  const clock = { now: () => Date.now() + shift.ahead };
  const counter = await openCounter({ clock, address });
  const { app, database } = counter;
  // Port 0 is not known before listening, and the page's own origin is part of the configuration.
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = { ...counter.config, PUBLIC_URL: url, ALLOWED_ORIGINS: ['https://shop.example'] };
  const served = createServer({ app, database, log: createLog('silent'), clock, config });
  await served.server.listen(port);
  return {
    ...{ database, app, url, clock: shift },
    sign: (claims, { secret = app.secrets.widget, seconds = 300 } = {}) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime(Math.floor(clock.now() / 1000) + seconds)
        .sign(new TextEncoder().encode(secret)),
    async agent(mail) {
      const link = await createSignInLink(database, clock, mail);
      const { json } = await asked<{ token: string }>(`${url}/staff/sign-in`, 'POST', { token: link });
      const { token } = json;
      return {
        token,
        act: (path, body = {}) => asked(`${url}/staff/${path}`, 'POST', body, token),
        tab: (conversation) => openTab(url, token, conversation),
      };
    },
    async close() {
      await served.server.close(300);
      await counter.close();
    },
  };
}

async function openTab(url: string, token: string, conversation: string): Promise<Tab> {
  const headers = { authorization: `Bearer ${token}`, origin: url };
  const socket = new WebSocket(`${url.replace('http', 'ws')}/staff/events`, { headers });
  const frames: StaffFrame[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as StaffFrame));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ kind: 'look', conversation, after: 0 }));
  const isKind =
    <K extends StaffFrame['kind']>(kind: K) =>
    (frame: StaffFrame): frame is Extract<StaffFrame, { kind: K }> =>
      frame.kind === kind;
  await until(() => frames.find(isKind('events')));
  return {
    frames,
    tell: (frame) => socket.send(JSON.stringify(frame)),
    hears: (kind, part = {}) => until(() => frames.filter(isKind(kind)).find((frame) => has(frame, part))),
    close: () => socket.close(),
  };
}

const has = (frame: object, part: object): boolean => JSON.stringify({ ...frame, ...part }) === JSON.stringify(frame);

async function freePort(): Promise<number> {
  const { createServer: listenOn } = await import('node:net');
  return new Promise((resolve) => {
    const probe = listenOn().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
