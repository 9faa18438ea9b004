import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Answer } from '../http/answer.js';
import { route, type HttpServer } from '../http/server.js';
import { Refusal } from '../refusal.js';
import type { Staff } from '../staff/staff.js';
import { mark } from './page.js';
import { readPictures } from './pictures.js';
import { portrait } from './portraits.js';
import { shopStyle } from './style.js';

/** Built by `scripts/build-web.mjs` beside the other bundles, but not among those that every installation serves. */
const built = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../../dist/web-demo/${file}`, import.meta.url)), 'utf8');

const svg = 'image/svg+xml';
const numbered = z.object({ file: z.string().regex(/^\d{1,3}\.svg$/) });
const named = z.object({ file: z.string().regex(/^[A-Z0-9._-]{1,40}\.svg$/) });

/** The shop's style, script and pictures. */
export function shopFileRoutes(
  server: HttpServer,
  { folder, people }: { folder: string; people: () => Promise<readonly Staff[]> },
): void {
  const pictures = readPictures(folder);
  const scene = readFileSync(join(folder, 'scene.svg'), 'utf8');
  const fixed: [string, string, string][] = [
    ['/shop/shop.css', 'text/css; charset=utf-8', shopStyle + built('shop.css')],
    ['/shop/shop.js', 'text/javascript; charset=utf-8', built('shop.js')],
    ['/shop/mark.svg', svg, mark],
    ['/shop/scene.svg', svg, scene],
  ];
  for (const [path, type, text] of fixed) {
    route(server, 'get', path, {}, async ({ headers }) => kept(text, type, headers['if-none-match']));
  }
  route(server, 'get', '/shop/pictures/:file', { params: named }, async ({ params: { file }, headers }) => {
    const picture = pictures.of(file.slice(0, -'.svg'.length));
    if (picture === undefined) throw new Refusal('not-found', `shop: there is no picture ${file}`);
    return kept(picture, svg, headers['if-none-match']);
  });
  route(server, 'get', '/shop/people/:file', { params: numbered }, async ({ params: { file }, headers }) => {
    const place = Number.parseInt(file, 10);
    const person = (await people())[place];
    if (!person) throw new Refusal('not-found', `shop: nobody is number ${place}`);
    return kept(portrait(person.name, place), svg, headers['if-none-match']);
  });
}

function kept(text: string, type: string, known: string | undefined): Answer {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 16)}"`;
  const headers = { etag, 'cache-control': 'no-cache' };
  return known === etag ? { status: 304, empty: true, headers } : { status: 200, text, type, headers };
}
