import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PublishedFlows } from '../flows/published.js';
import type { Article } from '../knowledge/articles.js';
import { shortAnswer, type ShortArticle } from '../knowledge/catalogue.js';
import type { IndexEntry } from '../knowledge/found.js';
import type { Readings } from '../knowledge/readings/readings.js';
import { normalise } from '../language/normalise.js';
import { flowEntry } from './flow-entry.js';
import { askedOf, type Asked } from './starters.js';

/** Something a customer can find, with all that is made of it once: the next catalogue takes it over as it is. */
export interface Shown {
  readonly entry: IndexEntry;
  /** Its title and questions as they are compared with a customer's very words. */
  readonly variants: readonly string[];
  readonly article?: { readonly text: Article; readonly short: ShortArticle; readonly asked: Asked };
}

/** Made before others get their turn: some milliseconds' worth. */
const madeAtOnce = 100;

/** All that is published, by the index's ids; what was there `before` in the same revision is the very same object. */
export async function shownOf(
  articles: Iterable<Article>,
  flows: PublishedFlows,
  before: ReadonlyMap<string, Shown>,
): Promise<Map<string, Shown>> {
  const shown = new Map<string, Shown>();
  let made = 0;
  for (const article of articles) {
    const known = before.get(article.id);
    const isSame = known?.article?.text === article;
    shown.set(article.id, isSame ? known : shownArticle(article));
    if (!isSame && ++made % madeAtOnce === 0) await nextTurn();
  }
  for (const entry of errandsOf(flows)) {
    const known = before.get(entry.id);
    const isSame = known !== undefined && isSameEntry(known.entry, entry);
    shown.set(entry.id, isSame ? known : { entry, variants: variantsOf(entry) });
  }
  return shown;
}

/** What is new gets its reading where there is one already; the rest keeps its own. In slices: each text is hashed. */
export async function withReadings(readings: Readings, shown: ReadonlyMap<string, Shown>): Promise<Map<string, Shown>> {
  const read = new Map(shown);
  const unread = [...shown.values()].filter(({ entry }) => entry.reading === undefined);
  for (let at = 0; at < unread.length; at += madeAtOnce) {
    const slice = unread.slice(at, at + madeAtOnce).map(({ entry }) => [entry.id, entry] as const);
    for (const [id, entry] of await readings.attach(new Map(slice))) {
      const one = shown.get(id);
      if (one && entry.reading !== undefined) read.set(id, { ...one, entry });
    }
  }
  return read;
}

/** What customers asked that entries answered stands with them to be learnt from. What has heard nothing new stays the same object. */
export function withHeard(
  shown: ReadonlyMap<string, Shown>,
  heard: ReadonlyMap<string, readonly string[]>,
): Map<string, Shown> {
  const read = new Map(shown);
  for (const [id, one] of shown) {
    const [questions, before] = [heard.get(id) ?? none, one.entry.heard ?? none];
    // Most have heard nothing: taking ten thousand apart would hold everybody.
    if ((questions.length === 0 && before.length === 0) || questions.join('\n') === before.join('\n')) continue;
    const { heard: _, ...entry } = one.entry;
    read.set(id, { ...one, entry: { ...entry, ...(questions.length > 0 && { heard: questions }) } });
  }
  return read;
}

const none: readonly string[] = [];

/** Whatever the reading and what it has heard: those of the one before are found again. */
const isSameEntry = (one: IndexEntry, other: IndexEntry): boolean => asWritten(one) === asWritten(other);
const asWritten = ({ reading: _reading, heard: _heard, ...entry }: IndexEntry): string => JSON.stringify(entry);

function shownArticle(article: Article): Shown {
  const { id, revision, slug, language, title, topic, questions, words, body } = article;
  const entry: IndexEntry = {
    ...{ id, kind: 'article', language, title, body, version: revision },
    ...{ questions: [...questions], words: [...words] },
  };
  const short = { id, revision, slug, language, title, topic, answer: shortAnswer(body) };
  return { entry, variants: variantsOf(entry), article: { text: article, short, asked: askedOf(article) } };
}

function errandsOf(flows: PublishedFlows): IndexEntry[] {
  return [...flows.live.values()].flatMap(({ flow, words }) =>
    Object.entries(words).map(([language, { title, start }]): IndexEntry => ({
      ...{ id: flowEntry(language, flow.flow), kind: 'flow', language, title, questions: [...start] },
      ...{ words: [], body: '', version: 0 },
    })),
  );
}

const comparedAtOnce = 500;

/** A question asked in the very words an editor wrote down, by these words. The same words at two places decide nothing. */
export async function wordedAlike(shown: ReadonlyMap<string, Shown>): Promise<Map<string, string>> {
  const ids = new Map<string, string | undefined>();
  let compared = 0;
  for (const [id, { variants }] of shown) {
    for (const key of variants) ids.set(key, ids.has(key) && ids.get(key) !== id ? undefined : id);
    if (++compared % comparedAtOnce === 0) await nextTurn();
  }
  const alone = new Map<string, string>();
  for (const [key, id] of ids) {
    if (id !== undefined) alone.set(key, id);
    if (++compared % comparedAtOnce === 0) await nextTurn();
  }
  return alone;
}

const variantsOf = ({ language, title, questions }: IndexEntry): string[] =>
  [title, ...questions].map((text) => variantKey(text, language));

export const variantKey = (text: string, language: string): string =>
  `${language} ${normalise(text)
    .toLowerCase()
    .replace(/[\p{P}\s]+/gu, ' ')
    .trim()}`;
