import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chatRoutes } from '../../src/channels/chat/routes.js';
import { openBrowser } from '../setup/browser.js';
import { openCounter, type Counter } from './counter.js';

let counter: Counter;
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  counter = await openCounter({ database: 'sqlite', routes: chatRoutes });
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await counter.close();
});

/** A customer on a phone. Every line the browser complains with fails the test: the policy forbids what is not ours. */
async function phone(
  address: string,
  locale = 'en-GB',
): Promise<{ page: Page; complaints: string[]; thread: () => Promise<string> }> {
  const context = await browser.newContext({ locale, viewport: { width: 360, height: 640 } });
  contexts.push(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (line) => void (['error', 'warning'].includes(line.type()) && complaints.push(line.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.goto(counter.url + address);
  const thread = async (): Promise<string> => {
    const kept = JSON.parse(await page.evaluate<string>("sessionStorage.getItem('chat')")) as { id: string };
    return kept.id;
  };
  return { page, complaints, thread };
}

test('a customer on a phone asks, taps a choice, sends a picture, and finds it all again after a reload', async () => {
  const { page, complaints, thread } = await phone('/chat');
  const log = page.getByRole('log');
  await log.getByText('Welcome').waitFor();
  await page.getByLabel('Your message', { exact: true }).last().fill('Where is my order?');
  await page.keyboard.press('Enter');
  await log.getByText('Where is my order?').waitFor();
  await counter.writes(await thread(), {
    text: 'Which one? See https://shop.example/orders <b>or</b> say.',
    choices: [{ label: 'The camera', value: 'order:1' }],
    receipt: { ticket: 'T-1', promise: null, basis: 'none' },
  });
  await page.getByRole('button', { name: 'The camera' }).click();
  await log.getByText('The camera').waitFor();
  expect(await log.getByRole('link', { name: 'https://shop.example/orders' }).getAttribute('rel')).toContain(
    'noopener',
  );
  expect(await log.getByText('<b>or</b>').count()).toBe(1);
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  await page.locator('input[type=file]').setInputFiles({ name: 'screen.png', mimeType: 'image/png', buffer: png });
  await log.getByRole('img', { name: 'screen.png' }).waitFor();
  expect(await page.locator('.pending, .failed').count()).toBe(0);
  const before = await log.locator('li .bubble').allTextContents();
  await page.reload();
  await log.getByRole('img', { name: 'screen.png' }).waitFor();
  expect(await log.locator('li .bubble').allTextContents()).toEqual(before);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(complaints).toEqual([]);
});

test('in Japanese, the Enter that accepts a conversion sends nothing', async () => {
  const { page, complaints } = await phone('/chat?lang=ja');
  await page.getByRole('log').getByText('いらっしゃいませ').waitFor();
  const field = page.locator('textarea');
  await field.fill('返品したい');
  await field.evaluate((element) => {
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
    );
  });
  expect(await field.inputValue()).toBe('返品したい');
  await page.getByRole('button', { name: '送信', exact: true }).click();
  await page.getByRole('log').getByText('返品したい').waitFor();
  expect(complaints).toEqual([]);
});

test('a phone that slept past the end of its token takes the same conversation up again', async () => {
  const { page, thread } = await phone('/chat');
  await page.getByRole('log').getByText('Welcome').waitFor();
  const id = await thread();
  counter.clock.ahead += 3 * 3_600_000;
  await page.reload();
  await page.getByRole('log').getByText('Welcome').waitFor();
  expect(await thread()).toBe(id);
  await page.locator('textarea').fill('still here');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('log').getByText('still here').waitFor();
  expect(await page.locator('.failed').count()).toBe(0);
});
