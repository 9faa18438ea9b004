import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cache = fileURLToPath(new URL('../../node_modules/.cache/proxies', import.meta.url));

/** A program that runs, or why there is none: without it the tests of a proxy are skipped, with this sentence. */
export type Found = { readonly path: string } | { readonly missing: string };

/**
 * nginx or Caddy: the one on the path, else Debian's package, unpacked beside the other packages and installed nowhere.
 * No npm package has either inside; on a machine that is no Debian they are found on the path or not at all.
 */
export async function findProxy(name: 'nginx' | 'caddy'): Promise<Found> {
  const unpacked = join(cache, name, name === 'nginx' ? 'usr/sbin/nginx' : 'usr/bin/caddy');
  for (const path of [name, `/usr/sbin/${name}`, unpacked]) if (await works(name, path)) return { path };
  try {
    await unpack(name);
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    return { missing: `${name} is neither on the path nor to be had from apt (${why})` };
  }
  return (await works(name, unpacked)) ? { path: unpacked } : { missing: `Debian's ${name} does not run here` };
}

async function works(name: 'nginx' | 'caddy', path: string): Promise<boolean> {
  const asked = name === 'nginx' ? ['-v', '-e', 'stderr'] : ['version'];
  return run(path, asked, { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

async function unpack(name: string): Promise<void> {
  const folder = join(cache, 'packages');
  await mkdir(folder, { recursive: true });
  try {
    await apt(folder, 'download', name);
  } catch {
    // No lists, or old ones: lists of our own leave those of the machine as they are.
    const lists = join(cache, 'lists');
    await mkdir(join(lists, 'partial'), { recursive: true });
    await apt(folder, '-o', `Dir::State::lists=${lists}`, 'update');
    await apt(folder, '-o', `Dir::State::lists=${lists}`, 'download', name);
  }
  const file = (await readdir(folder)).find((one) => one.startsWith(`${name}_`));
  if (file === undefined || !existsSync(join(folder, file))) throw new Error('apt: downloaded nothing');
  await run('dpkg-deb', ['-x', join(folder, file), join(cache, name)], { timeout: 60_000 });
}

const apt = (cwd: string, ...args: string[]): Promise<unknown> =>
  run('apt-get', ['-q', '-o', 'APT::Sandbox::User=root', ...args], { cwd, timeout: 60_000 });
