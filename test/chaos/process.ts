import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { pause } from './chance.js';

const killer = fileURLToPath(new URL('./killer.mjs', import.meta.url));
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The product as its own process, started again after each death. Whoever talks to it waits for `up` in between. */
export interface Product {
  readonly url: string;
  up(): Promise<void>;
  /** Starts; with `kill` it will die by itself. Resolves when it listens, or false when it died before. */
  start(kill?: { at: string; after: number; about: string }): Promise<boolean>;
  /** Waits for its death by its own hand; false when it lived on for `milliseconds`. */
  died(milliseconds: number): Promise<boolean>;
  kill(): Promise<void>;
  /** For good: whoever still waits for it hears an error. */
  end(): Promise<void>;
  /** The exit code after a kind request to stop. */
  stop(): Promise<number | null>;
  /** What it wrote to its log above the usual. */
  readonly said: string[];
}

export async function createProduct({
  folder,
  environment,
}: {
  folder: string;
  environment: Record<string, string>;
}): Promise<Product> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const said: string[] = [];
  let child: ChildProcess | undefined;
  let gone: Promise<unknown> = Promise.resolve();
  let listening = false;
  let ended = false;
  let open: () => void = () => undefined;
  let upAgain = new Promise<void>((resolve) => (open = resolve));

  function closed(): void {
    if (listening) upAgain = new Promise<void>((resolve) => (open = resolve));
    listening = false;
  }

  return {
    url,
    said,
    up: () => (ended ? Promise.reject(new Error('chaos: the run is over')) : upAgain),
    async start(kill) {
      const started = spawn(process.execPath, ['--import', killer, main, 'start'], {
        cwd: folder,
        env: {
          ...process.env,
          NODE_OPTIONS: '',
          LOG_LEVEL: 'warn',
          PUBLIC_URL: url,
          ...environment,
          PORT: `${port}`,
          KILL_AT: kill?.at ?? '',
          KILL_AFTER: `${kill?.after ?? 0}`,
          KILL_ABOUT: kill?.about ?? '',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      gone = once(started, 'exit').then(closed);
      const listens = new Promise<true>((resolve) => {
        started.stdout.setEncoding('utf8').on('data', (text: string) => {
          if (text.includes('Listening on')) resolve(true);
          for (const line of text.split('\n')) if (line.startsWith('{')) said.push(line);
        });
      });
      started.stderr.setEncoding('utf8').on('data', (text: string) => void said.push(text));
      const isUp = await Promise.race([listens, gone.then(() => false as const)]);
      if (isUp && started.exitCode === null && started.signalCode === null) {
        listening = true;
        open();
      }
      return isUp;
    },
    async died(milliseconds) {
      const late = pause(milliseconds).then(() => false);
      return Promise.race([gone.then(() => true), late]);
    },
    async kill() {
      child?.kill('SIGKILL');
      await gone;
    },
    async end() {
      ended = true;
      child?.kill('SIGKILL');
      await gone;
      open();
    },
    async stop() {
      child?.kill('SIGTERM');
      const late = setTimeout(() => child?.kill('SIGKILL'), 30_000);
      await gone;
      clearTimeout(late);
      return child?.exitCode ?? null;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('chaos: no free port');
  return address.port;
}
