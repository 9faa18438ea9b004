import type { Statement, Step } from './database.js';

/**
 * A statement on its way to a connection. Its text travels once; from then on its number stands for it, because copying
 * and hashing a thousand characters costs more than most statements. Rare ones come without a number.
 */
export interface Sent {
  readonly number?: number;
  readonly sql?: string;
  readonly parameters: Statement['parameters'];
}
export type SentStep = Sent & Pick<Step, 'rows'>;

/** Gives each text its number, for one connection. */
export function createNumbers(): (statement: Statement) => Sent {
  const numbers = new Map<string, number>();
  return ({ sql, parameters }) => {
    const number = numbers.get(sql);
    if (number !== undefined) return { number, parameters };
    // Statements are built from few texts; what is longer or comes past these is an import's or a search's own.
    if (numbers.size >= 500 || sql.length > 4_000) return { sql, parameters };
    numbers.set(sql, numbers.size);
    return { number: numbers.size - 1, sql, parameters };
  };
}
