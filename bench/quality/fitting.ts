import { existsSync } from 'node:fs';
import type { Evidence } from '../../src/knowledge/coefficients.js';
import type { IndexEntry } from '../../src/knowledge/found.js';
import { learnSyllabus, taughtBy } from '../../src/knowledge/learned/taught.js';
import { createLanguageIndex } from '../../src/knowledge/language-index.js';
import { languages } from '../../src/language/languages.js';
import { rankingLines, shippedArticles } from '../../test/knowledge/shipped.js';
import { type IntentSet, type Line, faqSets, intentSets } from './sets.js';

/** A question as it was asked of some catalogue, to fit on. */
export interface Asked {
  set: string;
  language: string;
  answerable: boolean;
  held: boolean;
  /** The question's share in the fit: a set counts by its nearness to the shop, not by its size. */
  weight: number;
  /** Whether it was asked of entries without lessons, and tells of nothing else or of words in general too. */
  bare: 'no' | 'too' | 'alone';
  hits: { evidence: Evidence; right: boolean }[];
}

interface Question {
  text: string;
  right: ReadonlySet<string>;
  held?: boolean;
}

interface Catalogue {
  set: string;
  language: string;
  entries: IndexEntry[];
  questions: Question[];
  /** How much all questions count together. */
  weight: number;
  bare?: Asked['bare'];
  /** As in the first moments of a start, and where articles are so many that nothing is learnt of them. */
  isUntaught?: boolean;
}

/** A part of a public set of questions: so many of its labels, taught with so many questions each. */
interface Part {
  file: string;
  labels?: number;
  lessons?: number;
  /** The first lesson as the title and nothing else: an article nobody has added questions to. */
  bare?: 'too' | 'alone';
  /** So many different parts of the same kind. */
  rounds?: number;
  weight: number;
}

/** Catalogues of all sizes, taught little and much: what words and lessons are worth changes with both. */
const parts: Part[] = [
  { file: 'hCur', weight: 120 },
  { file: 'hSof', weight: 120 },
  { file: 'natcsInsurance', weight: 120 },
  { file: 'clinc_10', weight: 120 },
  { file: 'banking77_10', weight: 120 },
  { file: 'clinc', lessons: 60, weight: 120 },
  { file: 'clinc', labels: 40, lessons: 100, weight: 60 },
  { file: 'clinc', labels: 12, lessons: 5, rounds: 3, weight: 30 },
  { file: 'clinc', labels: 12, lessons: 25, rounds: 2, weight: 30 },
  { file: 'clinc', labels: 6, lessons: 12, rounds: 4, weight: 15 },
  { file: 'hCur', bare: 'alone', rounds: 2, weight: 20 },
  { file: 'hSof', bare: 'alone', rounds: 2, weight: 20 },
  { file: 'natcsInsurance', bare: 'alone', rounds: 2, weight: 10 },
  { file: 'clinc', labels: 100, bare: 'too', weight: 60 },
  { file: 'banking77', weight: 120 },
  { file: 'banking77', labels: 10, lessons: 8, rounds: 3, weight: 30 },
  { file: 'banking77', labels: 20, lessons: 30, rounds: 2, weight: 30 },
  { file: 'banking77', bare: 'too', weight: 60 },
  { file: 'askubuntu', weight: 30 },
  { file: 'chatbot', weight: 30 },
  { file: 'webapps', weight: 30 },
  { file: 'xsidEn', weight: 30 },
  { file: 'xsidJa', weight: 120 },
  { file: 'xsidJa', bare: 'alone', rounds: 3, weight: 5 },
];
/** How much a set of articles counts, whose titles are asked of the texts below them. */
const articlesWeight = 120;
const strangersWeight = 40;
/** Articles without questions, asked the questions they had, and those of the ranking lists: a third of them gone each time. */
const bareWeight = 20;
const bareLinesWeight = 50;
const untaughtWeight = 15;
/** One in four of what customers ask has no answer yet: so weigh the shop's own near misses and its lines without one. */
const nearMissWeight = 0.5;
const questionsAtMost = 700;

/** All questions to fit on: those of the ranking lists, and of a folder of public sets `train`, `valid` and `docs` only. */
export async function questionsToFit(folder: string | undefined): Promise<Asked[]> {
  const intents = folder !== undefined && existsSync(folder) ? intentSets(folder) : [];
  const faqs = folder !== undefined && existsSync(folder) ? faqSets(folder) : [];
  const catalogues = [
    ...[...languages.keys()].flatMap((language) => shop(language)),
    ...strangers(intents),
    ...parts.flatMap((part) => {
      const set = intents.find(({ name }) => name === part.file);
      return set ? Array.from({ length: part.rounds ?? 1 }, (_, round) => fromIntents(set, part, round)) : [];
    }),
    ...faqs.filter(({ name }) => name === 'localgov').map(({ docs, language }) => fromDocs(docs, language)),
  ];
  const asked: Asked[] = [];
  for (const catalogue of catalogues) asked.push(...(await ask(catalogue)));
  return asked;
}

function shop(language: string): Catalogue[] {
  const entries = shippedArticles().filter((article) => article.language === language);
  const questions = rankingLines()
    .filter((line) => line.language === language)
    .map((line) => ({ text: line.question, right: new Set(line.expected), held: line.held }));
  const own = { set: 'shop', language, entries, questions, weight: questions.length };
  return [own, ...nearMisses(own), ...withoutLessons(own)];
}

// What a shop without these articles would be asked: the nearest there is to an answer, and none. A fifth at a time.
function nearMisses({ language, entries, questions }: Catalogue): Catalogue[] {
  return [0, 1, 2, 3, 4].map((fold) => {
    const kept = entries.filter((_, i) => i % 5 !== fold);
    const ids = new Set(kept.map(({ id }) => id));
    const orphans = questions
      .filter(({ held = false, right }) => !held && right.size > 0 && [...right].every((id) => !ids.has(id)))
      .map(({ text }) => ({ text, right: new Set<string>() }));
    const weight = nearMissWeight * orphans.length;
    return { set: 'shop, near misses', language, entries: kept, questions: orphans, weight };
  });
}

// Articles nobody has written questions for, and articles of which nothing is learnt yet; a third of them gone each time.
function withoutLessons({ language, entries, questions }: Catalogue): Catalogue[] {
  const lines = questions.filter(({ held = false }) => !held);
  const theirs = entries.flatMap(({ id, questions }) => questions.map((text) => ({ text, right: new Set([id]) })));
  const bare = entries.map((entry) => ({ ...entry, questions: [], words: [] }));
  return [0, 1, 2].flatMap((third) => {
    const isKept = (_: unknown, i: number): boolean => i % 3 !== third;
    const ids = new Set(entries.filter(isKept).map(({ id }) => id));
    const left = (asked: Question[]): Question[] =>
      asked.map(({ text, right }) => ({ text, right: new Set([...right].filter((id) => ids.has(id))) }));
    return [
      {
        set: 'shop, titles and texts only',
        bare: 'too' as const,
        entries: bare,
        questions: theirs,
        weight: bareWeight,
      },
      { set: 'shop, titles and texts only, lines', entries: bare, questions: lines, weight: bareLinesWeight },
      { set: 'shop, nothing learnt', entries, questions: lines, weight: untaughtWeight, isUntaught: true },
    ].map((one) => ({
      ...{ bare: 'alone' as const, ...one, language },
      ...{ entries: one.entries.filter(isKept), questions: left(one.questions) },
    }));
  });
}

const nearTheShop =
  /order|cancel|account|card|yes|no$|maybe|greet|bye|thank|hour|you|pin|transfer|bill|pay|shopping|exchange|report|redeem|reward|reset|repeat|package|lost|phone|help|spell|name|shipping|return|refund|language/;

// What people ask other counters altogether (alarms, flights, recipes): a shop must not answer.
function strangers(intents: readonly IntentSet[]): Catalogue[] {
  return intents
    .filter(({ name }) => name === 'clinc_10' || name === 'xsidJa')
    .map(({ train, valid, language }) => ({
      set: 'shop, strangers',
      language,
      entries: shippedArticles().filter((article) => article.language === language),
      questions: [...train, ...valid]
        .filter(({ label }) => !nearTheShop.test(label))
        .map(({ text }) => ({ text, right: new Set<string>() })),
      weight: strangersWeight,
    }));
}

// One label in five is left out of the index: its questions are near misses that must not be answered.
function fromIntents(set: IntentSet, part: Part, round: number): Catalogue {
  const { tried, taught } = apart(set);
  const all = [...new Set(taught.map(({ label }) => label))].sort();
  const size = part.labels ?? all.length;
  // 37 is prime to the number of labels: neighbours in the alphabet are often neighbours in meaning.
  const labels = Array.from({ length: size }, (_, i) => all[((round * size + i) * 37) % all.length] ?? '');
  const entries = labels
    .filter((_, i) => i % 5 !== 4)
    .map((label) => {
      const own = taught.filter((line) => line.label === label).map(({ text }) => text);
      return part.bare
        ? entry(label, set.language, { title: own[round % own.length] ?? '' })
        : entry(label, set.language, { questions: own.slice(0, part.lessons ?? own.length) });
    });
  const ids = new Set(entries.map(({ id }) => id));
  const questions = [
    ...thinned(
      tried.filter(({ label }) => labels.includes(label)),
      questionsAtMost,
    ).map(({ text, label }) => ({ text, right: new Set(ids.has(label) ? [label] : []) })),
    ...set.strangersValid.map((text) => ({ text, right: new Set<string>() })),
  ];
  const name = `${set.name}${part.bare ? ', titles only' : ''}, ${String(size)} x ${String(part.lessons ?? 'all')}`;
  const { bare = 'no', weight } = part;
  return { set: name, language: set.language, entries, questions, weight, bare };
}

/** What is asked is not taught: `valid` where there is one (BANKING77's is a part of its `train`), else every fourth line. */
function apart({ train, valid }: IntentSet): { tried: Line[]; taught: Line[] } {
  const texts = new Set(valid.map(({ text }) => text));
  if (valid.length > 0) return { tried: valid, taught: train.filter(({ text }) => !texts.has(text)) };
  return { tried: train.filter((_, i) => i % 4 === 0), taught: train.filter((_, i) => i % 4 !== 0) };
}

// The set's own questions are for measuring: an article's title is asked of the text below it instead.
function fromDocs(docs: readonly { id: string; q: string; a: string }[], language: string): Catalogue {
  return {
    set: 'localgov, titles asked of texts',
    language,
    entries: docs.filter((_, i) => i % 5 !== 4).map(({ id, a }) => entry(id, language, { body: a })),
    questions: docs.flatMap(({ id, q }, i) => {
      if (i % 5 !== 0 && i % 25 !== 4) return [];
      return [{ text: q, right: new Set(i % 5 === 4 ? [] : [id]) }];
    }),
    ...{ weight: articlesWeight, bare: 'too' },
  };
}

function thinned<T>(list: readonly T[], atMost: number): T[] {
  const step = Math.max(1, list.length / atMost);
  return list.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}

function entry(id: string, language: string, its: { title?: string; questions?: string[]; body?: string }): IndexEntry {
  return { id, kind: 'article', language, title: '', questions: [], words: [], body: '', version: 1, ...its };
}

async function ask(catalogue: Catalogue): Promise<Asked[]> {
  const { set, language, entries, questions, weight, bare = 'no', isUntaught = false } = catalogue;
  const pack = languages.get(language);
  if (!pack) return [];
  const begun = performance.now();
  const index = createLanguageIndex(pack);
  for (const entry of entries) index.add(entry);
  const syllabus = isUntaught ? [] : index.syllabus();
  if (syllabus.length > 0) index.teach(taughtBy(syllabus, await learnSyllabus(syllabus), 1));
  const asked = questions.map(({ text, right, held = false }) => ({
    ...{ set, language, held, bare, weight: weight / questions.length, answerable: right.size > 0 },
    hits: index.find(text).map(({ entry, evidence }) => ({ evidence, right: right.has(entry.id) })),
  }));
  console.error(`${language} ${set}: ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
  return asked;
}
