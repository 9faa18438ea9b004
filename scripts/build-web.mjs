/** What runs in browsers, bundled by esbuild from `src/web` to `dist/web`. `--watch` builds again at each change. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, context, transform } from 'esbuild';
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

/**
 * In a style sheet, `@import "tokens"` is `src/tokens.ts` written as custom properties. A style sheet imported with
 * `?text` is a string, in which the light palette's values stand instead.
 */
const styles = {
  name: 'styles',
  setup(builder) {
    builder.onResolve({ filter: /^tokens$/ }, () => ({ path: 'src/tokens.ts', namespace: 'tokens' }));
    builder.onLoad({ filter: /.*/, namespace: 'tokens' }, async () => ({
      ...{ contents: (await tokens()).tokenStyle(), loader: 'css' },
      watchFiles: [`${root}/src/tokens.ts`],
    }));
    builder.onResolve({ filter: /\.css\?text$/ }, ({ path, resolveDir }) => ({
      ...{ path: resolve(resolveDir, path.slice(0, -'?text'.length)), namespace: 'text' },
    }));
    builder.onLoad({ filter: /.*/, namespace: 'text' }, async ({ path }) => {
      const { code } = await transform(withValues(readFileSync(path, 'utf8'), await tokens()), {
        ...{ loader: 'css', minify: true, target: common.target },
      });
      return { contents: code.trim(), loader: 'text', watchFiles: [path, `${root}/src/tokens.ts`] };
    });
  },
};

async function tokens() {
  const options = { entryPoints: ['src/tokens.ts'], format: 'esm', write: false, logLevel: 'warning' };
  const { outputFiles } = await build(options);
  return await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

function withValues(style, { colours, radii }) {
  const named = { colour: colours.light, radius: radii };
  return style.replace(/var\(--(colour|radius)-([\w-]+)\)/g, (_, kind, name) => {
    const value = named[kind][name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())];
    if (value === undefined) throw new Error(`style: there is no ${kind} ${name}`);
    return value;
  });
}

/** The loader stands in the customer's own site: one file, no names of its own there but `madoguchi`. */
const loader = {
  ...common,
  plugins: [styles],
  entryPoints: { widget: 'src/web/widget/loader.ts' },
  format: 'iife',
  outdir: out,
};
const widget = {
  ...common,
  plugins: [styles],
  entryPoints: { 'widget/app': 'src/web/widget/app.tsx' },
  format: 'esm',
  splitting: true,
  chunkNames: 'widget/[name]-[hash]',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  outdir: out,
};
/** Built by itself, so that nothing of it shares a chunk with what customers load. */
const widgetGallery = { ...widget, entryPoints: { 'gallery/widget': 'src/web/widget/gallery/gallery.tsx' } };
widgetGallery.chunkNames = 'gallery/[name]-[hash]';
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
const bundles = [loader, widget, widgetGallery, consoleApp, demoShop];
if (watch) {
  await Promise.all(bundles.map(async (one) => (await context(one)).watch()));
  console.log(`Watching src/web, building to ${out}`);
} else {
  await Promise.all(bundles.map((one) => build(one)));
}
