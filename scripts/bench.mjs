/** `npm run bench -- turn`: runs `bench/turn.ts` against the built product; further arguments are the benchmark's. */
import { existsSync, readdirSync } from 'node:fs';
import { prepare, root, run } from './steps.mjs';

const [name, ...args] = process.argv.slice(2);
const known = readdirSync(`${root}/bench`)
  .filter((file) => /^[^.]+\.ts$/.test(file))
  .map((file) => file.slice(0, -'.ts'.length));

if (name === undefined || !existsSync(`${root}/bench/${name}.ts`)) {
  console.error(`Which benchmark? npm run bench -- <name>, where <name> is one of: ${known.join(', ')}`);
  process.exit(1);
}
await prepare(3);
console.log(`[3/3] Measuring ${name}`);
process.exitCode = await run(process.execPath, ['--import', './scripts/typescript.mjs', `bench/${name}.ts`, ...args]);
