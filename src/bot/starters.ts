import type { PublishedFlows } from '../flows/published.js';
import type { Article } from '../knowledge/articles.js';
import type { Choice } from '../wire.js';
import { flowEntry } from './flow-entry.js';

/** What choosing an article needs to know of it. `ways`: in how many ways its editor has heard it asked. */
export interface Asked extends Pick<Article, 'id' | 'slug' | 'language' | 'topic' | 'title'> {
  readonly ways: number;
}

export const askedOf = ({ id, slug, language, topic, title, questions, words }: Article): Asked => ({
  ...{ id, slug, language, topic, title },
  ways: questions.length * 2 + words.length,
});

const most = 4;
const mostErrands = 2;

/** Always in sight beside the composer: it needs no place among the first questions. */
const alwaysThere = 'talk-to-person';

/**
 * What a customer may tap before having said anything: what the shop has chosen (flows by name, articles by slug), else
 * its errands and then articles of its largest topics, each the one its editor has heard asked in the most ways.
 */
export function startersIn(
  language: string,
  { chosen, flows, articles }: { chosen: readonly string[]; flows: PublishedFlows; articles: readonly Asked[] },
): Choice[] {
  const own = articles.filter((article) => article.language === language);
  const names = chosen.length > 0 ? chosen : [...errandsOf(flows), ...mostAsked(own, flows)];
  return names.flatMap((name) => starter(language, name, flows, own)).slice(0, most);
}

function starter(language: string, name: string, flows: PublishedFlows, articles: readonly Asked[]): Choice[] {
  const flow = flows.live.get(name)?.words[language];
  if (flow) return [{ label: flow.title, value: `@this:${flowEntry(language, name)}` }];
  const article = articles.find(({ slug }) => slug === name);
  return article ? [{ label: article.title, value: `@this:${article.id}` }] : [];
}

const errandsOf = ({ live }: PublishedFlows): string[] =>
  [...live.keys()].filter((name) => name !== alwaysThere).slice(0, mostErrands);

interface Topic {
  articles: number;
  /** The first of those asked in the most ways. */
  best: Asked;
}

/** In one pass, without sorting: ten thousand articles are gone through at each publishing, and nobody may be held by it. */
function mostAsked(articles: readonly Asked[], { live }: PublishedFlows): string[] {
  const done = new Set([...live.values()].flatMap(({ flow }) => flow.does));
  const topics = new Map<string, Topic>();
  for (const one of articles) {
    if (done.has(one.slug)) continue;
    const topic = topics.get(one.topic);
    if (!topic) {
      topics.set(one.topic, { articles: 1, best: one });
      continue;
    }
    topic.articles += 1;
    if (one.ways > topic.best.ways) topic.best = one;
  }
  return [...topics.values()].sort((one, other) => other.articles - one.articles).map(({ best }) => best.slug);
}
