import { z } from 'zod';
import type { Database, Step } from '../../database/database.js';
import { Refusal } from '../../refusal.js';
import { coefficients, type Model } from '../coefficients.js';
import { asShipped, type Fitted } from './fitted.js';
import { strikeMark, type Heard } from './heard.js';
import { readPlaces, type Matter } from './places.js';

/** What a shop decides by now: its coefficients, and what its entries have heard from customers. */
export interface InUse {
  /** Raised with every change, for the processes that look for one. */
  readonly nth: number;
  readonly fitted: Fitted;
  readonly heard: ReadonlyMap<string, readonly string[]>;
  /** In how many places of the log that stands: fewer later means that some of it was erased. */
  readonly places: number;
}

export type Act = 'used' | 'undone' | 'shipped' | 'struck';

const model = z.object({ choice: z.array(z.number()), presence: z.array(z.number()) });
const models = z.record(z.string(), model);

/**
 * By what is decided. A fitting that was drawn to another version of the product's coefficients is left aside, as its numbers
 * may mean something else now: the shop then decides as shipped until it fits again.
 */
export async function readFitted(
  database: Database,
  site: string,
): Promise<{ readonly nth: number; readonly fitting: number; readonly fitted: Fitted }> {
  const { nth, fitting } = await lastUse(database, site);
  const found = fitting === 0 ? undefined : await readFitting(database, site, fitting);
  if (!found) return { nth, fitting: 0, fitted: asShipped };
  const isFitting = found.shipped === coefficients.version;
  const fitted: Fitted = isFitting ? { number: fitting, models: models.parse(JSON.parse(found.models)) } : asShipped;
  return { nth, fitting, fitted };
}

/** What is in use, with what was heard and is neither struck nor erased from the log since. */
export async function readInUse(database: Database, site: string, matter: Matter): Promise<InUse> {
  const { nth, fitting, fitted } = await readFitted(database, site);
  if (fitting === 0) return { nth, fitted, heard: new Map(), places: 0 };
  const { questions, places } = await readPlaces(database, { site, fitting, matter });
  const struck = await readStruck(database, site);
  const left = [...questions].map(
    ([entry, all]) => [entry, all.filter((question) => !struck.has(strikeMark(entry, question)))] as const,
  );
  return { nth, fitted, heard: new Map(left.filter(([, all]) => all.length > 0)), places };
}

export async function readStruck(database: Database, site: string): Promise<Set<string>> {
  const rows = await database.read(
    database.build.selectFrom('struck_question').select('mark').where('site', '=', site),
  );
  return new Set(rows.map(({ mark }) => mark));
}

interface Made {
  readonly site: string;
  readonly by: string;
  readonly now: number;
}

/**
 * Keeps a fitting, not yet in use, and gives its number; of what was heard only where in the log it stands. What was kept
 * before and never used goes.
 */
export async function keepFitting(
  database: Database,
  { site, by, now }: Made,
  kept: { models: Readonly<Record<string, Model>>; heard: readonly Heard[]; trials: unknown },
): Promise<number> {
  const { build } = database;
  for (let tries = 0; tries < triesAtMost; tries++) {
    const { fitting: replaces } = await lastUse(database, site);
    const number = (await lastNumber(database, site)) + 1;
    const row = { site, number, shipped: coefficients.version, replaces, made: now, made_by: by };
    const json = { models: JSON.stringify(kept.models), trials: JSON.stringify(kept.trials) };
    const rows = kept.heard.flatMap(({ entry, language, places }) =>
      places.map((place) => ({ site, fitting: number, entry, language, ...place })),
    );
    const commit = await database.commit([
      ...unusedSteps(database, site),
      {
        statement: build
          .insertInto('fitting')
          .values({ ...row, ...json })
          .compile(),
        rows: 1,
      },
      ...slices(rows).map((some) => ({ statement: build.insertInto('fitting_heard').values(some).compile() })),
    ]);
    if (commit.done) return number;
  }
  throw new Refusal('busy', 'refit: somebody else keeps fitting at the same time');
}

/**
 * Takes a kept fitting, or with 0 the product's own coefficients, into use: every process decides by it within a second.
 * What is in use already stays so, and nothing is noted.
 */
export async function takeIntoUse(
  database: Database,
  { site, by, now }: Made,
  { fitting, act }: { fitting: number; act: Act },
): Promise<void> {
  if (fitting !== 0 && !(await readFitting(database, site, fitting)))
    throw new Refusal('not-found', `refit: there is no fitting ${fitting}`);
  const { fitting: replaces } = await lastUse(database, site);
  if (replaces === fitting) return;
  // Only the first time: what a fitting replaces is older than itself, so that going back comes to an end. Until then it
  // may be gone at any moment, for another that was tried.
  const isFirst = fitting !== 0 && !(await wasUsed(database, site, fitting));
  const before = database.build
    .updateTable('fitting')
    .set({ replaces })
    .where('site', '=', site)
    .where('number', '=', fitting)
    .compile();
  await noteUse(database, { site, by, now }, { fitting, act }, isFirst ? [{ statement: before, rows: 1 }] : []);
}

/** Goes back to what was in use before the fitting that is. `Refusal('not-found')` when nothing was fitted. */
export async function goBack(database: Database, made: Made): Promise<number> {
  const { fitting } = await lastUse(database, made.site);
  const found = fitting === 0 ? undefined : await readFitting(database, made.site, fitting);
  if (!found) throw new Refusal('not-found', 'refit: the coefficients shipped with the product are in use');
  await takeIntoUse(database, made, { fitting: found.replaces, act: 'undone' });
  return found.replaces;
}

/** An editor does not want an entry to learn this question, now and in fittings to come; or does after all. */
export async function strike(
  database: Database,
  made: Made,
  { entry, question, struck }: { entry: string; question: string; struck: boolean },
): Promise<void> {
  const { build } = database;
  const row = { site: made.site, entry, mark: strikeMark(entry, question) };
  const statement = struck
    ? build
        .insertInto('struck_question')
        .values({ ...row, done: made.now, done_by: made.by })
        .onConflict((conflict) => conflict.doNothing())
        .compile()
    : build
        .deleteFrom('struck_question')
        .where('site', '=', row.site)
        .where('entry', '=', entry)
        .where('mark', '=', row.mark)
        .compile();
  const { fitting } = await lastUse(database, made.site);
  await noteUse(database, made, { fitting, act: 'struck' }, [{ statement }]);
}

/** One line of the history: what came into use, when and by whom, and what is known of it. */
export interface Use {
  readonly nth: number;
  readonly fitting: number;
  readonly act: Act;
  readonly done: number;
  readonly by: string;
}

const acts = z.enum(['used', 'undone', 'shipped', 'struck']);

/** What was in use and when, the newest first. */
export async function readUses(database: Database, site: string, limit = 50): Promise<Use[]> {
  const rows = await database.read(
    database.build
      .selectFrom('fitting_use')
      .select(['nth', 'fitting', 'act', 'done', 'done_by'])
      .where('site', '=', site)
      .orderBy('nth', 'desc')
      .limit(limit),
  );
  return rows.map(({ nth, fitting, act, done, done_by: by }) => ({ nth, fitting, act: acts.parse(act), done, by }));
}

export interface KeptFitting {
  readonly number: number;
  readonly shipped: number;
  readonly replaces: number;
  readonly made: number;
  readonly made_by: string;
  readonly models: string;
  readonly trials: string;
}

export async function readFitting(database: Database, site: string, number: number): Promise<KeptFitting | undefined> {
  const [row] = await database.read(
    database.build
      .selectFrom('fitting')
      .select(['number', 'shipped', 'replaces', 'made', 'made_by', 'models', 'trials'])
      .where('site', '=', site)
      .where('number', '=', number),
  );
  return row;
}

const triesAtMost = 5;

async function noteUse(
  database: Database,
  { site, by, now }: Made,
  { fitting, act }: { fitting: number; act: Act },
  steps: readonly Step[],
): Promise<void> {
  for (let tries = 0; tries < triesAtMost; tries++) {
    const { nth } = await lastUse(database, site);
    const row = { site, nth: nth + 1, fitting, act, done: now, done_by: by };
    const insert = database.build.insertInto('fitting_use').values(row).compile();
    const commit = await database.commit([...steps, { statement: insert, rows: 1 }]);
    if (commit.done) return;
    if (commit.why === 'rows') break;
  }
  throw new Refusal('busy', 'refit: somebody else changed it at the same moment');
}

async function lastUse(database: Database, site: string): Promise<{ nth: number; fitting: number }> {
  const [row] = await database.read(
    database.build
      .selectFrom('fitting_use')
      .select(['nth', 'fitting'])
      .where('site', '=', site)
      .orderBy('nth', 'desc')
      .limit(1),
  );
  return row ?? { nth: 0, fitting: 0 };
}

async function lastNumber(database: Database, site: string): Promise<number> {
  const [row] = await database.read(
    database.build.selectFrom('fitting').select('number').where('site', '=', site).orderBy('number', 'desc').limit(1),
  );
  return row?.number ?? 0;
}

async function wasUsed(database: Database, site: string, fitting: number): Promise<boolean> {
  const { build } = database;
  const uses = build.selectFrom('fitting_use').select('nth').where('site', '=', site).where('fitting', '=', fitting);
  return (await database.read(uses.limit(1))).length > 0;
}

function unusedSteps({ build }: Database, site: string): Step[] {
  const used = build.selectFrom('fitting_use').select('fitting').where('site', '=', site);
  return [
    {
      statement: build.deleteFrom('fitting_heard').where('site', '=', site).where('fitting', 'not in', used).compile(),
    },
    { statement: build.deleteFrom('fitting').where('site', '=', site).where('number', 'not in', used).compile() },
  ];
}

/** Statements with more values than this are refused by some databases. */
function slices<T>(rows: readonly T[]): (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / 100) }, (_, i) => rows.slice(i * 100, i * 100 + 100));
}
