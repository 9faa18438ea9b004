/**
 * Unpacks the Chromium of `@sparticuz/chromium` and the shared libraries it brings into the folder named as argument.
 *
 * A program of its own because that package unpacks into the temporary folder of its process and believes whatever
 * half-written file it finds there: here the folder is private, and appears under its name only when it is complete.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

const target = process.argv[2];
mkdirSync(dirname(target), { recursive: true });
const unpacking = mkdtempSync(`${target}-`);
process.env.TMPDIR = unpacking;
// Its name for "a machine without the libraries a desktop has", which is what a bare server is.
process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
const { default: chromium } = await import('@sparticuz/chromium');
await chromium.executablePath();
try {
  renameSync(unpacking, target);
} catch (fault) {
  rmSync(unpacking, { recursive: true });
  // Another test file may have been faster, and its folder is as good.
  if (!existsSync(target)) throw fault;
}
