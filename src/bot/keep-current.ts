import { allProducts, datasetVersion } from '../customers/product.js';
import type { Database } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import { loadFlows, type PublishedFlows } from '../flows/published.js';
import { liveArticles, type Article } from '../knowledge/articles.js';
import { shortAnswer, type ShortArticle } from '../knowledge/catalogue.js';
import type { IndexEntry } from '../knowledge/found.js';
import type { KnowledgeIndex } from '../knowledge/knowledge-index.js';
import { createReadings, type Readings } from '../knowledge/readings/readings.js';
import { createFeelingReader } from '../language/feelings.js';
import type { Synonyms } from '../language/language.js';
import { normalise } from '../language/normalise.js';
import { createProductMatcher } from '../language/read/product-matcher.js';
import { createReaders, type Readers } from '../language/read/read.js';
import type { Recogniser } from '../language/recogniser.js';
import type { Log } from '../log.js';
import type { Settings } from '../site/settings.js';
import { readSettings } from '../site/site.js';
import { flowEntry } from './answer.js';
import { askedOf, startersIn, type Asked } from './starters.js';
import type { Current } from './services.js';

interface Versions {
  readonly catalogue: number;
  readonly settings: number;
  readonly products: number;
}

export interface CurrentKeeper {
  /** What is published now. One turn asks once and thinks with one answer. */
  current(): Current;
  /** Looks at once instead of at the next poll. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

export interface KeeperOptions {
  readonly database: Database;
  readonly site: string;
  readonly knowledge: KnowledgeIndex;
  readonly recogniser: Recogniser;
  readonly log: Log;
  readonly pollMs?: number;
  /** Whether articles are read aloud for questions in kana: a few hundred megabytes for some seconds after each change. */
  readonly readAloud?: boolean;
}

/**
 * Keeps what the bot knows as published: one small statement every 400 ms tells whether settings, flows, articles or
 * products have changed, whoever changed them (an import is another process). What changed is built beside what is in
 * use and swapped in; the index takes only the articles that differ.
 */
export async function keepCurrent(options: KeeperOptions): Promise<CurrentKeeper> {
  const { database, site, log, pollMs = 400, readAloud = false } = options;
  let isNewlyRead = false;
  const readings = readAloud ? createReadings({ database, log, onRead: () => (isNewlyRead = true) }) : undefined;
  const parts: Parts = { ...options, readings };
  let built = await build(parts, await versionsOf(database, site));
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    const versions = await versionsOf(database, site);
    if (same(versions, built.versions) && !isNewlyRead) return;
    const before = isNewlyRead ? { ...built, versions: { ...built.versions, catalogue: -1 } } : built;
    const what = same(versions, built.versions) ? 'articles have been read aloud' : 'what is published has changed';
    isNewlyRead = false;
    built = await build(parts, versions, before);
    log.info({ ...versions }, `catalogue: ${what}`);
  }

  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) => log.error({ err: error }, 'catalogue: could not be read'))
      .finally(() => (looking = undefined));
  }, pollMs);
  timer.unref();

  return {
    current: () => built.current,
    look,
    async stop() {
      clearInterval(timer);
      readings?.stop();
      await looking;
    },
  };
}

type Parts = KeeperOptions & { readonly readings: Readings | undefined };

interface Built {
  readonly versions: Versions;
  readonly current: Current;
  readonly entries: ReadonlyMap<string, IndexEntry>;
  readonly synonyms: Synonyms;
  readonly variants: ReadonlyMap<string, string>;
  readonly asked: readonly Asked[];
}

async function build(options: Parts, versions: Versions, before?: Built): Promise<Built> {
  const { database, site, knowledge, readings } = options;
  const settings = await readSettings(database, site);
  const isCatalogueNew = before?.versions.catalogue !== versions.catalogue;
  const flows = isCatalogueNew || !before ? await loadFlows(database, site) : before.current.flows;
  const articles = isCatalogueNew || !before ? await liveArticles(database, site) : undefined;
  const written = articles ? entriesOf(articles, flows) : (before?.entries ?? new Map<string, IndexEntry>());
  const entries = articles && readings ? await readings.attach(written) : written;
  const synonyms = articles || !before ? synonymsOf(flows) : before.synonyms;
  if (articles) await publish(knowledge, { entries, synonyms, version: versions.catalogue }, before);
  const short = articles ? new Map(articles.map((one) => [one.id, shorten(one)])) : undefined;
  const variants = articles ? variantsOf([...entries.values()]) : (before?.variants ?? new Map<string, string>());
  const asked = articles ? articles.map(askedOf) : (before?.asked ?? []);
  const known = before?.current;
  const isShopOld = before?.versions.products === versions.products && before.versions.settings === versions.settings;
  return {
    ...{ versions, entries, synonyms, variants, asked },
    current: {
      ...{ settings, flows },
      feelings: articles || !known ? feelingsOf(flows) : known.feelings,
      readers: known && isShopOld ? known.readers : await readersOf(options, settings),
      article: short ? (id) => short.get(id) : (id) => known?.article(id),
      exactly: (text, language) => variants.get(variantKey(text, language)),
      starters: startersOf(settings.starters, flows, asked),
    },
  };
}

const synonymsOf = ({ words }: PublishedFlows): Synonyms =>
  Object.fromEntries([...words].flatMap(([language, { synonyms }]) => (synonyms ? [[language, synonyms]] : [])));

const feelingsOf = ({ words }: PublishedFlows): Current['feelings'] =>
  createFeelingReader(new Map([...words].map(([language, { feelings }]) => [language, feelings])));

/** Computed once for each language: every page that opens asks. */
function startersOf(chosen: readonly string[], flows: PublishedFlows, articles: readonly Asked[]): Current['starters'] {
  const languages = new Set(articles.map(({ language }) => language));
  const starters = new Map([...languages].map((one) => [one, startersIn(one, { chosen, flows, articles })]));
  return (language) => starters.get(language) ?? [];
}

async function readersOf(
  { database, site, recogniser }: KeeperOptions,
  { orderPatterns, trackingPatterns, zone }: Settings,
): Promise<Readers> {
  const products = await allProducts(database, site);
  const matcher = createProductMatcher(
    products.map(({ sku, name, aliases }) => ({ sku, name: { ...name }, aliases: [...aliases] })),
  );
  return createReaders({
    ...{ recogniser, zone, matchProduct: matcher },
    orderPatterns: [...orderPatterns],
    trackingPatterns: [...trackingPatterns],
  });
}

/** A question asked in the very words an editor wrote down. The same words at two places decide nothing. */
function variantsOf(entries: readonly IndexEntry[]): Map<string, string> {
  const ids = new Map<string, Set<string>>();
  for (const { id, language, title, questions } of entries) {
    for (const text of [title, ...questions]) {
      const key = variantKey(text, language);
      ids.set(key, (ids.get(key) ?? new Set()).add(id));
    }
  }
  return new Map(
    [...ids].flatMap(([key, [id, ...others]]) => (id !== undefined && others.length === 0 ? [[key, id]] : [])),
  );
}

const variantKey = (text: string, language: string): string =>
  `${language} ${normalise(text)
    .toLowerCase()
    .replace(/[\p{P}\s]+/gu, ' ')
    .trim()}`;

/** All at once the first time and when other words mean the same; else only what differs, as remove(old) and add(new). */
async function publish(
  knowledge: KnowledgeIndex,
  { entries, synonyms, version }: Pick<Built, 'entries' | 'synonyms'> & { readonly version: number },
  before: Pick<Built, 'entries' | 'synonyms'> | undefined,
): Promise<void> {
  if (!before || JSON.stringify(before.synonyms) !== JSON.stringify(synonyms))
    return knowledge.load([...entries.values()], version, synonyms);
  const put = [...entries.values()].filter((one) => JSON.stringify(before.entries.get(one.id)) !== JSON.stringify(one));
  const remove = [...before.entries.keys()].filter((id) => !entries.has(id));
  await knowledge.change({ remove, put }, version);
}

function entriesOf(articles: readonly Article[], flows: PublishedFlows): Map<string, IndexEntry> {
  const entries = articles.map(({ id, language, title, questions, words, body, revision }): IndexEntry => ({
    ...{ id, kind: 'article', language, title, body, version: revision },
    ...{ questions: [...questions], words: [...words] },
  }));
  const errands = [...flows.live.values()].flatMap(({ flow, words }) =>
    Object.entries(words).map(([language, { title, start }]): IndexEntry => ({
      ...{
        id: flowEntry(language, flow.flow),
        kind: 'flow',
        language,
        title,
        questions: [...start],
        words: [],
        body: '',
        version: 0,
      },
    })),
  );
  return new Map([...entries, ...errands].map((one) => [one.id, one]));
}

function shorten({ id, revision, slug, language, title, topic, body }: Article): ShortArticle {
  return { id, revision, slug, language, title, topic, answer: shortAnswer(body) };
}

async function versionsOf(database: Database, site: string): Promise<Versions> {
  const [row] = await database.rows<{ catalogue: number | null; settings: number | null }>(
    versionQuery(database, { site }),
  );
  const products = await datasetVersion(database, site, 'products');
  return { catalogue: row?.catalogue ?? 0, settings: row?.settings ?? 0, products };
}

const versionQuery = template<{ site: string }>(
  (_, place) => sql`
    select (select version from catalogue where site = ${place.text('site')}) as catalogue,
      (select version from site where id = ${place.text('site')}) as settings`,
);

const same = (a: Versions, b: Versions): boolean =>
  a.catalogue === b.catalogue && a.settings === b.settings && a.products === b.products;
