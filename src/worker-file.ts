/**
 * The built JavaScript of a worker that stands beside the calling module.
 *
 * Workers run from `dist`, the same file in tests and in production: a test runner that compiles `src` on the fly
 * calls this from `src/…/x.ts`, the product from `dist/…/x.js`; both get `dist/…/<file>`.
 */
export function workerFile(from: string, file: string): URL {
  const url = new URL(file, from);
  url.pathname = url.pathname.replace(/\/src\/(?!.*\/src\/)/, '/dist/');
  return url;
}
