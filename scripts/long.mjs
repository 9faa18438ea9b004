/** Runs the long tests, the files that end in `.long.ts`: seeded chaos that takes minutes. Arguments are Jest's. */
import { prepare } from './steps.mjs';
import { runTests } from './jest.mjs';

await prepare(3);
console.log('[3/3] Running the long tests');
const long = ['--testMatch', '**/test/**/*.long.ts', '--testTimeout', '7200000', '--runInBand'];
process.exitCode = await runTests([...long, ...process.argv.slice(2)]);
