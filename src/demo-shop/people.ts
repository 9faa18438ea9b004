import { roles } from '../staff/role.js';
import type { Staff } from '../staff/staff.js';
import type { ShopLanguage } from './words.js';

/** Who is shown on the shop's first page, in this order; a portrait is asked for by its place here. */
export function peopleOnShow(staff: readonly Staff[]): Staff[] {
  return staff.toSorted((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role));
}

/** Somebody who writes their name in both scripts is shown with the reader's. */
export function nameFor(name: string, language: ShopLanguage): string {
  const parts = name.split(' ');
  const latin = parts.filter((part) => /^\p{Script=Latin}/u.test(part));
  const others = parts.filter((part) => !latin.includes(part));
  if (latin.length === 0 || others.length === 0) return name;
  return (language === 'ja' ? others : latin).join(' ');
}
