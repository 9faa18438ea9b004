import {
  compile,
  holdsCharacters,
  keysIn,
  keysOf,
  spansOf,
  unitsOf,
  type Expression,
  type Read,
  type Units,
} from './expression.js';
import { allLanguages } from './languages.js';
import { rememberNewest } from './newest.js';
import { normalise } from './normalise.js';

/**
 * What in a message needs more than an answer, the gravest first. They say where a message goes, never what is wrong with
 * somebody: `distress` (life, despair, panic), `safety`, `security`, `legal` and `hardship` (a death, an illness, no
 * money), `cancel-contract` and `complaint` go to a person at once; `swearing` and `angry` are counted.
 */
export const feelings = [
  ...(['distress', 'safety', 'security', 'legal', 'hardship'] as const),
  ...(['cancel-contract', 'complaint', 'swearing', 'angry'] as const),
] as const;
export type Feeling = (typeof feelings)[number];

/** A list of expressions by its name; `harmless` holds what only sounds like one of the others. */
export const feelingLists = [...feelings, 'harmless'] as const;
export type FeelingList = (typeof feelingLists)[number];

/**
 * What a language gives: `src/language/<code>/feelings.ts` exports one of these. The expressions are written as
 * `expression.ts` tells, in lower case; where words are divided by spaces they are compared word by word (apostrophes
 * left out: dont), else character by character. A run of `!` or `?` is the word `!!!`, `????` or `?!`.
 */
export interface FeelingPack {
  readonly code: string;
  readonly units: Units;
  readonly lists: Readonly<Record<FeelingList, readonly string[]>>;
}

/** What a shop adds to a language's lists and takes out of them: `feelings` in `dialogs/words/<language>.yaml`. */
export type FeelingChanges = {
  readonly [list in FeelingList]?:
    | {
        readonly add?: readonly string[] | undefined;
        readonly remove?: readonly string[] | undefined;
      }
    | undefined;
};

/** Hears every feeling in a text, the gravest first. */
export type FeelingReader = (text: string) => readonly Feeling[];

const LONGEST = 1000;

export const feelingPacks: ReadonlyMap<string, FeelingPack> = new Map(
  allLanguages.map(({ code, feelings: pack }) => [code, pack]),
);

/**
 * The reader of all languages at once, with a shop's changes by language. Customers are heard in whatever language they
 * are upset in; one that stays at home (`Language.heard`) only where the shop speaks it, which its key in `changes`
 * tells. Of a text over 1,000 characters only the first 1,000 are heard; the time is bounded by the text's length times
 * the lists', whatever the text (no pattern of theirs can backtrack further than its gaps).
 */
export function createFeelingReader(
  changes: ReadonlyMap<string, FeelingChanges | undefined> = new Map(),
): FeelingReader {
  const compiled = inSlices(compileAll(changes));
  const hear = rememberNewest(256, (said) => {
    const found = new Set(compiled().flatMap((alike) => [...heardBy(alike, said)]));
    return feelings.filter((feeling) => found.has(feeling));
  });
  return (text) => hear(prepare(text));
}

interface Compiled {
  readonly units: Units;
  /** All expressions by what a text must hold for them: of two thousand, a message tries a dozen. */
  readonly keyed: ReadonlyMap<string, readonly Listed[]>;
  /** Nothing of it can stand in a text of letters alone: such a text need not be taken apart. */
  readonly charactersOnly: boolean;
}

interface Listed {
  readonly list: FeelingList;
  readonly expression: Expression;
}

/**
 * Some thousand expressions take a tenth of a second: worked on a few milliseconds at a time, while others have their turn.
 * Who asks before it is done has the rest of it done at once.
 */
function inSlices<T>(work: Generator<void, T>): () => T {
  let done: { readonly value: T } | undefined;
  const step = (): void => {
    const next = work.next();
    if (next.done === true) done = { value: next.value };
  };
  const goOn = (): void => {
    if (done) return;
    step();
    setImmediate(goOn);
  };
  setImmediate(goOn);
  return () => {
    while (!done) step();
    return done.value;
  };
}

/** The packs compared word by word, and those character by character. */
function* compileAll(changes: ReadonlyMap<string, FeelingChanges | undefined>): Generator<void, Compiled[][]> {
  const packs: Compiled[] = [];
  for (const { code, heard, feelings: pack } of allLanguages)
    if (heard === 'everywhere' || changes.has(code)) packs.push(yield* compilePack(pack, changes.get(code) ?? {}));
  return (['words', 'characters'] as const)
    .map((units) => packs.filter((pack) => pack.units === units))
    .filter((alike) => alike.length > 0);
}

const compiledAtOnce = 200;

function* compilePack({ units, lists }: FeelingPack, changes: FeelingChanges): Generator<void, Compiled> {
  const listed: Listed[] = [];
  for (const list of feelingLists) {
    const { add = [], remove = [] } = changes[list] ?? {};
    for (const text of [...lists[list].filter((one) => !remove.includes(one)), ...add]) {
      listed.push({ list, expression: compile(text, units) });
      if (listed.length % compiledAtOnce === 0) yield;
    }
  }
  yield;
  const keyed = new Map<string, Listed[]>();
  const keys = keysOf(
    listed.map(({ expression }) => expression),
    units,
  );
  for (const [i, one] of listed.entries()) {
    for (const key of keys[i] ?? []) {
      const known = keyed.get(key);
      if (known) known.push(one);
      else keyed.set(key, [one]);
    }
  }
  const charactersOnly =
    units === 'characters' && [...keyed.keys()].every((key) => /^[!?]/.test(key) || holdsCharacters(key));
  return { units, keyed, charactersOnly };
}

/** The packs of one kind of units together: what is harmless in one (danke!!!) is not angry in another. */
function heardBy(packs: readonly Compiled[], said: string): Set<FeelingList> {
  const [first] = packs;
  if (!first || (packs.every(({ charactersOnly }) => charactersOnly) && !holdsCharacters(said))) return new Set();
  const read = unitsOf(said, first.units);
  const keys = keysIn(read);
  const tried = new Set(packs.flatMap(({ keyed }) => keys.flatMap((key) => keyed.get(key) ?? [])));
  const covered = new Set<number>();
  for (const { list, expression } of tried) {
    if (list !== 'harmless') continue;
    for (const places of spansOf(expression, read)) for (const place of places) covered.add(place);
  }
  const heard = new Set<FeelingList>();
  for (const { list, expression } of tried) {
    if (list !== 'harmless' && !heard.has(list) && stands(expression, read, covered)) heard.add(list);
  }
  return heard;
}

/** One word of an expression in something harmless takes the whole of it away: "smoke detector on fire sale". */
function stands(expression: Expression, read: Read, covered: ReadonlySet<number>): boolean {
  for (const places of spansOf(expression, read)) if (!places.some((place) => covered.has(place))) return true;
  return false;
}

const prepare = (text: string): string => normalise(text.slice(0, LONGEST)).slice(0, LONGEST).toLowerCase();
