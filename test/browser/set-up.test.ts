import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { seriousFindings } from '../setup/axe.js';
import { openBrowser } from '../setup/browser.js';
import { temporaryFolder } from '../setup/databases.js';

const password = 'tiny blue teapots';

let server: { child: ChildProcess; url: string; link: string };
let browser: Browser;
/** What the browsers complained with: our policy forbids whatever is not ours. */
const complaints: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startEmptyShop(), openBrowser()]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  server.child.kill('SIGKILL');
});

/** `madoguchi start` in an empty folder, as its operator does it. */
async function startEmptyShop(): Promise<typeof server> {
  const child = spawn(process.execPath, [join(process.cwd(), 'dist/main.js'), 'start'], {
    ...{ cwd: temporaryFolder(), env: { PATH: process.env['PATH'], PORT: '0', READINGS: 'off' } },
  });
  let out = '';
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (out += bytes.toString()));
  for (const end = Date.now() + 40_000; Date.now() < end;) {
    const link = /http:\S+\/console\/join#\S+/.exec(out)?.[0];
    if (link !== undefined && out.includes('Stop with')) return { child, link, url: new URL(link).origin };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the server did not start:\n${out}`);
}

async function open(address: string, device: 'desk' | 'phone', locale = 'en'): Promise<Page> {
  const viewport = device === 'desk' ? { width: 1280, height: 800 } : { width: 390, height: 844 };
  const context = await browser.newContext({ viewport, locale, timezoneId: 'Asia/Tokyo' });
  const page = await context.newPage();
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('console', (line) => {
    // A refused request is told by the browser as an error; that it is refused is what the test asks for.
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) complaints.push(line.text());
  });
  await page.goto(address);
  return page;
}

/** Nothing serious that axe can see, and nothing that runs off the side of the screen. */
async function expectSound(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  const found = await seriousFindings(page.locator('html'));
  expect([page.url(), found]).toEqual([page.url(), []]);
  const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect(tooWide).toBeLessThanOrEqual(0);
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

async function answerTo(page: Page, question: string): Promise<string> {
  await page.locator('textarea').fill(question);
  await page.keyboard.press('Enter');
  const said = page.locator('#log').getByText('Shipping is 500 yen');
  await said.waitFor({ timeout: 10_000 });
  return said.innerText();
}

let editors = '';
let invitation = '';

test('from the printed link through every step to the first answer of the bot', async () => {
  const page = await open(server.link, 'desk');
  await page.getByLabel('Mail address').fill('olga@example.com');
  expect(page.url()).toBe(`${server.url}/console/join`);
  await expectSound(page);
  await page.getByLabel('Your name').fill('Olga');
  await page.getByLabel('Password', { exact: true }).fill('password123');
  await press(page, 'Become the owner');
  await page.getByText('one of the first passwords anybody tries').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press(page, 'Become the owner');
  await heading(page, 'Set up your counter');
  await page.getByText('0 of 6 are done').waitFor();
  await expectSound(page);

  await press(page, 'Begin: Name and languages');
  await page.getByLabel('Name of the shop').fill('');
  await press(page, 'Save and go on');
  await page.getByText('Please fill this in.').waitFor();
  await page.getByLabel('Name of the shop').fill('Hoshi Denki');
  await press(page, 'Save and go on');
  await heading(page, 'Opening hours');
  await press(page, 'Monday’s hours for every weekday');
  await page.getByLabel('Friday, until').fill('8');
  await page.getByLabel('Friday, from').fill('8');
  await press(page, 'Take the one of this device: Asia/Tokyo');
  await press(page, 'Save and go on');
  await page.getByText('begins and ends at the same time').waitFor();
  await expectSound(page);
  await page.getByLabel('Friday, until').fill('24');
  await press(page, 'Save and go on');

  await heading(page, 'First articles');
  await page.getByLabel('Title, as a question').fill('How much is shipping?');
  await page.getByLabel('Answer').fill('Shipping is 500 yen anywhere in the country.');
  await page.getByLabel('In customers’ words').fill('delivery fee\nis postage included');
  await expectSound(page);
  await press(page, 'Publish');
  await page.getByText('Published: How much is shipping?').waitFor();
  const chat = await open(`${server.url}/chat?lang=en`, 'phone');
  expect(await answerTo(chat, 'what is the delivery fee?')).toContain('500 yen');

  await page.goto(`${server.url}/console/set-up/mail`);
  await page.getByText('Not set:').waitFor();
  await expectSound(page);
  await press(page, 'Skip for now');
  await heading(page, 'A colleague');
  await page.getByLabel('Mail address').fill('ben@example.com');
  await page.getByLabel('Name', { exact: true }).fill('ベン');
  await press(page, 'Make the link');
  invitation = (await page.getByLabel('Link', { exact: true }).textContent()) ?? '';
  await press(page, 'Done');
  await heading(page, 'The chat on your site');
  expect(await page.getByLabel('The line for your pages').textContent()).toContain(`${server.url}/widget.js`);
  await expectSound(page);
  await press(page, 'Go on');
  await page.getByRole('heading', { name: 'Laid aside' }).waitFor();
  await page.getByText('One invitation is open.').waitFor();
  await page.getByText('None yet in Japanese.').waitFor();
  await page.getByText('3 of 6 are done').waitFor();
  await page.goto(`${server.url}/console/mail`);
  await page.getByText('No mail server is set').waitFor();
  await page.getByText('Everything has gone out.').waitFor();
  await expectSound(page);
  await page.goto(`${server.url}/console/team`);
  await page.getByRole('button', { name: 'Take back the invitation of ベン' }).waitFor();
  await expectSound(page);
  await press(page, 'Invite somebody');
  const form = page.getByRole('dialog');
  await form.getByLabel('Mail address').fill('eri@example.com');
  await form.getByLabel('Name', { exact: true }).fill('Eri');
  await form.getByRole('radio', { name: /^Editor/ }).check();
  await form.getByRole('button', { name: 'Make the link', exact: true }).click();
  editors = (await form.getByLabel('Link', { exact: true }).textContent()) ?? '';
}, 60_000);

test('an editor begins with the articles; what is published is told by the bot', async () => {
  const page = await open(editors, 'phone', 'ja');
  await page.getByLabel('パスワード', { exact: true }).fill(password);
  await press(page, '参加してコンソールへ進む');
  await heading(page, '記事');
  await page.getByLabel('タイトル（質問の形で）').fill('実店舗はありますか');
  await page.getByLabel('回答', { exact: true }).fill('実店舗はございません。');
  await expectSound(page);
  // Who may not read what customers write has no line that could be lost.
  expect(await page.locator('[data-live]').getAttribute('data-live')).toBe('connecting');
  await press(page, '公開する');
  await page.getByText('公開しました：実店舗はありますか').waitFor();
  const chat = await open(`${server.url}/chat?lang=ja`, 'phone', 'ja');
  await chat.locator('textarea').fill('実店舗はありますか');
  await chat.keyboard.press('Enter');
  await chat.locator('#log').getByText('実店舗はございません。').waitFor({ timeout: 10_000 });
}, 60_000);

test('a colleague joins on a phone in Japanese, sets up a second factor and signs in with password and code', async () => {
  const page = await open(invitation, 'phone', 'ja');
  await page.getByText('Olgaさんから「Hoshi Denki」の窓口に招待されています。').waitFor();
  await expectSound(page);
  await page.getByLabel('パスワード', { exact: true }).fill(password);
  await press(page, '参加してコンソールへ進む');
  await page.waitForURL(/console\/(?!join)/);
  await page.goto(`${server.url}/console/account`);
  await heading(page, 'マイアカウント');
  await expectSound(page);
  await press(page, '認証アプリを設定');
  await page.getByRole('img', { name: '認証アプリ用のQRコード' }).waitFor();
  const told = (await page.getByText('次のキーをアプリに入力してください').textContent()) ?? '';
  const app = new TOTP({ secret: Secret.fromBase32(/[A-Z2-7 ]{30,}/.exec(told)?.[0].replaceAll(' ', '') ?? '') });
  const enrolled = app.generate();
  await page.getByLabel('アプリの認証コード').fill(enrolled);
  await press(page, '確認する');
  await page.getByRole('button', { name: '保管しました' }).waitFor();
  const [recovery = ''] = await page
    .locator('main li')
    .filter({ hasText: /^\w{5}-\w{5}$/ })
    .allTextContents();
  await expectSound(page);

  await page.context().clearCookies();
  await page.goto(`${server.url}/console/`);
  await heading(page, 'サインイン');
  await expectSound(page);
  await page.getByLabel('メールアドレス').fill('ben@example.com');
  await page.getByLabel('パスワード', { exact: true }).fill('something else');
  await press(page, 'サインイン');
  await page.getByText('メールアドレスまたはパスワードが正しくありません。').waitFor();
  await page.getByLabel('パスワード', { exact: true }).fill(password);
  await press(page, 'サインイン');
  await heading(page, '2段階認証');
  // The code that set the factor up was used by it: each is taken once.
  await page.getByLabel('認証コード').fill(enrolled);
  await press(page, '次へ');
  await page.getByText('コードが正しくないか、すでに使用されています。').waitFor();
  await page.getByLabel('認証コード').fill(app.generate({ timestamp: Date.now() + 30_000 }));
  await expectSound(page);
  await press(page, '次へ');
  await page.getByRole('button', { name: /^ご自身とこの端末/ }).waitFor();
  await page.goto(`${server.url}/console/settings`);
  await heading(page, 'このページはありません');

  await page.context().clearCookies();
  await page.goto(`${server.url}/console/sign-in`);
  await page.getByLabel('メールアドレス').fill('ben@example.com');
  await page.getByLabel('パスワード', { exact: true }).fill(password);
  await press(page, 'サインイン');
  await press(page, 'リカバリーコードを使う');
  await page.getByLabel('リカバリーコード', { exact: true }).fill(recovery);
  await press(page, '次へ');
  await page.getByRole('button', { name: /^ご自身とこの端末/ }).waitFor();
}, 60_000);

test('of two owners who edit settings at once the second sees what the first saved, and nothing is lost', async () => {
  const page = await signedIn();
  const other = await page.context().newPage();
  for (const one of [page, other]) {
    await one.goto(`${server.url}/console/settings`);
    await one.getByLabel('Name of the shop').waitFor();
  }
  await other.getByLabel('Mail address for customers').fill('help@example.com');
  await press(other, 'Save');
  await other.getByText('It counts from now on').waitFor();
  await page.getByLabel('Name of the shop').fill('Hoshi');
  await press(page, 'Save');
  await page.getByText('Somebody saved in the meantime').waitFor();
  await expectSound(page);
  expect(await page.getByLabel('Mail address for customers').inputValue()).toBe('help@example.com');
  await press(page, 'Save');
  await page.getByText('It counts from now on').waitFor();
  await other.reload();
  await other.getByLabel('Name of the shop').waitFor();
  expect(await other.getByLabel('Name of the shop').inputValue()).toBe('Hoshi');
  const chat = await open(`${server.url}/chat?lang=en`, 'phone');
  expect(await chat.title()).toContain('Hoshi');
  await page.goto(`${server.url}/console/settings/teams`);
  await page.getByLabel('Short name').waitFor();
  await expectSound(page);
  await page.goto(`${server.url}/console/settings/hours`);
  await page.getByLabel('Friday, until').waitFor();
  await expectSound(page);
}, 60_000);

test('a one-time link signs in by a press and shows nothing of itself; spent, it says so', async () => {
  const owner = await signedIn();
  await owner.goto(`${server.url}/console/team`);
  // The guide greets whoever sees a screen for the first time; somebody who knows what they want closes it.
  await press(owner, 'Close the tour');
  await owner.getByRole('button', { name: 'More for ベン' }).click();
  await owner.getByRole('menuitem', { name: 'Make a sign-in link' }).click();
  await press(owner, 'Make the link');
  const link = (await owner.getByLabel('Link', { exact: true }).textContent()) ?? '';
  const page = await open(link, 'phone');
  await page.getByRole('button', { name: 'Sign in with this link' }).waitFor();
  expect(page.url()).toBe(`${server.url}/console/sign-in`);
  await expectSound(page);
  await press(page, 'Sign in with this link');
  await heading(page, 'Your second factor');
  const again = await open(link, 'phone');
  await press(again, 'Sign in with this link');
  await again.getByText('This link was used or is too old.').waitFor();
}, 60_000);

test('no page broke our own policy or an own script', () => {
  expect(complaints).toEqual([]);
});

async function signedIn(): Promise<Page> {
  const page = await open(`${server.url}/console/sign-in`, 'desk');
  await page.getByLabel('Mail address').fill('olga@example.com');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press(page, 'Sign in');
  await page.getByRole('button', { name: /^You and this device/ }).waitFor();
  return page;
}
