import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { machineClock } from '../../src/clock.js';
import { createLog } from '../../src/log.js';
import { createServer, type Served } from '../../src/serve.js';
import { createSignInLink } from '../../src/staff/sign-in.js';
import { seriousFindings } from '../setup/axe.js';
import { openBrowser } from '../setup/browser.js';
import { openCounter, type Counter } from '../setup/counter.js';
import { temporaryFolder } from '../setup/databases.js';
import { freePort, until } from '../setup/waiting.js';

let counter: Counter;
let served: Served;
let browser: Browser;
let url: string;
let port: number;

/** The same counter behind a new server: what a restart is to those who are connected. */
async function serve(): Promise<void> {
  const { app, database, config } = counter;
  const settled = { ...config, PUBLIC_URL: url };
  served = createServer({ app, database, log: createLog('silent'), clock: machineClock, config: settled });
  await served.server.listen(port);
}

beforeAll(async () => {
  counter = await openCounter({ clock: machineClock, address: join(temporaryFolder(), 'console.db') });
  port = await freePort();
  url = `http://127.0.0.1:${port}`;
  await serve();
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await served.server.close(500);
  await counter.close();
});

/** A customer who writes over Direct Line, as any client of it does. */
async function customer(language: string): Promise<{ says(text: string): Promise<void>; hears(): Promise<string[]> }> {
  const begun = await fetch(`${url}/chat/token`, { method: 'POST', headers: { 'accept-language': language } });
  const { token, conversationId } = z
    .object({ token: z.string(), conversationId: z.string() })
    .parse(await begun.json());
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const address = `${url}/v3/directline/conversations`;
  await fetch(address, { method: 'POST', headers, body: JSON.stringify({ locale: language }) });
  return {
    async says(text) {
      const body = JSON.stringify({ type: 'message', from: { id: 'me' }, locale: language, text });
      const answer = await fetch(`${address}/${conversationId}/activities`, { method: 'POST', headers, body });
      expect(answer.status).toBe(200);
    },
    async hears() {
      const answer = await fetch(`${address}/${conversationId}/activities`, { headers });
      const { activities } = heard.parse(await answer.json());
      return activities.flatMap(({ text, attachments = [] }) => [
        text ?? '',
        ...attachments.map(({ name }) => name ?? ''),
      ]);
    },
  };
}
const heard = z.object({
  activities: z.array(
    z.object({
      text: z.string().optional(),
      attachments: z.array(z.object({ name: z.string().optional() })).optional(),
    }),
  ),
});

/** Waits for a person: the bot has handed over. */
async function waiting(language: string, text: string) {
  const one = await customer(language);
  const greeted = (await one.hears()).length;
  await one.says(text);
  // What is written in one breath is read as one: the bot answers before the person is asked for.
  await until(async () => (await one.hears()).length > greeted + 1);
  await one.says(language === 'ja' ? '担当者と話したいです' : 'I want to talk to a person');
  return one;
}

interface Agent {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
}

/** Somebody at the counter, signed in by a link of their own. Whatever the browser complains of fails the test. */
async function agent(mail: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Agent> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  // An answer that says no, and a line that is cut, are what some of these tests are about.
  const isExpected = (text: string): boolean => /status of (401|409)|ERR_CONNECTION|WebSocket connection/.test(text);
  page.on('console', (line) => {
    if (['error', 'warning'].includes(line.type()) && !isExpected(line.text())) complaints.push(line.text());
  });
  page.on('pageerror', (error) => void complaints.push(error.message));
  const link = await createSignInLink(counter.database, machineClock, mail);
  const signedIn = await context.request.post(`${url}/staff/sign-in`, {
    data: { token: link },
    headers: { origin: url },
  });
  expect(signedIn.status()).toBe(200);
  // Somebody who has been shown around before: the tour has a test of its own.
  const me = z
    .object({ staff: z.object({ id: z.string() }) })
    .parse(await (await context.request.get(`${url}/staff/me`)).json());
  const keys = ['conversations', 'conversation'].map((name) => `madoguchi.tour.${me.staff.id}.${name}`);
  await page.addInitScript(`for (const key of ${JSON.stringify(keys)}) localStorage.setItem(key, '1')`);
  await page.goto(`${url}/console/conversations`);
  return { page, context, complaints };
}

const line = (page: Page, text: string) => page.locator('[data-lines] a').filter({ hasText: text });
const log = (page: Page) => page.getByRole('region', { name: /Transcript|会話の記録/ });
const field = (page: Page) => page.locator('[data-composer]');

const serious = (page: Page): Promise<string[]> => seriousFindings(page.locator('html'));

test('an agent claims, notes, answers with a picture, is held back by news, transfers, and a colleague resolves', async () => {
  const buyer = await waiting('en', 'My toaster arrived broken');
  const kim = await agent('kim@hinata-home.example');
  const owner = await agent('owner@hinata-home.example', { locale: 'ja', colorScheme: 'dark' });
  const { page } = kim;
  await line(page, 'toaster').click();
  await page.getByText('The customer asked for a person').waitFor();
  await page.getByRole('button', { name: 'Claim', exact: true }).click();
  await page.getByText('You hold it').waitFor();
  expect(await serious(page)).toEqual([]);

  await page.getByText('Note', { exact: true }).first().click();
  await field(page).fill('Has the receipt');
  await page.getByRole('button', { name: 'Save note (customer never sees it)' }).click();
  await log(page).getByText('Has the receipt').waitFor();

  await page.getByText('Reply', { exact: true }).first().click();
  await field(page).fill('Sorry! **Unplug** it, please.');
  await page.locator('input[type=file]').setInputFiles({ name: 'plug.png', mimeType: 'image/png', buffer: png });
  await page.getByRole('list', { name: 'Files to send' }).getByText('plug.png').waitFor();
  await expectSoon(() => page.getByRole('progressbar').count(), 0);
  await page.keyboard.press('Control+Enter');
  await log(page).getByText('Sorry! Unplug it, please.').waitFor();
  await log(page).getByRole('img', { name: 'plug.png' }).waitFor();
  await log(page).getByText('Sent').waitFor();
  const told = await buyer.hears();
  expect(told).toContain('Sorry! **Unplug** it, please.');
  expect(told).toContain('plug.png');
  expect(told.join()).not.toContain('receipt');

  await field(page).fill('Anything else?');
  await buyer.says('It smells burnt!');
  await log(page).getByText('It smells burnt!').waitFor();
  await page.keyboard.press('Control+Enter');
  const guard = page.getByRole('dialog', { name: 'The customer has written meanwhile' });
  await guard.getByText('It smells burnt!').waitFor();
  expect(await serious(page)).toEqual([]);
  await guard.getByRole('button', { name: 'Go back and change it' }).click();
  expect(await field(page).inputValue()).toBe('Anything else?');
  await field(page).fill('Please stop using it.');
  await page.waitForTimeout(800);
  await page.keyboard.press('Control+Enter');
  await log(page).getByText('Please stop using it.').waitFor();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Transfer' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('A colleague').click();
  const choice = dialog.getByRole('combobox');
  await choice.selectOption({ label: await choice.locator('option', { hasText: 'Haruka' }).innerText() });
  expect(await dialog.getByRole('button', { name: 'Transfer' }).isDisabled()).toBe(true);
  await dialog.getByLabel(/What must they know/).fill('Smells burnt: safety');
  await dialog.getByRole('button', { name: 'Transfer' }).click();
  await page.getByText('holds it. You can leave a note.').waitFor();

  await owner.page.goto(`${url}/console/conversations?list=mine`);
  await line(owner.page, 'toaster').click();
  await log(owner.page).getByText('Smells burnt: safety').waitFor();
  expect(await serious(owner.page)).toEqual([]);
  await owner.page.getByRole('button', { name: '解決にする' }).click();
  await owner.page.getByRole('button', { name: '会話を終了する' }).click();
  await owner.page.getByText('この会話は終了しています').waitFor();
  await page.getByText('Closed', { exact: true }).waitFor();
  expect([...kim.complaints, ...owner.complaints]).toEqual([]);
  await kim.context.close();
  await owner.context.close();
}, 60_000);

test('two agents press at the same moment: one holds it, the other is told kindly who', async () => {
  await waiting('en', 'The lid of my pan is bent');
  const [kim, owner] = [await agent('kim@hinata-home.example'), await agent('owner@hinata-home.example')];
  const buttons = await Promise.all(
    [kim, owner].map(async ({ page }) => {
      await line(page, 'lid of my pan').click();
      const claim = page.getByRole('button', { name: 'Claim', exact: true });
      await claim.waitFor();
      return claim;
    }),
  );
  await Promise.allSettled(buttons.map((button) => button.click()));
  const holds = (page: Page): Promise<boolean> => page.getByText('You hold it').isVisible();
  await expectSoon(async () => [await holds(kim.page), await holds(owner.page)].filter(Boolean).length, 1);
  const other = (await holds(kim.page)) ? owner.page : kim.page;
  await other.getByText(/holds it\. You can leave a note/).waitFor();
  await Promise.all([kim.context.close(), owner.context.close()]);
}, 30_000);

test('by keys alone: open, claim, write, hand back, and the palette; single letters can be switched off', async () => {
  const buyer = await waiting('en', 'My lamp flickers at night');
  const { page, context, complaints } = await agent('kim@hinata-home.example');
  await line(page, 'lamp flickers').waitFor();
  const isOn = (): Promise<string> => page.locator('[data-lines] a:focus').allTextContents().then(String);
  for (let n = 0; n < 12 && !(await isOn()).includes('lamp flickers'); n++) await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByText('Claim it to reply.').waitFor();
  await page.keyboard.press('c');
  await page.getByText('You hold it').waitFor();
  await expectSoon(() => page.evaluate('document.activeElement.dataset.composer'), 'reply');
  await page.keyboard.type('We send a new bulb.');
  await page.keyboard.press('Control+Enter');
  await log(page).getByText('We send a new bulb.').waitFor();
  await expectSoon(async () => (await buyer.hears()).includes('We send a new bulb.'), true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('b');
  await page.getByText('With the bot', { exact: true }).first().waitFor();

  await page.keyboard.press('Control+k');
  // Whoever sees the box types; before that single letters are commands of the page.
  await expectSoon(() => page.evaluate('document.activeElement.getAttribute("aria-label")'), 'Type a command');
  await page.keyboard.type('Show the keys');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  expect(await serious(page)).toEqual([]);
  await page.getByRole('switch').press('Space');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(page.url()).not.toContain('list=mine');
  expect(complaints).toEqual([]);
  await context.close();
}, 40_000);

test('after a restart of the server the page catches up by itself, and a reply written meanwhile arrives once', async () => {
  const buyer = await waiting('ja', '炊飯器のふたが閉まりません');
  const { page, context, complaints } = await agent('mai@hinata-home.example', { locale: 'ja', viewport: phone });
  await line(page, 'ふた').click();
  await page.getByRole('button', { name: '担当する' }).click();
  await page.getByText('自分が担当').waitFor();
  await served.server.close(50);
  await page.getByText('接続が切れました').waitFor();
  await field(page).fill('お待たせしております。');
  await page.keyboard.press('Control+Enter');
  await log(page).getByText('お待たせしております。').waitFor();
  await serve();
  await expectSoon(async () => (await buyer.hears()).filter((text) => text === 'お待たせしております。').length, 1);
  await buyer.says('お願いします');
  await log(page).getByText('お願いします').waitFor();
  await expectSoon(() => page.getByText('接続が切れました').count(), 0);
  expect(await log(page).getByText('お待たせしております。').count()).toBe(1);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(complaints).toEqual([]);
  await context.close();
}, 60_000);

test('opened again, what was written in between counts as seen once it stands there: a reply goes out at once', async () => {
  const buyer = await waiting('en', 'My scale weighs nothing');
  const { page, context, complaints } = await agent('kim@hinata-home.example');
  await line(page, 'scale weighs').click();
  await page.getByRole('button', { name: 'Claim', exact: true }).click();
  await page.getByText('You hold it').waitFor();
  const address = page.url();
  await page.getByRole('link', { name: 'Conversations', exact: true }).click();
  await page.locator('[data-conversation]').waitFor({ state: 'detached' });
  await buyer.says('I have changed its battery');
  await page.goBack();
  await log(page).getByText('I have changed its battery').waitFor();
  expect(page.url()).toBe(address);
  await field(page).fill('Then we send a new one.');
  await page.keyboard.press('Control+Enter');
  await log(page).getByText('Then we send a new one.').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await expectSoon(async () => (await buyer.hears()).includes('Then we send a new one.'), true);
  expect(complaints).toEqual([]);
  await context.close();
}, 40_000);

test('each word of the rail stays whole and inside it, in both languages, with text twice as large and on a phone', async () => {
  for (const locale of ['en-GB', 'ja']) {
    for (const viewport of [{ width: 1280, height: 800 }, phone]) {
      const { page, context } = await agent('owner@hinata-home.example', { locale, viewport });
      await page.locator('nav li a').first().waitFor();
      for (const size of ['100%', '200%']) {
        await page.evaluate(`document.documentElement.style.fontSize = '${size}'`);
        const room = await page.locator('nav li a').evaluateAll((links) =>
          links.map((link) => {
            const { left, right } = link.getBoundingClientRect();
            const words = document.createRange();
            words.selectNodeContents(link.lastElementChild ?? link);
            const text = words.getBoundingClientRect();
            const isWhole = words.getClientRects().length === 1;
            return [link.textContent, isWhole && text.left - left >= 2 && right - text.right >= 2];
          }),
        );
        expect([locale, viewport.width, size, room.filter(([, fits]) => fits !== true)]).toEqual([
          ...[locale, viewport.width, size],
          [],
        ]);
      }
      await context.close();
    }
  }
}, 40_000);

test('every part in every state, in both languages, light and dark: no serious finding, and nothing overflows a phone', async () => {
  for (const { locale, colorScheme, viewport } of [
    { locale: 'en-GB', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
    { locale: 'ja', colorScheme: 'dark', viewport: phone },
  ] as const) {
    const context = await browser.newContext({ locale, colorScheme, viewport });
    const page = await context.newPage();
    await page.goto(`${url}/console/gallery`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await serious(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await context.close();
  }
}, 40_000);

const phone = { width: 390, height: 844 };

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

async function expectSoon<T>(ask: () => Promise<T>, wanted: T): Promise<void> {
  await until(async () => (await ask()) === wanted, 10_000).catch(() => undefined);
  expect(await ask()).toBe(wanted);
}
