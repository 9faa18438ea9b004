import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../clock.js';

/** What the word in a form's address says. `expired`: it was ours, and its time is over. */
export type FormReading = { status: 'good'; conversation: string; until: number } | { status: 'expired' | 'broken' };

/** Addresses of forms under way: whoever holds one may go on with that form, until it expires. */
export interface FormLinks {
  token(conversation: string, begun: number): string;
  read(token: string): FormReading;
}

const linkDays = 30;
const dayMs = 86_400_000;

/**
 * As the links to tickets: the conversation, its last day and 128 bits of signature by the installation's own key, under a
 * prefix of its own. One form has one address however often it is opened: the day counts from when it was begun.
 */
export function createFormLinks({ key, site, clock }: { key: string; site: string; clock: Clock }): FormLinks {
  const markOf = (conversation: string, day: string): string =>
    createHmac('sha256', key)
      .update(['form link', site, conversation, day].join('|'))
      .digest()
      .subarray(0, 16)
      .toString('base64url');
  return {
    token(conversation, begun) {
      const day = Math.ceil(begun / dayMs + linkDays).toString(36);
      return `${conversation}.${day}.${markOf(conversation, day)}`;
    },
    read(token) {
      const [, conversation = '', day = '', mark = ''] =
        /^([\w-]{1,40})\.([0-9a-z]{1,6})\.([\w-]{22})$/.exec(token) ?? [];
      if (conversation === '' || !isSame(mark, markOf(conversation, day))) return { status: 'broken' };
      const until = Number.parseInt(day, 36) * dayMs;
      return until > clock.now() ? { status: 'good', conversation, until } : { status: 'expired' };
    },
  };
}

function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
