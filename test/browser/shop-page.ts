import { createServer as createHttp, type Server } from 'node:http';
import { createServer as listenOn } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import { machineClock } from '../../src/clock.js';
import { appendSteps } from '../../src/conversations/append.js';
import { parseOwner } from '../../src/conversations/owner.js';
import { createLog } from '../../src/log.js';
import { createServer, type Served } from '../../src/serve.js';
import { createSignInLink } from '../../src/staff/sign-in.js';
import type { Message } from '../../src/wire.js';
import { openBrowser } from '../setup/browser.js';
import { openCounter, type Counter } from '../setup/counter.js';
import { temporaryFolder } from '../setup/databases.js';

/** The whole counter, a shop on another origin whose pages embed it under a strict policy, and one browser. */
export interface Shop {
  readonly counter: Counter;
  /** Where the counter is served. */
  readonly url: string;
  /** The shop's own page. */
  readonly page: string;
  readonly browser: Browser;
  /** The server's own time, so many milliseconds ahead of everybody's. */
  readonly clock: { ahead: number };
  visit(options?: BrowserContextOptions): Promise<Visit>;
  /** A second window of the same customer. */
  visitAgain(context: BrowserContext, path?: string): Promise<Visit>;
  signIn(mail: string): Promise<Agent>;
  /** What the bot would say, with parts that none of the shipped flows uses. */
  writes(thread: string, message: Partial<Message> & { text: string }): Promise<void>;
  stopServing(): Promise<void>;
  serveAgain(): Promise<void>;
  close(): Promise<void>;
}

/** One window with the shop's page in it. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly launcher: Locator;
  readonly frame: FrameLocator;
  readonly box: Locator;
  readonly log: Locator;
  /** Every complaint of the browser: errors, and what a policy forbade. */
  readonly complaints: string[];
  /** Every address asked for. */
  readonly asked: string[];
  open(): Promise<void>;
  says(text: string): Promise<void>;
  thread(): Promise<string>;
}

/** Two busy processors share everything here; what takes longer than this is broken. */
const patience = 10_000;

export type Agent = (method: string, path: string, body?: unknown) => Promise<{ status: number; json: unknown }>;

export async function openShop(): Promise<Shop> {
  const [port, shopPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  // Another host as well: a frame of another origin of the same host shares more than one of a real shop would.
  const page = `http://localhost:${shopPort}/`;
  const shift = { ahead: 0 };
  const clock = { now: () => machineClock.now() + shift.ahead };
  const counter = await openCounter({
    clock,
    address: join(temporaryFolder(), 'widget.db'),
    environment: { ALLOWED_ORIGINS: page.slice(0, -1) },
  });
  const { app, database, config } = counter;
  const log = createLog('silent');
  let served: Served;
  const serveAgain = async (): Promise<void> => {
    served = createServer({ app, database, log, clock, config: { ...config, PUBLIC_URL: url } });
    await served.server.listen(port);
  };
  await serveAgain();
  const shop = await serveShopPage(shopPort, url);
  const browser = await openBrowser();
  const stopServing = async (): Promise<void> => served.server.close(100);
  const visitAgain = (context: BrowserContext, path = ''): Promise<Visit> => visitPage(context, page + path);
  return {
    ...{ counter, url, page, browser, clock: shift, stopServing, serveAgain, visitAgain },
    visit: async (options = {}) => visitAgain(await browser.newContext({ locale: 'en-GB', ...options })),
    signIn: (mail) => signIn(counter, url, mail),
    writes: (thread, message) => writes(counter, thread, message),
    async close() {
      await browser.close();
      shop.close();
      shop.closeAllConnections();
      await stopServing();
      await counter.close();
    },
  };
}

/** A shop that allows nothing but us: what the widget needs beyond the three directives of docs/widget.md is seen here. */
async function serveShopPage(port: number, counter: string): Promise<Server> {
  const policy = [
    `default-src 'none'; script-src ${counter}; connect-src ${counter}; frame-src ${counter}`,
    "style-src 'self'; img-src data:; require-trusted-types-for 'script'",
  ].join('; ');
  const server = createHttp((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://shop');
    const language = searchParams.get('lang') === 'ja' ? 'ja' : 'en';
    const script = `<script async src="${counter}/widget.js" data-site="main" data-language="${language}"></script>`;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
    response.end(`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Hinata Home</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${script}<link rel="icon" href="data:,"></head>
<body><h1>Hinata Home</h1><p>Rice cookers, kettles, and what else a home needs.</p></body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  return server;
}

async function visitPage(context: BrowserContext, address: string): Promise<Visit> {
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('console', (line) => void (['error', 'warning'].includes(line.type()) && complaints.push(line.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('request', (request) => void asked.push(request.url()));
  await page.goto(address);
  const frame = page.frameLocator('madoguchi-counter iframe');
  const launcher = page.locator('madoguchi-counter button');
  await launcher.waitFor();
  const box = frame.locator('#box');
  const log = frame.locator('#log');
  return {
    ...{ context, page, launcher, frame, box, log, complaints, asked },
    async open() {
      await launcher.click();
      await log.locator('.message').first().waitFor();
    },
    async says(text) {
      await box.fill(text);
      await box.press('Enter');
    },
    thread: () => box.evaluate(() => localStorage.getItem('madoguchi.thread') ?? ''),
  };
}

async function signIn({ database }: Counter, url: string, mail: string): Promise<Agent> {
  const token = await createSignInLink(database, machineClock, mail);
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/staff/sign-in`, { method: 'POST', headers, body: JSON.stringify({ token }) });
  const session = (await answer.json()) as { token: string };
  return async (method, path, body) => {
    const response = await fetch(url + path, {
      ...{ method, headers: { ...headers, authorization: `Bearer ${session.token}` } },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: await response.json() };
  };
}

async function writes(
  { database, app }: Counter,
  thread: string,
  said: Partial<Message> & { text: string },
): Promise<void> {
  const rows = await database.read(
    database.build.selectFrom('conversation').select(['id', 'owner']).where('thread', '=', thread).orderBy('ordinal'),
  );
  const { id: conversation, owner } = rows.at(-1) ?? { id: '', owner: '' };
  const now = machineClock.now();
  const body = { kind: 'message', message: { language: 'en', ...said } } as const;
  const events = [{ author: 'bot', time: now, body } as const];
  const commit = await database.commit(appendSteps(database, { conversation, events, owner: parseOwner(owner), now }));
  if (!commit.done) throw new Error('writes: the conversation has moved on');
  app.door.live.announce({ about: 'conversation', conversation, thread });
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = listenOn().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
