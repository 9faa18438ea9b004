import { createHash } from 'node:crypto';
import { tokenStyle } from '../tokens.js';
import type { Answer } from './answer.js';
import { errorLanguage } from './errors.js';
import { route, type HttpServer } from './server.js';

/**
 * The staff's console at `/console` and every address below it: one static page that knows nothing; what it shows it
 * asks `/staff` for. Nothing inline, nothing from elsewhere, and no script can make markup out of text.
 */
export function consolePage(server: HttpServer, { publicUrl }: { publicUrl: string }): void {
  const policy = [
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'",
    `connect-src 'self' ${publicUrl.replace(/^http/, 'ws')}; frame-ancestors 'none'; manifest-src 'self'`,
    "require-trusted-types-for 'script'; trusted-types 'none'",
  ].join('; ');
  const headers = { 'content-security-policy': policy, vary: 'Accept-Language', 'cache-control': 'no-cache' };
  const page = async ({ headers: asked }: { headers: { 'accept-language'?: string } }): Promise<Answer> => ({
    ...{ status: 200, type: 'text/html; charset=utf-8', text: html(errorLanguage(asked['accept-language'])) },
    headers: { ...headers, 'cross-origin-opener-policy': 'same-origin', 'referrer-policy': 'same-origin' },
  });
  tokensRoute(server);
  route(server, 'get', '/console', {}, page);
  route(server, 'get', '/console/*', {}, page);
}

const html = (language: 'en' | 'ja'): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<title>Madoguchi</title>
<link rel="stylesheet" href="/console/app.css">
<link rel="stylesheet" href="/console/tokens.css">
<script type="module" src="/console/app.js"></script>
</head>
<body><div id="app"></div></body>
</html>
`;

/** The tokens as CSS, from the one file that has them. */
function tokensRoute(server: HttpServer): void {
  const text = tokenStyle();
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 16)}"`;
  const headers = { etag, 'cache-control': 'no-cache' };
  route(server, 'get', '/console/tokens.css', {}, async (call): Promise<Answer> => {
    if (call.headers['if-none-match'] === etag) return { status: 304, empty: true, headers };
    return { status: 200, text, type: 'text/css; charset=utf-8', headers };
  });
}
