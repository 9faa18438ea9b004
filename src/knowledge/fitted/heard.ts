import { createHash } from 'node:crypto';
import type { LanguagePack } from '../../language/language.js';
import { analyse } from '../../language/words.js';
import { groups, order, plain, type Told } from './told.js';

/** A question that customers asked and an entry answered, with every place in the log where one did. */
export interface Heard {
  readonly entry: string;
  readonly language: string;
  readonly question: string;
  readonly places: readonly { readonly conversation: string; readonly seq: number }[];
}

/** An entry learns so much from customers at most: an editor's own questions stay in the majority. */
const heardAtMost = 20;
/** Looked at for one entry: more are compared with each other for seconds. */
const lookedAt = 300;
/** From here on two questions ask alike: the share of their words that both have (Dice). */
const alike = 0.5;
const longest = 150;

/**
 * What entries may learn from customers. One visitor never decides: a question is taken up when another visitor, too, asked
 * alike and got the same answer, and when no fewer say that it helped than say that it did not. `struck` names what an
 * editor does not want (`strikeMark`).
 */
export function heardIn(pack: LanguagePack, told: readonly Told[], struck: ReadonlySet<string>): Heard[] {
  const own = told.filter(({ language, question }) => language === pack.code && question.length <= longest);
  const against = groups(
    own.flatMap((one) =>
      one.outcome.kind === 'wrong' ? one.outcome.entries.map((entry) => ({ entry, question: one.question })) : [],
    ),
    ({ entry, question }) => keyOf(entry, question),
  );
  const helped = own.flatMap((one) => (one.outcome.kind === 'right' ? [{ ...one, entry: one.outcome.entry }] : []));
  return [...groups(helped, ({ entry }) => entry).values()]
    .sort((a, b) => order(a[0]?.entry ?? '', b[0]?.entry ?? ''))
    .flatMap((ofOne) => {
      const asked = [...groups(ofOne, ({ question }) => plain(question)).values()]
        .map((same) => askedOf(pack, same))
        .filter(({ key, entry }) => key !== '' && !struck.has(strikeMark(entry, key)))
        .filter(({ key, entry, visitors }) => (against.get(keyOf(entry, key))?.length ?? 0) <= visitors.size)
        .sort((a, b) => b.visitors.size - a.visitors.size || order(a.key, b.key))
        .slice(0, lookedAt);
      return asked
        .filter((one) => backers(one, asked) >= 2)
        .slice(0, heardAtMost)
        .map(({ entry, question, places }) => ({ entry, language: pack.code, question, places }));
    });
}

const keyOf = (entry: string, question: string): string => `${entry} ${plain(question)}`;

/** Under what a question is struck from an entry: its words, however they are written, as a hash. */
export const strikeMark = (entry: string, question: string): string =>
  createHash('sha256').update(keyOf(entry, question)).digest('base64url');

interface Asked {
  readonly entry: string;
  readonly key: string;
  readonly question: string;
  readonly visitors: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
  readonly places: Heard['places'];
}

function askedOf(pack: LanguagePack, same: readonly (Told & { entry: string })[]): Asked {
  const sorted = [...same].sort((a, b) => order(a.question, b.question) || order(a.conversation, b.conversation));
  const [first] = sorted;
  const question = first?.question ?? '';
  return {
    entry: first?.entry ?? '',
    ...{ key: plain(question), question },
    visitors: new Set(same.map(({ visitor }) => visitor)),
    terms: new Set(analyse(pack, question, 'query').map(({ term }) => term)),
    places: sorted.map(({ conversation, seq }) => ({ conversation, seq })),
  };
}

/** How many different visitors asked this, or alike. */
function backers(one: Asked, all: readonly Asked[]): number {
  const found = new Set(one.visitors);
  for (const other of all)
    if (likeness(one.terms, other.terms) >= alike) for (const who of other.visitors) found.add(who);
  return found.size;
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size + other.size === 0) return 0;
  let both = 0;
  for (const term of one) if (other.has(term)) both += 1;
  return (2 * both) / (one.size + other.size);
}
