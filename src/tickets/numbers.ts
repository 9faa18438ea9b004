import { sql } from '../database/statements.js';
import type { Database, Statement } from '../database/database.js';

export interface TicketNumbers {
  next(): Promise<string>;
}

const block = 20;
const first = 1001;

/**
 * Numbers a customer can say on the phone: `T-1001`. A block of 20 is reserved in one commit, so that a turn knows its
 * ticket's number while it thinks. What a process or a discarded thought did not use is a gap; twice is never.
 */
export function createTicketNumbers(database: Database, site: string): TicketNumbers {
  let left: string[] = [];
  let reserving: Promise<void> | undefined;

  async function reserve(): Promise<void> {
    const commit = await database.commit([{ statement: reservation(database, site), rows: 1 }]);
    const end = commit.done ? Number(commit.rows[0]?.[0]?.['value']) : NaN;
    if (!Number.isSafeInteger(end)) throw new Error(`tickets: no numbers could be reserved for site ${site}`);
    left = Array.from({ length: block }, (_, index) => `T-${end - block + 1 + index}`);
  }

  return {
    async next() {
      for (;;) {
        const number = left.shift();
        if (number !== undefined) return number;
        // Everybody who finds the block empty waits for the same new one.
        reserving ??= reserve().finally(() => (reserving = undefined));
        await reserving;
      }
    },
  };
}

const reservation = (database: Database, site: string): Statement =>
  database.build
    .insertInto('counter')
    .values({ site, name: 'ticket', value: first - 1 + block })
    .onConflict((conflict) =>
      conflict.columns(['site', 'name']).doUpdateSet({ value: sql<number>`counter.value + ${sql.lit(block)}` }),
    )
    .returning('value')
    .compile();
