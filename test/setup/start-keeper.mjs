import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Starts the keeper of this run's databases and folders (see keeper.mjs) and tells the test files where it listens.
 * The keeper stands in a process group of its own, so that Ctrl-C reaches it only as the end of its input.
 */
export default async function startKeeper() {
  const program = fileURLToPath(new URL('./keeper.mjs', import.meta.url));
  const keeper = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const [firstLine] = await Promise.race([
    once(keeper.stdout, 'data'),
    once(keeper, 'exit').then(() => Promise.reject(new Error('tests: the keeper of databases did not start'))),
  ]);
  const { address, folder } = JSON.parse(String(firstLine));
  process.env.MADOGUCHI_TEST_KEEPER = address;
  process.env.MADOGUCHI_TEST_FOLDER = folder;
  keeper.unref();
  keeper.stdin.unref();
  keeper.stdout.destroy();
  globalThis.madoguchiKeeper = keeper;
}
