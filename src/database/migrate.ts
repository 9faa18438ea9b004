import { sql } from 'kysely';
import type { Database, Statement } from './database.js';
import { migrations } from './migrations.js';

/** The names of migrations that have not run on this database yet. An empty database lacks them all. */
export async function missingMigrations(database: Database): Promise<string[]> {
  const found = await database.rows<{ name: string }>(tableQuery(database.dialect));
  if (found.length === 0) return migrations.map(({ name }) => name);
  const done = await database.read(database.build.selectFrom('migration').select('name'));
  const names = new Set(done.map(({ name }) => name));
  return migrations.filter(({ name }) => !names.has(name)).map(({ name }) => name);
}

/**
 * Brings the schema up to date, one migration a transaction, and gives the names it ran.
 * Two processes may start at once: the second finds the first one's row and runs nothing twice.
 */
export async function migrate(database: Database): Promise<string[]> {
  const missing = await missingMigrations(database);
  if (missing.length > 0) await database.commit([{ statement: text(createTable(database.dialect)) }]);
  const ran: string[] = [];
  for (const migration of migrations.filter(({ name }) => missing.includes(name))) {
    const mark = database.build.insertInto('migration').values({ name: migration.name, applied: Date.now() }).compile();
    const commit = await database.commit([
      { statement: mark },
      ...migration.statements(database.dialect).map((statement) => ({ statement: text(statement) })),
    ]);
    if (commit.done) ran.push(migration.name);
  }
  return ran;
}

const text = (statement: string): Statement => ({ sql: statement, parameters: [] });

const createTable = (dialect: Database['dialect']): string =>
  `create table if not exists migration (name text primary key, applied ${dialect === 'sqlite' ? 'integer' : 'bigint'} not null)`;

function tableQuery(dialect: Database['dialect']): Statement {
  return dialect === 'sqlite'
    ? text(`select name from sqlite_master where type = 'table' and name = 'migration'`)
    : text(`select tablename as name from pg_tables where schemaname = current_schema() and tablename = 'migration'`);
}

/** Answers when the database answers: the cheapest honest statement there is. */
export async function reachable(database: Database): Promise<boolean> {
  const rows = await database.rows<{ one: number }>(sql<{ one: number }>`select 1 as one`.compile(database.build));
  return rows.length === 1;
}
