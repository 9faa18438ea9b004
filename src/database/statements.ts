import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
  type RawBuilder,
} from 'kysely';
import type { Database, Statement } from './database.js';
import type { Tables } from './tables.js';

/** kysely as a writer of statements only: its driver can run nothing. */
export function statementBuilder(dialect: Database['dialect']): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect:
      dialect === 'sqlite'
        ? {
            createAdapter: () => new SqliteAdapter(),
            createDriver: () => new DummyDriver(),
            createIntrospector: (db) => new SqliteIntrospector(db),
            createQueryCompiler: () => new SqliteQueryCompiler(),
          }
        : {
            createAdapter: () => new PostgresAdapter(),
            createDriver: () => new DummyDriver(),
            createIntrospector: (db) => new PostgresIntrospector(db),
            createQueryCompiler: () => new PostgresQueryCompiler(),
          },
  });
}

export function databaseClock(dialect: Database['dialect']): RawBuilder<number> {
  return dialect === 'sqlite'
    ? sql<number>`cast(unixepoch('subsec') * 1000 as integer)`
    : sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
}

class Place {}

/** Stands for a value that is filled in later. The cast tells PostgreSQL its type where it cannot see it. */
export type Places<P> = {
  text: (name: keyof P & string) => RawBuilder<string>;
  int: (name: keyof P & string) => RawBuilder<number>;
};

function placesOf<P>(names: Map<unknown, keyof P & string>): Places<P> {
  const placed = (name: keyof P & string): Place => {
    const place = new Place();
    names.set(place, name);
    return place;
  };
  return {
    text: (name) => sql<string>`cast(${placed(name)} as text)`,
    int: (name) => sql<number>`cast(${placed(name)} as bigint)`,
  };
}

/** A statement written once and filled many times: building one anew costs more than running it. */
export type Template<P> = (database: Database, values: P) => Statement;

export function template<P extends object>(
  write: (
    build: Kysely<Tables>,
    place: Places<P>,
    now: RawBuilder<number>,
    dialect: Database['dialect'],
  ) => { compile(db: Kysely<Tables>): Statement },
): Template<P> {
  const finished = new WeakMap<Kysely<Tables>, { sql: string; fill: (values: P) => unknown[] }>();
  function finish(database: Database): { sql: string; fill: (values: P) => unknown[] } {
    const names = new Map<unknown, keyof P & string>();
    const { sql: text, parameters } = write(database.build, placesOf(names), database.now, database.dialect).compile(
      database.build,
    );
    const places = parameters.map((fixed) => ({ name: names.get(fixed), fixed }));
    const fill = (values: P): unknown[] =>
      places.map(({ name, fixed }) => (name === undefined ? fixed : (values[name] ?? null)));
    return { sql: text, fill };
  }
  return (database, values) => {
    let known = finished.get(database.build);
    if (!known) finished.set(database.build, (known = finish(database)));
    return { sql: known.sql, parameters: known.fill(values) };
  };
}

/** kysely's tag for statements written by hand: the one way to it outside this folder. */
export { sql };
