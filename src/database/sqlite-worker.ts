import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import type { Commit, Row } from './database.js';
import { connectHere, messageOf, StepFault } from './sqlite-connection.js';
import type { Sent, SentStep } from './sqlite-sent.js';

/**
 * The thread that owns one SQLite connection. As `writer` it takes every batch that is waiting into one transaction,
 * a savepoint each, and answers only after the commit reached the disk: callers share the price of the fsync.
 */
export interface SqliteWorkerData {
  readonly file: string;
  readonly role: 'writer' | 'reader';
}
export type Request = { id: number; batch: readonly SentStep[] } | { id: number; read: Sent };
export type Reply =
  { id: number; commit: Commit } | { id: number; rows: Row[] } | { id: number; fault: string; statement: string };

const most = 256;

function run(port: MessagePort, { file, role }: SqliteWorkerData): void {
  const connection = connectHere(file, role);
  const { database } = connection;
  const begin = database.prepare('begin immediate');
  const commit = database.prepare('commit');

  function write(requests: readonly Request[]): Reply[] {
    const replies: Reply[] = [];
    begin.run();
    try {
      for (const request of requests) if (!('read' in request)) replies.push(attempt(request));
      commit.run();
      return replies;
    } catch (error) {
      // The commit itself failed (disk full, lock never freed): none of the batches stands, so none may be acknowledged.
      if (database.isTransaction) database.exec('rollback');
      return requests.map((request) => faultReply(request.id, error));
    }
  }

  function attempt({ id, batch }: Extract<Request, { batch: unknown }>): Reply {
    try {
      return { id, commit: connection.attempt(batch) };
    } catch (error) {
      // One that could not even be undone took the transaction of all others with it.
      if (!database.isTransaction) throw error;
      return faultReply(id, error);
    }
  }

  function read(request: Request): Reply {
    try {
      return 'read' in request
        ? { id: request.id, rows: connection.read(request.read) }
        : { id: request.id, fault: 'a reader cannot commit', statement: '' };
    } catch (error) {
      return faultReply(request.id, error, 'read' in request ? connection.textOf(request.read) : '');
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
      if ('read' in request) connection.note(request.read);
      else request.batch.forEach(connection.note);
    }
    try {
      port.postMessage(role === 'writer' ? write(waiting) : waiting.map(read));
    } catch (error) {
      port.postMessage(waiting.map((request) => faultReply(request.id, error)));
    }
  });
}

function faultReply(id: number, error: unknown, statement = ''): Reply {
  return { id, fault: messageOf(error), statement: error instanceof StepFault ? error.statement : statement };
}

if (parentPort) run(parentPort, workerData as SqliteWorkerData);
