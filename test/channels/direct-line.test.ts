/** @jest-environment ./test/setup/page-environment.mjs */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { ConnectionStatus, DirectLine as Client, type Activity } from 'botframework-directlinejs';
import WebSocket from 'ws';
import { openCounter, secret, type Counter } from './counter.js';

/**
 * Microsoft's own client, unchanged, as it runs in a page of another origin: its requests pass the browser's rules for
 * cross-origin calls in jsdom.
 */
declare const browserPage: typeof globalThis;

// What Node itself sends, kept before the page's own take their names.
const [NodeFormData, NodeBlob] = [FormData, Blob];

beforeAll(() => {
  const { XMLHttpRequest, FormData, Blob } = browserPage;
  Object.assign(globalThis, { XMLHttpRequest, FormData, Blob, WebSocket });
});

// A client left alone keeps its timers, and the test run would never end.
const connected: Client[] = [];
afterEach(() => {
  for (const client of connected.splice(0)) client.end();
});

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

describe.each(['sqlite', 'postgres'] as const)("Microsoft's client on %s", (database) => {
  let counter: Counter;
  beforeAll(async () => {
    counter = await openCounter({ database });
  });
  afterAll(() => counter.close());

  test('holds a whole conversation over the socket: welcome, both ways, choices, receipt, a person', async () => {
    const customer = await connect(counter, { token: (await counter.token()).token });
    await customer.hears('Welcome');
    const thread = customer.thread();
    const id = await customer.says('Where is my order?');
    expect(id).toBe(`${thread}|2`);
    await customer.hears('Where is my order?');
    const own = customer.heard.find((one) => text(one) === 'Where is my order?');
    expect(own).toMatchObject({ id, from: { role: 'user' }, channelData: { clientActivityID: expect.any(String) } });

    await counter.writes(thread, { text: 'Which one?', choices: [{ label: 'The camera', value: 'order:1' }] });
    await customer.hears('Which one?');
    const asked = customer.heard.at(-1);
    expect(asked).toMatchObject({ from: { role: 'bot', name: 'Shop' } });
    const [action] = asked?.type === 'message' ? (asked.suggestedActions?.actions ?? []) : [];
    expect(action).toEqual({
      type: 'messageBack',
      title: 'The camera',
      text: 'The camera',
      displayText: 'The camera',
      value: 'order:1',
    });
    // Web Chat answers a messageBack with its text and value.
    await customer.posts({ text: 'The camera', value: 'order:1' });
    await customer.hears('The camera');
    expect(customer.heard.at(-1)).toMatchObject({ text: 'The camera', value: 'order:1' });

    await counter.writes(thread, {
      text: 'Here is your number.',
      receipt: { ticket: 'T-1', promise: null, basis: 'none' },
    });
    await customer.hears('Here is your number.');
    expect(JSON.stringify(customer.heard.at(-1))).toContain('application/vnd.microsoft.card.adaptive');
    await counter.hands(thread, { status: 'agent', agent: 'kim' }, 'Kim');
    counter.door.live.announce({ about: 'typing', conversation: 'c', thread, by: 'customer', name: '' });
    counter.door.live.announce({ about: 'typing', conversation: 'c', thread, by: 'agent', name: 'Kim' });
    await counter.writes(thread, { text: 'Hello, Kim here.' }, 'agent:kim');
    await customer.hears('Hello, Kim here.');
    // Only the other side's typing comes, once, and moves no watermark.
    expect(customer.heard.filter(({ type }) => type === 'typing')).toMatchObject([
      { from: { id: 'agent', name: 'Kim' } },
    ]);
    await counter.writes(thread, { text: 'Is this right?\n• Product: kettle\n\nSay so.' });
    // Markdown would run the lines together.
    await customer.hears('Is this right?  \n• Product: kettle\n\nSay so.');
    expect(customer.heard.find(({ type }) => type === 'event')).toMatchObject({
      name: 'madoguchi/owner',
      value: { status: 'agent', name: 'Kim' },
    });
    expect(customer.heard.at(-2)).toMatchObject({ from: { role: 'bot', name: 'Support' } });
    expect(JSON.stringify(customer.heard)).not.toContain('"agent:kim"');
  });

  test('uploads a picture and reads the same bytes back', async () => {
    const customer = await connect(counter, { token: (await counter.token()).token });
    await customer.hears('Welcome');
    const attachments = [
      { contentType: 'image/png', contentUrl: `data:image/png;base64,${png}`, name: 'broken screen.png' },
    ];
    expect(await customer.posts({ text: 'look', attachments })).toMatch(/\|2$/);
    await customer.hears('look');
    const shown = customer.heard.at(-1);
    const [file] = shown?.type === 'message' ? (shown.attachments ?? []) : [];
    expect(file).toMatchObject({ contentType: 'image/png', name: 'broken screen.png' });
    // Without a thumbnail Web Chat shows customers their own picture as a file to download.
    expect(file).toHaveProperty('thumbnailUrl', file && 'contentUrl' in file ? file.contentUrl : '');
    const answer = await fetch(String(file && 'contentUrl' in file ? file.contentUrl : ''));
    expect(answer.headers.get('content-disposition')).toContain('inline');
    expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(png);
  });

  test('an upload that is sent again under its id is the first one; another file under that id is refused', async () => {
    const { conversationId, token } = await counter.opened();
    const upload = async (content: string): Promise<{ status: number; id?: string }> => {
      const fields = { type: 'message', text: 'see', channelData: { clientActivityID: 'u1' } };
      const body = new NodeFormData();
      body.append(
        'activity',
        new NodeBlob([JSON.stringify(fields)], { type: 'application/vnd.microsoft.activity' }),
        'blob',
      );
      body.append('file', new NodeBlob([content]), 'note.txt');
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${counter.url}/v3/directline/conversations/${conversationId}/upload`, {
        method: 'POST',
        body,
        headers,
      });
      return { status: answer.status, id: ((await answer.json()) as { id: string }).id };
    };
    const first = await upload('one');
    expect(first.status).toBe(200);
    expect(await upload('one')).toEqual(first);
    expect((await upload('two')).status).toBe(409);
  });

  test('a cut line is taken up again: nothing is lost, nothing comes twice', async () => {
    const sockets: WebSocket[] = [];
    const Counted = class extends WebSocket {
      constructor(address: string) {
        super(address);
        sockets.push(this);
      }
    };
    // The client waits between 3 s and 15 s; the least of it is asked for here.
    const customer = await connect(counter, {
      token: (await counter.token()).token,
      WebSocket: Counted as unknown as typeof globalThis.WebSocket,
      random: () => 0,
    });
    await customer.hears('Welcome');
    const thread = customer.thread();
    await counter.writes(thread, { text: 'one' });
    await customer.hears('one');
    sockets[0]?.terminate();
    for (const line of ['two', 'three', 'four']) await counter.writes(thread, { text: line });
    await customer.hears('four', 10_000);
    await counter.writes(thread, { text: 'five' });
    await customer.hears('five');
    expect(customer.heard.map(text)).toEqual(['Welcome', 'one', 'two', 'three', 'four', 'five']);
    expect(sockets).toHaveLength(2);
  });

  test('a client without sockets reads the same by asking again and again', async () => {
    const customer = await connect(counter, {
      token: (await counter.token()).token,
      webSocket: false,
      pollingInterval: 200,
    });
    await customer.hears('Welcome');
    await customer.says('hello');
    await counter.writes(customer.thread(), { text: 'Good day' });
    await customer.hears('Good day');
    expect(customer.heard.map(text)).toEqual(['Welcome', 'hello', 'Good day']);
  });

  test('a token that has expired is told apart, and with a new one the client is online again', async () => {
    const token = await counter.token();
    const customer = await connect(counter, { token: token.token });
    await customer.hears('Welcome');
    counter.clock.ahead += 31 * 60_000;
    expect(await customer.says('too late')).toBe('retry');
    expect(customer.client.connectionStatus$.getValue()).toBe(ConnectionStatus.ExpiredToken);
    const fresh = await counter.line.tokens.issue({ site: 'default', thread: token.conversationId, user: 'x' });
    const answer = await fetch(`${counter.url}/v3/directline/conversations/${token.conversationId}?watermark=1`, {
      headers: { authorization: `Bearer ${fresh}` },
    });
    customer.client.reconnect((await answer.json()) as { conversationId: string; token: string });
    expect(await customer.says('in time')).toMatch(/\|2$/);
  });

  test('a token is renewed before it expires', async () => {
    const token = await counter.opened();
    counter.clock.ahead += 20 * 60_000;
    const answer = await counter.post('/v3/directline/tokens/refresh', {}, token.token);
    const { token: fresh, conversationId } = (await answer.json()) as typeof token;
    expect(conversationId).toBe(token.conversationId);
    counter.clock.ahead += 20 * 60_000;
    const path = `/v3/directline/conversations/${conversationId}/activities`;
    expect((await counter.post(path, { type: 'message', text: 'a' }, token.token)).status).toBe(403);
    expect((await counter.post(path, { type: 'message', text: 'a' }, fresh)).status).toBe(200);
  });

  test("a token can't be used to read, write or listen in another's conversation", async () => {
    const [mine, theirs] = [await counter.opened(), await counter.opened()];
    const path = `/v3/directline/conversations/${theirs.conversationId}`;
    const headers = { authorization: `Bearer ${mine.token}` };
    expect((await fetch(`${counter.url}${path}`, { headers })).status).toBe(404);
    expect((await fetch(`${counter.url}${path}/activities`, { headers })).status).toBe(404);
    expect((await counter.post(`${path}/activities`, { type: 'message', text: 'x' }, mine.token)).status).toBe(404);
    const ticket = counter.line.links.ticket(mine.conversationId, 'me');
    expect(await socketStatus(`${counter.url}${path}/stream?t=${ticket}`)).toBe(403);
  });

  test("the shop's own server gets tokens with the secret, and only with it", async () => {
    const path = '/v3/directline/tokens/generate';
    expect((await counter.post(path, {}, 'wrong')).status).toBe(401);
    expect((await counter.post(path, {}, (await counter.token()).token)).status).toBe(403);
    const answer = await counter.post(path, { user: { id: 'customer-7' } }, secret);
    const { token } = (await answer.json()) as { token: string };
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >;
    expect(claims).toMatchObject({ user: 'customer-7', sub: 'customer-7', aud: 'directline' });
    const other = (await (await counter.post(path, {}, secret)).json()) as { token: string };
    expect(Buffer.from(other.token.split('.')[1] ?? '', 'base64url').toString()).toContain('"user":"dl_');
  });

  test('a ticket opens one stream once, for a minute', async () => {
    const { conversationId } = await counter.opened();
    const address = `${counter.url}/v3/directline/conversations/${conversationId}/stream?t=`;
    const ticket = counter.line.links.ticket(conversationId, 'me');
    expect(await socketStatus(address + ticket)).toBe(101);
    expect(await socketStatus(address + ticket)).toBe(403);
    const late = counter.line.links.ticket(conversationId, 'me');
    counter.clock.ahead += 61_000;
    expect(await socketStatus(address + late)).toBe(403);
  });

  test('the same message sent three times at once is stored once and answered alike', async () => {
    const { conversationId, token } = await counter.opened();
    const body = { type: 'message', text: 'once', channelData: { clientActivityID: 'c1' } };
    const path = `/v3/directline/conversations/${conversationId}/activities`;
    const answers = await Promise.all([1, 2, 3].map(async () => (await counter.post(path, body, token)).text()));
    expect(new Set(answers).size).toBe(1);
    expect((await counter.post(path, { ...body, text: 'other' }, token)).status).toBe(409);
  });
});

function socketStatus(address: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address.replace('http', 'ws'));
    socket.once('open', () => (socket.close(), resolve(101)));
    socket.once('unexpected-response', (_, response) => (resolve(response.statusCode ?? 0), socket.terminate()));
    socket.once('error', () => undefined);
  });
}

const text = (activity: Activity): string => (activity.type === 'message' ? (activity.text ?? '') : '');

interface Customer {
  readonly client: Client;
  readonly heard: Activity[];
  thread(): string;
  says(text: string): Promise<string>;
  posts(message: object): Promise<string>;
  hears(text: string, within?: number): Promise<void>;
}

/** The client takes its timers and sockets from hidden options; Microsoft's own tests hand them in this way. */
async function connect(counter: Counter, options: ConstructorParameters<typeof Client>[0]): Promise<Customer> {
  const client = new Client({ domain: `${counter.url}/v3/directline`, ...options });
  const heard: Activity[] = [];
  connected.push(client);
  // Ending a client tells its listeners so, as an error.
  client.activity$.subscribe(
    (activity) => heard.push(activity),
    () => undefined,
  );
  let posted = 0;
  const posts = (message: object): Promise<string> =>
    new Promise((resolve, reject) => {
      const channelData = { clientActivityID: `${Date.now()}.${posted++}` };
      const activity = { type: 'message', from: { id: 'page' }, channelData, ...message } as Activity;
      client.postActivity(activity).subscribe(resolve, reject);
    });
  return {
    ...{ client, heard, posts },
    says: (line) => posts({ text: line }),
    thread: () => heard[0]?.conversation?.id ?? '',
    async hears(line, within = 5_000) {
      const until = Date.now() + within;
      while (!heard.some((one) => text(one) === line)) {
        if (Date.now() > until) throw new Error(`'${line}' was not heard, but ${JSON.stringify(heard.map(text))}`);
        await new Promise((next) => setTimeout(next, 10));
      }
    },
  };
}
