import { route, type HttpServer } from '../../http/server.js';
import type { FormRoutes } from './answers.js';
import { beginRoutes } from './begin-routes.js';
import { openRoutes } from './open-routes.js';
import { formScript, formStyle } from './style.js';

/**
 * The shop's flows as forms: the same conversation through the same door, on pages. A page is drawn from what the bot's run
 * waits for and posts an ordinary message; the bot hears it, checks it and goes on as in every channel.
 */
export function formRoutes(server: HttpServer, options: FormRoutes): void {
  fileRoutes(server);
  beginRoutes(server, options);
  openRoutes(server, options);
}

function fileRoutes(server: HttpServer): void {
  const kept = { 'cache-control': 'public, max-age=3600' };
  route(server, 'get', '/forms/page.css', {}, async () => ({
    ...{ status: 200, type: 'text/css; charset=utf-8', text: formStyle, headers: kept },
  }));
  route(server, 'get', '/forms/page.js', {}, async () => ({
    ...{ status: 200, type: 'text/javascript; charset=utf-8', text: formScript, headers: kept },
  }));
}
