/**
 * Keeps what one test run needs and deletes it afterwards: a folder for files, and a PostgreSQL with databases in it.
 *
 * A process of its own whose life hangs on its standard input: when the test runner ends, however it ends, the pipe
 * closes, and the server is stopped and the folder deleted. The server starts when the first database is asked for.
 * `POST /databases` makes an empty one and answers its URL; `DELETE /databases/<name>` gives it back.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from './postgres.mjs';

const folder = mkdtempSync(join(tmpdir(), 'madoguchi-test-'));
// The database server runs under another account, which has to pass through to its own folder inside.
chmodSync(folder, 0o711);
const run = randomBytes(4).toString('hex');
const released = new Set();
let server;

const listener = createServer((request, response) => {
  answer(request).then(
    (body) => response.end(JSON.stringify(body)),
    (fault) => response.writeHead(500).end(String(fault)),
  );
});

listener.listen(0, '127.0.0.1', () => {
  process.stdout.write(JSON.stringify({ address: `http://127.0.0.1:${listener.address().port}`, folder }) + '\n');
});
process.stdin.resume().on('end', stop).on('error', stop);

async function answer(request) {
  server ??= openServer();
  const { admin, url } = await server;
  const name = request.url.split('/')[2];
  if (request.method === 'DELETE') return void released.add(name);
  await dropReleased(admin);
  const database = `madoguchi_test_${run}_${randomBytes(6).toString('hex')}`;
  await admin.query(`CREATE DATABASE ${database} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`);
  const own = new URL(url);
  own.pathname = `/${database}`;
  return { url: own.href };
}

async function openServer() {
  const outside = process.env.TEST_DATABASE_URL;
  const own = outside ? undefined : await startPostgres(folder);
  const url = outside ?? own.url;
  const admin = new pg.Pool({ connectionString: url, max: 2 });
  admin.on('error', () => undefined);
  return { admin, url, stop: own?.stop };
}

/** Drops those whose last connection is gone; a test file gives its databases back before it has closed them. */
async function dropReleased(admin) {
  const { rows } = await admin.query('SELECT DISTINCT datname FROM pg_stat_activity WHERE datname IS NOT NULL');
  const connected = new Set(rows.map((row) => row.datname));
  for (const name of [...released].filter((name) => !connected.has(name))) {
    released.delete(name);
    await admin.query(`DROP DATABASE IF EXISTS "${name}"`);
  }
}

async function stop() {
  try {
    const opened = await server?.catch(() => undefined);
    if (opened?.stop) await opened.stop();
    else if (opened) await dropAll(opened.admin);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    process.exit();
  }
}

async function dropAll(admin) {
  const { rows } = await admin.query('SELECT datname FROM pg_database WHERE datname LIKE $1', [
    `madoguchi_test_${run}_%`,
  ]);
  for (const { datname } of rows) await admin.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
}
