/** `npm run build`: what runs on the server (tsc, then one file of it) and in browsers (esbuild), side by side, into `dist`. */
import { spawn } from 'node:child_process';
import { root } from './steps.mjs';

const node = (...args) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    child.once('error', reject).once('exit', (code) => resolve(code ?? 1));
  });

async function server() {
  const compiled = await node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
  return compiled === 0 ? await node('scripts/build-server.mjs') : compiled;
}

const codes = await Promise.all([server(), node('scripts/build-web.mjs')]);
process.exitCode = Math.max(...codes);
