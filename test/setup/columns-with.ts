import type { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/statements.js';

/** The columns of all tables that hold a word, in texts or in bytes: `table.column`. */
export async function columnsWith(database: Database, word: string): Promise<string[]> {
  const names =
    database.dialect === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`
      : sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`;
  const found = new Set<string>();
  for (const { name } of await database.rows<{ name: string }>(names.compile(database.build))) {
    const rows = await database.rows<Record<string, unknown>>(
      sql`select * from ${sql.table(name)}`.compile(database.build),
    );
    for (const row of rows)
      for (const [column, value] of Object.entries(row))
        if (textOf(value).includes(word)) found.add(`${name}.${column}`);
  }
  return [...found].toSorted();
}

const textOf = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
