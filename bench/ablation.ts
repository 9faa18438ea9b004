/**
 * What is each part of the search worth? `npm run bench -- ablation --data <folder>`
 *
 * Runs the product's search with one part left out at a time and prints how much worse every set gets: the share right
 * first, in points, then the area under the ROC curve of answerable or not, in hundredths; and what the part costs, in
 * seconds of one core for all sets together, learning included.
 */
import { parseArgs } from 'node:util';
import type { LanguagePack, Term } from '../src/language/language.js';
import { languages } from '../src/language/languages.js';
import type { CatalogueOptions } from '../src/knowledge/searched-catalogue.js';
import { type Ask, counter } from './quality/asked.js';
import { abstention, retrieval } from './quality/faqs.js';
import { askIntents } from './quality/intents.js';
import { lines } from './quality/row.js';
import { faqSets, intentSets } from './quality/sets.js';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    only: { type: 'string', default: 'hSof,hCur,banking77_10,askubuntu,webapps,xsidJa,localgov,stackfaq' },
  },
});

interface Part {
  without: string;
  change?: (pack: LanguagePack) => LanguagePack;
  options?: CatalogueOptions;
}

const parts: Part[] = [
  { without: '(as shipped)' },
  {
    without: 'what the questions of all entries teach',
    options: { learn: () => Promise.reject(new Error('left out')) },
  },
  { without: 'words: only what is taught', change: (pack) => ({ ...pack, terms: () => [], concepts: () => [] }) },
  { without: 'groups of words that mean the same', change: (pack) => ({ ...pack, concepts: () => [] }) },
  { without: 'spelling correction', change: withoutCorrection },
  {
    without: 'weights of the fields',
    change: (pack) => ({ ...pack, weights: { ...pack.weights, title: 1, questions: 1, words: 1, body: 1 } }),
  },
  {
    without: 'stop words, stems, and what is dropped of Japanese',
    change: (pack) => ({ ...pack, terms: pack.code === 'ja' ? pairs : words }),
  },
  {
    without: 'single kanji',
    change: (pack) => ({
      ...pack,
      terms: (text) => pack.terms(text).filter(({ term }) => !/^\p{Script=Han}$/u.test(term)),
    }),
  },
];

function withoutCorrection(pack: LanguagePack): LanguagePack {
  const { code, weights } = pack;
  return {
    ...{ code, weights },
    terms: (text) => pack.terms(text),
    concepts: (text) => pack.concepts(text),
    withConcepts: (more) => withoutCorrection(pack.withConcepts(more)),
  };
}

const docsAtMost = 500;
const wanted = options.only.split(',');
const isWanted = ({ name }: { name: string }): boolean => wanted.includes(name);
const intents = intentSets(options.data).filter(isWanted);
const faqs = faqSets(options.data).filter(isWanted);

interface Worth {
  right: number;
  separation: number;
}

const measured: { without: string; worths: Worth[]; seconds: number }[] = [];
for (const { without, change = (pack: LanguagePack) => pack, options: more } of parts) {
  const catalogue = { packs: new Map([...languages].map(([code, pack]) => [code, change(pack)])), ...more };
  const search = (entries: Parameters<typeof counter>[0]): Promise<Ask> => counter(entries, catalogue);
  const before = process.cpuUsage();
  const worths: Worth[] = [];
  for (const set of intents) {
    const { accuracy, auroc } = await askIntents(set, catalogue);
    worths.push({ right: accuracy, separation: 100 * auroc });
  }
  for (const set of faqs) {
    const { hit1 } = await retrieval(set, search);
    // Three more catalogues of thousands of articles would take most of the time.
    const separation = set.docs.length > docsAtMost ? NaN : 100 * (await abstention(set, search)).auroc;
    worths.push({ right: hit1, separation });
  }
  const { user, system } = process.cpuUsage(before);
  measured.push({ without, worths, seconds: (user + system) / 1e6 });
  console.error(`without ${without}: done`);
}
const [whole] = measured;
console.log(
  lines([
    ['without', ...[...intents, ...faqs].map(({ name }) => name), 'seconds'],
    ...measured.map(({ without, worths, seconds }, i) => [
      without,
      ...worths.map((worth, column) => cell(worth, i === 0 ? undefined : whole?.worths[column])),
      seconds.toFixed(0),
    ]),
  ]),
);

function cell({ right, separation }: Worth, beside: Worth | undefined): string {
  const [a, b] = beside ? [right - beside.right, separation - beside.separation] : [right, separation];
  const signed = (value: number): string => `${beside && value > 0 ? '+' : ''}${value.toFixed(1)}`;
  return Number.isNaN(b) ? signed(a) : `${signed(a)} / ${signed(b)}`;
}

function words(text: string): Term[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).map((term) => ({ term, weight: 1 }));
}

function pairs(text: string): Term[] {
  return (
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|[\p{Script=Latin}\p{N}]+/gu) ?? []
  ).flatMap((piece) =>
    /^[\p{Script=Latin}\p{N}]/u.test(piece)
      ? [{ term: piece, weight: 1 }]
      : [...piece].slice(1).map((letter, i) => ({ term: ([...piece][i] ?? '') + letter, weight: 1 })),
  );
}
