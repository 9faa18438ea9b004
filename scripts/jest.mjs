/** Jest with what our tests need, and one closing line that a person or a machine reads: `123 passed, 0 failed`. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './steps.mjs';

const node = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];

/** Runs Jest with these arguments and gives its exit code. */
export async function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-result-'));
  const file = join(folder, 'result.json');
  try {
    const code = await run(process.execPath, [...node, '--json', '--outputFile', file, ...args]);
    if (existsSync(file)) console.log(closingLine(JSON.parse(readFileSync(file, 'utf8'))));
    return code;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A file that could not even be loaded ran no test, and counts as one that failed. */
function closingLine(result) {
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests + result.numTodoTests;
  return `${result.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
