import { createHash } from 'node:crypto';
import { z } from 'zod';
import { addressKey } from '../../http/address.js';
import type { Answer } from '../../http/answer.js';
import { errorLanguage } from '../../http/errors.js';
import { route, type HttpServer } from '../../http/server.js';
import { bearerOf, reachedBy } from '../directline/access.js';
import type { DirectLine } from '../directline/directline.js';
import { newToken, tokenFor } from '../directline/routes.js';
import { chatPage, type PageLanguage } from './page.js';
import { chatScript } from './script.js';
import { chatStyle } from './style.js';

const query = z.object({ lang: z.string().max(35).optional() });

/** The plain chat page at `/chat`: one page, one script, one style sheet, nothing from elsewhere and nothing inline. */
export function chatRoutes(server: HttpServer, line: DirectLine): void {
  const socket = line.publicUrl.replace(/^http/, 'ws');
  const policy = [
    `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' ${line.publicUrl}; form-action 'none'; base-uri 'none'`,
    `connect-src 'self' ${socket}; frame-ancestors 'none'; require-trusted-types-for 'script'`,
  ].join('; ');

  route(server, 'get', '/chat', { query }, async ({ query: { lang }, headers }) => ({
    ...{ status: 200, text: chatPage(languageOf(lang, headers['accept-language']), line.look.botName) },
    ...{ type: 'text/html; charset=utf-8', headers: { 'content-security-policy': policy, vary: 'Accept-Language' } },
  }));

  fileRoute(server, '/chat/chat.js', chatScript, 'text/javascript; charset=utf-8');
  fileRoute(server, '/chat/chat.css', chatStyle, 'text/css; charset=utf-8');

  route(server, 'post', '/chat/token', {}, async (call) => {
    await line.rates.take('tokens', addressKey(call.address));
    const old = bearerOf(call.headers);
    const json =
      old === undefined
        ? await newToken(line, undefined, true)
        : await tokenFor(line, reachedBy(await line.tokens.verifyLate(old)));
    return { status: 200, json };
  });
}

function languageOf(asked: string | undefined, accepted: string | undefined): PageLanguage {
  return errorLanguage(asked ?? accepted);
}

/** Asked for anew each time, answered 304 when it is the same: a new release is seen at once. */
function fileRoute(server: HttpServer, path: string, text: string, type: string): void {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 16)}"`;
  const headers = { etag, 'cache-control': 'no-cache' };
  route(server, 'get', path, {}, async (call): Promise<Answer> => {
    if (call.headers['if-none-match'] === etag) return { status: 304, empty: true, headers };
    return { status: 200, text, type, headers };
  });
}
