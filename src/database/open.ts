import type { Database } from './database.js';
import { openPostgres } from './postgres.js';
import { openSqlite } from './sqlite.js';

/**
 * Opens the database named by its address: `postgres://…`, or the path of an SQLite file (made if it is missing).
 * Throws a `DatabaseFault` that names the file or host when it cannot be opened.
 */
export function openDatabase(address: string): Promise<Database> {
  return /^postgres(ql)?:\/\//.test(address) ? openPostgres(address) : openSqlite(address);
}
