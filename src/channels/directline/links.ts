import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../clock.js';

/**
 * Small signed words for addresses, where a bearer token must not stand: tickets for a stream (once, 60 s) and links
 * to attachments (days). Each names its purpose, so that one never passes for the other.
 */
export interface Links {
  ticket(thread: string, user: string): string;
  /**
   * Whose ticket it is, once; then nothing. Two machines behind one balancer would each take it once, within its minute.
   */
  redeem(thread: string, ticket: string): string | undefined;
  file(thread: string, attachment: string): string;
  opensFile(thread: string, attachment: string, word: string): boolean;
}

export const ticketSeconds = 60;
const day = 24 * 3600 * 1000;
const fileDays = 7;

export function createLinks(key: string, clock: Clock): Links {
  const used = new Map<string, number>();

  function mac(...parts: readonly (string | number)[]): string {
    return createHmac('sha256', key).update(parts.join('|')).digest('base64url');
  }

  function isOwn(expires: number, given: string | undefined, parts: readonly (string | number)[]): boolean {
    return (
      Number.isSafeInteger(expires) && expires > clock.now() && given !== undefined && isEqual(given, mac(...parts))
    );
  }

  return {
    ticket(thread, user) {
      const expires = clock.now() + ticketSeconds * 1000;
      const once = randomBytes(9).toString('base64url');
      const name = Buffer.from(user, 'utf8').toString('base64url');
      return `${expires}.${once}.${name}.${mac('stream', thread, name, once, expires)}`;
    },
    redeem(thread, ticket) {
      const [end, once = '', name = '', given] = ticket.slice(0, 1_000).split('.');
      const expires = Number(end);
      if (used.has(once) || !isOwn(expires, given, ['stream', thread, name, once, expires])) return undefined;
      for (const [old, until] of used) {
        if (until > clock.now()) break;
        used.delete(old);
      }
      used.set(once, expires);
      return Buffer.from(name, 'base64url').toString('utf8');
    },
    file(thread, attachment) {
      // The end is rounded, so that a message read twice has the same link and a browser shows its stored copy.
      const expires = (Math.floor(clock.now() / day) + fileDays + 1) * day;
      return `${expires}.${mac('file', thread, attachment, expires)}`;
    },
    opensFile(thread, attachment, word) {
      const [end, given] = word.slice(0, 200).split('.');
      const expires = Number(end);
      return isOwn(expires, given, ['file', thread, attachment, expires]);
    },
  };
}

/** Compares without telling by its time how much was right. */
export function isEqual(given: string, own: string): boolean {
  const [a, b] = [given, own].map((text) => createHmac('sha256', 'compare').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
