/**
 * Runs what takes minutes: 10,000 random customers of every flow (bench/walks.ts), whose result is written to
 * docs/results/walks.md, and the files that end in `.long.ts`: seeded chaos, and Microsoft's Web Chat, which is 500 MB and
 * therefore installed here alone, in its own folder. Arguments are Jest's; with any, nobody walks.
 */
import { install, prepare, run } from './steps.mjs';
import { runTests } from './jest.mjs';

await prepare(5);
await install('[3/5]', 'test/web-chat', "Installing Microsoft's Web Chat (500 MB)");
const jest = process.argv.slice(2);
let walked = 0;
if (jest.length === 0) {
  console.log('[4/5] 10,000 customers of every flow');
  const walks = ['bench/walks.ts', '--check', '--write', 'docs/results/walks.md'];
  walked = await run(process.execPath, ['--import', './scripts/typescript.mjs', ...walks]);
}
console.log('[5/5] Running the long tests');
const long = ['--testMatch', '**/test/**/*.long.ts', '--testTimeout', '7200000', '--runInBand'];
const tested = await runTests([...long, ...jest]);
process.exitCode = tested === 0 ? walked : tested;
