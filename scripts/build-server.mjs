/**
 * `dist/server.bundle`: what `madoguchi` runs, with its packages, as one file, and `dist/server.bundle.cache`, the code V8
 * compiled of it. `dist/search.bundle`: the same of the thread that searches. Made of what tsc wrote; `src/bundled.ts` runs
 * them. Nothing is made when all are newer.
 */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, relative } from 'node:path';
import { constants, Script } from 'node:vm';
import { build } from 'esbuild';
import { root } from './steps.mjs';
import { trySearch } from './try-search.mjs';
import { tryServer } from './try-server.mjs';

const dist = `${root}dist`;

/** Each of our files finds what stands beside it (workers, pages) where tsc has put it, not where the bundle is. */
const ownAddresses = {
  name: 'own addresses',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]dist[\\/].*\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!path.startsWith(dist) || !text.includes('import.meta.url')) return undefined;
      const own = JSON.stringify(`/${relative(dist, path).replaceAll('\\', '/')}`);
      const address = `require('node:url').pathToFileURL(__dirname + ${own}).href`;
      return { contents: text.replaceAll('import.meta.url', `(${address})`), loader: 'js' };
    });
  },
};

/**
 * What packages load and the server may never use: Microsoft's cloud sign-in and clients, restify's plugins for signed
 * requests and files. A quarter of the packages' code, read only when something of it is asked for.
 */
const putOffFiles = [
  'botframework-connector/lib/index.js',
  'botbuilder-core/lib/configurationBotFrameworkAuthentication.js',
  'botbuilder-core/lib/configurationServiceClientCredentialFactory.js',
  'botbuilder-stdlib/lib/azureCoreHttpCompat.js',
  'restify/lib/plugins/authorization.js',
  'restify/lib/plugins/staticFiles.js',
].map((path) => `${root}node_modules/${path}`);

/** In the place of such a file stands one with the same names, each looked up in the file itself when it is used. */
const putOff = {
  name: 'put off',
  setup(builder) {
    const names = putOffFiles.map((path) =>
      path.endsWith('/lib/index.js') ? path.split('/').at(-3) : path.split('/').at(-1).slice(0, -3),
    );
    builder.onResolve({ filter: new RegExp(`(^|/)(${names.join('|')})$`) }, async ({ path, namespace, ...from }) => {
      if (namespace === 'put-off' || from.pluginData === 'asked') return undefined;
      const found = await builder.resolve(path, { ...from, namespace, pluginData: 'asked' });
      return putOffFiles.includes(found.path) ? { path: found.path, namespace: 'put-off' } : found;
    });
    builder.onLoad({ filter: /./, namespace: 'put-off' }, ({ path }) => ({
      contents: standIn(path),
      resolveDir: dirname(path),
    }));
  },
};

function standIn(path) {
  const own = createRequire(import.meta.url)(path);
  const real = `require(${JSON.stringify(path)})`;
  if (typeof own === 'function') return `module.exports = function (...given) { return ${real}.apply(this, given); };`;
  const names = Object.keys(own).map(
    (name) =>
      `Object.defineProperty(exports, ${JSON.stringify(name)}, { enumerable: true, get: () => ${real}[${JSON.stringify(name)}] });`,
  );
  return ["Object.defineProperty(exports, '__esModule', { value: true });", ...names].join('\n');
}

/** What is made into one file, and how it is used once, so that what it runs first is compiled as well and kept. */
const bundles = [
  { name: 'search.bundle', entry: 'knowledge/search-worker.js', use: trySearch },
  { name: 'server.bundle', entry: 'command/commands.js', use: tryServer },
];

const compiled = modified(`${dist}/.tsbuildinfo`);
for (const one of bundles) if (modified(`${dist}/${one.name}.cache`) < compiled) await make(one);
// A server that was tried goes on.
process.exit();

async function make({ name, entry, use }) {
  const file = `${dist}/${name}`;
  await build({
    entryPoints: [`${dist}/${entry}`],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
    footer: { js: '})' },
    charset: 'ascii',
    // Names stay: a stack in the log must say where.
    minifyWhitespace: true,
    minifySyntax: true,
    keepNames: false,
    legalComments: 'none',
    plugins: [ownAddresses, putOff],
    // Machine code of their own; and what only those load who are registered with Microsoft.
    external: ['@photostructure/sqlite', 'argon2', 'botbuilder', 'dtrace-provider', 'pg-native'],
    // Code that V8 compiled before has no way to import: what is loaded later is required.
    supported: { 'dynamic-import': false },
    logLevel: 'warning',
    absWorkingDir: root,
  });
  writeFileSync(file, inAscii(readFileSync(file, 'utf8')));
  rmSync(`${file}.cache`, { force: true });
  const script = new Script(readFileSync(file, 'latin1'), {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const run = (require) => {
    const module = { exports: {} };
    script.runInThisContext()(module.exports, require, module, file, dirname(file));
    return module.exports;
  };
  // Unused the code is as right, and a start a little slower.
  await use(run, createRequire(file)).catch((why) => console.warn(`${name} was built and not tried: ${why}`));
  writeFileSync(`${file}.cache`, script.createCachedData());
}

/**
 * esbuild escapes texts alone: in regular expressions and templates it leaves every letter as it is, and read as one byte a
 * letter the Japanese in them would find nothing. A letter that was escaped already gives its backslash for ours.
 */
function inAscii(text) {
  return text.replace(/(\\*)([^\0-\x7f])/g, (_, before, letter) => {
    const kept = before.length % 2 === 1 ? before.slice(1) : before;
    return `${kept}\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
