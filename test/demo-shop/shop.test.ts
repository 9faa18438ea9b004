import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jwtVerify } from 'jose';
import type { Browser, Page } from 'playwright-core';
import { createLog } from '../../src/log.js';
import { createServer, type Served } from '../../src/serve.js';
import { openBrowser } from '../setup/browser.js';
import { openCounter, type Counter } from '../setup/counter.js';

const clock = { now: () => Date.now() };
let counter: Counter;
let served: Served;
let browser: Browser;
let url: string;

beforeAll(async () => {
  const port = 21_000 + (process.pid % 20_000);
  url = `http://127.0.0.1:${port}`;
  counter = await openCounter({ clock, environment: { PUBLIC_URL: url } });
  const { app, config, database } = counter;
  const log = createLog('silent');
  served = createServer({ app, config, database, clock, log, demo: join(process.cwd(), 'demo') });
  await served.server.listen(port);
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await served.server.close(500);
  await counter.close();
});

/** A visitor's page; every line the browser complains with is kept: the shop's policy forbids what it does not need. */
async function visit(
  path: string,
  { locale = 'en-GB', width = 1280, height = 800 } = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ locale, viewport: { width, height } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (line) => void (['error', 'warning'].includes(line.type()) && complaints.push(line.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.goto(url + path);
  return { page, complaints };
}

test('the shop speaks the visitor’s language and has a page, a picture and a price for every product', async () => {
  const sent = await fetch(`${url}/shop`, { headers: { 'accept-language': 'ja' }, redirect: 'manual' });
  expect(sent.headers.get('location')).toBe('/shop/ja');
  const departments = ['kitchen', 'cleaning', 'air', 'sound', 'digital', 'living', 'beauty', 'parts'];
  const pages = await Promise.all(
    departments.map(async (one) => (await fetch(`${url}/shop/en/shelves/${one}`)).text()),
  );
  const links = pages.flatMap((text) => [...text.matchAll(/\/shop\/en\/products\/([\w-]+)"/g)].map(([, sku]) => sku));
  expect(new Set(links).size).toBe(150);
  for (const sku of links) {
    const picture = await fetch(`${url}/shop/pictures/${sku}.svg`);
    expect([sku, picture.status, picture.headers.get('content-type')]).toEqual([sku, 200, 'image/svg+xml']);
  }
  const product = await (await fetch(`${url}/shop/ja/products/KT-200`)).text();
  expect(product).toContain('電気ケトル 1.0L');
  expect(product).toContain('4,980円');
  expect((await fetch(`${url}/shop/en/products/%3Cscript%3E`)).status).toBe(404);
});

test('its policy allows the widget and nothing else, and the widget opens under it', async () => {
  const policy = (await fetch(`${url}/shop/en`)).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  for (const part of ['script-src', 'connect-src', 'frame-src']) expect(policy).toContain(`${part} 'self'`);
  expect(policy).not.toContain('unsafe');
  const { page, complaints } = await visit('/shop/en');
  await page.getByRole('button', { name: 'Ask the counter' }).click();
  const chat = page.frameLocator('iframe');
  await chat.getByRole('textbox').fill('How much does shipping cost?');
  await page.keyboard.press('Enter');
  await chat.getByText('Shipping is free for orders').first().waitFor();
  expect(complaints).toEqual([]);
});

test('the tour can be turned, skipped by key, is not shown again, and can be asked for', async () => {
  const { page } = await visit('/shop/en', { width: 390, height: 844 });
  const tour = page.locator('#tour-bubble');
  await tour.getByText('A shop with a counter').waitFor();
  expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await tour.getByText('2 of 4').waitFor();
  for (const edge of ['left', 'top'] as const) {
    const box = await tour.boundingBox();
    expect(edge === 'left' ? box?.x : box?.y).toBeGreaterThanOrEqual(0);
  }
  await page.keyboard.press('Escape');
  expect(await tour.count()).toBe(0);
  await page.reload();
  await page.getByRole('button', { name: 'Show me around' }).click();
  await tour.getByText('1 of 4').waitFor();
});

test('whoever signs in sees their orders, and the shop signs who they are', async () => {
  const { page } = await visit('/shop/ja/orders', { locale: 'ja-JP' });
  await page.getByRole('button', { name: '佐藤 花子様としてログイン' }).click();
  await page.getByRole('heading', { name: 'ご注文 A-10310' }).waitFor();
  const token = await page.evaluate<string>(
    "fetch('/shop/identity').then((answer) => answer.json()).then((answer) => answer.token)",
  );
  const key = new TextEncoder().encode(counter.app.secrets.widget);
  const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'] });
  expect(payload).toMatchObject({ sub: 'C-1002', name: '佐藤 花子', mail: 'hanako@example.jp', language: 'ja' });
  expect(await (await fetch(`${url}/shop/identity`)).json()).toEqual({ token: null });
});

test('without the demo there is no shop', async () => {
  const { app, config, database } = counter;
  const { server } = createServer({ app, config, database, clock, log: createLog('silent') });
  const { port } = await server.listen(0);
  expect((await fetch(`http://127.0.0.1:${port}/shop/en`)).status).toBe(404);
  await server.close(100);
});
