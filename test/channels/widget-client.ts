import WebSocket from 'ws';
import type { ServerFrame, WidgetBatch, WidgetEvent, WidgetOpened, WidgetSession } from '../../src/widget-wire.js';

export interface Told<T> {
  readonly status: number;
  readonly json: T;
  readonly code: string;
}

/** The widget's side of the wire without its screen: a session, its calls, and sockets that resume. */
export interface WidgetClient {
  readonly session: WidgetSession;
  token: string;
  call<T = unknown>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Told<T>>;
  says(text: string, more?: object): Promise<Told<{ position: string; conversation: string; time: number }>>;
  /** Opens a socket from where this client stands. */
  listen(after?: string): Promise<Listening>;
}

export interface Listening {
  readonly socket: WebSocket;
  readonly frames: ServerFrame[];
  readonly events: WidgetEvent[];
  /** Where this reader stands; it notes every batch that does not follow. */
  position: string;
  readonly gaps: WidgetBatch[];
  closed: number | undefined;
  hears<F extends ServerFrame>(find: (frame: ServerFrame) => F | undefined): Promise<F>;
  text(pattern: RegExp): Promise<Extract<WidgetEvent, { kind: 'message' }>>;
  event<K extends WidgetEvent['kind']>(
    kind: K,
    find?: (event: Extract<WidgetEvent, { kind: K }>) => boolean,
  ): Promise<Extract<WidgetEvent, { kind: K }>>;
}

export async function asked<T>(url: string, method: string, body?: unknown, token?: string): Promise<Told<T>> {
  const answer = await fetch(url, {
    method,
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    headers: {
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
  });
  const json = (await answer.json()) as T & { code?: string };
  return { status: answer.status, json, code: json.code ?? '' };
}

export async function begin(
  url: string,
  { identity, before, language = 'en' }: { identity?: string; before?: string; language?: string } = {},
): Promise<WidgetClient> {
  const base = `${url}/widget/v1`;
  const begun = await asked<WidgetSession>(
    `${base}/sessions`,
    'POST',
    { language, ...(identity ? { identity } : {}) },
    before,
  );
  if (begun.status !== 200) throw new Error(`session: ${begun.status} ${begun.code}`);
  const client: WidgetClient = {
    session: begun.json,
    token: begun.json.token,
    call: (method, path, body) => asked(base + path, method, body, client.token),
    says: (text, more) => client.call('POST', '/messages', { clientId: `m${Math.random()}`, text, language, ...more }),
    listen: (after = '') => listen(url, client.token, after),
  };
  return client;
}

export async function opened(url: string, options: Parameters<typeof begin>[1] = {}): Promise<WidgetClient> {
  const client = await begin(url, options);
  const { json } = await client.call<WidgetOpened>('POST', '/conversation', { language: options.language ?? 'en' });
  client.token = json.token;
  return client;
}

export async function listen(url: string, token: string, after: string, headers = {}): Promise<Listening> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/widget/v1/stream`, { headers });
  const listening: Listening = {
    ...{ socket, frames: [], events: [], position: after, gaps: [], closed: undefined },
    hears: (find) => until(() => first(listening.frames, find)),
    text: (pattern) => listening.event('message', ({ text }) => pattern.test(text)),
    event: (kind, find = () => true) => until(() => first(listening.events, ofKind(kind, find))),
  };
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as ServerFrame;
    listening.frames.push(frame);
    if (frame.kind !== 'events') return;
    if (listening.position !== '' && frame.batch.after !== listening.position) listening.gaps.push(frame.batch);
    listening.position = frame.batch.upTo;
    listening.events.push(...frame.batch.events);
  });
  socket.on('close', (code) => (listening.closed = code));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ kind: 'hello', token, after }));
  return listening;
}

const ofKind =
  <K extends WidgetEvent['kind']>(kind: K, find: (event: Extract<WidgetEvent, { kind: K }>) => boolean) =>
  (one: WidgetEvent): Extract<WidgetEvent, { kind: K }> | undefined => {
    const same = one as Extract<WidgetEvent, { kind: K }>;
    return one.kind === kind && find(same) ? same : undefined;
  };

const first = <A, B>(list: readonly A[], find: (one: A) => B | undefined): B | undefined => {
  for (const one of list) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
};

export async function until<T>(find: () => T | undefined, within = 8_000): Promise<T> {
  const end = Date.now() + within;
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`not heard within ${within} ms: ${find.toString()}`);
    await new Promise((next) => setTimeout(next, 5));
  }
}
