import { z } from 'zod';
import { addressKey } from '../../http/address.js';
import { errorLanguage } from '../../http/errors.js';
import { route, type HttpServer } from '../../http/server.js';
import { bearerOf, reachedBy } from '../directline/access.js';
import type { DirectLine } from '../directline/directline.js';
import { newToken, tokenFor } from '../directline/routes.js';
import { framePage, framePolicy } from '../widget/frame-page.js';

const query = z.object({ lang: z.string().max(35).optional() });

/**
 * For whoever has no shop page around them: `/chat` is the widget's window as a page of its own, in nobody's frame, and
 * `/chat/token` gives a Direct Line token without the secret.
 */
export function chatRoutes(server: HttpServer, line: DirectLine): void {
  route(server, 'get', '/chat', { query }, async ({ query: { lang }, headers }) => ({
    status: 200,
    type: 'text/html; charset=utf-8',
    text: framePage(errorLanguage(lang ?? headers['accept-language']), line.look.botName),
    headers: {
      'content-security-policy': framePolicy(line.publicUrl, "'none'"),
      'cache-control': 'no-cache',
      vary: 'Accept-Language',
    },
  }));

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
