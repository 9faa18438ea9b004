/** @jest-environment ./test/setup/page-environment.mjs */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { DirectLine as Client, type Activity } from 'botframework-directlinejs';
import WebSocket from 'ws';
import { machineClock } from '../../src/clock.js';
import { verifyLog } from '../../src/conversations/log.js';
import { createLog } from '../../src/log.js';
import { createServer, type Served } from '../../src/serve.js';
import { createSignInLink } from '../../src/staff/sign-in.js';
import { ticketOf } from '../../src/tickets/ticket.js';
import { verifyEvidence } from '../../src/tickets/evidence.js';
import { openCounter, type Counter } from '../setup/counter.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';

declare const browserPage: typeof globalThis;
const sockets: WebSocket[] = [];

beforeAll(() => {
  const { XMLHttpRequest, FormData, Blob } = browserPage;
  const Socket = new Proxy(WebSocket, {
    construct(made, given: ConstructorParameters<typeof WebSocket>) {
      const socket = new made(...given);
      sockets.push(socket);
      return socket;
    },
  });
  Object.assign(globalThis, { XMLHttpRequest, FormData, Blob, WebSocket: Socket });
});

const clients: Client[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.end()));

describe.each(['sqlite', 'postgres'] as const)("Microsoft's client and the real bot on %s", (kind) => {
  let counter: Counter;
  let served: Served;
  let url: string;
  beforeAll(async () => {
    const address = kind === 'postgres' ? await postgresUrl() : join(temporaryFolder(), 'whole.db');
    counter = await openCounter({ clock: machineClock, address });
    const { app, database, config } = counter;
    // Port 0 is not known before listening, and stream addresses carry the public one.
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const log = createLog('silent');
    served = createServer({ app, database, log, clock: machineClock, config: { ...config, PUBLIC_URL: url } });
    await served.server.listen(port);
  }, 60_000);
  afterAll(async () => {
    await served.server.close(500);
    await counter.close();
  });

  test('question, problem, correction, ticket, agent, a cut line in the middle, resolved: everything once and in order', async () => {
    const customer = connect(url);
    await customer.hears(/I am the shop's assistant/);
    await customer.says('my kettle KT-200 leaks from the bottom when I pour water');
    await customer.hears(/Unplug the kettle.*Did that help/s);
    await customer.taps('Report a problem with a product');
    await customer.hears(/order number/);
    await customer.says('A-10294');
    await customer.hears(/mail address or phone number/);
    await customer.says('kim@example.com');
    await customer.hears(/A-10294.*kim@example\.com/s);
    await customer.says('no, the order is A-10293');
    await customer.hears(/A-10293.*kim@example\.com/s);
    await customer.says('yes');
    const told = await customer.hears(/ticket number is T-\d+/i);
    const number = /T-\d+/.exec(told)?.[0] ?? '';

    const agent = await signIn(counter, url, 'kim@hinata-home.example');
    const { json: card } = await agent('GET', `/staff/tickets/${number}`);
    const conversation = JSON.stringify(card).match(/"conversation":"([^"]+)"/)?.[1] ?? '';
    expect(JSON.stringify(card)).toContain('A-10293');
    expect((await agent('POST', `/staff/conversations/${conversation}/claim`, {})).status).toBe(200);
    await reply(agent, conversation, 'r1', 'Hello, Kim here. A new kettle is on its way.');
    await customer.hears(/Kim here/);

    sockets.at(-1)?.terminate();
    await reply(agent, conversation, 'r2', 'It leaves today.');
    await reply(agent, conversation, 'r2', 'It leaves today.');
    await customer.hears(/It leaves today/, 30_000);
    await customer.says('Great, thanks');
    expect(
      (await agent('POST', `/staff/conversations/${conversation}/resolve`, { outcome: 'replaced', anyway: true }))
        .status,
    ).toBe(200);
    await customer.event('closed');

    const ids = customer.heard.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(customer.texts().filter((text) => text === 'It leaves today.')).toHaveLength(1);
    expect(await verifyLog(counter.database, conversation)).toMatchObject({ whole: true });
    const ticket = await ticketOf(counter.database, 'main', number);
    // The product was looked up before the corrected order number, and is still known.
    expect(ticket).toMatchObject({ status: 'solved', outcome: 'replaced' });
    expect(ticket?.subject).toContain('Electric kettle');
    if (ticket) expect(await verifyEvidence(counter.database, ticket)).toMatchObject({ whole: true });
  }, 90_000);
});

interface Customer {
  readonly heard: Activity[];
  texts(): string[];
  says(text: string): Promise<unknown>;
  taps(label: string): Promise<unknown>;
  hears(pattern: RegExp, within?: number): Promise<string>;
  event(status: string): Promise<void>;
}

function connect(url: string): Customer {
  const heard: Activity[] = [];
  let listening: Client | undefined;
  let from = 0;
  const ready = (async () => {
    const answer = await fetch(`${url}/chat/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"language":"en"}',
    });
    const { token } = (await answer.json()) as { token: string };
    listening = new Client({ domain: `${url}/v3/directline`, token });
    clients.push(listening);
    listening.activity$.subscribe(
      (activity) => heard.push(activity),
      () => undefined,
    );
  })();
  let sent = 0;
  const post = async (fields: object): Promise<unknown> => {
    await ready;
    const activity = {
      type: 'message',
      from: { id: 'me' },
      channelData: { clientActivityID: `w${++sent}` },
      ...fields,
    } as Activity;
    return new Promise((resolve, reject) => listening?.postActivity(activity).subscribe(resolve, reject));
  };
  const until = async <T>(find: () => T | undefined, within: number, what: string): Promise<T> => {
    const end = Date.now() + within;
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`${what} was not heard, but ${JSON.stringify(heard.map(textOf))}`);
      await new Promise((next) => setTimeout(next, 10));
    }
  };
  return {
    heard,
    texts: () => heard.map(textOf),
    says: (text) => post({ text }),
    async taps(label) {
      const actions = heard.flatMap((one) => (one.type === 'message' ? (one.suggestedActions?.actions ?? []) : []));
      const action = actions.findLast((one) => 'title' in one && one.title === label);
      if (!action || !('value' in action)) throw new Error(`there is no button ${label}`);
      return post({ text: label, value: action.value as unknown });
    },
    async hears(pattern, within = 8_000) {
      const place = await until(
        () => {
          const found = heard.findIndex(
            (one, index) => index >= from && one.from.role !== 'user' && pattern.test(textOf(one)),
          );
          return found < 0 ? undefined : found;
        },
        within,
        String(pattern),
      );
      from = place + 1;
      return textOf(heard[place]);
    },
    async event(status) {
      await until(
        () =>
          heard.find(
            (one) => one.type === 'event' && (one.value as { status?: string } | undefined)?.status === status,
          ),
        8_000,
        status,
      );
    },
  };
}

const textOf = (activity: Activity | undefined): string => (activity?.type === 'message' ? (activity.text ?? '') : '');

type Agent = (method: string, path: string, body?: unknown) => Promise<{ status: number; json: unknown }>;

async function signIn({ database }: Counter, url: string, mail: string): Promise<Agent> {
  const link = await createSignInLink(database, machineClock, mail);
  const json = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/staff/sign-in`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ token: link }),
  });
  const { token } = (await answer.json()) as { token: string };
  return async (method, path, body) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(url + path, {
      method,
      headers: { ...json, authorization: `Bearer ${token}` },
      ...init,
    });
    return { status: response.status, json: await response.json() };
  };
}

async function reply(agent: Agent, conversation: string, clientId: string, text: string): Promise<void> {
  expect((await agent('POST', `/staff/conversations/${conversation}/reply`, { clientId, text })).status).toBeLessThan(
    300,
  );
}

async function freePort(): Promise<number> {
  const { createServer: listen } = await import('node:net');
  return new Promise((resolve) => {
    const probe = listen().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
