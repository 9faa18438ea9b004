/**
 * How sure may the bot be? `npm run bench -- fit-coefficients [folder]`
 *
 * Fits the weights of `src/knowledge/coefficients.ts` on the lines of `test/ranking` that are not held, and on public
 * question sets where a folder with them is given (`intent-*.json`, `faq-*.json`: `train`, `valid` and `queries` only).
 * Prints what five-fold cross-validation says and what the held lines say, then the weights to paste.
 */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  type Evidence,
  type Model,
  type Weights,
  features,
  logistic,
  probabilities,
} from '../src/knowledge/coefficients.js';
import { decide } from '../src/knowledge/decide.js';
import type { IndexEntry } from '../src/knowledge/found.js';
import { learnSyllabus, taughtBy } from '../src/knowledge/learned/taught.js';
import { createLanguageIndex } from '../src/knowledge/minisearch-index.js';
import { languages } from '../src/language/languages.js';
import { rankingLines, shippedArticles } from '../test/knowledge/shipped.js';

interface Asked {
  set: string;
  language: string;
  answerable: boolean;
  held: boolean;
  /** The question's share in the fit: a set counts by its nearness to the shop, not by its size. */
  weight: number;
  hits: { evidence: Evidence; right: boolean }[];
}

interface Question {
  text: string;
  right: ReadonlySet<string>;
  held?: boolean;
}

const intentSet = z.object({
  train: z.array(z.object({ text: z.string(), label: z.string() })),
  valid: z.array(z.object({ text: z.string(), label: z.string() })),
  oos_valid: z.array(z.string()),
});
const faqSet = z.object({
  docs: z.array(z.object({ id: z.string(), q: z.string(), a: z.string() })),
  queries: z.array(z.object({ text: z.string(), rel: z.record(z.string(), z.number()) })),
});
const publicSets: { file: string; language: string }[] = [
  { file: 'intent-hCur', language: 'en' },
  { file: 'intent-hSof', language: 'en' },
  { file: 'intent-natcsInsurance', language: 'en' },
  { file: 'intent-clinc_10', language: 'en' },
  { file: 'intent-banking77_10', language: 'en' },
  { file: 'intent-xsidJa', language: 'ja' },
  { file: 'faq-localgov', language: 'ja' },
];
/** How much a whole public set counts beside one question of the ranking lists. */
const publicWeight = 40;
const strangersWeight = 40;
/** One in four of what customers ask has no answer yet: so weigh the shop's own near misses and its lines without one. */
const nearMissWeight = 0.25;

const folder = process.argv[2];
const asked = (
  await Promise.all([
    ...shopQuestions(),
    ...strangers(),
    ...(folder === undefined ? [] : publicSets.flatMap(({ file, language }) => publicQuestions(file, language) ?? [])),
  ])
).flat();
for (const language of languages.keys())
  report(
    language,
    asked.filter((question) => question.language === language),
  );

function shopQuestions(): Promise<Asked[]>[] {
  const articles = shippedArticles();
  return [...languages.keys()].flatMap((language) => {
    const own = articles.filter((article) => article.language === language);
    const lines = rankingLines().filter((line) => line.language === language);
    const questions = lines.map((line) => ({ text: line.question, right: new Set(line.expected), held: line.held }));
    return [ask('shop', language, own, questions, 1), ...nearMisses(language, own, questions)];
  });
}

// What a shop without these articles would be asked: the nearest there is to an answer, and none. A fifth at a time.
function nearMisses(language: string, articles: IndexEntry[], questions: Question[]): Promise<Asked[]>[] {
  return [0, 1, 2, 3, 4].map((fold) => {
    const kept = articles.filter((_, i) => i % 5 !== fold);
    const ids = new Set(kept.map(({ id }) => id));
    const orphans = questions
      .filter(({ held = false, right }) => !held && right.size > 0 && [...right].every((id) => !ids.has(id)))
      .map(({ text }) => ({ text, right: new Set<string>() }));
    return ask('shop, near misses', language, kept, orphans, nearMissWeight);
  });
}

// What people ask other counters altogether (alarms, flights, recipes): a shop must not answer.
function strangers(): Promise<Asked[]>[] {
  const sets = [
    {
      file: 'intent-clinc_10',
      language: 'en',
      near: /order|cancel|account|card|yes|no$|maybe|greet|bye|thank|hour|you|pin|transfer|bill|pay|shopping|exchange|report|redeem|reward|reset|repeat|package|lost|phone|help|spell|name|shipping|return|refund|language/,
    },
    { file: 'intent-xsidJa', language: 'ja', near: /^$/ },
  ];
  return sets.flatMap(({ file, language, near }) => {
    const path = `${folder ?? ''}/${file}.json`;
    if (!existsSync(path)) return [];
    const { train, valid } = intentSet.parse(JSON.parse(readFileSync(path, 'utf8')));
    const questions = [...train, ...valid]
      .filter(({ label }) => !near.test(label))
      .map(({ text }) => ({ text, right: new Set<string>() }));
    return ask(
      'shop, strangers',
      language,
      shippedArticles().filter((article) => article.language === language),
      questions,
      strangersWeight / questions.length,
    );
  });
}

// One label (or article) in five is left out of the index: its questions are near misses that must not be answered.
function publicQuestions(file: string, language: string): Promise<Asked[]> | undefined {
  const path = `${folder ?? ''}/${file}.json`;
  if (!existsSync(path)) {
    console.log(`${path} is not there: left out`);
    return undefined;
  }
  const raw: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const { entries, questions } = file.startsWith('faq')
    ? fromFaq(faqSet.parse(raw), language)
    : fromIntents(intentSet.parse(raw), language);
  const kept = entries.filter((_, i) => i % 5 !== 4);
  const ids = new Set(kept.map(({ id }) => id));
  const known = questions.map(({ text, right }) => ({ text, right: new Set([...right].filter((id) => ids.has(id))) }));
  return ask(file, language, kept, known, publicWeight / questions.length);
}

function fromIntents(
  { train, valid, oos_valid }: z.infer<typeof intentSet>,
  language: string,
): { entries: IndexEntry[]; questions: Question[] } {
  const tried = valid.length > 0 ? valid : train.filter((_, i) => i % 4 === 0);
  const taught = valid.length > 0 ? train : train.filter((_, i) => i % 4 !== 0);
  const labels = [...new Set(taught.map(({ label }) => label))].sort();
  const entries = labels.map((label) =>
    entry(label, language, { questions: taught.filter((line) => line.label === label).map(({ text }) => text) }),
  );
  return {
    entries,
    questions: [
      ...tried.map(({ text, label }) => ({ text, right: new Set([label]) })),
      ...oos_valid.map((text) => ({ text, right: new Set<string>() })),
    ],
  };
}

function fromFaq(
  { docs, queries }: z.infer<typeof faqSet>,
  language: string,
): { entries: IndexEntry[]; questions: Question[] } {
  return {
    entries: docs.map(({ id, q, a }) => entry(id, language, { title: q, body: a })),
    questions: queries.map(({ text, rel }) => ({ text, right: new Set(Object.keys(rel)) })),
  };
}

function entry(
  id: string,
  language: string,
  parts: { title?: string; questions?: string[]; body?: string },
): IndexEntry {
  return { id, kind: 'article', language, title: '', questions: [], words: [], body: '', version: 1, ...parts };
}

async function ask(
  set: string,
  language: string,
  entries: IndexEntry[],
  questions: Question[],
  weight: number,
): Promise<Asked[]> {
  const pack = languages.get(language);
  if (!pack) return [];
  const index = createLanguageIndex(pack);
  for (const entry of entries) index.add(entry);
  const syllabus = index.syllabus();
  if (syllabus.length > 0) index.teach(taughtBy(syllabus, await learnSyllabus(syllabus), 1));
  return questions.map(({ text, right, held = false }) => ({
    ...{ set, language, held, weight, answerable: right.size > 0 },
    hits: index.find(text).map(({ entry, evidence }) => ({ evidence, right: right.has(entry.id) })),
  }));
}

function report(language: string, questions: Asked[]): void {
  const open = questions.filter(({ held }) => !held);
  console.log(
    `\n${language}: ${String(open.length)} questions to fit on, ${String(questions.length - open.length)} held`,
  );
  const tested = [0, 1, 2, 3, 4].flatMap((fold) => {
    const model = fitModel(open.filter((_, i) => i % 5 !== fold));
    return open.filter((_, i) => i % 5 === fold).map((question) => ({ question, model }));
  });
  for (const set of new Set(open.map(({ set }) => set)))
    line(
      `${set}, cross-validated`,
      tested.filter(({ question }) => question.set === set),
    );
  const model = fitModel(open);
  line(
    'held',
    questions.filter(({ held }) => held).map((question) => ({ question, model })),
  );
  const written = (weights: Weights): string => `[${weights.map((weight) => weight.toFixed(3)).join(', ')}]`;
  console.log(
    `    ${language}: {\n      choice: ${written(model.choice)},\n      presence: ${written(model.presence)},\n    },`,
  );
}

/** How the product would have answered: see `decide`. */
function line(name: string, tested: { question: Asked; model: Model }[]): void {
  let [right, offered, wrong, answerable, falselyAnswered, unanswerable, falselyOffered, first, third] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0,
  ];
  for (const { question, model } of tested) {
    const chances = probabilities(
      question.hits.map(({ evidence }) => evidence),
      model,
    );
    const candidates = question.hits
      .map(({ evidence, right }, i) => ({
        id: right ? 'right' : 'wrong',
        kind: 'article' as const,
        title: '',
        passage: '',
        score: evidence.score,
        probability: chances[i] ?? 0,
      }))
      .sort((a, b) => b.probability - a.probability);
    if (candidates[0]?.id === 'right') first += 1;
    if (candidates.slice(0, 3).some(({ id }) => id === 'right')) third += 1;
    const decision = decide({ catalogueVersion: 1, coefficients: 0, learnt: 0, candidates });
    if (!question.answerable) {
      unanswerable += 1;
      if (decision.kind === 'answer') falselyAnswered += 1;
      if (decision.kind === 'ask back') falselyOffered += 1;
      continue;
    }
    answerable += 1;
    if (decision.kind === 'answer' && decision.candidate.id === 'right') right += 1;
    if (decision.kind === 'answer' && decision.candidate.id !== 'right') wrong += 1;
    if (decision.kind === 'ask back' && decision.candidates.some(({ id }) => id === 'right')) offered += 1;
  }
  const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);
  console.log(
    `  ${name}: of ${String(answerable)} answerable ${share(first, answerable)} first, ${share(third, answerable)} of three, ${share(right, answerable)} answered right, ${share(offered, answerable)} right among those offered, ` +
      `${share(wrong, answerable)} answered wrong; of ${String(unanswerable)} others ${share(falselyAnswered, unanswerable)} answered, ${share(falselyOffered, unanswerable)} asked back`,
  );
}

/** Which hit it is, learnt where one is right; whether there is one at all, learnt from the best hit of every question. */
function fitModel(questions: Asked[]): Model {
  const answered = questions.filter(({ hits }) => hits.some(({ right }) => right));
  const choice = fit(
    answered.flatMap(({ hits, weight }) => hits.map(({ evidence, right }) => row(evidence, right, weight))),
  );
  const presence = fit(
    questions.flatMap(({ hits, weight }) => {
      const best = [...hits].sort((a, b) => logistic(choice, b.evidence) - logistic(choice, a.evidence))[0];
      return best
        ? [
            row(
              best.evidence,
              hits.some(({ right }) => right),
              weight,
            ),
          ]
        : [];
    }),
  );
  return { choice, presence };
}

interface Row {
  x: number[];
  y: number;
  weight: number;
}

function row(evidence: Evidence, right: boolean, weight: number): Row {
  return { x: [1, ...features(evidence)], y: right ? 1 : 0, weight };
}

/** Logistic regression by Newton's method with a small ridge. */
function fit(rows: Row[]): Weights {
  let w = (rows[0]?.x ?? [1]).map(() => 0);
  for (let step = 0; step < 30; step++) {
    const slope = w.map((value, i) => (i === 0 ? 0 : value));
    const curve: number[][] = w.map((_, i) => w.map((__, j) => (i === j ? (i === 0 ? 1e-6 : 1) : 0)));
    for (const { x, y, weight } of rows) {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, i) => sum + value * (w[i] ?? 0), 0)));
      for (const [i, a] of x.entries()) {
        slope[i] = (slope[i] ?? 0) + weight * (p - y) * a;
        for (const [j, b] of x.entries()) {
          const row = curve[i];
          if (row) row[j] = (row[j] ?? 0) + weight * p * (1 - p) * a * b;
        }
      }
    }
    const move = solve(curve, slope);
    w = w.map((value, i) => value - (move[i] ?? 0));
  }
  return w;
}

/** Gaussian elimination; the ridge keeps every pivot above zero. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (const [i, pivot] of rows.entries()) {
    for (const [j, row] of rows.entries()) {
      if (i === j) continue;
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      for (const [k, value] of pivot.entries()) row[k] = (row[k] ?? 0) - factor * value;
    }
  }
  return rows.map((row, i) => (row[row.length - 1] ?? 0) / (row[i] ?? 1));
}
