import pg from 'pg';
import { DatabaseFault, type Commit, type Database, type Row, type Statement, type Step } from './database.js';
import { databaseClock, statementBuilder } from './statements.js';

// bigint arrives as text unless told otherwise; every number we store is a safe integer.
pg.types.setTypeParser(20, Number);

/** PostgreSQL behind the same contract: a batch is one transaction, a read takes any free connection. */
export function openPostgres(url: string, { connections = 12 } = {}): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const database: Database = {
    dialect: 'postgres',
    build: statementBuilder('postgres'),
    now: databaseClock('postgres'),
    read: (query) => rows(pool, query.compile()),
    rows: (statement) => rows(pool, statement),
    commit: (batch) => commit(pool, batch),
    close: () => pool.end(),
  };
  return Promise.resolve(database);
}

async function rows<R>(pool: pg.Pool, statement: Statement): Promise<R[]> {
  try {
    const result = await pool.query<Row>(prepared(statement));
    return result.rows as R[];
  } catch (error) {
    throw new DatabaseFault(messageOf(error), statement.sql);
  }
}

async function commit(pool: pg.Pool, batch: readonly Step[]): Promise<Commit> {
  for (let tries = 1; ; tries++) {
    const client = await pool.connect().catch((error: unknown) => {
      throw new DatabaseFault(messageOf(error), 'connect');
    });
    try {
      return await transact(client, batch);
    } catch (error) {
      // Two batches that lock rows in opposite order: one is sent back by the server and simply runs again.
      if (isDeadlock(error) && tries < 5) continue;
      throw error instanceof DatabaseFault ? error : new DatabaseFault(messageOf(error), '');
    } finally {
      client.release();
    }
  }
}

async function transact(client: pg.PoolClient, batch: readonly Step[]): Promise<Commit> {
  const result: Row[][] = [];
  await client.query('begin');
  for (const [at, { statement, rows }] of batch.entries()) {
    try {
      const answer = await client.query<Row>(prepared(statement));
      if (rows !== undefined && answer.rowCount !== rows) {
        await client.query('rollback');
        return { done: false, at, why: 'rows' };
      }
      result.push(answer.rows);
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      if (codeOf(error) === '23505') return { done: false, at, why: 'unique' };
      if (isDeadlock(error)) throw error;
      throw new DatabaseFault(messageOf(error), statement.sql);
    }
  }
  await client.query('commit');
  return { done: true, rows: result };
}

const names = new Map<string, string>();

/** Named, so that the server parses each text once per connection. Long rare statements (imports) stay unnamed. */
function prepared({ sql, parameters }: Statement): pg.QueryConfig {
  const values = [...parameters];
  if (sql.length > 4_000) return { text: sql, values };
  let name = names.get(sql);
  if (name === undefined && names.size < 500) names.set(sql, (name = `s${names.size}`));
  return name === undefined ? { text: sql, values } : { name, text: sql, values };
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

const isDeadlock = (error: unknown): boolean => ['40P01', '40001'].includes(codeOf(error));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
