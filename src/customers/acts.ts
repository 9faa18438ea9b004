import { z } from 'zod';

/** What the shop's system says of something it was asked to do. `unknown`: nobody can tell; look before asking again. */
export type ActResult =
  | { readonly kind: 'done' | 'refused'; readonly details: Readonly<Record<string, string>> }
  | { readonly kind: 'unknown'; readonly why: string };

export interface ShopSystem {
  /** What became of the act with this key; undefined when the shop has never heard of it. */
  find(key: string, signal: AbortSignal): Promise<ActResult | undefined>;
  perform(act: string, key: string, slots: Readonly<Record<string, string>>, signal: AbortSignal): Promise<ActResult>;
}

const answer = z.object({
  status: z.enum(['done', 'refused']),
  details: z.record(z.string().max(60), z.union([z.string().max(1_000), z.number()]).transform(String)).default({}),
});

/**
 * The shop's own system over HTTP (docs/acts.md). Every request carries the act's key: the shop performs a key once
 * and answers a repeat with the first result, which is what makes "exactly once" possible across two systems.
 */
export function createShopSystem({ url, token }: { url: string; token?: string | undefined }): ShopSystem {
  const headers = { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };

  async function ask(path: string, init: RequestInit): Promise<ActResult | undefined> {
    try {
      // A redirect could lead inside the private network; the shop's address is the one that was configured.
      const response = await fetch(`${url}${path}`, { ...init, redirect: 'error' });
      if (response.status === 404) return undefined;
      if (!response.ok) return { kind: 'unknown', why: `the shop answered ${response.status}` };
      const parsed = answer.safeParse(await response.json());
      return parsed.success
        ? { kind: parsed.data.status, details: parsed.data.details }
        : { kind: 'unknown', why: 'the shop answered in a form we do not know' };
    } catch (error) {
      return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) };
    }
  }

  return {
    find: (key, signal) => ask(`/acts/${encodeURIComponent(key)}`, { headers, signal }),
    async perform(act, key, slots, signal) {
      const body = JSON.stringify({ act, key, slots });
      const init = {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key },
        body,
        signal,
      };
      return (await ask('/acts', init)) ?? { kind: 'refused', details: { why: 'the shop knows no such act' } };
    },
  };
}
