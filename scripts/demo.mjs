/** `npm run demo`: from a fresh clone to the counter with its demo shop, on this machine. */
import { prepare, run } from './steps.mjs';

await prepare(3);
console.log('[3/3] Starting the counter');
process.exitCode = await run(process.execPath, ['dist/main.js', 'demo', ...process.argv.slice(2)]);
