import { createHash } from 'node:crypto';
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { DatabaseSync, type StatementSyncInstance } from '@photostructure/sqlite';
import type { Commit, Row, Statement, Step } from './database.js';

/**
 * The thread that owns one SQLite connection. As `writer` it takes every batch that is waiting into one transaction,
 * a savepoint each, and answers only after the commit reached the disk: callers share the price of the fsync.
 */
export interface SqliteWorkerData {
  readonly file: string;
  readonly role: 'writer' | 'reader';
}
export type Request = { id: number; batch: readonly Step[] } | { id: number; read: Statement };
export type Reply =
  { id: number; commit: Commit } | { id: number; rows: Row[] } | { id: number; fault: string; statement: string };

const most = 256;

function run(port: MessagePort, { file, role }: SqliteWorkerData): void {
  const database = open(file, role);
  const prepared = new Map<string, { statement: StatementSyncInstance; gives: boolean }>();

  function prepare(text: string): { statement: StatementSyncInstance; gives: boolean } {
    const known = prepared.get(text);
    if (known) return known;
    if (prepared.size > 500) prepared.clear();
    const statement = database.prepare(text);
    const fresh = { statement, gives: statement.columns().length > 0 };
    prepared.set(text, fresh);
    return fresh;
  }

  function execute({ sql, parameters }: Statement): { rows: Row[]; count: number } {
    const { statement, gives } = prepare(sql);
    const values = parameters as never[];
    if (gives) {
      const rows = statement.all(...values) as Row[];
      return { rows, count: rows.length };
    }
    return { rows: [], count: Number(statement.run(...values).changes) };
  }

  function attempt(batch: readonly Step[]): Commit {
    const rows: Row[][] = [];
    for (const [at, step] of batch.entries()) {
      try {
        const result = execute(step.statement);
        if (step.rows !== undefined && result.count !== step.rows) return { done: false, at, why: 'rows' };
        rows.push(result.rows);
      } catch (error) {
        if (isUnique(error)) return { done: false, at, why: 'unique' };
        throw new StepFault(messageOf(error), step.statement.sql);
      }
    }
    return { done: true, rows };
  }

  function write(requests: readonly Request[]): Reply[] {
    const replies: Reply[] = [];
    database.exec('begin immediate');
    try {
      for (const request of requests) {
        if ('read' in request) continue;
        database.exec('savepoint one');
        try {
          const commit = attempt(request.batch);
          if (!commit.done) database.exec('rollback to one');
          replies.push({ id: request.id, commit });
        } catch (error) {
          database.exec('rollback to one');
          replies.push(faultReply(request.id, error));
        }
        database.exec('release one');
      }
      database.exec('commit');
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
      return faultReply(request.id, error, 'read' in request ? request.read.sql : '');
    }
  }

  port.on('message', (first: Request[] | 'close') => {
    if (first === 'close') {
      database.close();
      port.close();
      return;
    }
    const waiting = [...first];
    for (let more; waiting.length < most && (more = receiveMessageOnPort(port)); ) {
      const message = more.message as Request[] | 'close';
      if (message === 'close') setImmediate(() => port.emit('message', 'close'));
      else waiting.push(...message);
    }
    try {
      port.postMessage(role === 'writer' ? write(waiting) : waiting.map(read));
    } catch (error) {
      port.postMessage(waiting.map((request) => faultReply(request.id, error)));
    }
  });
}

function open(file: string, role: SqliteWorkerData['role']): InstanceType<typeof DatabaseSync> {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('pragma foreign_keys = on');
  database.exec('pragma temp_store = memory');
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
