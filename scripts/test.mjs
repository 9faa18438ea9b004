/** `npm test`: from a fresh clone to all tests run; arguments are Jest's (`npm test -- test/tickets`). */
import { prepare } from './steps.mjs';
import { runTests } from './jest.mjs';

await prepare(3);
console.log('[3/3] Running the tests');
process.exitCode = await runTests(process.argv.slice(2));
