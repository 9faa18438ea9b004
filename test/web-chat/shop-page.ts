import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const bundle = fileURLToPath(new URL('./node_modules/botframework-webchat/dist/webchat.js', import.meta.url));
const manifest = fileURLToPath(new URL('./node_modules/botframework-webchat/package.json', import.meta.url));

export interface ShopPage {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A customer's shop on another origin, with Web Chat as Microsoft's own pages embed it: the bundle as published, and a
 * token that the shop's server asked for with its secret. `?lang=ja` makes the page Japanese.
 */
export async function openShopPage({ counter, secret }: { counter: string; secret: string }): Promise<ShopPage> {
  const script = await readFile(bundle);
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const answer = (type: string, body: string | Buffer): void => {
      response.setHeader('content-type', type);
      response.end(body);
    };
    if (path === '/webchat.js') answer('text/javascript; charset=utf-8', script);
    else if (path === '/token')
      tokenFrom(counter, secret).then(
        (text) => answer('application/json', text),
        () => response.destroy(),
      );
    else if (path === '/') answer('text/html; charset=utf-8', page(counter));
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The version of Web Chat in the folder. */
export async function webChatVersion(): Promise<string> {
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, 'utf8'))).version;
}

async function tokenFrom(counter: string, secret: string): Promise<string> {
  const answer = await fetch(`${counter}/v3/directline/tokens/generate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: '{}',
  });
  return answer.text();
}

const page = (counter: string): string => `<!doctype html>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<title>A shop</title>
<style>html, body, #chat { height: 100%; margin: 0 }</style>
<div id="chat"></div>
<script src="/webchat.js"></script>
<script>
  const language = new URLSearchParams(location.search).get('lang') === 'ja' ? 'ja-JP' : 'en-US';
  document.documentElement.lang = language;
  fetch('/token').then((answer) => answer.json()).then(({ token }) => {
    const directLine = WebChat.createDirectLine({
      ...{ domain: '${counter}/v3/directline', token },
      conversationStartProperties: { locale: language },
    });
    WebChat.renderWebChat({ directLine, locale: language }, document.getElementById('chat'));
  });
</script>
`;
