import type { BrowserContext, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { words as english } from '../../src/web/widget/words/en.js';
import { words as japanese } from '../../src/web/widget/words/ja.js';
import { seenTours } from './seen-tours.js';
import type { Stage } from './stage.js';

export type Language = 'en' | 'ja';

/** Somebody in front of the shop's page, with the counter open. */
export interface Customer {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly frame: FrameLocator;
  readonly words: typeof english;
  says(text: string): Promise<void>;
  presses(label: string): Promise<void>;
  hears(words: RegExp | string): Promise<void>;
  /** All that was said by either side, in order. */
  said(): Promise<string[]>;
  open(): Promise<void>;
}

export const phone: BrowserContextOptions = {
  ...{ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

export async function visit(
  stage: Stage,
  language: Language,
  { options = {}, context }: { options?: BrowserContextOptions; context?: BrowserContext } = {},
): Promise<Customer> {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB';
  const own = context ?? (await stage.browser.newContext({ locale, timezoneId: 'Asia/Tokyo', ...options }));
  own.setDefaultTimeout(15_000);
  const page = await own.newPage();
  await page.goto(`${stage.shop}/${language}`);
  const frame = page.frameLocator('madoguchi-counter iframe');
  const box = frame.locator('#box');
  const messages = frame.locator('#log > li');
  const customer: Customer = {
    ...{ context: own, page, frame, words: language === 'ja' ? japanese : english },
    async says(text) {
      await box.fill(text);
      await box.press('Enter');
      await messages.filter({ hasText: text }).last().waitFor();
    },
    presses: (label) => frame.getByRole('button', { name: label, exact: true }).last().click(),
    hears: (words) => messages.filter({ hasText: words }).last().waitFor({ timeout: 25_000 }),
    said: () => frame.locator('#log > li .said').allInnerTexts(),
    async open() {
      await page.locator('madoguchi-counter button').click();
      await messages.first().waitFor();
    },
  };
  return customer;
}

/** Somebody who works here, with the console open. */
export interface Colleague {
  readonly page: Page;
  claimsNext(): Promise<void>;
  replies(text: string): Promise<void>;
  sees(words: RegExp | string): Promise<void>;
  resolves(): Promise<void>;
}

/** What stands on the console's buttons. */
const console = {
  en: {
    ...{ waiting: /^Waiting/, claimNext: 'Claim next', reply: 'Reply to the customer', send: 'Send' },
    ...{ resolve: 'Resolve', doResolve: 'Close the conversation' },
  },
  ja: {
    ...{ waiting: /^待機中/, claimNext: '次の対応を始める', reply: 'お客様への返信', send: '送信' },
    ...{ resolve: '解決にする', doResolve: '会話を終了する' },
  },
} as const;

/** Signs in with a one-time link, as it stands in a mail. */
export async function arrive(stage: Stage, link: string, language: Language): Promise<Colleague> {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB';
  const context = await stage.browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
  await context.addInitScript(seenTours);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(`${stage.product.url}/staff/sign-in?token=${link}`);
  await page.getByRole('button', { name: /Sign in with this link|このリンクでサインイン/ }).click();
  const words = console[language];
  const field = page.getByRole('textbox', { name: words.reply });
  const transcript = page.getByRole('article');
  return {
    page,
    async claimsNext() {
      await page.getByRole('link', { name: words.waiting }).first().click();
      await page.getByRole('button', { name: words.claimNext }).first().click();
      await field.waitFor();
    },
    async replies(text) {
      await reads(page);
      await field.fill(text);
      await page.getByRole('button', { name: words.send, exact: true }).click();
      await transcript.filter({ hasText: text }).waitFor();
    },
    sees: (words) => page.getByText(words).last().waitFor({ timeout: 25_000 }),
    async resolves() {
      await reads(page);
      await page.getByRole('button', { name: words.resolve, exact: true }).click();
      await page.getByRole('button', { name: words.doResolve }).click();
      await field.waitFor({ state: 'detached' });
    },
  };
}

/** What was before somebody's eyes for less than a moment counts as not seen, and holds replies and closings back. */
const reads = (page: Page): Promise<void> => page.waitForTimeout(1_500);
