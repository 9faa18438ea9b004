import { setTimeout as wait } from 'node:timers/promises';
import type { Commit, Database, Statement, Step } from '../database/database.js';
import { newId } from '../id.js';

export type DatasetName = 'products' | 'customers' | 'orders';

/** A whole list of a shop on its way in, or one that another has taken the place of. */
export interface LoadKind {
  readonly site: string;
  readonly name: DatasetName;
  /** Deletes up to `most` rows of a load and gives back one row for each. */
  readonly remove: (load: string, most: number) => Statement;
}

/** A load not touched for so long belongs to an import that died. */
const abandonedAfter = 120_000;
/** Rows deleted at once: a few milliseconds in the writer, so that no message waits behind an import. */
const removedAtOnce = 200;

/** Opens a load: its rows are invisible until `reveal`. */
export async function beginLoad(database: Database, { site, name }: LoadKind): Promise<string> {
  const load = newId('l');
  const { build, now } = database;
  await database.commit([
    { statement: build.insertInto('dataset_load').values({ load, site, name, touched: now }).compile(), rows: 1 },
  ]);
  return load;
}

/** Stores some rows of a load. Throws when the load was taken for abandoned and swept away meanwhile. */
export async function stage(database: Database, load: string, rows: Statement): Promise<void> {
  const { build, now } = database;
  const touch = build
    .updateTable('dataset_load')
    .set({ touched: now })
    .where('load', '=', load)
    .where('touched', '>', 0);
  mustStand(
    await yielding(() => database.commit([{ statement: touch.compile(), rows: 1 }, { statement: rows }])),
    load,
  );
}

/**
 * Makes a load the one that is read, in one short batch; the load before it is marked for sweeping in the same moment.
 * A swept load has no row to take away here, so a list with holes can never become visible.
 */
export async function reveal(
  database: Database,
  load: string,
  kind: LoadKind,
  { now, steps: following }: { now: number; steps: readonly Step[] },
): Promise<void> {
  const { build } = database;
  const { site, name } = kind;
  const own = build.deleteFrom('dataset_load').where('load', '=', load).where('touched', '>', 0);
  const retire = build
    .insertInto('dataset_load')
    .columns(['load', 'site', 'name', 'touched'])
    .expression((from) =>
      from
        .selectFrom('dataset')
        .select((column) => ['load', 'site', 'name', column.lit(0).as('touched')])
        .where('site', '=', site)
        .where('name', '=', name),
    );
  const show = build
    .insertInto('dataset')
    .values({ site, name, load, version: 1, loaded: now })
    .onConflict((conflict) =>
      conflict
        .columns(['site', 'name'])
        .doUpdateSet((column) => ({ load, version: column('dataset.version', '+', 1), loaded: now })),
    );
  const steps: Step[] = [
    { statement: own.compile(), rows: 1 },
    { statement: retire.compile() },
    { statement: show.compile(), rows: 1 },
    ...following,
  ];
  mustStand(await database.commit(steps), load);
}

/** Gives a load up: `sweep` deletes its rows. */
export async function abandon(database: Database, load: string): Promise<void> {
  const statement = database.build.updateTable('dataset_load').set({ touched: 0 }).where('load', '=', load).compile();
  await database.commit([{ statement }]);
}

/** Deletes the rows of loads that were replaced, given up or left behind by an import that died, a few at a time. */
export async function sweep(database: Database, { name, remove }: LoadKind): Promise<void> {
  const { build, now } = database;
  const stale = build
    .selectFrom('dataset_load')
    .select('load')
    .where('name', '=', name)
    .where((column) => column('touched', '<', column(now, '-', abandonedAfter)));
  for (const { load } of await database.read(stale)) {
    await abandon(database, load);
    for (let removed = removedAtOnce; removed === removedAtOnce;) {
      const commit = await yielding(() => database.commit([{ statement: remove(load, removedAtOnce) }]));
      removed = commit.done ? (commit.rows[0]?.length ?? 0) : 0;
    }
    await database.commit([{ statement: build.deleteFrom('dataset_load').where('load', '=', load).compile() }]);
  }
}

/**
 * Commits, and then rests for as long as that took. SQLite has one writer among all processes and no queue: whoever
 * finds it busy tries again later and later, so an import without pauses would keep a serving process out for long.
 */
async function yielding(commit: () => Promise<Commit>): Promise<Commit> {
  const began = performance.now();
  const done = await commit();
  await wait(Math.min(longestRest, performance.now() - began));
  return done;
}

const longestRest = 50;

function mustStand(commit: { done: boolean }, load: string): void {
  if (!commit.done) throw new Error(`import: load ${load} is gone; it was not touched for too long, import again`);
}
