import type { Database } from '../database/database.js';
import { languages } from '../language/languages.js';
import type { ConceptGroups, LanguagePack, Synonyms, Term } from '../language/language.js';
import { createAnswerMemory } from './answer-memory.js';
import type { Article } from './articles.js';
import { fillTexts, isFilled } from './fill-texts.js';
import type { Fitted } from './fitted/fitted.js';
import type { Found, IndexEntry } from './found.js';
import { type KnowledgeIndex, type MemoryIndex, readQuestion } from './knowledge-index.js';
import type { Among, Changes } from './searched-catalogue.js';
import { countHolding, findTexts, readCollection, type Collection, type Wanted } from './text-search.js';
import { widenQuestion } from './widen-question.js';

export interface LargeCatalogueOptions {
  readonly database: Database;
  readonly site: string;
  /** So many articles stand in memory at most; of more the database's text index finds the best, and memory weighs them. */
  readonly from: number;
  readonly memory: MemoryIndex;
  readonly remembered?: number;
  /** Called when words could not be put into the text index: what is published since is not found. */
  readonly onProblem?: (why: Error) => void;
}

/** How long such a load is put off, in milliseconds. */
const putOffFor = 500;

export interface LargeCatalogue extends KnowledgeIndex {
  /** Resolves when all is learnt; at once while the text index answers in the place of memory, which learns beside it. */
  settled(): Promise<void>;
}

/** The rarest terms decide; a longer question adds time and tells nothing new. */
const searchedTerms = 24;
/** Articles the database looks at for one question, each term's counted: a tenth of a second. */
const visitsAtMost = 8_000;
/** The best of them, to be weighed as those of a small catalogue are. */
const weighed = 30;
const countsKept = 50_000;
/** So many entries stand in memory within a moment: a load waits for them, and the text index need not answer. */
const loadedAtOnce = 300;

/**
 * One index for any number of articles. Below `from` all stand in memory. From there on only the flows do: the database's
 * text index, kept in the same transactions as the articles, gives the best articles for a question, and these are
 * weighed with the flows by the same evidence and the same coefficients, with the rarity of words counted over all
 * articles. Slips are mended and the shop's own synonyms looked for by counting words there; what is learnt from questions
 * is not used then, and readings do not help. So it is also in the first seconds of a start, until thousands of articles stand in memory: a customer who asks then is answered at once.
 */
export function createLargeCatalogue(options: LargeCatalogueOptions): LargeCatalogue {
  const { database, site, from, memory } = options;
  const answers = createAnswerMemory(options.remembered ?? 1_000);
  const articles = new Set<string>();
  const collections = new Map<string, Promise<Collection>>();
  const counts = new Map<string, number>();
  const packs = new Map<string, LanguagePack>();
  let synonyms: Synonyms = {};
  let version = 0;
  let decidedBy = 0;
  let isLarge = false;
  let isLoading = false;
  let isLoaded = false;
  let waiting: { readonly begin: () => void; readonly forget: () => void } | undefined;
  let flows: IndexEntry[] = [];
  let filling: Promise<unknown> = Promise.resolve();

  function renew(next: number): void {
    version = next;
    answers.forget(next);
    collections.clear();
    counts.clear();
  }

  function fill(): Promise<unknown> {
    const problem = (why: unknown): void => options.onProblem?.(why instanceof Error ? why : new Error(String(why)));
    filling = filling.then(() => fillTexts(database, site, renewed)).catch(problem);
    return filling;
  }

  const renewed = (): void => renew(version);

  async function load(entries: IndexEntry[], next: number, given: Synonyms = {}): Promise<void> {
    waiting?.begin();
    synonyms = given;
    packs.clear();
    articles.clear();
    for (const { id, kind } of entries) if (kind === 'article') articles.add(id);
    isLarge = articles.size >= from;
    flows = entries.filter(({ kind }) => kind === 'flow');
    if (isLarge) {
      const loading = memory.load(flows, next, given);
      renew(next);
      await loading;
      void fill();
      return;
    }
    // A later load leaves memory answering from the catalogue before; only the first has nothing there yet.
    const isFirst = !isLoaded;
    isLoading = isFirst;
    renew(next);
    // Thousands of articles take seconds to stand in memory. Where the text index has all of them, it answers till then.
    const isMuch = isFirst && entries.length > loadedAtOnce;
    const isThere = isMuch && (await isFilled(database, site).catch(() => false));
    const loading = isThere ? putOff(() => memory.load(entries, next, given)) : memory.load(entries, next, given);
    const loaded = loading.finally(() => {
      isLoading = false;
      isLoaded = true;
    });
    if (!isThere) {
      await loaded;
      // Words are read in another way than when they were written there: the next start shall find them.
      if (isMuch) void fill();
      return;
    }
    loaded.catch((error: unknown) => options.onProblem?.(error instanceof Error ? error : new Error(String(error))));
  }

  /** The first moments belong to the start and to those who ask then; at once when something else builds on it. */
  function putOff(load: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const forget = (): void => {
        clearTimeout(timer);
        waiting = undefined;
      };
      const begin = (): void => {
        forget();
        load().then(resolve, reject);
      };
      const timer = setTimeout(begin, putOffFor);
      waiting = { begin, forget };
    });
  }

  async function change({ remove, put }: Changes, next: number): Promise<void> {
    waiting?.begin();
    for (const id of remove) articles.delete(id);
    for (const { id, kind } of put) if (kind === 'article') articles.add(id);
    flows = [...flows.filter(({ id }) => !remove.includes(id) && !put.some((one) => one.id === id)), ...put].filter(
      ({ kind }) => kind === 'flow',
    );
    if (!isLarge) {
      await memory.change({ remove, put }, next);
      return renew(next);
    }
    await fill();
    await memory.change({ remove, put: put.filter(({ kind }) => kind === 'flow') }, next);
    renew(next);
  }

  async function decideBy(fitted: Fitted): Promise<void> {
    decidedBy = fitted.number;
    renewed();
    await memory.decideBy(fitted);
  }

  async function find(question: string, language: string): Promise<Found> {
    const pack = languages.get(language);
    if ((!isLarge && !isLoading) || !pack) return memory.find(question, language);
    const read = readQuestion(question);
    const known = answers.recall(read, language);
    if (known) return known;
    const { question: mended, ...among } = await bestOf(pack, read);
    const found = await memory.findAmong(mended, language, among);
    const current = { ...found, catalogueVersion: version };
    if (isLarge && found.fitted === decidedBy) answers.keep({ question: read, language }, current);
    return current;
  }

  async function bestOf(pack: LanguagePack, asked: string): Promise<Among & { question: string }> {
    const place = { site, language: pack.code };
    const [collection, { question, terms, holding }] = await Promise.all([
      collectionOf(pack.code),
      widenQuestion({ ...withOwn(pack), count: (those) => holdingOf(pack.code, those) }, asked),
    ]);
    const wanted = wantedOf(terms, holding, collection);
    const texts = await findTexts(database, place, wanted, weighed);
    const own = flows.filter(({ language }) => language === pack.code);
    return { question, entries: [...texts.map(entryOf), ...own], whole: { ...collection, holding } };
  }

  /** The language with the shop's own synonyms, made once. */
  function withOwn(pack: LanguagePack): { pack: LanguagePack; own: ConceptGroups } {
    const own = Object.hasOwn(synonyms, pack.code) ? synonyms[pack.code] : undefined;
    if (!own) return { pack, own: {} };
    const known = packs.get(pack.code) ?? pack.withConcepts(own);
    packs.set(pack.code, known);
    return { pack: known, own };
  }

  function collectionOf(language: string): Promise<Collection> {
    const known = collections.get(language) ?? readCollection(database, { site, language });
    collections.set(language, known);
    known.catch(() => collections.delete(language));
    return known;
  }

  async function holdingOf(language: string, terms: readonly Term[]): Promise<Map<string, number>> {
    const key = (term: string): string => `${language} ${term}`;
    const unknown = terms.filter(({ term }) => !counts.has(key(term))).map(({ term }) => term);
    const counted = await countHolding(database, { site, language }, unknown);
    if (counts.size > countsKept) counts.clear();
    for (const term of unknown) counts.set(key(term), counted.get(term) ?? 0);
    return new Map(terms.map(({ term }) => [term, counts.get(key(term)) ?? counted.get(term) ?? 0]));
  }

  async function learnt(): Promise<void> {
    waiting?.begin();
    await Promise.all([filling, memory.learnt()]);
  }

  return {
    ...{ load, change, decideBy, find, learnt },
    settled: () => (isLoading ? Promise.resolve() : learnt()),
    close() {
      waiting?.forget();
      return memory.close();
    },
  };
}

/** The rarest first, until they stand in so many articles that more would cost time. */
function wantedOf(terms: readonly Term[], holding: ReadonlyMap<string, number>, { entries }: Collection): Wanted[] {
  const worth = terms
    .map(({ term, weight }) => {
      const held = holding.get(term) ?? 0;
      return { term, held, weight: weight * Math.log(1 + (entries - held + 0.5) / (held + 0.5)) };
    })
    .filter(({ held }) => held > 0)
    .sort((a, b) => b.weight - a.weight);
  let visits = 0;
  return worth.slice(0, searchedTerms).filter(({ held }, i) => {
    visits += held;
    return i === 0 || visits <= visitsAtMost;
  });
}

function entryOf({ id, language, title, questions, words, body, revision }: Article): IndexEntry {
  const lists = { questions: [...questions], words: [...words] };
  return { id, kind: 'article', language, title, ...lists, body, version: revision };
}
