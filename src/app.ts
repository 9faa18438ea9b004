import type { Worker } from 'node:worker_threads';
import { greetingIn } from './bot/greeting.js';
import { carriedOver } from './bot/kept-errand.js';
import { createActHandler } from './bot/act-handler.js';
import { keepCurrent } from './bot/keep-current.js';
import type { Services } from './bot/services.js';
import { createSilenceHandler, silenceJob } from './bot/silence.js';
import { createThinker } from './bot/thinker.js';
import { startTurns } from './bot/turns.js';
import { createMail, type Mail } from './channels/mail/mail.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import type { Door } from './conversations/say.js';
import type { Database } from './database/database.js';
import { createWatchdog } from './handoff/watchdog.js';
import { agentIsOn } from './handoff/on.js';
import { promiseFor } from './handoff/promise-for.js';
import { teamOfQueue } from './handoff/route-to.js';
import { holidayCalendar } from './hours/holidays.js';
import { newId } from './id.js';
import { createJobs } from './jobs/jobs.js';
import { readKept, writeKept } from './knowledge/learned/kept.js';
import { createKnowledgeIndex } from './knowledge/knowledge-index.js';
import { createLargeCatalogue, type LargeCatalogue } from './knowledge/large-catalogue.js';
import { mannerOfCounting, readWords, writeWords } from './knowledge/words-store.js';
import { createRecogniser } from './language/recogniser.js';
import { createLive, type Live } from './live/live.js';
import type { Log } from './log.js';
import { loadSecrets } from './secrets.js';
import { openConnectors } from './shop/connect/open-connectors.js';
import { joinSystems } from './shop/join-systems.js';
import { createShopLinks, type ShopLinks } from './shop/own/links.js';
import { ownJobs, ownSystems } from './shop/own/own.js';
import { shopLetter } from './shop/own/shop-letter.js';
import type { Settings } from './site/settings.js';
import { ensureSite, firstSite } from './site/site.js';
import { createTicketLinks, type TicketLinks } from './tickets/link.js';
import { createTicketNumbers } from './tickets/numbers.js';
import type { Message } from './wire.js';

export interface AppOptions {
  readonly config: Config;
  readonly database: Database;
  readonly log: Log;
  readonly clock: Clock;
  /** What `connectors.yaml` may name of the environment: its addresses and secrets. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Where it has been started already: the thread that searches. */
  readonly searchThread?: Worker;
}

/** The running product without its network: whoever speaks goes through `door`, whoever listens through `live`. */
export interface App {
  readonly door: Door;
  readonly live: Live;
  readonly services: Services;
  readonly secrets: Awaited<ReturnType<typeof loadSecrets>>;
  readonly links: TicketLinks;
  /** To receipts and calendar files. */
  readonly shopLinks: ShopLinks;
  readonly mail: Mail;
  readonly process: string;
  /** Looks now for what was published; the poll would find it within half a second. */
  refresh(): Promise<void>;
  /** A sentence of the bot in a language: what a customer reads when no turn speaks. */
  spoken(language: string, key: string): string;
  /** The bot's first words in a new conversation. */
  greeting(language: string): Message | undefined;
  /** Running turns, waiting jobs: for readiness and metrics. */
  load(): Promise<{ turns: number; listeners: number; oldestJob: number; deadJobs: number }>;
  stop(): Promise<void>;
}

/** How long a start waits for what is learnt, in milliseconds. */
const learningPatience = 3_000;

/** Everything built by hand, top to bottom: what a part needs stands above it. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, database, log, clock, environment = {} } = options;
  const site = firstSite;
  const process = newId('p');
  await ensureSite(database, site);
  const secrets = await loadSecrets(database);
  // Before anything has a life of its own: a wrong file stops the start.
  const connectors = await openConnectors(config, environment, {
    ...{ clock, log },
    zone: () => keeper.current().settings.zone,
  });

  const kept = readKept(database, site);
  const knowledge = createSearch({ ...options, site, kept });

  const live = createLive();
  const notices = await joinOthers(database, config.DATABASE_URL, live, log);
  const recogniser = createRecogniser();
  const readAloud = config.READINGS === 'on';
  const keeper = await keepCurrent({ database, site, knowledge, recogniser, log, readAloud });
  // Nothing is to be learnt where the questions are those of the last start. Else a start waits for it, unless there is so much
  // that it is better done beside the answering, or the text index answers until it is done.
  await Promise.race([knowledge.settled(), new Promise((resolve) => setTimeout(resolve, learningPatience).unref())]);
  // Looked up beside the answering: the first customer who needs a person shall not wait for it.
  const { holidays } = keeper.current().settings;
  if (holidays !== null) void holidayCalendar(holidays);

  const leaseSeconds = config.THINK_SECONDS + 5;
  const own = createOwnPatterns(() => keeper.current().settings.orderPatterns);
  const door: Door = {
    database,
    live,
    clock,
    process,
    repeatKey: secrets.repeat,
    leaseSeconds,
    own,
    carry: carriedOver,
  };
  const shopLinks = createShopLinks({ key: secrets.token, site, publicUrl: config.PUBLIC_URL });
  const services: Services = {
    ...{ database, clock, log, site, knowledge },
    current: () => keeper.current(),
    systems: joinSystems(
      ownSystems(database, { key: secrets.token, links: shopLinks, sendsMail: config.SMTP_URL !== undefined }),
      connectors,
    ),
    promiseFor: (queue, now) => promiseOf(database, keeper.current().settings, { site, queue, now }),
    agentIsOn: (agent) => agentIsOn(database, agent),
    numbers: createTicketNumbers(database, site),
    unseenSeconds: config.MAIL_AFTER_SECONDS,
    silenceSeconds: config.REMIND_AFTER_SECONDS,
  };

  const turns = startTurns({
    ...{ database, live, clock, log, process },
    thinker: createThinker(services),
    thinkSeconds: config.THINK_SECONDS,
    sweepSeconds: config.SWEEP_SECONDS,
  });
  const links = createTicketLinks({ key: secrets.token, site, publicUrl: config.PUBLIC_URL, clock });
  const settings = (): Settings => keeper.current().settings;
  const letters = { key: secrets.token, widgetSecret: secrets.widget, publicUrl: config.PUBLIC_URL };
  const mail = await createMail({
    ...{ config, door, log, links, settings },
    shopLetter: (letter, now) => shopLetter({ database, settings, links: shopLinks, ...letters }, letter, now),
  });
  const jobs = createJobs({
    ...{ database, live, clock, log, process },
    handlers: {
      act: createActHandler({ database, live, clock, process, leaseSeconds, outsideAct: connectors.outsideAct }),
      [silenceJob]: createSilenceHandler({ database, live, clock, process, leaseSeconds }),
      ...mail.handlers,
      ...ownJobs({ database, live, clock, settings, unseenSeconds: config.MAIL_AFTER_SECONDS }),
    },
  });
  const watchdog = createWatchdog({
    ...{ database, live, clock, log, seconds: 5 },
    words: (language, key) => spokenBy(keeper.current(), language, key),
  });

  return {
    ...{ door, live, services, secrets, links, shopLinks, mail, process },
    refresh: () => keeper.look(),
    spoken: (language, key) => spokenBy(keeper.current(), language, key),
    greeting: (language) => greetingIn(keeper.current(), language),
    load: async () => ({
      ...{ turns: turns.running, listeners: live.listeners },
      ...{ oldestJob: await jobs.oldestWaiting(), deadJobs: (await jobs.dead()).length },
    }),
    async stop() {
      await turns.stop();
      await Promise.all([jobs.stop(config.DRAIN_SECONDS * 1000), watchdog.stop(), keeper.stop(), notices?.close()]);
      await mail.stop();
      connectors.close();
      await Promise.all([knowledge.close(), recogniser.close()]);
    },
  };
}

function createSearch({
  config,
  database,
  site,
  log,
  kept,
  searchThread,
}: Pick<AppOptions, 'config' | 'database' | 'log' | 'searchThread'> & {
  site: string;
  kept: ReturnType<typeof readKept>;
}): LargeCatalogue {
  const manner = mannerOfCounting();
  const memory = createKnowledgeIndex({
    ...{ kept, thread: searchThread },
    words: readWords(database, site, manner),
    onWords: (language, packed) =>
      void writeWords(database, { site, language, manner }, packed).catch((error: unknown) =>
        log.error({ err: error }, 'search: the words of the articles are not kept'),
      ),
    onLearnt: (kept) =>
      void writeKept(database, site, kept).catch((error: unknown) =>
        log.error({ err: error }, 'search: what was learnt is not kept'),
      ),
    onRestart: (why) => log.error({ err: why }, 'search: the worker was started again'),
    onProblem: (why) => log.error({ err: why }, 'search: nothing was learnt, questions are found by their words alone'),
  });
  return createLargeCatalogue({
    ...{ database, site, memory, from: config.SEARCH_IN_DATABASE_FROM },
    onProblem: (why) => log.error({ err: why }, 'search: the text index could not be filled'),
  });
}

/** SQLite has one process; the driver for PostgreSQL is not even loaded. */
async function joinOthers(
  { dialect }: Database,
  url: string,
  live: Live,
  log: Log,
): Promise<{ close(): Promise<void> } | undefined> {
  if (dialect === 'sqlite') return undefined;
  const { joinProcesses } = await import('./live/between-processes.js');
  return joinProcesses(url, live, log);
}

/** The shop's own number patterns as regular expressions, made anew only when the settings change. */
function createOwnPatterns(patterns: () => readonly string[]): () => readonly RegExp[] {
  let known: readonly string[] = [];
  let made: readonly RegExp[] = [];
  return () => {
    const now = patterns();
    if (now !== known) {
      known = now;
      made = now.map((pattern) => new RegExp(pattern, 'iu'));
    }
    return made;
  };
}

async function promiseOf(
  database: Database,
  settings: ReturnType<Services['current']>['settings'],
  { site, queue, now }: { site: string; queue: string; now: number },
): ReturnType<typeof promiseFor> {
  const team = teamOfQueue(settings, queue);
  return team ? promiseFor(database, settings, { site, team, queue, now }) : { at: null, basis: 'none' };
}

function spokenBy(current: ReturnType<Services['current']>, language: string, key: string): string {
  const words = current.flows.words.get(language) ?? [...current.flows.words.values()][0];
  const sentence = words?.bot[key];
  return typeof sentence === 'string' ? sentence : (sentence?.[0] ?? key);
}
