/**
 * The steps that every command of the repository shares: the right Node, packages installed, product built.
 * Needs nothing but Node itself, because it runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Packages and build, with one line for each that has something to do; `total` counts the caller's own steps too. */
export async function prepare(total) {
  checkNode();
  await install(`[1/${total}]`);
  await build(`[2/${total}]`);
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Madoguchi needs Node.js 20.19 or newer; this is ${process.versions.node} (${process.execPath}).`);
  process.exit(1);
}

/** `npm ci`, when the packages are missing or the lock file has changed since they were installed. */
export async function install(label, folder = '.', title = 'Installing packages') {
  const at = filesOf(folder);
  if (isInstalled(at)) return;
  const command = npm('ci', '--include=dev', '--no-audit', '--no-fund');
  await step(`${label} ${title}`, ...command, fileURLToPath(at.folder));
  writeFileSync(at.stamp, lockHash(at));
}

export async function build(label) {
  await step(`${label} Building`, process.execPath, ['scripts/build.mjs']);
}

/** Runs to its end what a person watches or types into, with signals handed on; gives the exit code. */
export async function run(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  const forward = (signal) => child.kill(signal);
  // Ctrl-C reaches the child by itself; without a listener this process would be gone before the child has cleaned up.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', forward).on('SIGHUP', forward);
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal === null ? code : 1));
  });
}

/** One slow step as one line, `… 41 s` when it is done; its output is shown only when it fails. */
async function step(title, command, args, cwd = root) {
  const began = Date.now();
  process.stdout.write(`${title} … `);
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  const seconds = `${Math.max(1, Math.round((Date.now() - began) / 1000))} s`;
  console.log(code === 0 ? seconds : `failed after ${seconds}`);
  if (code === 0) return;
  process.stderr.write(Buffer.concat(output));
  process.exit(1);
}

function filesOf(name) {
  const folder = new URL(`../${name}/`, import.meta.url);
  return {
    folder,
    lock: new URL('package-lock.json', folder),
    byNpm: new URL('node_modules/.package-lock.json', folder),
    stamp: new URL('node_modules/.installed-lock', folder),
  };
}

function isInstalled({ lock, byNpm, stamp }) {
  // Absent after an install that was broken off.
  if (modified(byNpm) === undefined) return false;
  const isStamped = modified(stamp) !== undefined && readFileSync(stamp, 'utf8') === lockHash({ lock });
  return modified(byNpm) >= modified(lock) || isStamped;
}

function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

function lockHash({ lock }) {
  return createHash('sha256').update(readFileSync(lock)).digest('hex');
}

/** The npm that started us, or the one on the path (on Windows a script, which only a shell can start). */
function npm(...args) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) return [process.execPath, [own, ...args]];
  return process.platform === 'win32' ? ['cmd', ['/c', 'npm', ...args]] : ['npm', args];
}
