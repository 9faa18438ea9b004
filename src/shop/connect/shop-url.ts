import { z } from 'zod';
import type { Clock } from '../../clock.js';
import type { Log } from '../../log.js';
import type { OutsideAct, Performed } from '../system.js';
import { parseBase, type Base } from './address.js';
import { jsonOf } from './answer.js';
import { statusWhy } from './lookup.js';
import { reachAnywhere } from './private-network.js';
import { createSystem, type Asked } from './system.js';
import { createWire, type Exchanged } from './wire.js';

export interface ShopUrl {
  /** The act of this name, whatever it is: the shop's system says whether it knows it. */
  act(name: string): OutsideAct;
  close(): void;
}

const answer = z.object({
  status: z.enum(['done', 'refused']),
  details: z.record(z.string().max(60), z.union([z.string().max(1_000), z.number()]).transform(String)).default({}),
});

const patience = { timeoutMs: 15_000, retries: 0, isRepeatable: true };

/**
 * The connector that needs no file: one address that takes every act (docs/acts.md). Each request carries the act's key:
 * the shop performs a key once and answers a repeat with the first result, which is what makes "exactly once" possible
 * across two systems. Naming the address in the environment allows it, also inside the private network.
 */
export function createShopUrl(options: {
  readonly url: string;
  readonly token?: string | undefined;
  readonly clock: Clock;
  readonly log?: Log;
}): ShopUrl {
  const { url, token, clock, log } = options;
  const { origin, path: root } = baseOf(url);
  const wire = createWire({ mayReach: reachAnywhere });
  const breaker = { failures: 20, rest: 5 };
  const system = createSystem({ name: 'shop', origin, wire, clock, breaker, ...(log ? { log } : {}) });
  const headers = { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };

  async function ask(asked: Omit<Asked, 'fresh'>, signal: AbortSignal): Promise<Performed | undefined> {
    const fresh = asked.method === 'POST';
    return performed(await system.ask({ ...asked, path: `${root}${asked.path}`, fresh }, patience, signal));
  }

  return {
    act: (act) => ({
      signature: { takes: {}, gives: {} },
      find: (key, signal) => ask({ method: 'GET', path: `/acts/${encodeURIComponent(key)}`, headers }, signal),
      async perform(key, values, signal) {
        const asked = {
          ...{ method: 'POST', path: '/acts', body: JSON.stringify({ act, key, slots: values }) },
          headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key },
        };
        return (await ask(asked, signal)) ?? { kind: 'refused', details: { why: 'the shop knows no such act' } };
      },
    }),
    close: () => wire.close(),
  };
}

function baseOf(url: string): Base {
  const base = parseBase(url);
  if (typeof base === 'string') throw new Error(`SHOP_URL: ${base}`);
  return base;
}

/** Undefined: a 404, which says that there is no such key, or no such act. */
function performed(exchanged: Exchanged): Performed | undefined {
  if (exchanged.kind === 'broken') return { kind: 'unknown', why: `the shop ${exchanged.why}` };
  if (exchanged.status === 404) return undefined;
  if (exchanged.status < 200 || exchanged.status > 299) {
    return { kind: 'unknown', why: `the shop ${statusWhy(exchanged.status)}` };
  }
  // Shops were never asked to say application/json.
  const read = jsonOf(exchanged);
  const parsed = answer.safeParse('fault' in read ? undefined : read.json);
  return parsed.success
    ? { kind: parsed.data.status, details: parsed.data.details }
    : { kind: 'unknown', why: 'the shop answered in a form we do not know' };
}
