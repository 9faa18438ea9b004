import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Terminal } from './terminal.js';

const opened = z.object({ conversationId: z.string(), token: z.string() });
const page = z.object({
  watermark: z.string(),
  activities: z.array(
    z.object({
      type: z.string(),
      text: z.string().optional(),
      from: z.object({ id: z.string(), name: z.string().optional(), role: z.string().optional() }),
      suggestedActions: z.object({ actions: z.array(z.object({ title: z.string() })) }).optional(),
    }),
  ),
});

const problem = z.object({ title: z.string(), detail: z.string().optional() });

/** Lines that are piped in wait for the answer to the one before, at most so long; who types decides that themselves. */
const answerMs = 15_000;
/** An answer may be two messages. */
const settledMs = 900;

/** A conversation in a terminal, over Direct Line as any client of it has one. Ends with Ctrl-D. */
export async function chat(url: string, terminal: Terminal, language: string): Promise<number> {
  const token = z.object({ token: z.string() }).parse(await call(`${url}/chat/token`, { language }));
  const { conversationId, token: own } = opened.parse(
    await call(`${url}/v3/directline/conversations`, { locale: language }, token.token),
  );
  const address = `${url}/v3/directline/conversations/${conversationId}/activities`;
  let watermark = '';
  let sent = 0;
  let closed = false;
  let heard = { messages: 0, at: Date.now() };

  const listen = async (): Promise<void> => {
    while (!closed) {
      const response = await fetch(`${address}?watermark=${watermark}`, {
        headers: { authorization: `Bearer ${own}` },
      });
      if (!response.ok) return terminal.error(`The server answered ${response.status}.`);
      const set = page.parse(await response.json());
      watermark = set.watermark;
      for (const { type, text, from, suggestedActions } of set.activities) {
        if (type !== 'message' || text === undefined || from.role === 'user') continue;
        heard = { messages: heard.messages + 1, at: Date.now() };
        terminal.line(`\n${from.name ?? 'bot'}: ${text}`);
        const titles = suggestedActions?.actions.map(({ title }) => title) ?? [];
        if (titles.length > 0) terminal.line(`   [${titles.join(' | ')}]`);
      }
      await sleep(300);
    }
  };
  const listening = listen();
  const answered = async (before: number): Promise<void> => {
    const until = Date.now() + answerMs;
    while (!closed && Date.now() < until && (heard.messages === before || Date.now() - heard.at < settledMs))
      await sleep(100);
  };
  if (!process.stdin.isTTY) await answered(0);
  const input = createInterface({ input: process.stdin });
  for await (const line of input) {
    const text = line.trim();
    if (text === '') continue;
    const activity = {
      type: 'message',
      text,
      locale: language,
      from: { id: 'me' },
      channelData: { clientActivityID: `terminal-${Date.now()}-${++sent}` },
    };
    const before = heard.messages;
    await call(address, activity, own);
    if (!process.stdin.isTTY) await answered(before);
  }
  // What was asked last is still to be answered.
  if (process.stdin.isTTY) await sleep(1_500);
  closed = true;
  await listening;
  return 0;
}

async function call(url: string, body: unknown, token?: string): Promise<unknown> {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${new URL(url).pathname}: ${await whyNot(response)}`);
  return response.json();
}

async function whyNot(response: Response): Promise<string> {
  const told = problem.safeParse(await response.json().catch(() => undefined));
  const wait = response.headers.get('retry-after');
  return told.success
    ? `${told.data.detail ?? told.data.title}${wait === null ? '' : ` (in ${wait} s)`}`
    : `the server answered ${response.status}`;
}
