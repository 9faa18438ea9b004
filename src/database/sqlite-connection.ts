import { hash } from 'node:crypto';
import { DatabaseSync, type StatementSyncInstance } from '@photostructure/sqlite';
import type { Commit, Row } from './database.js';
import type { Sent, SentStep } from './sqlite-sent.js';

/** An open SQLite database in the thread that calls it. What it throws names the statement (`StepFault`). */
export interface SqliteConnection {
  readonly database: InstanceType<typeof DatabaseSync>;
  /** Called for whatever arrives before any of it runs: a batch undone early still brings the texts of its later steps. */
  readonly note: (sent: Sent) => void;
  readonly textOf: (sent: Sent) => string;
  readonly read: (sent: Sent) => Row[];
  /** Runs a batch inside a savepoint of its own: all of it stands (within what is open around it), or nothing. */
  readonly attempt: (batch: readonly SentStep[]) => Commit;
}

export class StepFault extends Error {
  constructor(
    message: string,
    readonly statement: string,
  ) {
    super(message);
  }
}

/** Opens a file, or `:memory:`, with everything our statements expect of it. */
export function connectHere(file: string, role: 'writer' | 'reader'): SqliteConnection {
  const database = open(file, role);
  const { note, textOf, execute } = createStatements(database);
  const savepoint = database.prepare('savepoint one');
  const release = database.prepare('release one');
  const undo = database.prepare('rollback to one');

  function run(batch: readonly SentStep[]): Commit {
    const rows: Row[][] = [];
    for (const [at, step] of batch.entries()) {
      try {
        const result = execute(step);
        if (step.rows !== undefined && result.count !== step.rows) return { done: false, at, why: 'rows' };
        rows.push(result.rows);
      } catch (error) {
        if (isUnique(error)) return { done: false, at, why: 'unique' };
        throw new StepFault(messageOf(error), textOf(step));
      }
    }
    return { done: true, rows };
  }

  return {
    ...{ database, note, textOf },
    read: (sent) => execute(sent).rows,
    attempt(batch) {
      savepoint.run();
      try {
        const outcome = run(batch);
        if (!outcome.done) undo.run();
        return outcome;
      } catch (error) {
        undo.run();
        throw error;
      } finally {
        release.run();
      }
    },
  };
}

interface Statements extends Pick<SqliteConnection, 'note' | 'textOf'> {
  readonly execute: (sent: Sent) => { rows: Row[]; count: number };
}

function createStatements(database: InstanceType<typeof DatabaseSync>): Statements {
  const texts = new Map<number, string>();
  const prepared = new Map<number | string, { statement: StatementSyncInstance; gives: boolean }>();
  let rare = 0;

  const textOf = ({ number, sql }: Sent): string => sql ?? (number === undefined ? '' : (texts.get(number) ?? ''));

  function prepare(sent: Sent): { statement: StatementSyncInstance; gives: boolean } {
    const key = sent.number ?? textOf(sent);
    const known = prepared.get(key);
    if (known) return known;
    if (typeof key === 'string' && ++rare % 100 === 0) prepared.clear();
    const statement = database.prepare(textOf(sent));
    const fresh = { statement, gives: statement.columns().length > 0 };
    prepared.set(key, fresh);
    return fresh;
  }

  return {
    textOf,
    note({ number, sql }) {
      if (number !== undefined && sql !== undefined) texts.set(number, sql);
    },
    execute(sent) {
      const { statement, gives } = prepare(sent);
      const values = sent.parameters as never[];
      if (!gives) return { rows: [], count: Number(statement.run(...values).changes) };
      const rows = statement.all(...values) as Row[];
      return { rows, count: rows.length };
    },
  };
}

function open(file: string, role: 'writer' | 'reader'): InstanceType<typeof DatabaseSync> {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('pragma foreign_keys = on');
  database.exec('pragma temp_store = memory');
  // A checkpoint stops the writer for its own writes and syncs; most pages it would copy are written again soon.
  database.exec('pragma wal_autocheckpoint = 10000');
  if (role === 'reader') database.exec('pragma query_only = on');
  // PostgreSQL gets the same function from a migration, so that the running hash is computed where the row is locked.
  database.function('sha256_hex', { deterministic: true }, (text: unknown) => hash('sha256', String(text)));
  return database;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isUnique = (error: unknown): boolean => /UNIQUE constraint|PRIMARY KEY constraint/i.test(messageOf(error));
