import { WebSocket } from 'ws';
import { z } from 'zod';
import { pause } from './chance.js';
import type { Product } from './process.js';

/** Somebody is typing: never stored, so it has neither id nor watermark. */
const typing = z.object({ activities: z.array(z.object({ type: z.literal('typing') })).min(1) });
const activitySet = z.object({
  watermark: z.string(),
  activities: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      text: z.string().optional(),
      name: z.string().optional(),
      value: z.unknown().optional(),
      from: z.object({ id: z.string() }),
      suggestedActions: z.object({ actions: z.array(z.object({ title: z.string(), value: z.string() })) }).optional(),
    }),
  ),
});
export type Activity = z.infer<typeof activitySet>['activities'][number];
const opened = z.object({ conversationId: z.string(), token: z.string() });
const renewed = z.object({ token: z.string() });
const connection = z.object({ streamUrl: z.string() });
const stored = z.object({ id: z.string() });

/** One conversation as a client of Direct Line has it. Nothing is filtered: what came twice stands here twice. */
export interface Line {
  readonly thread: string;
  readonly received: readonly Activity[];
  /** Sends until it is acknowledged, always under the same client id; gives the activity's id. */
  send(clientId: string, text: string, value: string | undefined): Promise<string>;
  /** Reads on until `enough`; throws after `seconds`. */
  readUntil(enough: () => boolean, seconds: number, what: string): Promise<void>;
  /** One page after another until nothing is left. */
  catchUp(): Promise<void>;
  close(): void;
  /** For whoever must understand why it waits. */
  state(): string;
}

/** Opened with the shop's secret, so that no rate by address is met. `streams`: by WebSocket, else by polling. */
export async function openLine(product: Product, secret: string, streams: boolean): Promise<Line> {
  const { conversationId: thread, ...begun } = opened.parse(
    await insist(product, '/v3/directline/conversations', { bearer: secret, body: {} }),
  );
  const base = `/v3/directline/conversations/${thread}`;
  let { token } = begun;
  const received: Activity[] = [];
  let watermark = '0';
  let socket: WebSocket | undefined;
  let listening = false;
  let doing = '';
  let fault: Error | undefined;

  function take(json: unknown): number {
    if (typing.safeParse(json).success) return 0;
    const set = activitySet.parse(json);
    received.push(...set.activities);
    watermark = set.watermark;
    return set.activities.length;
  }

  async function poll(): Promise<number> {
    return take(await insist(product, `${base}/activities?watermark=${watermark}`, { bearer: token }));
  }

  /** The stream, opened again after each loss from the watermark of the last frame that came whole. */
  async function listen(): Promise<void> {
    while (listening) {
      doing = 'asks for a stream';
      const { streamUrl } = connection.parse(
        await insist(product, `${base}?watermark=${watermark}`, {
          bearer: token,
          onTry: (tries, what) => (doing = `asks for a stream, try ${tries}: ${what} at ${Date.now()}`),
        }),
      );
      if (!listening) return;
      doing = 'opens the stream';
      const opening = new WebSocket(streamUrl, { handshakeTimeout: 10_000 });
      opening.on('open', () => (doing = `listens from ${watermark}`));
      socket = opening;
      opening.on('message', (data: Buffer) => void (data.length > 0 && take(JSON.parse(data.toString('utf8')))));
      opening.on('error', () => undefined);
      await new Promise((resolve) => opening.once('close', resolve));
      socket = undefined;
      if (listening) await pause(50);
    }
  }

  /** As Microsoft's client does, long before the half hour is over that a token lives; until all was read at the end. */
  async function renew(): Promise<void> {
    token = renewed.parse(await insist(product, '/v3/directline/tokens/refresh', { bearer: token, body: {} })).token;
  }
  const renewing = setInterval(() => void renew().catch((error: unknown) => (fault = errorOf(error))), 12 * 60_000);
  renewing.unref();

  let stream: Promise<void> | undefined;
  async function hangUp(): Promise<void> {
    listening = false;
    socket?.terminate();
    await stream?.catch(() => undefined);
    stream = undefined;
  }
  if (streams) {
    listening = true;
    stream = listen();
    stream.catch((error: unknown) => (fault = errorOf(error)));
  }

  return {
    ...{ thread, received },
    state: () => `${streams ? doing : 'polls'} after ${received.length} activities, watermark ${watermark}`,
    async send(clientId, text, value) {
      const body = {
        type: 'message',
        text,
        locale: 'en',
        from: { id: 'me' },
        channelData: { clientActivityID: clientId },
        ...(value === undefined ? {} : { value }),
      };
      return stored.parse(await insist(product, `${base}/activities`, { bearer: token, body })).id;
    },
    async readUntil(enough, seconds, what) {
      const until = Date.now() + seconds * 1000;
      while (!enough()) {
        if (Date.now() > until)
          throw new Error(
            `chaos: ${thread} waited ${seconds} s for ${what}; the last it read was ${received.at(-1)?.text ?? 'nothing'}`,
          );
        if (fault !== undefined) throw fault;
        if (!streams) await poll();
        if (!enough()) await pause(streams ? 50 : 200);
      }
    },
    async catchUp() {
      await hangUp();
      while ((await poll()) > 0);
      clearInterval(renewing);
    },
    close: () => void hangUp(),
  };
}

interface Ask {
  readonly bearer: string;
  readonly body?: unknown;
  readonly onTry?: (tries: number, what: string) => void;
}

/** The same request again until it is answered: a dead server, 429 and 503 mean "later", everything else is a failure. */
export async function insist(product: Product, path: string, { bearer, body, onTry }: Ask): Promise<unknown> {
  for (let tries = 1; ; tries++) {
    onTry?.(tries, 'waits for the server');
    await product.up();
    onTry?.(tries, 'has asked');
    const answer = await ask(product, path, { bearer, body });
    onTry?.(tries, `was answered ${answer?.status ?? 'nothing'}`);
    if (answer !== undefined && answer.status < 300) return answer.json;
    const isLater = answer === undefined || answer.status === 429 || answer.status >= 500;
    if (!isLater || tries > 400) throw new Refused(path, answer?.status ?? 0, answer?.json);
    await pause(50 + Math.random() * 200);
  }
}

export class Refused extends Error {
  constructor(
    readonly path: string,
    readonly status: number,
    readonly json: unknown,
  ) {
    super(`chaos: ${path} was answered ${status} ${JSON.stringify(json)}`);
  }
}

async function ask(
  { url }: Product,
  path: string,
  { bearer, body }: Ask,
): Promise<{ status: number; json: unknown } | undefined> {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
  // A controller of our own: Node 20 may collect the signal of AbortSignal.timeout while fetch waits, and then it waits for ever.
  const tired = new AbortController();
  const timer = setTimeout(() => tired.abort(), 15_000);
  try {
    const response = await fetch(`${url}${path}`, {
      ...{ headers, signal: tired.signal },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
  } catch {
    // It died while it was asked: nobody knows whether it was done. That is the case this test is about.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

export const errorOf = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
