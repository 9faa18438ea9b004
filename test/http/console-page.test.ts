import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { consolePage } from '../../src/http/console-page.js';
import { createHttpServer, type HttpServer } from '../../src/http/server.js';
import { webFileRoutes } from '../../src/http/web-files.js';

let server: HttpServer;
let base: string;

beforeAll(async () => {
  const log = pino({ level: 'silent' });
  server = createHttpServer({ log, trustedProxies: [], openTo: { prefix: '/directline', origins: '*' } });
  webFileRoutes(server);
  consolePage(server, { publicUrl: 'https://help.shop.test' });
  base = `http://127.0.0.1:${(await server.listen(0)).port}`;
});
afterAll(() => server.close(100));

test('every address of the console is the same page, and its files are themselves', async () => {
  const pages = await Promise.all(['/console', '/console/conversations/c_1', '/console/x/y/z'].map(read));
  expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
  expect(pages[0]?.text).toContain('/console/app.js');
  expect((await read('/console/app.js')).type).toMatch('javascript');
  expect((await read('/console/tokens.css')).text).toContain('--colour-accent');
});

test('the page runs our own files alone, is framed by nobody, and makes no markup out of text', async () => {
  const { policy } = await read('/console');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("connect-src 'self' wss://help.shop.test");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

async function read(path: string): Promise<{ text: string; type: string; policy: string }> {
  const answer = await fetch(base + path, { headers: { 'accept-language': 'en' } });
  return {
    ...{ text: await answer.text(), type: answer.headers.get('content-type') ?? '' },
    policy: answer.headers.get('content-security-policy') ?? '',
  };
}
