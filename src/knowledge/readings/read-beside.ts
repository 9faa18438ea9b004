import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { workerFile } from '../../worker-file.js';

const answer = z.union([z.object({ sounds: z.array(z.string()) }), z.object({ error: z.string() })]);

/** 2,000 articles are read in some ten seconds; what takes this long hangs. */
const patience = 300_000;

/**
 * How Japanese texts sound, each in katakana, read in a process that ends with the last of them.
 *
 * @throws when there is no dictionary, or no answer
 */
export function readBeside(texts: readonly string[]): Promise<string[]> {
  const file = fileURLToPath(workerFile(import.meta.url, '../../language/ja/read-aloud-process.js'));
  const child = fork(file, { stdio: 'ignore', execArgv: [] });
  const reading = new Promise<string[]>((resolve, reject) => {
    child.once('message', (message) => {
      const read = answer.safeParse(message);
      if (read.data && 'sounds' in read.data && read.data.sounds.length === texts.length) resolve(read.data.sounds);
      else reject(new Error(read.data && 'error' in read.data ? read.data.error : 'readings: a strange answer'));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`readings: the process ended with ${String(code)}`)));
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), patience);
  child.send(texts);
  return reading.finally(() => {
    clearTimeout(limit);
    child.kill();
  });
}
