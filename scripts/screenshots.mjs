/** `npm run screenshots`: takes the pictures of README.md anew from the running demo. */
import { prepare, run } from './steps.mjs';

await prepare(3);
console.log('[3/3] Taking docs/screenshots');
process.exitCode = await run(process.execPath, ['--import', './scripts/typescript.mjs', 'test/screenshots/take.ts']);
