import { createHash } from 'node:crypto';
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { DatabaseSync, type StatementSyncInstance } from '@photostructure/sqlite';
import type { Commit, Row, Step } from './database.js';

/**
 * The thread that owns one SQLite connection. As `writer` it takes every batch that is waiting into one transaction,
 * a savepoint each, and answers only after the commit reached the disk: callers share the price of the fsync.
 */
export interface SqliteWorkerData {
  readonly file: string;
  readonly role: 'writer' | 'reader';
}
/**
 * A statement on its way to the thread. Its text travels once; from then on its number stands for it, because copying
 * and hashing a thousand characters costs more than most statements. Rare ones come without a number.
 */
export interface Sent {
  readonly number?: number;
  readonly sql?: string;
  readonly parameters: readonly unknown[];
}
export type Request = { id: number; batch: readonly (Sent & Pick<Step, 'rows'>)[] } | { id: number; read: Sent };
export type Reply =
  { id: number; commit: Commit } | { id: number; rows: Row[] } | { id: number; fault: string; statement: string };

const most = 256;

function run(port: MessagePort, { file, role }: SqliteWorkerData): void {
  const database = open(file, role);
  const begin = database.prepare('begin immediate');
  const savepoint = database.prepare('savepoint one');
  const release = database.prepare('release one');
  const commit = database.prepare('commit');
  const { note, textOf, execute } = createStatements(database);

  function attempt(batch: Extract<Request, { batch: unknown }>['batch']): Commit {
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

  function write(requests: readonly Request[]): Reply[] {
    const replies: Reply[] = [];
    begin.run();
    try {
      for (const request of requests) {
        if ('read' in request) continue;
        savepoint.run();
        try {
          const outcome = attempt(request.batch);
          if (!outcome.done) database.exec('rollback to one');
          replies.push({ id: request.id, commit: outcome });
        } catch (error) {
          database.exec('rollback to one');
          replies.push(faultReply(request.id, error));
        }
        release.run();
      }
      commit.run();
      return replies;
    } catch (error) {
      // The commit itself failed (disk full, lock never freed): none of the batches stands, so none may be acknowledged.
      if (database.isTransaction) database.exec('rollback');
      return requests.map((request) => faultReply(request.id, error));
    }
  }

  function read(request: Request): Reply {
    try {
      return 'read' in request
        ? { id: request.id, rows: execute(request.read).rows }
        : { id: request.id, fault: 'a reader cannot commit', statement: '' };
    } catch (error) {
      return faultReply(request.id, error, 'read' in request ? textOf(request.read) : '');
    }
  }

  port.on('message', (first: Request[] | 'close') => {
    if (first === 'close') {
      database.close();
      port.close();
      return;
    }
    const waiting = [...first];
    for (let more; waiting.length < most && (more = receiveMessageOnPort(port));) {
      const message = more.message as Request[] | 'close';
      if (message === 'close') setImmediate(() => port.emit('message', 'close'));
      else waiting.push(...message);
    }
    for (const request of waiting) {
      if ('read' in request) note(request.read);
      else request.batch.forEach(note);
    }
    try {
      port.postMessage(role === 'writer' ? write(waiting) : waiting.map(read));
    } catch (error) {
      port.postMessage(waiting.map((request) => faultReply(request.id, error)));
    }
  });
}

interface Statements {
  /** Called for whatever arrives before any of it runs: a batch undone early still brings the texts of its later steps. */
  readonly note: (sent: Sent) => void;
  readonly textOf: (sent: Sent) => string;
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

function open(file: string, role: SqliteWorkerData['role']): InstanceType<typeof DatabaseSync> {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('pragma foreign_keys = on');
  database.exec('pragma temp_store = memory');
  // A checkpoint stops the writer for its own writes and syncs; most pages it would copy are written again soon.
  database.exec('pragma wal_autocheckpoint = 10000');
  if (role === 'reader') database.exec('pragma query_only = on');
  // PostgreSQL gets the same function from a migration, so that the running hash is computed where the row is locked.
  database.function('sha256_hex', { deterministic: true }, (text: unknown) =>
    createHash('sha256').update(String(text)).digest('hex'),
  );
  return database;
}

class StepFault extends Error {
  constructor(
    message: string,
    readonly statement: string,
  ) {
    super(message);
  }
}

function faultReply(id: number, error: unknown, statement = ''): Reply {
  return { id, fault: messageOf(error), statement: error instanceof StepFault ? error.statement : statement };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isUnique = (error: unknown): boolean => /UNIQUE constraint|PRIMARY KEY constraint/i.test(messageOf(error));

if (parentPort) run(parentPort, workerData as SqliteWorkerData);
