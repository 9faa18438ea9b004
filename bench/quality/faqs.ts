import type { IndexEntry } from '../../src/knowledge/found.js';
import { faqEntries } from './asked.js';
import {
  type Judged,
  type Kept,
  auroc,
  isHit,
  keptAtPrecision,
  mean,
  ndcg,
  percent,
  reciprocalRank,
} from './measures.js';
import type { FaqSet } from './sets.js';

/** Ids, best first, and how sure the first is; NaN when a search gives no scores. */
export interface Ranked {
  ranking: string[];
  sureness: number;
}

/** Builds a search over entries. */
export type Search = (entries: IndexEntry[]) => Promise<(question: string) => Ranked>;

export interface Retrieval {
  hit1: number;
  hit3: number;
  mrr: number;
  ndcg: number;
}

export async function retrieval(set: FaqSet, search: Search): Promise<Retrieval> {
  const ask = await search(faqEntries(set));
  const asked = set.queries.map(({ text, rel }) => ({ ranking: ask(text).ranking, rel }));
  return {
    hit1: percent(asked, ({ ranking, rel }) => isHit(ranking, rel, 1)),
    hit3: percent(asked, ({ ranking, rel }) => isHit(ranking, rel, 3)),
    mrr: 100 * mean(asked.map(({ ranking, rel }) => reciprocalRank(ranking, rel))),
    ndcg: mean(asked.map(({ ranking, rel }) => ndcg(ranking, rel))),
  };
}

export interface Abstention extends Kept {
  auroc: number;
  /** Of what is right first at all, how much is kept, in percent. */
  keptOfRight: number;
}

/** With every third article gone, each third once: does it know what it can no longer answer? The three rounds together. */
export async function abstention(set: FaqSet, search: Search): Promise<Abstention> {
  const judged: (Judged & { answerable: boolean })[] = [];
  const separations: number[] = [];
  for (const third of [0, 1, 2]) {
    const docs = set.docs.filter((_, i) => i % 3 !== third);
    const ids = new Set(docs.map(({ id }) => id));
    const ask = await search(faqEntries({ language: set.language, docs }));
    const round = set.queries.map(({ text, rel }) => {
      const { ranking, sureness } = ask(text);
      const answerable = Object.keys(rel).some((id) => ids.has(id));
      return { score: sureness, right: isHit(ranking, rel, 1), answerable };
    });
    const scores = (answerable: boolean): number[] =>
      round.filter((asked) => asked.answerable === answerable).map(({ score }) => score);
    separations.push(auroc(scores(true), scores(false)));
    judged.push(...round);
  }
  const answerable = judged.filter((asked) => asked.answerable).length;
  const { kept, precision } = keptAtPrecision(judged, answerable, 0.9);
  const hasScores = judged.every(({ score }) => !Number.isNaN(score));
  const rightFirst = percent(
    judged.filter((asked) => asked.answerable),
    ({ right }) => right,
  );
  return hasScores
    ? { auroc: mean(separations), kept, precision, keptOfRight: (100 * kept) / rightFirst }
    : { auroc: NaN, kept: NaN, precision: NaN, keptOfRight: NaN };
}
