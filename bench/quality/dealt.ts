import type { FaqSet } from './sets.js';

export interface Dealt {
  readonly title: string;
  readonly body: string;
}

/**
 * The i-th article of a catalogue of any size: a set's own articles first, then each with the second half of another, so
 * that hardly two are the same. Repeated words stand in more articles than those of a catalogue grown by itself would:
 * this is the slow side.
 */
export function dealt(docs: FaqSet['docs'], i: number): Dealt {
  const round = Math.floor(i / docs.length);
  const doc = docs[i % docs.length];
  const other = docs[(i * 7 + round * 131) % docs.length];
  if (!doc || !other) throw new Error('the set has no articles');
  const body = round === 0 ? doc.a : doc.a.slice(0, doc.a.length / 2) + other.a.slice(other.a.length / 2);
  return { title: doc.q, body };
}

/** The set a benchmark asks for by name, out of the data's folder. */
export function setCalled(sets: readonly FaqSet[], name: string, folder: string): FaqSet {
  const set = sets.find((one) => one.name === name);
  if (!set) throw new Error(`no faq-${name}.json in ${folder}`);
  return set;
}
