import type { ParsedMail } from 'mailparser';

/** What a machine wrote is never answered and never a customer's message: two of them would write to each other for ever. */
export function isAutomatic(mail: ParsedMail, own: string): boolean {
  const text = (name: string): string => headerText(mail, name).toLowerCase();
  if (!['', 'no'].includes(text('auto-submitted').split(';')[0]?.trim() ?? '')) return true;
  if (/\b(?:bulk|junk|list|auto_reply)\b/.test(text('precedence'))) return true;
  if (['x-autoreply', 'x-autorespond', 'list-id', 'x-loop'].some((name) => mail.headers.has(name))) return true;
  return mail.from?.value.some(({ address }) => address?.toLowerCase() === own.toLowerCase()) === true;
}

/** A mail server's word on a letter of ours. `failed`: it gave up; `delayed`: it goes on trying. */
export interface Bounce {
  readonly letter: string;
  readonly failed: boolean;
  readonly reason: string;
}

/**
 * A delivery report (RFC 3464) or an older server's own words, about one of our letters: named by its Message-ID, which
 * nobody can guess. `undefined` for everything else.
 */
export function readBounce(mail: ParsedMail, source: Buffer): Bounce | undefined {
  const from = mail.from?.value[0]?.address ?? '';
  const type = mail.headers.get('content-type');
  const isReport = typeof type === 'object' && 'value' in type && type.value === 'multipart/report' && 'params' in type;
  if (!isReport && !/^(?:mailer-daemon|postmaster)@/i.test(from)) return undefined;
  const raw = source.toString('latin1');
  const letter = /<(l[\w-]{20})@/.exec(raw)?.[1];
  if (letter === undefined) return undefined;
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:\\s*(.+(?:\\r?\\n[ \\t]+.+)*)`, 'im').exec(raw)?.[1]?.replace(/\s+/g, ' ').trim();
  const reason = field('Diagnostic-Code') ?? field('Status') ?? mail.subject ?? 'returned';
  const action = field('Action')?.toLowerCase();
  return { letter, failed: action === undefined || action === 'failed', reason };
}

/** A header as text, whatever the parser made of it. */
export function headerText(mail: ParsedMail, name: string): string {
  const value = mail.headers.get(name);
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
