import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type order, ready, usage, type Usage } from './orders.js';

export interface ServerProcess {
  readonly base: string;
  readonly port: number;
  readonly secret: string;
  usage(): Promise<Usage>;
  /** As `usage`, after garbage has been collected. */
  settle(): Promise<Usage>;
  /** Cuts every socket, without a word. */
  drop(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

const answer = z.object({ id: z.number(), body: z.unknown() });

/** Starts `counter.ts` or `echo.ts` beside this file and waits until it listens. */
export async function startServer(
  name: 'counter' | 'echo',
  { args = [], execArgv = [] }: { args?: readonly string[]; execArgv?: readonly string[] } = {},
): Promise<ServerProcess> {
  const child = fork(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), args, {
    execArgv: [...process.execArgv, '--expose-gc', ...execArgv],
    // As in production, the log is written; here to nowhere.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (body: unknown) => void>();
  let last = 0;
  child.on('message', (message) => {
    const { id, body } = answer.parse(message);
    waiting.get(id)?.(body);
    waiting.delete(id);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const told = ready.parse(await firstAnswer(child, waiting, name));

  function ask(what: z.infer<typeof order>['what']): Promise<unknown> {
    const id = ++last;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      child.send({ id, what });
    });
  }

  return {
    ...told,
    base: `http://127.0.0.1:${told.port}`,
    usage: async () => usage.parse(await ask('usage')),
    settle: async () => usage.parse(await ask('settle')),
    drop: async () => void (await ask('drop')),
    stop() {
      void ask('stop');
      return ended;
    },
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

function firstAnswer(
  child: ChildProcess,
  waiting: Map<number, (body: unknown) => void>,
  name: string,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    waiting.set(0, resolve);
    child.once('exit', (code) => reject(new Error(`${name}: ended with ${String(code)} before it listened`)));
  });
}
