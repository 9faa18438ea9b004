import type { Database } from './database.js';

/**
 * Opens the database named by its address: `postgres://…`, or the path of an SQLite file (made if it is missing).
 * Throws a `DatabaseFault` that names the file or host when it cannot be opened.
 */
export async function openDatabase(address: string): Promise<Database> {
  // Each brings its driver along, and only one is needed.
  if (/^postgres(ql)?:\/\//.test(address)) return (await import('./postgres.js')).openPostgres(address);
  return (await import('./sqlite.js')).openSqlite(address);
}
