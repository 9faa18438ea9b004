import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.js';

/** What a link to a ticket's page says. `expired`: it was ours, and its time is over. */
export type LinkReading =
  { status: 'good'; number: string } | { status: 'expired'; number: string } | { status: 'broken' };

/** Links to customers' own pages: whoever holds one may read the ticket, until it expires. */
export interface TicketLinks {
  /** The page's address on our server. */
  address(number: string): string;
  read(token: string): LinkReading;
  /** The letters' reply address carries this: mail programs change its case, so it is the same in any. */
  replyMark(number: string): string;
  /** The ticket a reply mark names, if it is one of ours. */
  readReplyMark(mark: string): string | undefined;
}

const linkDays = 30;
const dayMs = 86_400_000;

/**
 * Signed with the installation's own key, each kind with a prefix of its own, so that a link is no reply address and
 * neither is a chat token. Short, because people copy links out of letters: number, last day, 128 bits of signature.
 */
export function createTicketLinks(options: {
  readonly key: string;
  readonly site: string;
  readonly publicUrl: string;
  readonly clock: Clock;
}): TicketLinks {
  const { key, site, publicUrl, clock } = options;
  const sign = (kind: string, ...parts: string[]): Buffer =>
    createHmac('sha256', key)
      .update([kind, site, ...parts].join('|'))
      .digest();
  const linkMark = (number: string, day: string): string =>
    sign('ticket link', number, day).subarray(0, 16).toString('base64url');
  const replyMark = (number: string): string => base32(sign('ticket reply', number)).slice(0, 20);

  return {
    address(number) {
      const day = Math.ceil(clock.now() / dayMs + linkDays).toString(36);
      return `${publicUrl}/ticket/${number}.${day}.${linkMark(number, day)}`;
    },
    read(token) {
      const [, number = '', day = '', mark = ''] = /^(T-\d{1,12})\.([0-9a-z]{1,6})\.([\w-]{22})$/.exec(token) ?? [];
      if (number === '' || !isSame(mark, linkMark(number, day))) return { status: 'broken' };
      return { status: Number.parseInt(day, 36) * dayMs > clock.now() ? 'good' : 'expired', number };
    },
    replyMark: (number) => `${number.toLowerCase()}-${replyMark(number)}`,
    readReplyMark(given) {
      const [, digits = '', mark = ''] = /^t-(\d{1,12})-([a-z2-7]{20})$/.exec(given.toLowerCase()) ?? [];
      const number = `T-${digits}`;
      return digits !== '' && isSame(mark, replyMark(number)) ? number : undefined;
    },
  };
}

function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** RFC 4648 in small letters: five bits a character, the same whether a mail server keeps the case or not. */
function base32(bytes: Buffer): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => letters[Number.parseInt(five, 2)] ?? '').join('');
}
