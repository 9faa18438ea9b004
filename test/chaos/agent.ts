import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { pause } from './chance.js';
import { errorOf, insist, Refused } from './direct-line.js';
import type { Product } from './process.js';

const signedIn = z.object({ token: z.string() });
const queue = z.object({ entries: z.array(z.object({ conversation: z.string() })) });
const claimed = z.object({ conversation: z.string() });
const events = z.object({
  events: z.array(
    z.object({ seq: z.number(), author: z.string(), body: z.looseObject({ kind: z.string() }).nullable() }),
  ),
});

export interface Agent {
  /** Client ids of the replies that were acknowledged, by conversation. */
  readonly replied: ReadonlyMap<string, readonly string[]>;
  readonly resolved: ReadonlySet<string>;
  /** Rejects as soon as something is answered in a way it should not be. */
  readonly working: Promise<void>;
  readonly failed: () => boolean;
  /** Works on until nobody waits and nothing is held. */
  finish(): Promise<void>;
}

/** An agent at the console's routes: claims who waits, says hello, hears the customer, answers, resolves. */
export async function hire(product: Product, link: string): Promise<Agent> {
  const { token } = signedIn.parse(await insist(product, '/staff/sign-in', { bearer: '', body: { token: link } }));
  const replied = new Map<string, string[]>();
  const resolved = new Set<string>();
  const busy = new Map<string, Promise<void>>();
  let finishing = false;
  let fault: Error | undefined;

  const post = (path: string, body: unknown): Promise<unknown> =>
    insist(product, `/staff/${path}`, { bearer: token, body });
  const get = (path: string): Promise<unknown> => insist(product, `/staff/${path}`, { bearer: token });

  async function work(): Promise<void> {
    for (let presence = 0; ;) {
      if (Date.now() > presence + 10_000) {
        await post('presence', { status: 'online' });
        presence = Date.now();
      }
      const { entries } = queue.parse(await get('queue?status=waiting&limit=20'));
      for (const { conversation } of entries) if (!busy.has(conversation)) begin(conversation);
      if (finishing && entries.length === 0 && busy.size === 0) return;
      if (fault !== undefined) throw fault;
      await pause(300);
    }
  }

  function begin(conversation: string): void {
    const serving = serve(conversation)
      .catch((error: unknown) => void (fault ??= errorOf(error)))
      .finally(() => busy.delete(conversation));
    busy.set(conversation, serving);
  }

  async function serve(conversation: string): Promise<void> {
    const at = `conversations/${conversation}`;
    try {
      claimed.parse(await post(`${at}/claim`, {}));
    } catch (error) {
      // A colleague was faster, or it was claimed, served and closed while our answer got lost.
      if (error instanceof Refused && (error.status === 409 || error.status === 404)) return;
      throw error;
    }
    await reply(conversation, 'Hello, I have read everything. One moment.');
    const saidBefore = (await spoken(at)).mine;
    await untilCustomerSpoke(at, saidBefore);
    await reply(conversation, 'Glad to help. Have a nice day!');
    try {
      await post(`${at}/resolve`, { outcome: 'helped' });
    } catch (error) {
      // The first try went through and its answer was lost: then it is not ours any more.
      if (!(error instanceof Refused && error.status < 500)) throw error;
    }
    resolved.add(conversation);
  }

  async function reply(conversation: string, text: string): Promise<void> {
    const clientId = randomUUID();
    await post(`conversations/${conversation}/reply`, { clientId, text });
    replied.set(conversation, [...(replied.get(conversation) ?? []), clientId]);
  }

  async function spoken(at: string): Promise<{ mine: number; customers: number }> {
    const { events: log } = events.parse(await get(`${at}/events?limit=1000`));
    const last = (of: (author: string) => boolean): number =>
      log.findLast(({ author, body }) => of(author) && body?.kind === 'message')?.seq ?? 0;
    return { mine: last((author) => author.startsWith('agent:')), customers: last((author) => author === 'customer') };
  }

  async function untilCustomerSpoke(at: string, after: number): Promise<void> {
    // Between two deaths a server lives for seconds, and two hundred others come back with this customer.
    const until = Date.now() + 900_000;
    while ((await spoken(at)).customers < after) {
      if (Date.now() > until) throw new Error(`chaos: in ${at} the customer never answered the agent`);
      await pause(400);
    }
  }

  const working = work();
  working.catch((error: unknown) => void (fault ??= errorOf(error)));
  return {
    ...{ replied, resolved, working },
    failed: () => fault !== undefined,
    async finish() {
      finishing = true;
      await working;
    },
  };
}
