import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ConceptGroups, LanguagePack } from '../language/language.js';
import { languages } from '../language/languages.js';
import { modelOf, type Model } from '../knowledge/coefficients.js';
import type { IndexEntry } from '../knowledge/found.js';
import { buildLanguageIndex, countedOf, lessonsOf, type LanguageIndex } from '../knowledge/language-index.js';
import { learnSyllabus, syllabusOf, taughtBy } from '../knowledge/learned/taught.js';
import { fitModel } from '../knowledge/fitted/fit-model.js';
import { heardIn, type Heard } from '../knowledge/fitted/heard.js';
import { contentOf, groups, order, weigh, type Told, type Weighed } from '../knowledge/fitted/told.js';
import { createFolder, type Errand, type Folder } from './folder.js';
import { figuresOf, fitQuestionsOf, verdictOn, type Figures, type Tried, type Verdict } from './tried.js';

/** What is to be tried out for one language. */
export interface TrialCall {
  readonly language: string;
  readonly entries: readonly IndexEntry[];
  readonly synonyms?: ConceptGroups | undefined;
  readonly told: readonly Told[];
  /** What editors do not want to be learnt (`strikeMark`). */
  readonly struck: readonly string[];
  /** The errands, by which articles are folded into them or they into articles. */
  readonly errands: readonly Errand[];
  /** How is decided now, and whether anything heard is learnt from. */
  readonly now: { readonly model: Model; readonly learns: boolean };
}

export interface Trial {
  readonly language: string;
  readonly told: ToldCounts;
  readonly now: Figures;
  readonly heard: Tested<readonly Heard[]>;
  readonly coefficients: Tested<Model> | { readonly kind: 'too few' };
  /** Questions that would be met in another way, some of them. */
  readonly examples: readonly Example[];
  readonly changed: number;
}

/** Something new, tried on what customers told: offered when it does better, with the figures it has. */
export type Tested<T> =
  | { readonly kind: 'offered'; readonly what: T; readonly figures: Figures }
  | { readonly kind: 'not better'; readonly figures: Figures }
  | { readonly kind: 'nothing' };

/** What there was to go by: questions, counted once a visitor and wording. */
export interface ToldCounts {
  readonly questions: number;
  readonly visitors: number;
  readonly right: number;
  readonly wrong: number;
  readonly by: Readonly<Record<Told['by'], number>>;
}

export interface Example {
  readonly question: string;
  readonly told: Met;
  readonly now: Met;
  readonly next: Met;
}
/** An answer, a question back or nothing, with the titles named. */
export interface Met {
  readonly kind: 'answer' | 'ask back' | 'nothing' | 'right' | 'wrong';
  readonly titles: readonly string[];
}

/** The least a fitting needs; with fewer the product's own coefficients know more than the shop can tell. */
export const enough = { questions: 60, visitors: 25, right: 15, wrong: 10 } as const;
/** As many questions of the shop's own as the product's coefficients are worth. */
const drawnBy = 40;
const folds = [0, 1, 2, 3, 4];
/** Better by chance alone once in twenty (one-sided). */
const surely = 1.645;
const examplesAtMost = 12;
/** Questions asked before others get their turn. */
const askedAtOnce = 20;

/**
 * Tries a shop's votes out on its catalogue as it is now. Every question is asked again of an index that has learnt from
 * other visitors only; coefficients are fitted to four fifths of the visitors, drawn to the product's own, and compared with
 * those in use on the last fifth. The same votes in another order give the same numbers.
 */
export async function tryOut(call: TrialCall): Promise<Trial> {
  const pack = languages.get(call.language);
  if (!pack) throw new Error(`refit: no words for language ${call.language}`);
  const own = call.synonyms ? pack.withConcepts(call.synonyms) : pack;
  const entries = new Map(call.entries.map((entry) => [entry.id, entry]));
  const told = weigh(call.told.flatMap((one) => stillThere(one, entries)));
  const foldOf = foldsOf(told);
  const struck = new Set(call.struck);
  const heard = heardIn(own, told, struck);
  const index = await indexOf(own, call.entries);

  const fold = createFolder(call.language, call.errands);
  const ask = async (learnt: readonly Heard[], questions: readonly Weighed[]): Promise<Tried[]> => {
    await teach(index, call.entries, learnt);
    return asked(index, questions, fold);
  };
  const plain = await ask([], told);
  const taught = heard.length === 0 ? plain : await crosswise(told, foldOf, (rest) => heardIn(own, rest, struck), ask);

  const { model } = call.now;
  const judge = (tried: readonly Tried[], by: (one: Tried) => Model): (readonly [Tried, Verdict])[] =>
    tried.map((one) => [one, verdictOn(one, by(one), fold)]);
  const asNow = judge(call.now.learns ? taught : plain, () => model);
  const now = figuresOf(asNow);

  const [untaught, withHeard] = [judge(plain, () => model), judge(taught, () => model)].map(figuresOf);
  const learning = testedHeard(heard, untaught, withHeard);
  const isLearning = learning.kind === 'offered';
  const base = isLearning ? taught : plain;
  const asBase = judge(base, () => model);

  const coefficients = fitted(base, asBase, { foldOf, language: call.language, fold });
  const next = coefficients.kind === 'offered' ? coefficients.what : model;
  const { examples, changed } = examplesOf(
    asNow,
    judge(base, () => next),
    entries,
  );
  return { language: call.language, told: countsOf(told), now, heard: learning, coefficients, examples, changed };
}

/** What is told of entries that have gone since says nothing any more. */
function stillThere(told: Told, entries: ReadonlyMap<string, IndexEntry>): Told[] {
  const { outcome } = told;
  if (outcome.kind === 'right') return entries.has(outcome.entry) ? [told] : [];
  const left = outcome.entries.filter((id) => entries.has(id));
  return left.length === 0 ? [] : [{ ...told, outcome: { kind: 'wrong', entries: left } }];
}

async function indexOf(pack: LanguagePack, entries: readonly IndexEntry[]): Promise<LanguageIndex> {
  const builder = buildLanguageIndex(pack);
  for (const [at, entry] of entries.entries()) {
    builder.add(entry, countedOf(pack, entry));
    if (at % askedAtOnce === 0) await nextTurn();
  }
  return builder.built();
}

/** Visitors in the order of what they told, one fold after the other: whose name comes first must not matter. */
function foldsOf(told: readonly Weighed[]): (visitor: string) => number {
  const visitors = [...groups(told, ({ visitor }) => visitor).values()]
    .map((own) => ({ visitor: own[0]?.visitor ?? '', content: own.map(contentOf).join('\n') }))
    .sort((a, b) => order(a.content, b.content));
  const places = new Map(visitors.map(({ visitor }, place) => [visitor, place % folds.length]));
  return (visitor) => places.get(visitor) ?? 0;
}

async function crosswise(
  told: readonly Weighed[],
  foldOf: (visitor: string) => number,
  heardOf: (rest: readonly Weighed[]) => Heard[],
  ask: (learnt: readonly Heard[], questions: readonly Weighed[]) => Promise<Tried[]>,
): Promise<Tried[]> {
  const tried = new Map<Weighed, Tried>();
  for (const fold of folds) {
    const rest = told.filter(({ visitor }) => foldOf(visitor) !== fold);
    const own = told.filter(({ visitor }) => foldOf(visitor) === fold);
    for (const one of await ask(heardOf(rest), own)) tried.set(one.told, one);
  }
  return told.flatMap((one) => tried.get(one) ?? []);
}

async function teach(index: LanguageIndex, entries: readonly IndexEntry[], heard: readonly Heard[]): Promise<void> {
  const questions = groups(heard, ({ entry }) => entry);
  const syllabus = syllabusOf(
    entries.map((entry) =>
      lessonsOf({ ...entry, heard: (questions.get(entry.id) ?? []).map(({ question }) => question) }),
    ),
  );
  index.teach(
    syllabus.length === 0 ? undefined : taughtBy(syllabus, await learnSyllabus(syllabus, () => nextTurn()), 1),
  );
}

async function asked(index: LanguageIndex, questions: readonly Weighed[], fold: Folder): Promise<Tried[]> {
  const tried: Tried[] = [];
  for (const told of questions) {
    const isTold = fold.isTold(told);
    const hits = index.find(told.question).map(({ entry, evidence }) => ({
      ...{ id: entry.id, title: entry.title, evidence },
      isTold: isTold(entry.id),
    }));
    tried.push({ told, hits });
    if (tried.length % askedAtOnce === 0) await nextTurn();
  }
  return tried;
}

/**
 * What customers asked is learnt from unless that does worse: what only two have asked so far cannot show on others that it
 * does better.
 */
function testedHeard(
  heard: readonly Heard[],
  without: Figures | undefined,
  figures: Figures | undefined,
): Trial['heard'] {
  if (heard.length === 0 || !without || !figures) return { kind: 'nothing' };
  const isWorse = figures.loss > without.loss * hardlyMore || worthOf(figures) < worthOf(without);
  return !isWorse ? { kind: 'offered', what: heard, figures } : { kind: 'not better', figures };
}

const hardlyMore = 1.01;

function fitted(
  base: readonly Tried[],
  before: readonly (readonly [Tried, Verdict])[],
  { foldOf, language, fold }: { foldOf: (visitor: string) => number; language: string; fold: Folder },
): Trial['coefficients'] {
  if (!isEnough(countsOf(base.map(({ told }) => told)))) return { kind: 'too few' };
  const shipped = modelOf(language);
  const fit = (tried: readonly Tried[]): Model =>
    fitModel(
      tried.flatMap((one) => fitQuestionsOf(one, shipped)),
      {
        choice: { towards: shipped.choice, by: drawnBy },
        presence: { towards: shipped.presence, by: drawnBy, whole: true },
      },
    );
  const models = folds.map((fold) => fit(base.filter(({ told }) => foldOf(told.visitor) !== fold)));
  const after = base.map((one) => [one, verdictOn(one, models[foldOf(one.told.visitor)] ?? shipped, fold)] as const);
  const figures = figuresOf(after);
  return isBetter(before, after) ? { kind: 'offered', what: fit(base), figures } : { kind: 'not better', figures };
}

const isEnough = ({ questions, visitors, right, wrong }: ToldCounts): boolean =>
  questions >= enough.questions && visitors >= enough.visitors && right >= enough.right && wrong >= enough.wrong;

/**
 * Less surprised by what customers told, and surely so (a paired t-test over visitors), and worth no less in answers: a right
 * one that is only offered is half a right one, and a wrong one undoes two.
 */
function isBetter(
  before: readonly (readonly [Tried, Verdict])[],
  after: readonly (readonly [Tried, Verdict])[],
): boolean {
  const gains = new Map<string, number>();
  for (const [i, [{ told }, { loss }]] of after.entries()) {
    const gain = told.weight * ((before[i]?.[1].loss ?? 0) - loss);
    gains.set(told.visitor, (gains.get(told.visitor) ?? 0) + gain);
  }
  // Sorted: floating sums depend on their order.
  const all = [...gains.values()].sort((a, b) => a - b);
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
  const spread = Math.sqrt(all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, all.length - 1));
  const isSure = mean > 0 && mean > (surely * spread) / Math.sqrt(all.length);
  return isSure && worthOf(figuresOf(after)) >= worthOf(figuresOf(before));
}

const worthOf = ({ answeredRight, offeredRight, answeredWrong }: Figures): number =>
  answeredRight + offeredRight / 2 - 2 * answeredWrong;

function countsOf(told: readonly Weighed[]): ToldCounts {
  const by = (kind: Told['by']): number => told.filter((one) => one.by === kind).length;
  const right = told.filter(({ outcome }) => outcome.kind === 'right').length;
  return {
    ...{ questions: told.length, visitors: new Set(told.map(({ visitor }) => visitor)).size },
    ...{ right, wrong: told.length - right, by: { vote: by('vote'), choice: by('choice'), agent: by('agent') } },
  };
}

function examplesOf(
  before: readonly (readonly [Tried, Verdict])[],
  after: readonly (readonly [Tried, Verdict])[],
  entries: ReadonlyMap<string, IndexEntry>,
): Pick<Trial, 'examples' | 'changed'> {
  const titles = (ids: readonly string[]): string[] => ids.map((id) => entries.get(id)?.title ?? id);
  const all = after.flatMap(([{ told }, verdict], i): Example[] => {
    const now = metBy(before[i]?.[1]);
    const next = metBy(verdict);
    if (JSON.stringify(now) === JSON.stringify(next)) return [];
    const { outcome } = told;
    const named = outcome.kind === 'right' ? [outcome.entry] : outcome.entries;
    return [{ question: told.question, told: { kind: outcome.kind, titles: titles(named) }, now, next }];
  });
  // They stand in the order of their words: some from everywhere.
  const step = Math.max(1, Math.ceil(all.length / examplesAtMost));
  return { examples: all.filter((_, i) => i % step === 0), changed: all.length };
}

function metBy(verdict: Verdict | undefined): Met {
  const decision = verdict?.decision;
  if (!decision || decision.kind === 'nothing') return { kind: 'nothing', titles: [] };
  const named = decision.kind === 'answer' ? [decision.candidate] : decision.candidates;
  return { kind: decision.kind, titles: named.map(({ title }) => title) };
}
