import type { Kysely, RawBuilder } from 'kysely';
import type { Tables } from './tables.js';

/** What a column may hold on its way in or out: the same on both databases. */
export type Value = string | number | null | Uint8Array;
export type Row = Record<string, Value>;

/** A finished statement: text with placeholders and its values. Nothing is computed between the steps of a batch. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** One statement of a batch. `rows`: how many rows it must touch; otherwise the whole batch is undone. */
export interface Step {
  readonly statement: Statement;
  readonly rows?: number;
}

/**
 * What became of a batch: all of it stands and is durable, or none of it happened.
 * `at` is the step that stopped it: it touched another number of rows than expected, or met a unique key.
 */
export type Commit =
  { done: true; rows: readonly (readonly Row[])[] } | { done: false; at: number; why: 'rows' | 'unique' };

/** Anything kysely can finish into a statement giving rows of type R. */
export interface Query<R> {
  compile(): Statement;
  readonly expressionType?: R | undefined;
}

/**
 * The one way to the database. Statements are built with `build` (it cannot run anything), finished, and handed over:
 * `read` gives rows of one committed moment; `commit` runs a batch in one short transaction and answers after it is
 * on the disk. No caller can hold a transaction open, so none can make another wait while it thinks.
 */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres';
  readonly build: Kysely<Tables>;
  /** The database's own clock in milliseconds: leases and due times compare with it, never with a machine's clock. */
  readonly now: RawBuilder<number>;
  read<R>(query: Query<R>): Promise<R[]>;
  /** Rows of a prepared statement; the caller names their shape. `slow` keeps a long read out of the way of turns. */
  rows<R>(statement: Statement, lane?: 'slow'): Promise<R[]>;
  commit(batch: readonly Step[]): Promise<Commit>;
  close(): Promise<void>;
}

/** A fault of the database itself: not reachable, disk full, a statement it does not understand. */
export class DatabaseFault extends Error {
  override name = 'DatabaseFault';
  constructor(
    message: string,
    readonly statement: string,
  ) {
    super(`database: ${message}`);
  }
}
