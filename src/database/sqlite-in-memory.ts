import { DatabaseFault, type Database, type Statement } from './database.js';
import { connectHere, messageOf, StepFault } from './sqlite-connection.js';
import { createNumbers, type Sent } from './sqlite-sent.js';
import { databaseClock, statementBuilder } from './statements.js';

/** A database that is nowhere but in this process, and can take back what was done. */
export interface MemoryDatabase extends Database {
  /** What is committed while `act` runs is there for whoever reads meanwhile, and gone after it. One at a time. */
  undone<T>(act: () => Promise<T>): Promise<T>;
}

/**
 * SQLite in memory and in the caller's own thread: the same statements and the same refusals as of a file, without its
 * durability and without the threads' hops. For rehearsals, where thousands of conversations begin with the same shop;
 * a server would stand still for each of its statements.
 */
export function openInMemory(): MemoryDatabase {
  const connection = connectHere(':memory:', 'writer');
  const { database } = connection;
  const numbered = createNumbers();
  let isAside = false;

  function sent(statement: Statement): Sent {
    const one = numbered(statement);
    connection.note(one);
    return one;
  }

  function read<R>(statement: Statement): R[] {
    try {
      return castRows(connection.read(sent(statement)));
    } catch (error) {
      throw new DatabaseFault(messageOf(error), statement.sql);
    }
  }

  return {
    dialect: 'sqlite',
    build: statementBuilder('sqlite'),
    now: databaseClock('sqlite'),
    read: async (query) => read(query.compile()),
    rows: async (statement) => read(statement),
    async commit(batch) {
      try {
        return connection.attempt(batch.map(({ statement, rows }) => ({ rows, ...sent(statement) })));
      } catch (error) {
        throw new DatabaseFault(messageOf(error), error instanceof StepFault ? error.statement : '');
      }
    },
    close: async () => database.close(),
    async undone(act) {
      if (isAside) throw new Error('database: what is to be undone is open already');
      isAside = true;
      database.exec('savepoint aside');
      try {
        return await act();
      } finally {
        database.exec('rollback to aside');
        database.exec('release aside');
        isAside = false;
      }
    },
  };
}

function castRows<R>(rows: unknown[]): R[] {
  return rows as R[];
}
