import type { Database } from './database.js';

export interface Opening {
  /** Long reads come soon: what they need is started at once, beside the rest. */
  readonly longReads?: boolean;
}

/**
 * Opens the database named by its address: `postgres://…`, or the path of an SQLite file (made if it is missing).
 * Throws a `DatabaseFault` that names the file or host when it cannot be opened.
 */
export async function openDatabase(address: string, opening: Opening = {}): Promise<Database> {
  // Each brings its driver along, and only one is needed.
  if (/^postgres(ql)?:\/\//.test(address)) return (await import('./postgres.js')).openPostgres(address);
  return (await import('./sqlite.js')).openSqlite(address, opening);
}
