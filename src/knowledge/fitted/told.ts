import { normalise } from '../../language/normalise.js';

/**
 * What a conversation tells of one question: which entry answers it, or which of those shown do not. `visitor` stands for
 * whoever asked and is never kept; `conversation` and `seq` say where the question stands in the log.
 */
export interface Told {
  readonly visitor: string;
  readonly conversation: string;
  readonly seq: number;
  readonly language: string;
  /** Without numbers, addresses and what leads up to them. */
  readonly question: string;
  /** "Did that help?", a tap on one of those offered, or an article that an agent linked afterwards. */
  readonly by: 'vote' | 'choice' | 'agent';
  readonly outcome: Outcome;
}

export type Outcome =
  { readonly kind: 'right'; readonly entry: string } | { readonly kind: 'wrong'; readonly entries: readonly string[] };

/** Several of one visitor's tellings taken together, and how much they count. */
export interface Weighed extends Told {
  readonly weight: number;
}

/** So much one visitor counts at most, however often they vote, and so much the same words with the same outcome. */
const visitorAtMost = 3;
const wordingAtMost = 5;

/**
 * Each visitor's questions once, in an order that depends on nothing but what was told. Whoever says yes and no to the same
 * thing has said nothing. One visitor who votes a thousand times counts as three; a thousand who ask in the same words
 * count as five.
 */
export function weigh(all: readonly Told[]): Weighed[] {
  const once = [
    ...groups(all, ({ visitor, language, question }) => `${visitor} ${language} ${plain(question)}`),
  ].flatMap(([, same]) => together(same));
  const visits = counts(once, ({ visitor }) => visitor);
  const wordings = counts(once, contentOf);
  return once
    .map((one) => ({
      ...one,
      weight:
        Math.min(1, visitorAtMost / (visits.get(one.visitor) ?? 1)) *
        Math.min(1, wordingAtMost / (wordings.get(contentOf(one)) ?? 1)),
    }))
    .sort((a, b) => order(contentOf(a), contentOf(b)) || a.weight - b.weight || order(a.by, b.by));
}

/** What one visitor told of one question, if it agrees. */
function together(same: readonly Told[]): Told[] {
  const [first] = [...same].sort(
    (a, b) => order(`${a.conversation} ${a.by}`, `${b.conversation} ${b.by}`) || a.seq - b.seq,
  );
  if (!first) return [];
  const right = [...new Set(same.flatMap(({ outcome }) => (outcome.kind === 'right' ? [outcome.entry] : [])))];
  const wrong = [...new Set(same.flatMap(({ outcome }) => (outcome.kind === 'wrong' ? outcome.entries : [])))].sort();
  const [entry] = right;
  if (entry === undefined) return wrong.length === 0 ? [] : [{ ...first, outcome: { kind: 'wrong', entries: wrong } }];
  return right.length > 1 || wrong.includes(entry) ? [] : [{ ...first, outcome: { kind: 'right', entry } }];
}

/** What is told, whoever told it and wherever. */
export const contentOf = ({ language, question, outcome }: Told): string =>
  JSON.stringify([language, plain(question), outcome]);

/** The same words, however they are written. */
export const plain = (question: string): string =>
  normalise(question)
    .toLowerCase()
    .replace(/[\p{P}\s]+/gu, ' ')
    .trim();

export const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** What has the same key together, in the order it comes. */
export function groups<T>(all: Iterable<T>, keyOf: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const known = found.get(key);
    if (known) known.push(one);
    else found.set(key, [one]);
  }
  return found;
}

function counts<T>(all: Iterable<T>, keyOf: (one: T) => string): Map<string, number> {
  const found = new Map<string, number>();
  for (const one of all) found.set(keyOf(one), (found.get(keyOf(one)) ?? 0) + 1);
  return found;
}
