/**
 * Runs the long tests, the files that end in `.long.ts`: seeded chaos that takes minutes, and Microsoft's Web Chat, which
 * is 500 MB and therefore installed here alone, in its own folder. Arguments are Jest's.
 */
import { install, prepare } from './steps.mjs';
import { runTests } from './jest.mjs';

await prepare(4);
await install('[3/4]', 'test/web-chat', "Installing Microsoft's Web Chat (500 MB)");
console.log('[4/4] Running the long tests');
const long = ['--testMatch', '**/test/**/*.long.ts', '--testTimeout', '7200000', '--runInBand'];
process.exitCode = await runTests([...long, ...process.argv.slice(2)]);
