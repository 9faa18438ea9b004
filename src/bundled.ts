import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, Script } from 'node:vm';

/**
 * Where `npm run build` has made one file of a part of the product and its packages; `undefined` where that is missing or
 * older than what was compiled since. A start reads 1,500 files otherwise, which takes longer than all else it does.
 */
export function freshBundle(name: string): string | undefined {
  const file = fileURLToPath(new URL(`../dist/${name}`, import.meta.url));
  const made = modified(file);
  const compiled = modified(fileURLToPath(new URL('../dist/.tsbuildinfo', import.meta.url))) ?? 0;
  return made === undefined || made < compiled ? undefined : file;
}

/** Runs such a file with the code V8 compiled of it then, and gives what it exports. */
export function runBundle(file: string): unknown {
  // Written in ASCII, and wrapped in a function as Node does it for a CommonJS file: nothing is decoded or joined here.
  const script = new Script(readFileSync(file, 'latin1'), {
    filename: file,
    // Another version of V8 does not take it, and compiles the text instead.
    cachedData: bytesOf(`${file}.cache`),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const run: unknown = script.runInThisContext();
  const module: { exports: unknown } = { exports: {} };
  if (typeof run === 'function')
    Reflect.apply(run, undefined, [module.exports, createRequire(file), module, file, dirname(file)]);
  return module.exports;
}

function bytesOf(file: string): Buffer | undefined {
  return modified(file) === undefined ? undefined : readFileSync(file);
}

function modified(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
