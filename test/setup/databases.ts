import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

const asked: string[] = [];

// Given back, not dropped: the test file's own clean-up comes after this one and still closes its connections.
afterAll(async () => {
  for (const url of asked) {
    await fetch(`${fromSetup('MADOGUCHI_TEST_KEEPER')}/databases${new URL(url).pathname}`, { method: 'DELETE' });
  }
});

/**
 * The URL of a new, empty PostgreSQL database, dropped after the test file.
 * The server behind it is `TEST_DATABASE_URL`, or one of this run's own, started at the first call (about 2 s).
 */
export async function postgresUrl(): Promise<string> {
  const answer = await fetch(`${fromSetup('MADOGUCHI_TEST_KEEPER')}/databases`, { method: 'POST' });
  if (!answer.ok) throw new Error(await answer.text());
  const { url } = (await answer.json()) as { url: string };
  asked.push(url);
  return url;
}

/** A new, empty folder for SQLite and other files; it is deleted with the run's folder when the run ends. */
export function temporaryFolder(): string {
  return mkdtempSync(join(fromSetup('MADOGUCHI_TEST_FOLDER'), 'files-'));
}

function fromSetup(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`tests: ${name} is not set; run the tests with npm test`);
  return value;
}
