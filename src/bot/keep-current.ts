import { allProducts, datasetVersion } from '../customers/product.js';
import type { Database } from '../database/database.js';
import { sql, template } from '../database/statements.js';
import { loadFlows, type PublishedFlows } from '../flows/published.js';
import type { Article } from '../knowledge/articles.js';
import { asShipped } from '../knowledge/fitted/fitted.js';
import { countPlaces } from '../knowledge/fitted/places.js';
import { readInUse, type InUse } from '../knowledge/fitted/store.js';
import type { KnowledgeIndex } from '../knowledge/knowledge-index.js';
import { readLiveArticles } from '../knowledge/live-articles.js';
import { createReadings, type Readings } from '../knowledge/readings/readings.js';
import { createFeelingReader } from '../language/feelings.js';
import type { Synonyms } from '../language/language.js';
import { createMatter } from '../language/read/matter.js';
import { createProductMatcher } from '../language/read/product-matcher.js';
import { createNamelessText } from '../language/read/product-phrases.js';
import { createReaders, type Readers } from '../language/read/read.js';
import type { Recogniser } from '../language/recogniser.js';
import type { Log } from '../log.js';
import type { Settings } from '../site/settings.js';
import { readSettings } from '../site/site.js';
import { shownOf, variantKey, withHeard, withReadings, wordedAlike, type Shown } from './shown.js';
import { startersIn, type Asked } from './starters.js';
import type { Current } from './services.js';

interface Versions {
  readonly catalogue: number;
  readonly settings: number;
  readonly products: number;
  /** How often the shop's way of deciding was changed. */
  readonly decided: number;
}

export interface CurrentKeeper {
  /** What is published now. One turn asks once and thinks with one answer. */
  current(): Current;
  /** Looks at once instead of at the next poll; then what was published before the call is in use. */
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
  /** How often is looked whether something heard from customers has been erased from the log. */
  readonly erasedMs?: number;
  /** Whether articles are read aloud for questions in kana: a few hundred megabytes for some seconds after each change. */
  readonly readAloud?: boolean;
}

/**
 * Keeps what the bot knows as published: one small statement every 400 ms tells whether settings, flows, articles or
 * products have changed, whoever changed them (an import is another process). What changed is built beside what is in
 * use and swapped in; the index takes only the articles that differ.
 */
export async function keepCurrent(options: KeeperOptions): Promise<CurrentKeeper> {
  const { database, site, log, pollMs = 400, erasedMs = 600_000, readAloud = false } = options;
  let isNewlyRead = false;
  const readings = readAloud ? createReadings({ database, log, onRead: () => (isNewlyRead = true) }) : undefined;
  const parts: Parts = { ...options, readings };
  let built = await build(parts);
  let looking: Promise<void> | undefined;
  let counted = Date.now();

  async function look(): Promise<void> {
    const versions = await versionsOf(database, site);
    const isErased = await isHeardErased();
    if (same(versions, built.versions) && !isNewlyRead && !isErased) return;
    // What was read aloud or heard from customers belongs to entries that are published already.
    const isAnew = isNewlyRead || isErased || versions.decided !== built.versions.decided;
    const { inUse } = built.catalogue;
    const catalogue = isErased ? { ...built.catalogue, inUse: { ...inUse, nth: -1 } } : built.catalogue;
    const before = isAnew ? { ...built, catalogue, versions: { ...built.versions, catalogue: -1 } } : built;
    const what = isErased
      ? 'what was heard has been erased'
      : same(versions, built.versions)
        ? 'articles have been read aloud'
        : 'what is published has changed';
    isNewlyRead = false;
    built = await build(parts, before);
    log.info({ ...built.versions }, `catalogue: ${what}`);
  }

  /** Erasing needs to tell nobody: what stands in the log no more is found out, learnt anew without it, and so forgotten. */
  async function isHeardErased(): Promise<boolean> {
    const { places } = built.catalogue.inUse;
    if (places === 0 || Date.now() < counted + erasedMs) return false;
    counted = Date.now();
    return (await countPlaces(database, site)) < places;
  }

  /** One look at a time: two would build the same twice. */
  const begin = (): Promise<void> =>
    (looking ??= look()
      .catch((error: unknown) => log.error({ err: error }, 'catalogue: could not be read'))
      .finally(() => (looking = undefined)));
  const timer = setInterval(() => void begin(), pollMs);
  timer.unref();

  return {
    current: () => built.current,
    async look() {
      // One under way may have asked before what the caller has written.
      await looking;
      await begin();
    },
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
  readonly catalogue: Catalogue;
  readonly current: Current;
}

/** What is made of the articles and flows of one version. */
interface Catalogue {
  readonly flows: PublishedFlows;
  readonly articles: ReadonlyMap<string, Article>;
  readonly shown: ReadonlyMap<string, Shown>;
  readonly variants: ReadonlyMap<string, string>;
  readonly asked: readonly Asked[];
  readonly feelings: Current['feelings'];
  readonly synonyms: Synonyms;
  readonly inUse: InUse;
}

async function build(options: Parts, before?: Built): Promise<Built> {
  const { versions, read, known } = await readWhole(options, before);
  const settings = await readSettings(options.database, options.site);
  const isShopOld = before?.versions.products === versions.products && before.versions.settings === versions.settings;
  const [catalogue, readers] = await Promise.all([
    read ? catalogueOf(options, { ...read, versions, settings }, known?.catalogue) : known.catalogue,
    isShopOld ? before.current.readers : readersOf(options, settings),
  ]);
  const { flows, shown, variants, asked, feelings } = catalogue;
  return {
    ...{ versions, catalogue },
    current: {
      ...{ settings, flows, feelings, readers },
      article: (id) => shown.get(id)?.article?.short,
      // Longer than any question an editor writes down: not worth folding.
      exactly: (text, language) => (text.length > 1_000 ? undefined : variants.get(variantKey(text, language))),
      starters: startersOf(settings.starters, flows, asked),
    },
  };
}

type Read = Pick<Catalogue, 'flows' | 'articles'>;

const triesForOneMoment = 5;

/** Articles and flows when they have changed, all of one version: what was published meanwhile is read again. */
async function readWhole(
  { database, site }: KeeperOptions,
  before: Built | undefined,
): Promise<{ versions: Versions } & ({ read: Read; known: Built | undefined } | { read: undefined; known: Built })> {
  for (let tries = 1; ; tries++) {
    const versions = await versionsOf(database, site);
    if (before?.versions.catalogue === versions.catalogue) return { versions, read: undefined, known: before };
    const [flows, articles] = await Promise.all([
      loadFlows(database, site),
      readLiveArticles(database, site, before?.catalogue.articles ?? new Map()),
    ]);
    const after = await versionsOf(database, site);
    // Of somebody who publishes all the time what there is is shown; the next look finds the rest.
    if (after.catalogue === versions.catalogue || tries === triesForOneMoment)
      return { versions, read: { flows, articles }, known: before };
  }
}

async function catalogueOf(
  { database, site, knowledge, readings }: Parts,
  { flows, articles, versions, settings }: Read & { versions: Versions; settings: Settings },
  before: Catalogue | undefined,
): Promise<Catalogue> {
  const isSame = before?.inUse.nth === versions.decided;
  const inUse = isSame ? before.inUse : await readInUse(database, site, createMatter(settings));
  const written = await shownOf(articles.values(), flows, before?.shown ?? new Map());
  const read = readings ? await withReadings(readings, written) : written;
  const shown = withHeard(read, inUse.heard);
  const synonyms = synonymsOf(flows);
  const version = versions.catalogue;
  if (inUse.fitted !== (before?.inUse.fitted ?? asShipped)) await knowledge.decideBy(inUse.fitted);
  const [variants] = await Promise.all([wordedAlike(shown), publish(knowledge, { shown, synonyms, version }, before)]);
  const asked = [...shown.values()].flatMap(({ article }) => article?.asked ?? []);
  return { flows, articles, shown, variants, asked, synonyms, inUse, feelings: feelingsOf(flows, before) };
}

const synonymsOf = ({ words }: PublishedFlows): Synonyms =>
  Object.fromEntries([...words].flatMap(([language, { synonyms }]) => (synonyms ? [[language, synonyms]] : [])));

/** Some thousand expressions: read again only when the shop has changed its own. */
function feelingsOf({ words }: PublishedFlows, before: Catalogue | undefined): Current['feelings'] {
  const changesIn = (all: PublishedFlows['words']) =>
    [...all].map(([language, { feelings }]) => [language, feelings] as const);
  const changes = changesIn(words);
  const isSame = before && JSON.stringify(changesIn(before.flows.words)) === JSON.stringify(changes);
  return isSame ? before.feelings : createFeelingReader(new Map(changes));
}

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
    ...{ recogniser, zone, matchProduct: matcher, nameless: createNamelessText(products.flatMap(namesOf)) },
    orderPatterns: [...orderPatterns],
    trackingPatterns: [...trackingPatterns],
  });
}

const namesOf = ({ name, aliases, category }: Awaited<ReturnType<typeof allProducts>>[number]): string[] => [
  ...Object.values(name),
  ...aliases,
  category,
];

/** All at once the first time and when other words mean the same; else only what differs, as remove(old) and add(new). */
async function publish(
  knowledge: KnowledgeIndex,
  { shown, synonyms, version }: Pick<Catalogue, 'shown' | 'synonyms'> & { readonly version: number },
  before: Pick<Catalogue, 'shown' | 'synonyms'> | undefined,
): Promise<void> {
  const entries = [...shown.values()].map(({ entry }) => entry);
  if (!before || JSON.stringify(before.synonyms) !== JSON.stringify(synonyms))
    return knowledge.load(entries, version, synonyms);
  const put = [...shown.values()].filter((one) => before.shown.get(one.entry.id) !== one).map(({ entry }) => entry);
  const remove = [...before.shown.keys()].filter((id) => !shown.has(id));
  await knowledge.change({ remove, put }, version);
}

async function versionsOf(database: Database, site: string): Promise<Versions> {
  const [row] = await database.rows<{ catalogue: number | null; settings: number | null; decided: number | null }>(
    versionQuery(database, { site }),
  );
  const products = await datasetVersion(database, site, 'products');
  return { catalogue: row?.catalogue ?? 0, settings: row?.settings ?? 0, products, decided: row?.decided ?? 0 };
}

const versionQuery = template<{ site: string }>(
  (_, place) => sql`
    select (select version from catalogue where site = ${place.text('site')}) as catalogue,
      (select version from site where id = ${place.text('site')}) as settings,
      (select max(nth) from fitting_use where site = ${place.text('site')}) as decided`,
);

const same = (a: Versions, b: Versions): boolean =>
  a.catalogue === b.catalogue && a.settings === b.settings && a.products === b.products && a.decided === b.decided;
