import type { Visit } from './visit.js';

/** What a calendar shows of a visit, beside its time. */
export interface CalendarWords {
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  /** The shop's address: calendars want to know who calls a meeting. */
  readonly organizer: string | undefined;
  readonly shop: string;
  /** The host that makes the entry's name the only one of its kind. */
  readonly host: string;
}

/**
 * A visit as a calendar file (RFC 5545, methods as in RFC 5546). The entry keeps its name through moves, and its sequence
 * rises, so that a calendar moves what it has; a cancelled one is taken out. Times are UTC and need no table of zones.
 */
export function calendarFile(visit: Visit, words: CalendarWords): string {
  const { id, start, until, status, sequence, changed } = visit;
  const isCancelled = status === 'cancelled';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Madoguchi//Visits//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${isCancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${id}@${words.host}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(changed)}`,
    `LAST-MODIFIED:${utc(changed)}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(until)}`,
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `SUMMARY:${text(words.summary)}`,
    `DESCRIPTION:${text(words.description)}`,
    ...(words.location === '' ? [] : [`LOCATION:${text(words.location)}`]),
    ...(words.organizer === undefined ? [] : [`ORGANIZER;CN=${parameter(words.shop)}:mailto:${words.organizer}`]),
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const utc = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');

/** Section 3.3.11: a comma or a line's end written plainly would begin something else. */
const text = (plain: string): string =>
  plain
    .replace(/[\\;,]/g, (one) => `\\${one}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ');

/** Section 3.2: quoted, and a quotation mark cannot stand in it. */
const parameter = (plain: string): string => `"${plain.replace(/["\p{Cc}]/gu, ' ')}"`;

/** Section 3.1: 75 bytes a line at most, never cut within a character; what goes on begins with a blank. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (bytes + size > 75) {
      parts.push(part);
      [part, bytes] = [' ', 1];
    }
    part += letter;
    bytes += size;
  }
  return [...parts, part].join('\r\n');
}
