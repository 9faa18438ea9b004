import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const root = new URL('..', import.meta.url).href;

export async function resolve(specifier, context, next) {
  if (!specifier.startsWith('.')) return next(specifier, context);
  const { href } = new URL(specifier, context.parentURL);
  if (href.startsWith(`${root}src/`)) return next(`${root}dist/${href.slice(`${root}src/`.length)}`, context);
  const ours = href.startsWith(`${root}bench/`) || href.startsWith(`${root}test/`);
  return next(ours && context.parentURL?.endsWith('.ts') ? href.replace(/\.js$/, '.ts') : specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith(root) || !url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, 'utf8'), {
    filename,
    sourceMaps: 'inline',
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
