import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, Script } from 'node:vm';
import type { runCommand } from './commands.js';

interface Commands {
  readonly runCommand: typeof runCommand;
}

/**
 * The product's commands: from the one file `npm run build` makes of it and its packages, with the code V8 compiled of
 * it then; file by file where that is missing or older than what was compiled since. A start reads 1,500 files
 * otherwise, which takes longer than everything else it does.
 */
export async function loadCommands(): Promise<Commands> {
  const file = fileURLToPath(new URL('../server.bundle', import.meta.url));
  const made = modified(file);
  const compiled = modified(fileURLToPath(new URL('../.tsbuildinfo', import.meta.url))) ?? 0;
  if (made === undefined || made < compiled) return import('./commands.js');
  return runBundle(file);
}

function runBundle(file: string): Commands {
  // Written in ASCII, and wrapped in a function as Node does it for a CommonJS file: nothing is decoded or joined here.
  const script = new Script(readFileSync(file, 'latin1'), {
    filename: file,
    // Another version of V8 does not take it, and compiles the text instead.
    cachedData: bytesOf(`${file}.cache`),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const run: unknown = script.runInThisContext();
  const module: { exports: Partial<Commands> } = { exports: {} };
  if (typeof run === 'function')
    Reflect.apply(run, undefined, [module.exports, createRequire(file), module, file, dirname(file)]);
  const { runCommand } = module.exports;
  if (!runCommand) throw new Error(`bundle: ${file} holds no commands; build again`);
  return { runCommand };
}

function bytesOf(file: string): Buffer | undefined {
  return modified(file) === undefined ? undefined : readFileSync(file);
}

function modified(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
