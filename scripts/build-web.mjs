/** What runs in browsers, bundled by esbuild from `src/web` to `dist/web`. `--watch` builds again at each change. */
import { mkdirSync, rmSync } from 'node:fs';
import { build, context } from 'esbuild';
import { root } from './steps.mjs';

const out = `${root}/dist/web`;
const watch = process.argv.includes('--watch');

const common = {
  bundle: true,
  minify: !watch,
  sourcemap: watch ? 'inline' : false,
  target: ['es2022', 'safari16'],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': watch ? '"development"' : '"production"' },
};

/** The loader stands in the customer's own site: one file, no names of its own there but `madoguchi`. */
const loader = {
  ...common,
  entryPoints: { widget: 'src/web/widget/loader.ts' },
  format: 'iife',
  outdir: out,
};
const widget = {
  ...common,
  entryPoints: { 'widget/app': 'src/web/widget/app.tsx' },
  format: 'esm',
  splitting: true,
  chunkNames: 'widget/[name]-[hash]',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  outdir: out,
};
const consoleApp = {
  ...common,
  entryPoints: { 'console/app': 'src/web/console/app.tsx' },
  format: 'esm',
  splitting: true,
  chunkNames: 'console/[name]-[hash]',
  jsx: 'automatic',
  outdir: out,
};

/** The demo shop's own script: not among what every installation serves. */
const demoShop = {
  ...common,
  entryPoints: { shop: 'src/web/shop/shop.ts' },
  format: 'iife',
  outdir: `${root}/dist/web-demo`,
};

process.chdir(root);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const bundles = [loader, widget, consoleApp, demoShop];
if (watch) {
  await Promise.all(bundles.map(async (one) => (await context(one)).watch()));
  console.log(`Watching src/web, building to ${out}`);
} else {
  await Promise.all(bundles.map((one) => build(one)));
}
