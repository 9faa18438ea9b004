import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip, type ZlibOptions } from 'node:zlib';
import type { Answer } from './answer.js';
import { route, type HttpServer } from './server.js';

/** Built by `scripts/build-web.mjs`; the same folder whether this runs from `src` or from `dist`. */
const folder = fileURLToPath(new URL('../../dist/web/', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

const pack = promisify<Buffer, ZlibOptions, Buffer>(gzip);

/**
 * Serves every built file under its own name: `/widget.js`, `/widget/app.js`, `/console/app.js`, … Read once, at the
 * start, and compressed when first asked for, which takes a tenth of a second for all of them. A name that holds its content's hash is kept for a year; the others are asked for anew each time
 * and answered 304 when they are the same, so that a new release is seen at once.
 */
export function webFileRoutes(server: HttpServer): void {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => extname(name) in types);
  for (const name of names) fileRoute(server, name.replaceAll('\\', '/'));
}

function fileRoute(server: HttpServer, name: string): void {
  const bytes = readFileSync(join(folder, name));
  const canPack = /\.(js|css|svg)$/.test(name);
  let packed: Promise<Buffer> | undefined;
  const type = types[extname(name)] ?? 'application/octet-stream';
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"`;
  const keep = /-[A-Z0-9]{8}\.\w+$/.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache';
  const headers = { etag, 'cache-control': keep, vary: 'Accept-Encoding' };
  route(server, 'get', `/${name}`, {}, async (call): Promise<Answer> => {
    if (call.headers['if-none-match'] === etag) return { status: 304, empty: true, headers };
    const takesGzip = /\bgzip\b/.test(call.headers['accept-encoding'] ?? '');
    if (!canPack || !takesGzip) return { status: 200, bytes, type, headers };
    packed ??= pack(bytes, { level: 9 });
    return { status: 200, bytes: await packed, type, headers: { ...headers, 'content-encoding': 'gzip' } };
  });
}
