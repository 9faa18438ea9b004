/**
 * `npm run size`: what a customer's browser loads of the widget, in gzip. Fails over budget. Looks at `dist`, so build
 * before. Nothing of the app is loaded before a customer reaches for the launcher.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './steps.mjs';

const folder = join(root, 'dist/web');
const kilobyte = 1024;
const names = readdirSync(join(folder, 'widget')).map((name) => `widget/${name}`);
const languages = names.filter((name) => /\/[a-z]{2}-\w+\.js$/.test(name));
const app = names.filter((name) => name.endsWith('.js') && !languages.includes(name));
const size = (name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length;
const sum = (all) => all.reduce((total, name) => total + size(name), 0);

const rows = [
  { what: 'loader (widget.js)', bytes: size('widget.js'), budget: 3 * kilobyte },
  ...languages.map((name) => ({ what: `words ${name.slice(7, 9)}`, bytes: size(name), budget: 4 * kilobyte })),
  {
    what: 'app with its style and the largest language',
    bytes: sum([...app, 'widget/app.css']) + Math.max(...languages.map(size)),
    budget: 35 * kilobyte,
  },
];

for (const { what, bytes, budget } of rows) {
  const told = `${String(bytes).padStart(6)} of ${String(budget).padStart(5)} bytes gzip`;
  console.log(`${bytes > budget ? 'OVER  ' : 'within'} ${told}  ${what}`);
}
process.exitCode = rows.some(({ bytes, budget }) => bytes > budget) || languages.length === 0 ? 1 : 0;
