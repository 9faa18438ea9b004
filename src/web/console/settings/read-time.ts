/** A time as people type it, as `09:30`; what is none stays as it was typed, for the server to refuse. */
export function readTime(typed: string): string {
  const plain = typed.normalize('NFKC').trim();
  const found = /^(\d{1,2})(?:[:.時h]?\s*(\d{2})分?)?[:時h]?$/.exec(plain);
  if (!found) return plain;
  const [, hour = '', minute = '00'] = found;
  const isTime = Number(hour) < 24 ? Number(minute) < 60 : Number(hour) === 24 && minute === '00';
  return isTime ? `${hour.padStart(2, '0')}:${minute}` : plain;
}

/** How far into its day a time is, from 0 to 1. */
export function shareOfDay(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  const share = (Number(hour) * 60 + Number(minute)) / 1_440;
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}
