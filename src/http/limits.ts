import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../refusal.js';

/** So many within so many seconds, counted by what `per` names. README.md shows this table; a test hits each row. */
export interface Rate {
  readonly per: 'conversation' | 'address' | 'site' | 'person';
  readonly count: number;
  readonly seconds: number;
  readonly what: string;
}

export const rates = {
  messages: { per: 'conversation', count: 60, seconds: 60, what: 'messages a customer sends' },
  reads: { per: 'conversation', count: 600, seconds: 60, what: 'reads and reconnects of one conversation' },
  uploads: { per: 'conversation', count: 20, seconds: 600, what: 'uploads' },
  conversations: { per: 'address', count: 30, seconds: 600, what: 'new conversations without the secret' },
  tokens: { per: 'address', count: 60, seconds: 600, what: 'Direct Line tokens without the secret' },
  sessions: { per: 'address', count: 200, seconds: 600, what: 'sessions of the widget, begun or renewed' },
  ratings: { per: 'conversation', count: 20, seconds: 600, what: 'ratings given or changed' },
  transcripts: { per: 'conversation', count: 10, seconds: 600, what: 'transcripts downloaded' },
  articles: { per: 'address', count: 300, seconds: 60, what: 'articles read in the widget' },
  ticketLinks: { per: 'address', count: 10, seconds: 600, what: 'requests for a new link to a ticket' },
  refusals: { per: 'address', count: 60, seconds: 60, what: 'requests with a wrong or foreign credential' },
  signIns: { per: 'address', count: 60, seconds: 600, what: 'tries of staff to sign in' },
  passwords: { per: 'person', count: 10, seconds: 600, what: 'passwords and codes tried' },
  siteMessages: { per: 'site', count: 60_000, seconds: 60, what: 'messages of all customers' },
  siteConversations: { per: 'site', count: 6_000, seconds: 60, what: 'new conversations' },
} as const satisfies Record<string, Rate>;

export type RateName = keyof typeof rates;

/** Counts one more, or throws `Refusal('too-many')` with the seconds to wait. Counted in this process alone. */
export interface Rates {
  take(name: RateName, key: string): Promise<void>;
}

/** `changed` replaces single counts: a benchmark, or a shop with one busy proxy, says so itself. */
export function createRates(changed: { readonly [N in RateName]?: number } = {}): Rates {
  const table = new Map(
    Object.entries(rates).map(([name, rate]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, points: countOf(name, changed) ?? rate.count, duration: rate.seconds }),
    ]),
  );
  return {
    async take(name, key) {
      try {
        await table.get(name)?.consume(key);
      } catch (reached) {
        if (!(reached instanceof RateLimiterRes)) throw reached;
        const wait = Math.max(1, Math.ceil(reached.msBeforeNext / 1000));
        throw new Refusal('too-many', `rate ${name}: more than ${rates[name].count} in ${rates[name].seconds} s`, {
          retryAfter: wait,
        });
      }
    },
  };
}

function countOf(name: string, changed: Readonly<Record<string, number | undefined>>): number | undefined {
  return changed[name];
}
