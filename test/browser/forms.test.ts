import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { machineClock } from '../../src/clock.js';
import { createLog } from '../../src/log.js';
import { createServer, type Served } from '../../src/serve.js';
import { seriousFindings } from '../setup/axe.js';
import { openBrowser } from '../setup/browser.js';
import { openCounter, type Counter } from '../setup/counter.js';
import { temporaryFolder } from '../setup/databases.js';
import { freePort } from '../setup/waiting.js';

let counter: Counter;
let served: Served;
let browser: Browser;
let url: string;
beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const address = join(temporaryFolder(), 'forms.db');
  counter = await openCounter({ clock: machineClock, address, environment: { PUBLIC_URL: url } });
  const { app, database, config } = counter;
  served = createServer({ app, database, config, clock: machineClock, log: createLog('silent') });
  await served.server.listen(port);
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await served.server.close(500);
  await counter.close();
}, 20_000);

async function visit(path: string, options: BrowserContextOptions): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  // The browser itself tells of an answer that refuses a form; everything else it says is a fault.
  page.on('console', (line) => void (/422/.test(line.text()) || complaints.push(line.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.goto(url + path);
  return { page, complaints };
}

/** One heading, nothing wider than the screen, nothing to press that is smaller than a finger. */
async function isInShape(page: Page): Promise<void> {
  expect(await page.locator('h1').count()).toBe(1);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  const pressed = page.locator('a, button, summary, select, .options label');
  const small = await pressed.evaluateAll((all) =>
    all.flatMap((one) => {
      const { height } = one.getBoundingClientRect();
      return height > 0 && height < 43.5 ? [`${one.outerHTML.slice(0, 80)}: ${height}`] : [];
    }),
  );
  expect(small).toEqual([]);
}

async function isWellMade(page: Page): Promise<void> {
  await isInShape(page);
  expect(await seriousFindings(page.locator('html'))).toEqual([]);
}

test('a return from the list to the number, by keyboard on a narrow screen', async () => {
  const { page, complaints } = await visit('/forms', { locale: 'en-GB' });
  await isWellMade(page);
  await page.getByRole('link', { name: 'Return or exchange something' }).click();
  await isWellMade(page);
  await page.getByRole('button', { name: 'Start' }).press('Enter');
  await page.getByLabel('What is the order number?').fill('my order');
  await page.keyboard.press('Enter');
  // What is wrong is read out first, and leads to the field.
  await page.waitForFunction('document.activeElement?.id === "problem"');
  await isWellMade(page);
  await page.getByRole('alert').getByRole('link').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('A-10294');
  await page.keyboard.press('Enter');
  await page.getByLabel(/which mail address or phone number/).fill('kim@example.com');
  await page.keyboard.press('Enter');
  const reasons = page.getByRole('group', { name: /Why do you want to send it back/ });
  await reasons.getByLabel('It is faulty').press('Space');
  await isWellMade(page);
  await page.keyboard.press('Enter');
  await page.getByLabel(/What exactly is wrong/).fill('The lid does not close any more. Is that normal?');
  await page.getByRole('button', { name: 'Continue' }).press('Enter');
  await page.getByLabel('My money back').press('Space');
  await page.keyboard.press('Enter');
  // Whether an article is worth showing for this is the search's to say.
  await page.getByRole('heading', { name: /Check your answers|already help/ }).waitFor();
  const carryOn = page.getByRole('button', { name: 'Carry on with the form' });
  if (await carryOn.isVisible()) await carryOn.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Check your answers' }).waitFor();
  await isWellMade(page);
  await page.getByRole('button', { name: 'Change (Wish)' }).press('Enter');
  await page.getByLabel('A new one of the same').press('Space');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  await page.getByText(/Your number: T-\d+/).waitFor();
  expect(await page.locator('main').innerText()).toContain('Your exchange is registered under R-');
  await isWellMade(page);
  await page.getByRole('link', { name: /See your request/ }).click();
  expect(await page.locator('h1').innerText()).toMatch(/^Your request T-/);
  expect(complaints).toEqual([]);
});

test('a problem reported in Japanese without a script, and taken up again elsewhere, in the dark', async () => {
  const dark = { locale: 'ja-JP', colorScheme: 'dark' } as const;
  const { page, complaints } = await visit('/form/report-problem', { ...dark, javaScriptEnabled: false });
  await page.getByLabel(/どのようなご用件ですか/).fill('ケトルの底から水が漏れます');
  await page.getByRole('button', { name: '始める' }).click();
  expect(await page.locator('h1').innerText()).toBe('こちらの記事で解決しませんか？');
  await isInShape(page);
  await page.getByRole('button', { name: 'フォームを続ける' }).click();
  await page.getByLabel('どの商品でしょうか？').fill('KT-200');
  await page.getByRole('button', { name: '次へ' }).click();
  await page.getByRole('button', { name: 'この質問をとばす' }).click();
  await page.getByRole('link', { name: '保存して後で続ける' }).click();
  await isInShape(page);
  const address = await page.getByLabel('フォームのアドレス').inputValue();
  const later = await visit(new URL(address).pathname, dark);
  await later.page.locator('#answer').fill('kim@example.com');
  await later.page.getByRole('button', { name: '次へ' }).click();
  expect(await later.page.locator('h1').innerText()).toBe('入力内容のご確認');
  expect(await later.page.locator('main').innerText()).toContain('ケトルの底から水が漏れます');
  await isWellMade(later.page);
  await later.page.getByRole('button', { name: '送信する' }).click();
  expect(await later.page.locator('main').innerText()).toMatch(/担当者が引き継ぎます[\s\S]*受付番号: T-\d+/);
  await isWellMade(later.page);
  expect([...complaints, ...later.complaints]).toEqual([]);
});
