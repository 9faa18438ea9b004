import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { postgresUrl, temporaryFolder } from './databases.js';

/** The same claims on an SQLite file and on PostgreSQL, each with its schema and empty. */
export function onEachDatabase(claims: (database: () => Database) => void): void {
  describe.each([
    ['SQLite', async () => join(temporaryFolder(), 'shop.db')],
    ['PostgreSQL', postgresUrl],
  ])('on %s', (_, address) => {
    let database: Database | undefined;
    beforeAll(async () => {
      database = await openDatabase(await address());
      await migrate(database);
    });
    afterAll(() => database?.close());
    claims(() => {
      if (!database) throw new Error('the database is open only within a test');
      return database;
    });
  });
}
