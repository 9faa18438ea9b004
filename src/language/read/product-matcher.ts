import { rememberNewest } from '../newest.js';
import { normalise } from '../normalise.js';
import { phrasesIn, phrasesOf, type Phrases } from './product-phrases.js';
import { withinOneTypo } from './typo.js';

export type Product = { sku: string; name: Record<string, string>; aliases: string[] };

/** A product that fits a text. A score of 1 fits all that the text says of products; equal scores fit equally well. */
export type ProductMatch = { sku: string; name: string; score: number };

type Index = {
  products: Product[];
  codes: Map<string, number[]>;
  names: Map<string, number[]>;
  words: Map<string, number[]>;
  neighbours: Map<string, string[]>;
  /** Whole names and aliases. */
  phrases: Phrases;
  longest: number;
};

const MOST = 10;
const STOP = new Set(
  'the a an my your i it is was of for with and or to in on at by this that new one from have has bought buy ordered order about not does doesnt do dont work working works broken product item model please what which me we you are be can'.split(
    ' ',
  ),
);
// Two letters or more with digits, as on a type plate; a bare number is a quantity.
const CODE = /(?<![a-z0-9])[a-z]{1,8}[-_]?\d{1,8}[a-z]{0,4}(?:-[a-z0-9]{1,6})?(?![a-z0-9])/g;
// With a space between it is a code only when some product has it: "cups 5" is none.
const SPACED = /(?<![a-z0-9])[a-z]{1,8} \d{1,8}[a-z]{0,4}(?![a-z0-9])/g;

/**
 * Finds the products a text speaks of: by model code (KT-200, kt200), by names in every language, by aliases, one typo
 * allowed in words of more than five letters.
 *
 * The score is the share of the text's product words, weighted by rarity, that the product has; so "the kettle" gives two
 * kettles the same score and the caller asks back. The index is built once; a call touches only products that share a word.
 *
 * `inPassing`: the text is about something else, too. Then only a code or a whole name counts: 電源 is no 電源タップ, and who
 * writes of water means no water boiler.
 */
export function createProductMatcher(products: Product[]) {
  const index = build(products);
  const matching = (others: typeof byNames) => (said: string) => {
    const scores = byCode(said, index) ?? byFullName(said, index) ?? others(said, index);
    return [...scores].toSorted(([a, x], [b, y]) => y - x || a - b).slice(0, MOST);
  };
  const [whole, inText] = [rememberNewest(128, matching(byWords)), rememberNewest(128, matching(byNames))];
  return function matchProduct(text: string, language = 'en', inPassing = false): ProductMatch[] {
    const said = fold(normalise(text.slice(0, 500)));
    return (inPassing ? inText : whole)(said).flatMap(([at, score]) => {
      const product = products[at];
      return product ? [{ sku: product.sku, name: nameOf(product, language), score }] : [];
    });
  };
}

function nameOf(product: Product, language: string): string {
  return product.name[language] ?? Object.values(product.name)[0] ?? product.sku;
}

function build(products: Product[]): Index {
  const index: Index = {
    products,
    codes: new Map(),
    names: new Map(),
    words: new Map(),
    neighbours: new Map(),
    phrases: phrasesOf(products.flatMap(textsOf).map((text) => text.replace(CODE, ' ').trim())),
    longest: 1,
  };
  for (const [at, product] of products.entries()) {
    const texts = textsOf(product);
    add(index.codes, compact(fold(normalise(product.sku))), at);
    for (const text of texts) {
      add(index.names, bare(text), at);
      for (const code of text.match(CODE) ?? []) add(index.codes, compact(code), at);
      const words = text.replace(CODE, ' ');
      for (const word of [...latinWords(words).map(singular), ...japaneseTerms(words)]) add(index.words, word, at);
    }
  }
  for (const word of index.words.keys()) {
    if (!/^[\x20-\x7e]+$/.test(word)) index.longest = Math.max(index.longest, word.length);
    if (word.length > 5) for (const near of shortened(word)) add(index.neighbours, near, word);
  }
  return index;
}

const textsOf = ({ name, aliases }: Product): string[] =>
  [...Object.values(name), ...aliases].map((text) => fold(normalise(text)));

function add<T>(map: Map<string, T[]>, key: string, value: T) {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (list.at(-1) !== value) list.push(value);
}

/** A known model code settles it; of several products under one code, those that fit the other words best. */
function byCode(said: string, index: Index): Map<number, number> | undefined {
  const plain = said.match(/[a-z0-9]+(?:[-_][a-z0-9]+)*/g) ?? [];
  const spoken = [...(said.match(CODE) ?? []), ...(said.match(SPACED) ?? []), ...plain].filter((one) => /\d/.test(one));
  const holders = [...new Set(spoken.map(compact))].map((code) => ({ code, held: index.codes.get(code) ?? [] }));
  if (holders.every(({ held }) => held.length === 0)) return undefined;
  const words = byWords(said.replace(CODE, ' '), index);
  const best = holders.flatMap(({ code, held }) => {
    const most = Math.max(...held.map((at) => words.get(at) ?? 0));
    const fitting = held.filter((at) => (words.get(at) ?? 0) === most);
    // "AP-40" alone is the AP-40 and not the filter for it.
    const own = fitting.filter((at) => compact(fold(normalise(index.products[at]?.sku ?? ''))) === code);
    return own.length > 0 ? own : fitting;
  });
  return new Map(best.map((at) => [at, 1]));
}

/** The whole text is somebody's whole name. */
function byFullName(said: string, { names }: Index): Map<number, number> | undefined {
  const found = names.get(bare(said));
  return found && new Map(found.map((at) => [at, 1]));
}

/** What fits the one whole name that stands in the text; nothing where two things are named, such as a lamp of a kettle. */
function byNames(said: string, index: Index): Map<number, number> {
  const named = phrasesIn(said, index.phrases);
  const longest = [...named].filter((one) => ![...named].some((other) => other !== one && other.includes(one)));
  const [only, another] = longest;
  return only === undefined || another !== undefined ? new Map<number, number>() : byWords(only, index);
}

function byWords(said: string, index: Index): Map<number, number> {
  const { products, words } = index;
  const scores = new Map<number, number>();
  let total = 0;
  for (const word of new Set([...spokenWords(said, index)])) {
    const holders = words.get(word) ?? [];
    const weight = Math.log(1 + products.length / Math.max(holders.length, 0.5));
    total += weight;
    for (const at of holders) scores.set(at, (scores.get(at) ?? 0) + weight);
  }
  for (const [at, score] of scores) scores.set(at, Math.min(1, Math.round((score / total) * 1000) / 1000));
  return scores;
}

/** The words of the text that some product has; a model code nobody has counts as a word nobody has. */
function spokenWords(said: string, index: Index): string[] {
  const unknown = (said.match(CODE) ?? []).filter((code) => /[a-z]{2}/.test(code)).map(compact);
  const rest = said.replace(CODE, ' ');
  const known = latinWords(rest).flatMap((word) => corrected(word, index));
  return [...unknown, ...known, ...japaneseSpoken(rest, index)];
}

/** Longest known terms from left to right; a katakana word of its own may have a typo. */
function japaneseSpoken(said: string, index: Index): string[] {
  const found: string[] = [];
  for (const run of said.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu) ?? []) {
    let at = 0;
    while (at < run.length) {
      let length = Math.min(index.longest, run.length - at);
      while (length > 1 && !index.words.has(run.slice(at, at + length))) length -= 1;
      if (length > 1) found.push(run.slice(at, at + length));
      at += Math.max(length, 1);
    }
  }
  if (found.length > 0) return found;
  return (said.match(/[\p{Script=Katakana}ー]{6,}/gu) ?? []).flatMap((word) => corrected(word, index));
}

function corrected(word: string, { words, neighbours }: Index): string[] {
  if (words.has(singular(word))) return [singular(word)];
  if (word.length <= 5) return [];
  const near = new Set([...shortened(word), word].flatMap((one) => neighbours.get(one) ?? []));
  return [...near].filter((one) => withinOneTypo(one, word)).slice(0, 1);
}

/** The word and the word without each of its letters: two words one typo apart share one of these. */
function shortened(word: string): string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

function latinWords(text: string): string[] {
  const words = text.match(/[\p{Script=Latin}\d]+(?:\.\d+[a-z]*)?/gu) ?? [];
  return words.filter((word) => (word.length > 1 || /\d[a-z]/.test(word)) && !STOP.has(word) && !/^\d+$/.test(word));
}

function singular(word: string): string {
  return word.length > 3 ? word.replace(/(?<!s)s$/, '') : word;
}

/**
 * Runs of one script and their parts: for kanji every part of two or more (清浄機 of a 加湿空気清浄機), for katakana every
 * end of three or more (ケトル of a ドリップケトル).
 */
function japaneseTerms(text: string): string[] {
  const runs = text.match(/\p{Script=Han}+|[\p{Script=Katakana}ー]{2,}|\p{Script=Hiragana}{3,}/gu) ?? [];
  return runs.flatMap((run) => {
    if (/\p{Script=Han}/u.test(run)) return parts(run.slice(0, 12));
    return /\p{Script=Hiragana}/u.test(run) ? [run] : ends(run.slice(-16));
  });
}

function ends(run: string): string[] {
  return [run, ...Array.from({ length: Math.max(0, run.length - 3) }, (_, at) => run.slice(at + 1))].filter(
    (end) => !/^[ーャュョッァィゥェォ]/.test(end),
  );
}

function parts(run: string): string[] {
  const found: string[] = [];
  for (let from = 0; from < run.length; from++) {
    for (let to = from + 2; to <= run.length; to++) found.push(run.slice(from, to));
  }
  return found;
}

/** Lower case, and サーバー as サーバ: the final long vowel comes and goes. */
function fold(text: string): string {
  return text.toLowerCase().replace(/(?<=[\p{Script=Katakana}]{3,})ー(?![\p{Script=Katakana}ー])/gu, '');
}

function compact(code: string): string {
  return code.replace(/[-_ ]/g, '');
}

function bare(text: string): string {
  return text
    .replace(/^(?:the|my|a|an) /, '')
    .replace(/(?:です|でした|を買いました)$/, '')
    .replace(/[\s、。,.!?・「」"'-]+/g, '');
}
