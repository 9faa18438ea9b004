import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { verifyLog } from '../../src/conversations/log.js';
import { openDatabase } from '../../src/database/open.js';
import { prepare } from '../chaos/prepare.js';
import { createProduct, type Product } from '../chaos/process.js';
import { openBrowser } from '../setup/browser.js';
import { openCable, type Cable } from '../setup/cable.js';
import { temporaryFolder } from '../setup/databases.js';
import { signIn, type Agent } from './agent.js';
import { openShopPage, webChatVersion, type ShopPage } from './shop-page.js';
import { webChat, type WebChat } from './web-chat.js';

const results = fileURLToPath(new URL('../../docs/results/', import.meta.url));
const artifacts = fileURLToPath(new URL('../.artifacts/', import.meta.url));
const steps: [string, string][] = [];
const complaints: string[] = [];
const folder = temporaryFolder();
const database = join(folder, 'web-chat.db');
let product: Product;
let cable: Cable;
let shop: ShopPage;
let browser: Browser;
let agents: Agent[];

beforeAll(async () => {
  const { secret, links } = await prepare(database);
  cable = await openCable();
  product = await createProduct({ folder, environment: { DATABASE_URL: database, PUBLIC_URL: cable.url } });
  cable.lead(Number(new URL(product.url).port));
  await product.start();
  agents = await Promise.all(links.map((link) => signIn(product.url, link)));
  shop = await openShopPage({ counter: cable.url, secret });
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await shop.close();
  await product.end();
  await cable.close();
});

test('Web Chat, as Microsoft publishes it, is served from the first word to the last', async () => {
  const { chat, context } = await open('');
  const [agent] = agents;
  if (!agent) throw new Error('web chat: nobody signed in');

  await step('greeting', () => chat.hears(/shop.s assistant/));
  await step('question, answer, and the article as a hero card with a button', async () => {
    await chat.says('how do I return an item?');
    await chat.hears(/within 30 days of delivery/);
    await chat.hears(/How do I return something\?/);
    const [article] = await Promise.all([
      context.waitForEvent('page'),
      chat.page.locator('.ac-pushButton', { hasText: 'Open the article' }).click(),
    ]);
    await article.getByRole('heading', { name: 'How do I return something?' }).waitFor();
    await article.close();
  });
  await step('a suggested action pressed', async () => {
    await chat.presses('Yes, thanks');
    await chat.hears(/Glad to hear it/);
  });
  await step('a problem, step by step, with a correction', async () => {
    await chat.says('my kettle KT-200 leaks from the bottom when I pour water');
    await chat.hears(/Unplug the kettle/);
    await chat.presses('Report a problem with a product');
    await chat.hears(/order number/);
    await chat.says('A-10294');
    await chat.hears(/mail address or phone number/);
  });
  await step('a picture sent in the middle, shown, and the form goes on', async () => {
    await chat.sends({ name: 'kettle.png', mimeType: 'image/png', buffer: picture });
    // First its own copy is shown, then the one that came back from us.
    const shown = chat.page.locator(`.webchat__bubble__content img[src^="${cable.url}"]`);
    const width = (found: Element[]): number =>
      Math.max(0, ...found.map((one) => (one instanceof HTMLImageElement ? one.naturalWidth : 0)));
    await expectSoon(() => shown.evaluateAll(width), 2);
    await chat.hears(/Thank you, I have received it/);
  });
  await step('the ticket as an Adaptive Card', async () => {
    await chat.says('kim@example.com');
    await chat.hears(/A-10294[\s\S]*kim@example\.com/);
    await chat.says('no, the order is A-10293');
    await chat.hears(/A-10293[\s\S]*kim@example\.com/);
    await chat.presses('Yes, that is right');
    await chat.page
      .locator('.ac-adaptiveCard')
      .filter({ hasText: /Number\s*T-\d+/ })
      .waitFor();
  });
  const card = await chat.page.locator('.ac-adaptiveCard').last().innerText();
  const ticket = /T-\d+/.exec(card)?.[0] ?? '';
  await step('a person claims the ticket and replies; the customer answers', async () => {
    expect(await agent.claims(ticket)).toContain('A-10293');
    await agent.replies('Hello, **Kim** here. A new kettle is on its way.');
    await chat.hears(/Kim here/);
    await chat.says('Thank you. When?');
  });
  await step('the server stops and starts again; what is said meanwhile comes once', async () => {
    expect(await product.stop()).toBe(0);
    await product.start();
    await agent.replies('It leaves today.');
    await chat.hears(/It leaves today/, 40_000);
    await chat.says('Perfect');
  });
  await step('the customer goes offline and comes back; what was said meanwhile comes once', async () => {
    await context.setOffline(true);
    cable.cut();
    await agent.replies('The parcel number is 4711.');
    await pause(2_000);
    expect(await chat.count('4711')).toBe(0);
    cable.mend();
    await context.setOffline(false);
    await chat.hears(/4711/, 60_000);
    await chat.says('I am back');
  });
  await agent.resolves();
  const said = await chat.said();
  for (const once of ['It leaves today.', 'The parcel number is 4711.', 'I am back', 'Perfect']) {
    expect(said.filter((text) => text.includes(once))).toHaveLength(1);
  }
  expect(await chat.page.getByText(/Send failed|Retry/).count()).toBe(0);
  await context.close();
}, 300_000);

test('in Japanese, with its own words around ours', async () => {
  const { chat, context } = await open('?lang=ja');
  await step('Japanese: greeting, and Web Chat’s own words', async () => {
    await chat.hears(/こんにちは。ショップの自動アシスタントです/);
    expect(await chat.page.locator('[data-id="webchat-sendbox-input"]').getAttribute('placeholder')).toMatch(
      /メッセージ/,
    );
  });
  await step('Japanese: question, answer, article', async () => {
    await chat.says('返品したいのですがどうすればいいですか');
    await chat.hears(/到着から30日以内/);
    await chat.hears(/返品するにはどうすればいいですか/);
    await chat.presses('はい、解決しました');
    await chat.hears(/お役に立ててうれしいです/);
  });
  await step('Japanese: a ticket as a card', async () => {
    await chat.says('担当者と話したいです');
    await chat.page
      .locator('.ac-adaptiveCard')
      .filter({ hasText: /受付番号\s*T-\d+/ })
      .waitFor();
  });
  await context.close();
}, 120_000);

test('the logs are whole, and the browser complained of nothing of ours', async () => {
  await product.stop();
  const opened = await openDatabase(database);
  try {
    const rows = await opened.read(opened.build.selectFrom('conversation').select('id'));
    expect(rows.length).toBeGreaterThan(1);
    for (const { id } of rows) expect(await verifyLog(opened, id)).toMatchObject({ whole: true });
  } finally {
    await opened.close();
  }
  expect(complaints).toEqual([]);
  expect(steps).toHaveLength(12);
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'web-chat.md'), report(await webChatVersion(), browser.version()));
});

async function open(query: string): Promise<{ chat: WebChat; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width: 900, height: 900 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.goto(shop.url + query);
  return { chat: webChat(page), context };
}

async function step(name: string, act: () => Promise<unknown>): Promise<void> {
  const began = Date.now();
  try {
    await act();
  } catch (error) {
    const pages = browser.contexts().flatMap((context) => context.pages());
    await Promise.all(pages.map((page, place) => page.screenshot({ path: join(artifacts, `web-chat-${place}.png`) })));
    throw error;
  }
  steps.push([name, ((Date.now() - began) / 1000).toFixed(1)]);
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function expectSoon<T>(look: () => Promise<T>, wanted: T): Promise<void> {
  for (let tries = 0; tries < 50 && (await look()) !== wanted; tries++) await pause(100);
  expect(await look()).toBe(wanted);
}

/** Two dots of red. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4z8AARAAI/gH/xp559wAAAABJRU5ErkJggg==',
  'base64',
);

function report(version: string, chromium: string): string {
  return [
    '# Microsoft’s Web Chat: last result',
    '',
    `Written by \`npm run test:long -- test/web-chat\` on ${new Date().toISOString().slice(0, 10)}: \`botframework-webchat\` ${version},`,
    `its own bundle unchanged, in Chromium ${chromium}, on a page of another origin, against the built server in a process of its`,
    'own (SQLite, demo shop), with a token the page’s server asked for with the secret.',
    '',
    '| step | seconds |',
    '|---|---:|',
    ...steps.map(([name, seconds]) => `| ${name} | ${seconds} |`),
    '',
    'Checked at the end: nothing said twice or lost on the screen, no failed bubble, no error in the page, every log whole.',
    'Web Chat waits 3 to 15 seconds by itself before it connects again; the two steps with a reconnect are that long.',
    '',
  ].join('\n');
}
