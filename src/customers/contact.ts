/** Mail addresses as they are compared: case is not told apart, although the standard would allow it to be. */
export const comparableMail = (mail: string): string => mail.normalize('NFKC').trim().toLowerCase();

/**
 * Phone numbers as they are compared: digits alone, Japanese ones from 0 (090-1234-5678, +81 90 1234 5678 and
 * +81 (0)90… are one), others with their country after a +. Anything without enough digits is ''.
 */
export function comparablePhone(phone: string): string {
  const plain = phone.normalize('NFKC').trim();
  const digits = plain.replace(/\D/g, '');
  if (digits.length < 9 || digits.length > 16) return '';
  const abroad = /^\D*\+/.test(plain) ? digits : digits.startsWith('00') ? digits.slice(2) : undefined;
  if (abroad === undefined) return digits;
  return abroad.startsWith('81') ? abroad.replace(/^810?/, '0') : `+${abroad}`;
}

export const mailPattern = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]+\.[^\s@,;<>"]{2,}$/;
export const phonePattern = /^\+?[\d０-９][\d０-９()\-‐－ー. ]{7,24}$/;
