/** `npm run screenshots`: the pictures of README.md, taken from the running demo, into docs/screenshots. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { seenTours } from '../browser/seen-tours.js';
import { openBrowser } from '../setup/browser.js';
import { startDemo, type Demo } from './demo.js';

const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));

const scripts = {
  en: {
    ...{ locale: 'en-GB', agent: 'Kim', question: 'how do I return an item?', answer: /within 30 days/ },
    ...{
      person: 'Talk to a person',
      skip: 'Skip',
      ticketPage: 'See how it stands',
      claim: 'Claim',
      queue: '· English',
    },
  },
  ja: {
    ...{ locale: 'ja-JP', agent: 'Mai', question: '返品したいのですがどうすればいいですか', answer: /30日以内/ },
    ...{ person: '担当者と話す', skip: 'スキップ', ticketPage: '対応状況を見る', claim: '担当する', queue: '· 日本語' },
  },
} as const;
type Language = keyof typeof scripts;

const desk = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

await mkdir(folder, { recursive: true });
const demo = await startDemo();
const browser = await openBrowser();
try {
  for (const language of ['en', 'ja'] as const) {
    await customer(browser, demo, language);
    await colleague(browser, demo, language);
  }
} finally {
  await browser.close();
  await demo.stop();
}

async function customer(browser: Browser, { url }: Demo, language: Language): Promise<void> {
  const script = scripts[language];
  const context = await window(browser, script.locale, desk);
  const page = await context.newPage();
  await page.goto(`${url}/shop/${language}`);
  await page.locator('madoguchi-counter button').click();
  const frame = page.frameLocator('madoguchi-counter iframe');
  await frame.locator('#log > li').first().waitFor();
  await frame.locator('#box').fill(script.question);
  await frame.locator('#box').press('Enter');
  await frame.locator('#log > li').filter({ hasText: script.answer }).last().waitFor();
  await take(page, `widget-${language}`);
  await frame.getByRole('button', { name: script.person }).first().click();
  const link = frame.getByRole('link', { name: script.ticketPage });
  const skip = frame.getByRole('button', { name: script.skip }).last();
  await link.or(skip).first().waitFor();
  const address = await link.first().getAttribute('href');
  const ticket = await context.newPage();
  await ticket.setViewportSize(phone);
  await ticket.goto(new URL(address ?? '', url).href);
  await take(ticket, `ticket-${language}`);
  await context.close();
}

async function colleague(browser: Browser, demo: Demo, language: Language): Promise<void> {
  const script = scripts[language];
  const context = await window(browser, script.locale, desk);
  const page = await context.newPage();
  await page.goto(demo.link(script.agent));
  await page.getByRole('button', { name: /Sign in with this link|このリンクでサインイン/ }).click();
  await page.getByRole('link').filter({ hasText: script.queue }).first().click();
  await page.getByRole('button', { name: script.claim, exact: true }).click();
  await page.locator('textarea').first().waitFor();
  await take(page, `console-${language}`);
  await context.close();
}

/** A window without the tours of a first visit, which would stand before what is to be seen. */
async function window(browser: Browser, locale: string, viewport: typeof desk): Promise<BrowserContext> {
  const context = await browser.newContext({ locale, viewport, timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce' });
  context.setDefaultTimeout(20_000);
  await context.addInitScript(seenTours);
  return context;
}

async function take(page: Page, name: string): Promise<void> {
  // Pictures load and panes settle.
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
