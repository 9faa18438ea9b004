import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { workerFile } from '../worker-file.js';
import { DatabaseFault, type Commit, type Database, type Row, type Statement, type Step } from './database.js';
import type { Opening } from './open.js';
import { createNumbers } from './sqlite-sent.js';
import type { Reply, Request, SqliteWorkerData } from './sqlite-worker.js';
import { databaseClock, statementBuilder } from './statements.js';

/**
 * SQLite behind three threads: a writer that commits in groups, a reader for turns, a reader for what may take long.
 * The caller's thread never touches the file: a lock held by another process would stop every conversation.
 */
export async function openSqlite(file: string, { longReads = false }: Opening = {}): Promise<Database> {
  const isNew = !existsSync(file);
  if (isNew) mkdirSync(dirname(file), { recursive: true });
  const writer = connect({ file, role: 'writer' });
  // Two that make the same file would lock each other out; where it is there, the threads start side by side.
  if (isNew) await writer.ready;
  const reader = connect({ file, role: 'reader' });
  let slow = longReads ? connect({ file, role: 'reader' }) : undefined;
  await Promise.all([writer.ready, reader.ready, slow?.ready]);
  return {
    dialect: 'sqlite',
    build: statementBuilder('sqlite'),
    now: databaseClock('sqlite'),
    read: async (query) => castRows(await reader.read(query.compile())),
    rows: async (statement, lane) => {
      if (lane === undefined) return castRows(await reader.read(statement));
      slow ??= connect({ file, role: 'reader' });
      return castRows(await slow.read(statement));
    },
    commit: (batch) => writer.commit(batch),
    close: async () => {
      await Promise.all([reader.close(), slow?.close()]);
      await writer.close();
    },
  };
}

/** The one place where rows get the type their statement promised: kysely vouches for it. */
function castRows<R>(rows: Row[]): R[] {
  return rows as R[];
}

interface Connection {
  ready: Promise<void>;
  read(statement: Statement): Promise<Row[]>;
  commit(batch: readonly Step[]): Promise<Commit>;
  close(): Promise<void>;
}

function connect(workerData: SqliteWorkerData): Connection {
  const worker = new Worker(workerFile(import.meta.url, './sqlite-worker.js'), { workerData });
  const waiting = new Map<number, { resolve: (reply: Reply) => void; reject: (error: Error) => void }>();
  let outgoing: Request[] = [];
  let last = 0;
  let dead: Error | undefined;

  const lost = (reason: string): void => {
    dead ??= new DatabaseFault(reason, '');
    for (const one of waiting.values()) one.reject(dead);
    waiting.clear();
  };
  worker.on('message', (replies: Reply[]) => {
    for (const reply of replies) {
      waiting.get(reply.id)?.resolve(reply);
      waiting.delete(reply.id);
    }
  });
  worker.on('error', (error) => lost(`the ${workerData.role} of ${workerData.file} failed: ${error.message}`));
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      lost(`the ${workerData.role} of ${workerData.file} has closed`);
      resolve();
    });
  });

  const sent = createNumbers();

  // Everything asked while the network was read travels in one message: posting costs more than most statements.
  function ask(request: Request): Promise<Reply> {
    if (dead) return Promise.reject(dead);
    if (outgoing.length === 0) {
      setImmediate(() => {
        worker.postMessage(outgoing);
        outgoing = [];
      });
    }
    outgoing.push(request);
    return new Promise((resolve, reject) => waiting.set(request.id, { resolve, reject }));
  }

  return {
    ready: new Promise((resolve, reject) => {
      worker.once('online', () => resolve());
      worker.once('error', reject);
    }),
    read: async (read) => {
      const reply = await ask({ id: ++last, read: sent(read) });
      if ('rows' in reply) return reply.rows;
      throw new DatabaseFault('fault' in reply ? reply.fault : 'a read was answered with a commit', read.sql);
    },
    commit: async (batch) => {
      const steps = batch.map(({ statement, rows }) =>
        rows === undefined ? sent(statement) : { rows, ...sent(statement) },
      );
      const reply = await ask({ id: ++last, batch: steps });
      if ('commit' in reply) return reply.commit;
      throw new DatabaseFault(
        'fault' in reply ? reply.fault : 'a commit was answered with rows',
        'statement' in reply ? reply.statement : '',
      );
    },
    close: async () => {
      // Behind what was asked before it.
      setImmediate(() => {
        if (!dead) worker.postMessage('close');
      });
      await exited;
    },
  };
}
