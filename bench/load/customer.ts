import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Line } from './post-line.js';
import type { ServerProcess } from './server-process.js';

const connection = z.object({ conversationId: z.string(), token: z.string(), streamUrl: z.string() });
/** What is looked at of an activity. */
export interface Seen {
  readonly id: string;
  readonly channelData?: { readonly clientActivityID?: string; readonly madoguchi?: unknown };
}

/** One customer with a chat open: what they said, and everything that came on their stream, in the order it came. */
export interface Customer {
  readonly thread: string;
  token: string;
  streamUrl: string;
  socket: WebSocket | undefined;
  watermark: string;
  /** The place in the log of each activity, as it arrived. */
  readonly seqs: number[];
  readonly posted: number[];
  hear: (seen: Seen) => void;
}

const path = '/v3/directline/conversations';

export async function openCustomer(server: ServerProcess, line: Line): Promise<Customer> {
  const { status, body } = await line.ask('POST', path, server.secret, { locale: 'en' });
  if (status !== 201) throw new Error(`open: ${status} ${body}`);
  const { conversationId, token, streamUrl } = connection.parse(JSON.parse(body));
  return {
    ...{ thread: conversationId, token, streamUrl, socket: undefined, watermark: '0' },
    ...{ seqs: [], posted: [], hear: () => undefined },
  };
}

/** A new address for the stream, from where this customer stands. */
export async function renew(customer: Customer, line: Line): Promise<void> {
  const { status, body } = await line.ask(
    'GET',
    `${path}/${customer.thread}?watermark=${customer.watermark}`,
    customer.token,
  );
  if (status !== 200) throw new Error(`renew: ${status} ${body}`);
  Object.assign(customer, connection.pick({ token: true, streamUrl: true }).parse(JSON.parse(body)));
}

export function openStream(customer: Customer, port: number): Promise<void> {
  const url = customer.streamUrl.replace(/^ws:\/\/[^/]+/, `ws://127.0.0.1:${port}`);
  const socket = new WebSocket(url, { perMessageDeflate: false });
  customer.socket = socket;
  socket.on('message', (data: Buffer) => {
    if (data.length > 0) take(customer, data.toString('utf8'));
  });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
}

// Not by zod: the client must stay lighter than what it measures.
function take(customer: Customer, text: string): void {
  const frame = JSON.parse(text) as { activities: Seen[]; watermark: string };
  customer.watermark = frame.watermark;
  for (const seen of frame.activities) {
    customer.seqs.push(Number(/(\d+)$/.exec(seen.id)?.[1]));
    customer.hear(seen);
  }
}

/** Posts a message and gives its place in the log once the server has acknowledged it. */
export async function post(customer: Customer, line: Line, text: string, clientId: string): Promise<number> {
  const { status, body } = await line.ask('POST', `${path}/${customer.thread}/activities`, customer.token, {
    ...{ type: 'message', text, locale: 'en', from: { id: 'customer' } },
    channelData: { clientActivityID: clientId },
  });
  if (status !== 200) throw new Error(`post: ${status} ${body}`);
  const seq = Number(/(\d+)"/.exec(body)?.[1]);
  customer.posted.push(seq);
  return seq;
}

export const isOwn = (seen: Seen): boolean => seen.channelData?.clientActivityID !== undefined;
/** An answer out of an article names it. */
export const isFromArticle = (seen: Seen): boolean => seen.channelData?.madoguchi !== undefined;
