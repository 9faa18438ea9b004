import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link leads to: a receipt, or a visit's calendar file. */
export type LinkKind = 'receipt' | 'visit';

export type LinkReading = { status: 'good'; id: string } | { status: 'expired' } | { status: 'broken' };

export interface ShopLinks {
  /** The address on our server; whoever holds it may read, until it expires. */
  address(kind: LinkKind, id: string, now: number): string;
  read(kind: LinkKind, token: string, now: number): LinkReading;
  /** The day on which a link given now stops working, in milliseconds. */
  expiry(now: number): number;
}

const linkDays = 30;
const dayMs = 86_400_000;
const ending: Readonly<Record<LinkKind, string>> = { receipt: '', visit: '.ics' };

/**
 * As the links to tickets' pages: the thing, its last day and 128 bits of signature by the installation's own key. Each
 * kind signs with a prefix of its own, so that a calendar file's link opens no receipt.
 */
export function createShopLinks({ key, site, publicUrl }: { key: string; site: string; publicUrl: string }): ShopLinks {
  const markOf = (kind: LinkKind, id: string, day: string): string =>
    createHmac('sha256', key)
      .update(['shop link', kind, site, id, day].join('|'))
      .digest()
      .subarray(0, 16)
      .toString('base64url');
  const lastDay = (now: number): number => Math.ceil(now / dayMs + linkDays);

  return {
    address(kind, id, now) {
      const day = lastDay(now).toString(36);
      return `${publicUrl}/${kind}/${id}.${day}.${markOf(kind, id, day)}${ending[kind]}`;
    },
    read(kind, token, now) {
      const [, id = '', day = '', mark = ''] =
        /^([\w-]{1,40})\.([0-9a-z]{1,6})\.([\w-]{22})(?:\.ics)?$/.exec(token) ?? [];
      if (id === '' || !isSame(mark, markOf(kind, id, day))) return { status: 'broken' };
      return Number.parseInt(day, 36) * dayMs > now ? { status: 'good', id } : { status: 'expired' };
    },
    expiry: (now) => lastDay(now) * dayMs,
  };
}

function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
