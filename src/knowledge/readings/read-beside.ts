import { fork, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { workerFile } from '../../worker-file.js';

const answer = z.union([z.object({ sounds: z.array(z.string()) }), z.object({ error: z.string() })]);

/** In one message: a millisecond or two of the thread that serves. */
const atOnce = 50;
/** So many are read in a second or two; what takes this long hangs. */
const patience = 60_000;

/**
 * How Japanese texts sound, each in katakana, read in a process that ends with the last of them.
 *
 * @throws when there is no dictionary, or no answer
 */
export async function readBeside(texts: readonly string[]): Promise<string[]> {
  const file = fileURLToPath(workerFile(import.meta.url, '../../language/ja/read-aloud-process.js'));
  const child = fork(file, { stdio: 'ignore', execArgv: [] });
  try {
    // Customers go first, wherever the machine knows such a thing.
    if (child.pid !== undefined) setPriority(child.pid, 10);
    const sounds: string[] = [];
    // Starting a process has held a large one for long enough.
    await nextTurn();
    for (let from = 0; from < texts.length; from += atOnce)
      sounds.push(...(await ask(child, texts.slice(from, from + atOnce))));
    return sounds;
  } finally {
    child.kill();
  }
}

function ask(child: ChildProcess, texts: readonly string[]): Promise<string[]> {
  const limit = AbortSignal.timeout(patience);
  return new Promise<string[]>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`readings: ${why}`));
    const hear = (message: unknown): void => {
      const { data } = answer.safeParse(message);
      if (data && 'sounds' in data && data.sounds.length === texts.length) resolve(data.sounds);
      else fail(data && 'error' in data ? data.error : 'a strange answer');
    };
    for (const event of ['message', 'error', 'exit']) child.removeAllListeners(event);
    child.once('message', hear);
    child.once('error', reject).once('exit', (code) => fail(`the process ended with ${String(code)}`));
    limit.addEventListener('abort', () => fail('no answer'), { once: true });
    child.send(texts);
  });
}
