import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import type { FrameLocator, Page } from 'playwright-core';
import type {} from '../../src/web/widget/madoguchi.js';
import { seriousFindings } from '../setup/axe.js';
import { openShop, type Agent, type Shop, type Visit } from './shop-page.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 60_000);
afterEach(async () => {
  for (const context of shop.browser.contexts()) await context.close();
});
afterAll(async () => await shop.close(), 20_000);

/** No finding of axe that is serious or worse, in what the frame shows now. */
async function isAccessible({ frame }: { frame: FrameLocator }, state: string): Promise<void> {
  expect([state, await seriousFindings(frame.locator('html'))]).toEqual([state, []]);
}

/** Each text that screen readers were given, in order. */
async function announcements({ frame }: Visit): Promise<() => Promise<string[]>> {
  await frame.locator('#announced').evaluate((region) => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) heard.push(node.textContent ?? '');
    }).observe(region, { childList: true });
  });
  return () => frame.locator('html').evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
}

async function conversationOf(thread: string): Promise<string> {
  const { database } = shop.counter;
  const rows = await database.read(
    database.build.selectFrom('conversation').select('id').where('thread', '=', thread).orderBy('ordinal'),
  );
  return rows.at(-1)?.id ?? '';
}

async function claims(agent: Agent, visit: Visit): Promise<string> {
  const path = `/staff/conversations/${await conversationOf(await visit.thread())}`;
  expect(await agent('POST', `${path}/claim`, {})).toMatchObject({ status: 200 });
  return path;
}

test('a question is answered, its source is read inside, and the page around it is left alone', async () => {
  const visit = await shop.visit();
  expect(visit.asked.filter((address) => address.startsWith(shop.url))).toEqual([`${shop.url}/widget.js`]);
  await visit.open();
  await isAccessible(visit, 'welcome');
  await visit.says('How do I return something?');
  const source = visit.log.getByRole('button', { name: 'How do I return something?' });
  await source.waitFor();
  expect(await visit.log.locator('.message[lang=en]').count()).toBe(3);
  await isAccessible(visit, 'answer');
  await source.click();
  await visit.frame.getByRole('heading', { name: 'Step by step' }).waitFor();
  expect(await visit.frame.getByRole('button', { name: 'Talk to a person' }).isVisible()).toBe(true);
  await isAccessible(visit, 'article');
  await visit.page.keyboard.press('Escape');
  await visit.log.waitFor();
  expect(await source.evaluate((button) => button === document.activeElement)).toBe(true);
  await visit.log.getByRole('button', { name: 'Yes, thanks' }).click();
  await visit.log.locator('.choices.past .chosen', { hasText: 'Yes, thanks' }).waitFor();
  expect(await visit.box.evaluate((box) => box === document.activeElement)).toBe(true);
  const hosts = new Set(visit.asked.map((address) => new URL(address).origin));
  expect([...hosts].sort()).toEqual([shop.url, new URL(shop.page).origin].sort());
  expect(visit.complaints).toEqual([]);
});

test('what is written offline survives the page and goes out once', async () => {
  const first = await shop.visit();
  await first.open();
  await first.context.setOffline(true);
  await first.says('Where is my order A-10294?');
  await first.log.locator('.waiting').getByText('Goes out when the connection is back').waitFor();
  await first.frame.getByText('No connection.').waitFor();
  await isAccessible(first, 'offline');
  await first.page.close();
  await first.context.setOffline(false);
  const again = await shop.visitAgain(first.context);
  await again.open();
  await again.log.getByText('Sent', { exact: true }).waitFor();
  await again.log.locator('.bot').nth(1).waitFor();
  expect(await again.log.getByText('Where is my order A-10294?').count()).toBe(1);
});

test('what the server refuses is said so, and sent again by one tap', async () => {
  const visit = await shop.visit();
  await visit.open();
  let refused = 0;
  await visit.context.route('**/widget/v1/messages', async (route) => {
    refused += 1;
    await (refused === 1 ? route.fulfill({ status: 422, json: {} }) : route.continue());
  });
  await visit.says('What does shipping cost?');
  const again = visit.log.locator('.failed').getByRole('button', { name: 'Try again' });
  await again.waitFor();
  await isAccessible(visit, 'failed');
  await again.click();
  await visit.log.locator('.sources').first().waitFor();
  expect(await visit.log.locator('.customer').count()).toBe(1);
});

test('two tabs show one conversation, and a reload loses neither it nor what was not sent', async () => {
  const one = await shop.visit();
  await one.open();
  const other = await shop.visitAgain(one.context);
  await other.open();
  await one.says('What does shipping cost?');
  await other.log.locator('.customer', { hasText: 'What does shipping cost?' }).waitFor();
  await other.log.locator('.sources').first().waitFor();
  await other.box.pressSequentially('and to ');
  await other.page.reload();
  await other.open();
  expect(await other.box.inputValue()).toBe('and to ');
  await one.log.locator('.sources').first().waitFor();
  expect(await other.log.locator('.said').allTextContents()).toEqual(await one.log.locator('.said').allTextContents());
  expect(await other.log.locator('.customer').count()).toBe(1);
});

test('after a restart of the server everything is there once and in order', async () => {
  const visit = await shop.visit();
  await visit.open();
  await visit.says('Hello there');
  await visit.log.locator('.bot').nth(1).waitFor();
  const thread = await visit.thread();
  await shop.stopServing();
  for (const text of ['one', 'two', 'three']) await shop.writes(thread, { text });
  await visit.says('I wrote this while you were away');
  await visit.log.locator('.customer', { hasText: 'while you were away' }).waitFor();
  await shop.serveAgain();
  await visit.log.locator('.customer:not(.waiting):not(.sending)', { hasText: 'while you were away' }).waitFor();
  await visit.log.locator('.bot', { hasText: 'three' }).waitFor();
  const said = (await visit.log.locator('.said').allTextContents()).slice(3);
  expect(said.slice(0, 4)).toEqual(['one', 'two', 'three', 'I wrote this while you were away']);
  expect(new Set(said).size).toBe(said.length);
});

test('where a proxy forbids sockets, it asks by long poll', async () => {
  const context = await shop.browser.newContext();
  await context.routeWebSocket(/\/stream$/, (socket) => socket.close());
  const visit = await shop.visitAgain(context);
  await visit.open();
  await visit.says('What does shipping cost?');
  await visit.log.locator('.sources').first().waitFor();
  await shop.writes(await visit.thread(), { text: 'Something else came to mind.' });
  await visit.log.getByText('Something else came to mind.').waitFor();
});

test('the Enter that accepts a conversion sends nothing; the next one does', async () => {
  const visit = await shop.visit({ locale: 'ja-JP' });
  const japanese = await shop.visitAgain(visit.context, '?lang=ja');
  await japanese.open();
  await japanese.box.focus();
  const keys = await japanese.context.newCDPSession(japanese.page);
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 } as const;
  await keys.send('Input.imeSetComposition', { text: 'へんぴん', selectionStart: 4, selectionEnd: 4 });
  await keys.send('Input.dispatchKeyEvent', { type: 'keyDown', ...enter });
  await keys.send('Input.insertText', { text: '返品' });
  expect(await japanese.box.inputValue()).toBe('返品');
  expect(await japanese.log.locator('.customer').count()).toBe(0);
  await japanese.box.press('Shift+Enter');
  await japanese.box.pressSequentially('x');
  expect(await japanese.box.inputValue()).toBe('返品\nx');
  await japanese.box.press('Enter');
  await japanese.log.locator('.customer[lang=ja]').waitFor();
  await isAccessible(japanese, 'Japanese');
});

test('files are pasted and dropped, refused before they are sent when too large, and arrive as pictures', async () => {
  const visit = await shop.visit();
  await visit.open();
  await visit.frame.getByRole('button', { name: 'Add photos or files' }).click();
  await visit.frame.getByText('Up to 5 files of 10 MB each').waitFor();
  await visit.page.keyboard.press('Escape');
  await visit.box.evaluate((box) => {
    const kept = new DataTransfer();
    kept.items.add(new File([new Uint8Array(11 * 1024 * 1024)], 'film.mp4', { type: 'video/mp4' }));
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: kept, bubbles: true, cancelable: true }));
  });
  await visit.frame.getByRole('alert').getByText('film.mp4 is larger than 10 MB.').waitFor();
  await visit.box.evaluate(async (box) => {
    const canvas = new OffscreenCanvas(8, 8);
    canvas.getContext('2d')?.fillRect(0, 0, 8, 8);
    const picture = new File([await canvas.convertToBlob()], 'leak.png', { type: 'image/png' });
    const pasted = new DataTransfer();
    pasted.items.add(picture);
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true }));
    const dropped = new DataTransfer();
    dropped.items.add(new File(['The kettle leaks.'], 'note.txt', { type: 'text/plain' }));
    const drop = { dataTransfer: dropped, bubbles: true, cancelable: true };
    box.dispatchEvent(new DragEvent('dragover', drop));
    box.dispatchEvent(new DragEvent('drop', drop));
  });
  await visit.frame.getByRole('button', { name: 'Remove note.txt' }).waitFor();
  await isAccessible(visit, 'files');
  await visit.box.fill('It leaks here');
  await visit.box.press('Enter');
  const picture = visit.log.locator('a.picture img[alt="leak.png"]');
  await picture.waitFor();
  await until(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth === 8));
  expect(await visit.log.getByRole('link', { name: /note\.txt/ }).count()).toBe(1);
  expect(visit.complaints).toEqual([]);
});

test('a form says what is missing beside its field, and its answers stay readable', async () => {
  const visit = await shop.visit();
  await visit.open();
  await visit.says('Hello');
  await visit.log.locator('.bot').nth(1).waitFor();
  const fields = [
    { name: 'order', label: 'Order number', kind: 'order number' as const, required: true },
    { name: 'mail', label: 'Mail address', kind: 'mail' as const, required: false },
  ];
  const form = { id: 'f', fields, submit: 'Send it', skip: null };
  await shop.writes(await visit.thread(), { text: 'Please fill this in.', form });
  const send = visit.log.getByRole('button', { name: 'Send it' });
  await send.click();
  const order = visit.log.getByLabel('Order number');
  expect(await order.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await order.getAttribute('aria-describedby')).toBe('field-f-order-problem');
  await isAccessible(visit, 'form');
  await order.fill('A-10294');
  await send.click();
  await visit.log.locator('.customer', { hasText: 'Order number: A-10294' }).waitFor();
  await visit.log.locator('.form.past').waitFor();
});

test('by keyboard alone from the page to the survey, each new message announced once', async () => {
  const visit = await shop.visit();
  const { page, frame, log } = visit;
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await log.locator('.message').first().waitFor();
  const heard = await announcements(visit);
  await page.keyboard.type('my kettle KT-200 leaks from the bottom');
  await page.keyboard.press('Enter');
  await log.locator('.sources').first().waitFor();
  await tabTo(page, frame, 'Talk to a person', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await log.locator('.receipt').waitFor();
  expect(await focusedIn(frame)).toBe('Your message');
  await isAccessible(visit, 'receipt');
  const agent = await shop.signIn('kim@hinata-home.example');
  const path = await claims(agent, visit);
  await frame.getByText('Kim Sato is with you').waitFor();
  await agent('POST', `${path}/reply`, { clientId: 'r1', text: 'Hello, Kim here. A **new kettle** leaves today.' });
  await log.locator('.agent', { hasText: 'new kettle' }).waitFor();
  await isAccessible(visit, 'agent');
  // An arriving message moves no focus; the arrows go through what was said, Escape goes back.
  expect(await focusedIn(frame)).toBe('Your message');
  await tabTo(page, frame, 'Conversation', 'Shift+Tab');
  await page.keyboard.press('End');
  expect(await frame.locator(':focus').textContent()).toContain('new kettle');
  await page.keyboard.press('ArrowUp');
  expect(await frame.locator(':focus').textContent()).toContain('is here now');
  await page.keyboard.press('Escape');
  await page.keyboard.type('Thank you!');
  await page.keyboard.press('Enter');
  await log.getByText('Thank you!').waitFor();
  expect(await agent('POST', `${path}/resolve`, { outcome: 'replaced', anyway: true })).toMatchObject({ status: 200 });
  await log.getByText('How was it?').waitFor();
  await tabTo(page, frame, 'Good', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await log.getByText('Thank you. You can still change it.').waitFor();
  await tabTo(page, frame, 'Tell us more, if you like', 'Tab');
  await page.keyboard.type('Quick and kind');
  await tabTo(page, frame, 'Send comment', 'Tab');
  await page.keyboard.press('Enter');
  await log.getByText('Your comment has arrived').waitFor();
  await isAccessible(visit, 'survey');
  const { database } = shop.counter;
  const [ticket] = await database.read(
    database.build
      .selectFrom('ticket')
      .select(['score', 'comment'])
      .where('conversation', '=', path.split('/').at(-1) ?? ''),
  );
  expect(ticket).toEqual({ score: 4, comment: 'Quick and kind' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  expect(await visit.launcher.evaluate((button) => button.matches(':focus'))).toBe(true);
  // One after the other, a second each: what was said last is announced last.
  const aboutKettle = async (): Promise<string[]> => (await heard()).filter((text) => text.includes('new kettle'));
  await until(async () => (await aboutKettle()).length > 0);
  await until(() => frame.locator('#announced').evaluate((region) => region.childElementCount === 0));
  expect(await aboutKettle()).toEqual(['Kim Sato: Hello, Kim here. A new kettle leaves today.']);
}, 60_000);

test('a reply while the window is shut is counted on the launcher and in the title, until it is read', async () => {
  const visit = await shop.visit();
  await visit.open();
  await visit.says('Hello');
  await visit.log.locator('.bot').nth(1).waitFor();
  const thread = await visit.thread();
  await visit.launcher.click();
  await shop.writes(thread, { text: 'One more thing.' });
  await visit.page.getByRole('button', { name: 'Customer counter, 1 new' }).waitFor();
  expect(await visit.page.title()).toBe('(1) Hinata Home');
  await visit.launcher.click();
  await visit.log.getByText('One more thing.').waitFor();
  expect(await visit.page.title()).toBe('Hinata Home');
  // The next page of the shop hears what comes without being touched.
  await visit.launcher.click();
  await visit.page.reload();
  await visit.frame.locator('#box').waitFor({ state: 'attached' });
  await shop.writes(thread, { text: 'And another.' });
  await visit.page.getByRole('button', { name: 'Customer counter, 1 new' }).waitFor();
});

test('the shop says who its customer is; shutdown leaves nothing of them', async () => {
  const visit = await shop.visit();
  const word = await new SignJWT({ sub: 'customer-7', name: 'Aoi' })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(shop.counter.app.secrets.widget));
  await visit.page.evaluate((token) => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const counter = window.madoguchi;
    counter?.('identify', async () => token);
    for (const type of ['open', 'message', 'close'] as const) {
      counter?.('on', type, (event) => heard.push(event.type));
    }
    counter?.('open');
  }, word);
  await visit.log.locator('.message').first().waitFor();
  await visit.says('Hello, it is me');
  await visit.log.locator('.bot').nth(1).waitFor();
  const { database } = shop.counter;
  const [row] = await database.read(
    database.build
      .selectFrom('thread')
      .select('customer')
      .where('id', '=', await visit.thread()),
  );
  expect(row?.customer).toEqual(expect.any(String));
  await visit.box.fill('not sent');
  await visit.page.evaluate(() => window.madoguchi?.('shutdown'));
  await visit.page.locator('madoguchi-counter').waitFor({ state: 'detached' });
  expect(await visit.page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  expect(await visit.page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(
    expect.arrayContaining(['open', 'message', 'close']),
  );
  await visit.page.reload();
  await visit.open();
  expect(await visit.log.locator('.customer').count()).toBe(0);
  expect(await visit.box.inputValue()).toBe('');
});

test('on a phone the window is the screen, and what the keyboard leaves of it', async () => {
  const visit = await shop.visit({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  await visit.open();
  const frame = visit.page.locator('madoguchi-counter iframe');
  expect(await frame.boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
  expect(await visit.launcher.isVisible()).toBe(false);
  expect(await visit.box.evaluate((box) => parseFloat(getComputedStyle(box).fontSize))).toBeGreaterThanOrEqual(16);
  await visit.page.setViewportSize({ width: 390, height: 500 });
  await until(async () => (await frame.boundingBox())?.height === 500);
  expect(((await visit.box.boundingBox())?.y ?? 999) + 40).toBeLessThan(500);
  await isAccessible(visit, 'phone');
  await visit.frame.getByRole('button', { name: 'Close', exact: true }).click();
  expect(await visit.launcher.isVisible()).toBe(true);
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 5_000; !(await isSo());) {
    if (Date.now() > end) throw new Error('until: it never came about');
    await new Promise((next) => setTimeout(next, 20));
  }
}

async function tabTo(page: Page, frame: FrameLocator, name: string, key: 'Tab' | 'Shift+Tab'): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    if ((await focusedIn(frame)) === name) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not reach ${name}`);
}

/** The accessible name of what has the focus, as far as ours are made. */
async function focusedIn(frame: FrameLocator): Promise<string> {
  return await frame.locator('html').evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement)) return '';
    const label = 'labels' in focused && focused.labels instanceof NodeList ? focused.labels[0]?.textContent : null;
    return (focused.ariaLabel ?? label ?? focused.textContent ?? '').trim();
  });
}

test('every state of the window, both languages, light and dark: no serious finding, and nothing overflows', async () => {
  const looks = [
    { language: 'en', theme: 'light', viewport: { width: 390, height: 640 } },
    { language: 'ja', theme: 'dark', viewport: { width: 320, height: 640 } },
  ];
  for (const { language, theme, viewport } of looks) {
    const context = await shop.browser.newContext({ viewport });
    const page = await context.newPage();
    await page.goto(`${shop.url}/widget/gallery?language=${language}&theme=${theme}`);
    await page.locator('iframe').first().waitFor();
    const states = await page
      .locator('iframe')
      .evaluateAll((frames) => frames.map((frame) => frame.getAttribute('title') ?? ''));
    expect(states.length).toBeGreaterThan(10);
    for (const state of states) {
      await page.goto(`${shop.url}/widget/gallery?${new URLSearchParams({ state, language, theme }).toString()}`);
      await page.locator('main').waitFor();
      expect([state, await seriousFindings(page.locator('html'))]).toEqual([state, []]);
      const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect([state, tooWide]).toEqual([state, 0]);
    }
    await context.close();
  }
}, 60_000);
