import { randomBytes } from 'node:crypto';
import type { Database } from './database/database.js';
import { Refusal } from './refusal.js';

/** The product's own secrets: made at random on this database's first start, the same for every process on it. */
export interface Secrets {
  /** Signs customers' tokens. */
  readonly token: string;
  /** Keys the mark by which a repeated message is recognised. */
  readonly repeat: string;
  /** What a shop's server shows to get a token for its customer: Direct Line's secret. */
  readonly directline: string;
  /** With what a shop's server signs who its customer is, for the widget. */
  readonly widget: string;
}

const names = ['token', 'repeat', 'directline', 'widget'] as const satisfies readonly (keyof Secrets)[];

/** Reads the secrets, making those that are missing. Of two processes that start at once one makes, both read. */
export async function loadSecrets(database: Database): Promise<Secrets> {
  await database.commit(
    names.map((name) => ({
      statement: database.build
        .insertInto('secret')
        .values({ name, value: randomBytes(32).toString('base64url') })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .compile(),
    })),
  );
  const rows = await database.read(
    database.build
      .selectFrom('secret')
      .selectAll()
      .where('name', 'in', [...names]),
  );
  const value = (name: keyof Secrets): string => {
    const found = rows.find((row) => row.name === name)?.value ?? '';
    // A key cut short by hand would sign tokens that anybody can guess.
    if (found.length < 43)
      throw new Refusal('not-configured', `secrets: ${name} in table secret is shorter than 32 bytes`);
    return found;
  };
  return { token: value('token'), repeat: value('repeat'), directline: value('directline'), widget: value('widget') };
}
