import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { seriousFindings } from '../setup/axe.js';
import { openShop, type Shop } from './shop-page.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 60_000);
afterEach(async () => {
  shop.clock.ahead = 0;
  for (const context of shop.browser.contexts()) await context.close();
});
afterAll(async () => await shop.close(), 20_000);

const phone = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };
const desk = { viewport: { width: 1440, height: 900 } };

/** The chat page by its address, with no shop around it. Whatever the browser complains of fails the test. */
async function visit(address: string, options: object): Promise<{ page: Page; complaints: string[] }> {
  const context = await shop.browser.newContext({ locale: 'en-GB', ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (line) => void (['error', 'warning'].includes(line.type()) && complaints.push(line.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.goto(shop.url + address);
  await page.locator('#log .message').first().waitFor();
  return { page, complaints };
}

const thread = (page: Page): Promise<string> => page.evaluate(() => localStorage.getItem('madoguchi.thread') ?? '');

test('on a phone a customer asks, taps a choice, sends a picture, and finds it all again after a reload', async () => {
  const { page, complaints } = await visit('/chat', phone);
  const log = page.locator('#log');
  // There is no page to go back to: nothing closes the window.
  expect(await page.getByRole('button', { name: 'Close', exact: true }).count()).toBe(0);
  await page.getByLabel('Your message').fill('Hello');
  await page.keyboard.press('Enter');
  await log.locator('.bot').nth(1).waitFor();
  await shop.writes(await thread(page), { text: 'Which one?', choices: [{ label: 'The camera', value: 'camera' }] });
  await log.getByRole('button', { name: 'The camera' }).tap();
  await log.locator('.customer', { hasText: 'The camera' }).waitFor();
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  await page.locator('input[multiple]').setInputFiles({ name: 'screen.png', mimeType: 'image/png', buffer: png });
  await page.getByRole('button', { name: 'Send', exact: true }).tap();
  await log.locator('a.picture img[alt="screen.png"]').waitFor();
  await log.locator('.bot').nth(4).waitFor();
  const before = await log.locator('.said').allTextContents();
  await page.reload();
  await log.locator('a.picture img[alt="screen.png"]').waitFor();
  expect(await log.locator('.said').allTextContents()).toEqual(before);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(await seriousFindings(page.locator('html'))).toEqual([]);
  expect(complaints).toEqual([]);
});

test('at a desk, in Japanese, what is read and written stays in one column in the middle', async () => {
  const { page, complaints } = await visit('/chat?lang=ja', desk);
  await page.getByLabel('メッセージ').fill('返品したいのですがどうすればいいですか');
  await page.keyboard.press('Enter');
  await page.locator('#log .sources').first().waitFor();
  for (const part of ['#log', '.composer .line', '.person p']) {
    const box = await page.locator(part).boundingBox();
    expect([part, (box?.x ?? 0) >= 360, (box?.x ?? 0) + (box?.width ?? 9_999) <= 1_080]).toEqual([part, true, true]);
  }
  await page.locator('#log .sources button').first().click();
  const article = await page.locator('article').boundingBox();
  expect([(article?.x ?? 0) >= 360, article?.width ?? 9_999]).toEqual([true, expect.closeTo(704, -2)]);
  expect(await seriousFindings(page.locator('html'))).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a phone that slept past the end of its token takes the same conversation up again', async () => {
  const { page } = await visit('/chat', phone);
  await page.getByLabel('Your message').fill('hello');
  await page.keyboard.press('Enter');
  await page.locator('#log .bot').nth(1).waitFor();
  const id = await thread(page);
  shop.clock.ahead = 3 * 3_600_000;
  await page.reload();
  await page.locator('#log .customer', { hasText: 'hello' }).waitFor();
  expect(await thread(page)).toBe(id);
  await page.getByLabel('Your message').fill('still here');
  await page.keyboard.press('Enter');
  await page.locator('#log .customer:not(.sending):not(.waiting)', { hasText: 'still here' }).waitFor();
  expect(await page.locator('.failed').count()).toBe(0);
});
