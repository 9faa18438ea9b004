import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The demo shop, started in a folder of its own as `npm run demo` starts it. */
export interface Demo {
  readonly url: string;
  /** The one-time link of whoever's line begins with this name. */
  link(name: string): string;
  stop(): Promise<void>;
}

export async function startDemo(): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-demo-'));
  const child = spawn(process.execPath, [main, 'demo'], {
    cwd: folder,
    env: { ...process.env, PORT: '0', DATABASE_URL: join(folder, 'demo.db'), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  while (!said.includes('Ctrl-C')) {
    if (child.exitCode !== null) throw new Error(`the demo did not start:\n${said}`);
    await new Promise((next) => setTimeout(next, 100));
  }
  const url = /(http:\S+)\/shop\/en/.exec(said)?.[1];
  if (url === undefined) throw new Error(`the demo told no address:\n${said}`);
  return {
    url,
    link(name) {
      const found = new RegExp(`^ *${name}\\b.*\\n *(http\\S+)`, 'm').exec(said)?.[1];
      if (found === undefined) throw new Error(`the demo printed no link for ${name}`);
      return found;
    },
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true });
    },
  };
}
