import { flowEntry } from '../bot/flow-entry.js';
import { shownOf, withReadings, type Shown } from '../bot/shown.js';
import type { Database } from '../database/database.js';
import { loadFlows, type PublishedFlows } from '../flows/published.js';
import type { Model } from '../knowledge/coefficients.js';
import { modelIn } from '../knowledge/fitted/fitted.js';
import type { Heard } from '../knowledge/fitted/heard.js';
import { keepFitting, readInUse, readStruck, type InUse } from '../knowledge/fitted/store.js';
import { order, type Told } from '../knowledge/fitted/told.js';
import type { Trial, TrialCall } from './trial.js';
import { tryBeside } from './try-beside.js';
import { readLiveArticles } from '../knowledge/live-articles.js';
import { createReadings } from '../knowledge/readings/readings.js';
import { languages } from '../language/languages.js';
import { createMatter } from '../language/read/matter.js';
import type { Log } from '../log.js';
import { Refusal } from '../refusal.js';
import { readSettings } from '../site/site.js';
import type { Errand } from './folder.js';
import { gatherTold } from './gather.js';

export interface RefitCall {
  readonly database: Database;
  readonly site: string;
  readonly now: number;
  readonly log: Log;
  /** Tries one language out: beside this thread, unless told otherwise. */
  readonly tryOut?: (call: TrialCall) => Promise<Trial>;
}

/** What came of trying a shop's votes out, and what it would decide by. */
export interface Refit {
  readonly trials: readonly Trial[];
  readonly models: Readonly<Record<string, Model>>;
  readonly heard: readonly Heard[];
  /** Whether any of it is other than what is in use. */
  readonly isNew: boolean;
  /** What the entries that have heard something are called. */
  readonly titles: ReadonlyMap<string, string>;
}

/** More articles than this are not built up once more beside those in use. */
const articlesAtMost = 20_000;

/**
 * Tries out what a shop's customers have told, on its catalogue as it is now: nothing is changed. The log is read in slices
 * and all that costs time is done in a thread of its own. `Refusal('too-large')` for a catalogue too large to build twice.
 */
export async function tryRefit(call: RefitCall): Promise<Refit> {
  const { database, site, now, tryOut = tryBeside } = call;
  const settings = await readSettings(database, site);
  const matter = createMatter(settings);
  const [flows, inUse, struck] = await Promise.all([
    loadFlows(database, site),
    readInUse(database, site, matter),
    readStruck(database, site),
  ]);
  const shown = await shownNow(call, flows);
  const told = await gatherTold(database, { site, now, matter, articleAt: articlesBy(shown) });
  const trials: Trial[] = [];
  for (const language of languagesOf(told, shown)) {
    const entries = [...shown.values()].flatMap(({ entry }) => (entry.language === language ? [entry] : []));
    const learns = entries.some(({ id }) => (inUse.heard.get(id)?.length ?? 0) > 0);
    trials.push(
      await tryOut({
        ...{ language, entries, struck: [...struck], errands: errandsIn(language, flows, shown) },
        synonyms: flows.words.get(language)?.synonyms,
        told: told.filter((one) => one.language === language),
        now: { model: modelIn(inUse.fitted, language), learns },
      }),
    );
  }
  return together(trials, inUse, shown);
}

/** Keeps what was tried, to be taken into use with `takeIntoUse`; gives its number. Examples are not kept: they quote customers. */
export function keepRefit(
  { database, site, now }: RefitCall,
  by: string,
  { trials, models, heard }: Refit,
): Promise<number> {
  return keepFitting(database, { site, by, now }, { models, heard, trials: trials.map(summaryOf) });
}

async function shownNow({ database, site, log }: RefitCall, flows: PublishedFlows): Promise<Map<string, Shown>> {
  const articles = await readLiveArticles(database, site, new Map());
  if (articles.size > articlesAtMost)
    throw new Refusal(
      'too-large',
      `refit: ${articles.size} articles, at most ${articlesAtMost} are built up once more`,
    );
  const shown = await shownOf(articles.values(), flows, new Map());
  // Those read aloud already; whoever serves reads the rest.
  const readings = createReadings({ database, log, onRead: () => undefined });
  try {
    return await withReadings(readings, shown);
  } finally {
    readings.stop();
  }
}

function articlesBy(shown: ReadonlyMap<string, Shown>): (language: string, slug: string) => string | undefined {
  const ids = new Map(
    [...shown.values()].flatMap(({ article }) =>
      article ? [[`${article.short.language} ${article.short.slug}`, article.short.id] as const] : [],
    ),
  );
  return (language, slug) => ids.get(`${language} ${slug}`);
}

/** Languages in which something was told, of those that have entries and can be read. */
function languagesOf(told: readonly Told[], shown: ReadonlyMap<string, Shown>): string[] {
  const withEntries = new Set([...shown.values()].map(({ entry }) => entry.language));
  return [...new Set(told.map(({ language }) => language))]
    .filter((language) => withEntries.has(language) && languages.has(language))
    .sort(order);
}

function errandsIn(language: string, flows: PublishedFlows, shown: ReadonlyMap<string, Shown>): Errand[] {
  const idOf = articlesBy(shown);
  const ids = (slugs: readonly string[]): string[] => slugs.flatMap((slug) => idOf(language, slug) ?? []);
  return [...flows.live.values()].map(({ flow }) => ({
    flow: flowEntry(language, flow.flow),
    ...{ does: ids(flow.does), offeredWith: ids(flow.offeredWith) },
  }));
}

function together(trials: readonly Trial[], inUse: InUse, shown: ReadonlyMap<string, Shown>): Refit {
  const offered = trials.flatMap(({ language, coefficients }) =>
    coefficients.kind === 'offered' ? [[language, coefficients.what] as const] : [],
  );
  const heard = trials.flatMap((one) => (one.heard.kind === 'offered' ? one.heard.what : []));
  const before = [...inUse.heard].flatMap(([entry, questions]) => questions.map((one) => `${entry} ${one}`));
  const after = heard.map(({ entry, question }) => `${entry} ${question}`);
  const isSame = before.sort(order).join('\n') === after.sort(order).join('\n');
  return {
    trials,
    models: { ...inUse.fitted.models, ...Object.fromEntries(offered) },
    heard,
    isNew: offered.length > 0 || !isSame,
    titles: new Map(heard.map(({ entry }) => [entry, shown.get(entry)?.entry.title ?? entry])),
  };
}

/** A trial without what customers wrote. */
export type Summary = Omit<Trial, 'examples' | 'heard' | 'coefficients'> & {
  readonly heard: {
    readonly kind: Trial['heard']['kind'];
    readonly questions: number;
    readonly figures?: Trial['now'];
  };
  readonly coefficients: { readonly kind: Trial['coefficients']['kind']; readonly figures?: Trial['now'] };
};

export function summaryOf({ examples: _, heard, coefficients, ...rest }: Trial): Summary {
  return {
    ...rest,
    heard: {
      kind: heard.kind,
      questions: heard.kind === 'offered' ? heard.what.length : 0,
      ...('figures' in heard && { figures: heard.figures }),
    },
    coefficients: { kind: coefficients.kind, ...('figures' in coefficients && { figures: coefficients.figures }) },
  };
}
