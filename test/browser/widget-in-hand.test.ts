import { createReadStream } from 'node:fs';
import { text as readText } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import type {} from '../../src/web/widget/madoguchi.js';
import { eventsAfter } from '../../src/conversations/log.js';
import { staffByMail } from '../../src/staff/staff.js';
import { words as english } from '../../src/web/widget/words/en.js';
import { words as japanese } from '../../src/web/widget/words/ja.js';
import { until } from '../setup/waiting.js';
import { openShop, type Agent, type Shop, type Visit } from './shop-page.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 60_000);
afterEach(async () => {
  shop.clock.ahead = 0;
  for (const context of shop.browser.contexts()) await context.close();
});
afterAll(async () => await shop.close(), 20_000);

const finger = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test('an upload called off half-way is neither sent nor kept', async () => {
  const visit = await shop.visit();
  await visit.open();
  const files = async (): Promise<number> => {
    const { database } = shop.counter;
    return (await database.read(database.build.selectFrom('file').select('upload'))).length;
  };
  const line = await slowLine(visit);
  const large = Buffer.concat([png, Buffer.alloc(6 * 1024 * 1024)]);
  await visit.frame
    .locator('input[type=file][multiple]')
    .setInputFiles({ name: 'shelf.png', mimeType: 'image/png', buffer: large });
  await visit.says('This is the shelf');
  const progress = visit.log.locator('.upload progress');
  const share = (): Promise<number> => progress.evaluate((bar) => (bar instanceof HTMLProgressElement ? bar.value : 0));
  await until(async () => (await share()) > 0.05);
  await until(async () => (await files()) === 1);
  expect(await share()).toBeLessThan(1);
  await visit.log.getByRole('button', { name: english.cancel }).click();
  await visit.log.locator('.customer').waitFor({ state: 'detached' });
  await line.mend();
  // What the server had of it by then goes as well.
  await until(async () => (await files()) === 0);
  await visit.says('I send it later');
  await visit.log.locator('.bot').nth(1).waitFor();
  await visit.page.reload();
  await visit.open();
  await visit.log.getByText('I send it later').waitFor();
  expect(await visit.log.locator('.customer .said').allTextContents()).toEqual(['I send it later']);
  expect(await customerWords(await visit.thread())).toEqual(['I send it later']);
});

test('under a finger the camera is offered and its picture goes out; at a desk there is none to offer', async () => {
  const desk = await shop.visit();
  await desk.open();
  await desk.frame.getByRole('button', { name: english.attach }).click();
  expect(await desk.frame.locator('.sheet button').allTextContents()).toEqual([english.pick]);
  const phone = await shop.visit(finger);
  await phone.open();
  await phone.frame.getByRole('button', { name: english.attach }).tap();
  const opened = phone.page.waitForEvent('filechooser');
  await phone.frame.locator('.sheet button', { hasText: english.camera }).tap();
  const camera = await opened;
  const asks = await camera
    .element()
    .evaluate((input) => (input instanceof HTMLInputElement ? [input.accept, input.getAttribute('capture')] : []));
  expect([asks, camera.isMultiple()]).toEqual([['image/*', 'environment'], false]);
  await camera.setFiles({ name: 'IMG_0001.png', mimeType: 'image/png', buffer: png });
  await phone.frame.getByRole('button', { name: english.send, exact: true }).tap();
  await phone.log.locator('.customer a.picture img[alt="IMG_0001.png"]').waitFor();
  await phone.log.locator('.bot').nth(1).waitFor();
  expect(phone.complaints).toEqual([]);
});

test('a new chat begins after asking; the old one is kept and not shown, in the other tab neither', async () => {
  const visit = await shop.visit();
  await visit.open();
  const fresh = visit.frame.getByRole('button', { name: english.fresh, exact: true });
  expect(await fresh.count()).toBe(0);
  await visit.says('My name is Nobody');
  await visit.log.locator('.bot').nth(1).waitFor();
  const other = await shop.visitAgain(visit.context);
  await other.open();
  await other.log.getByText('My name is Nobody').waitFor();
  const before = await visit.thread();
  await fresh.click();
  const question = visit.frame.getByRole('alertdialog', { name: english.freshSure });
  await question.waitFor();
  await visit.page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  expect(await visit.thread()).toBe(before);
  expect(await visit.log.getByText('My name is Nobody').count()).toBe(1);
  await fresh.click();
  await question.getByRole('button', { name: english.fresh }).click();
  for (const tab of [visit, other]) {
    await tab.log.getByText('My name is Nobody').waitFor({ state: 'detached' });
    await tab.log.locator('.bot').first().waitFor();
  }
  const after = await visit.thread();
  expect(after).not.toBe(before);
  await other.says('What does shipping cost?');
  await visit.log.locator('.sources').first().waitFor();
  expect(await visit.log.locator('.customer .said').allTextContents()).toEqual(['What does shipping cost?']);
  expect(await customerWords(before)).toEqual(['My name is Nobody']);
  expect(await customerWords(after)).toEqual(['What does shipping cost?']);
});

test('another language: words, dates and the next answer change, what was said stays', async () => {
  const visit = await shop.visit();
  shop.clock.ahead = -3 * 86_400_000;
  await visit.open();
  await visit.says('What does shipping cost?');
  await visit.log.locator('.sources').first().waitFor();
  shop.clock.ahead = 0;
  await visit.says('Thank you very much');
  await visit.log.locator('.bot').nth(2).waitFor();
  const said = await visit.log.locator('.said').allTextContents();
  const days = visit.log.locator('.day');
  expect(await days.first().textContent()).toMatch(/^[A-Z][a-z]{2}, [A-Z][a-z]{2} \d{1,2}$/);
  await visit.frame.getByRole('button', { name: '日本語' }).click();
  await visit.frame.getByPlaceholder(japanese.placeholder).waitFor();
  expect(await visit.frame.locator('html').getAttribute('lang')).toBe('ja');
  await until(async () => /^\d{1,2}月\d{1,2}日\([日月火水木金土]\)$/.test((await days.first().textContent()) ?? ''));
  await visit.frame.getByText(japanese.away).waitFor();
  expect(await visit.log.locator('.said').allTextContents()).toEqual(said);
  // A number alone says no language of its own.
  await visit.says('A-10293');
  await visit.log.locator('.bot[lang=ja]').last().waitFor();
  expect(await visit.log.locator('.bot').last().getAttribute('lang')).toBe('ja');
  await visit.page.reload();
  await visit.open();
  await visit.frame.getByPlaceholder(japanese.placeholder).waitFor();
  await visit.log.locator('.bot[lang=ja]').last().waitFor();
  expect((await visit.log.locator('.said').allTextContents()).slice(0, said.length)).toEqual(said);
});

test('the copy a customer takes along has every message of both sides with its time, and nothing among colleagues', async () => {
  const visit = await shop.visit();
  await visit.open();
  await callsAPerson(visit);
  const kim = await shop.signIn('kim@hinata-home.example');
  const path = await claimed(kim, visit);
  await visit.frame.getByText('Kim Sato is with you').waitFor();
  await kim('POST', `${path}/note`, { text: 'She sounds upset' });
  await kim('POST', `${path}/reply`, { clientId: 'r1', text: 'Hello, **Kim** here.' });
  await visit.log.locator('.agent', { hasText: 'Kim here' }).waitFor();
  await visit.says('The lid is cracked');
  await visit.log.locator('.customer:not(.sending):not(.waiting)', { hasText: 'lid is cracked' }).waitFor();
  await kim('POST', `${path}/reply`, { clientId: 'r2', text: 'A new one leaves today.', anyway: true });
  await kim('POST', `${path}/resolve`, { outcome: 'goodwill, second time', anyway: true });
  const inEnglish = await download(visit, english.transcript);
  expect(inEnglish.name).toBe(`${english.transcriptTitle}.txt`);
  await visit.frame.getByRole('button', { name: '日本語' }).click();
  const inJapanese = await download(visit, japanese.transcript);
  const messages = await messagesOf(await visit.thread());
  const sides = new Set(messages.map(({ author }) => author.replace(/:.*/, '')));
  expect([...sides].sort()).toEqual(['agent', 'bot', 'customer']);
  const staff = await staffByMail(shop.counter.database, 'kim@hinata-home.example');
  for (const [copy, language] of [
    [inEnglish, 'en'],
    [inJapanese, 'ja'],
  ] as const) {
    const lines = copy.text.split('\r\n');
    const when = messages.map(({ time }) => written(time, language));
    expect(lines.filter((line) => when.some((one) => line.startsWith(`${one}  `)))).toHaveLength(messages.length);
    for (const text of [
      'I want to talk to a person',
      'Hello, Kim here.',
      'The lid is cracked',
      'A new one leaves today.',
    ])
      expect(lines.filter((line) => line === text)).toHaveLength(1);
    for (const inner of ['upset', 'goodwill', staff?.id ?? '', 'kim@hinata', 'claimed'])
      expect([inner, copy.text.includes(inner)]).toEqual([inner, false]);
  }
  const agents = inEnglish.text.split('\r\n').filter((line) => line.endsWith('  Kim Sato'));
  expect(agents).toHaveLength(2);
});

test("a word of the shop that has run out is asked for again by the page's own callback, and the chat goes on", async () => {
  const visit = await shop.visit();
  let asked = 0;
  // The first word is stale when it comes, as one of a page that was put aside for the night.
  await visit.page.exposeFunction('word', () => sign(++asked === 1 ? -120 : 300));
  await visit.page.evaluate(() => {
    const { word } = globalThis as unknown as { word: () => Promise<string> };
    window.madoguchi?.('identify', word);
    window.madoguchi?.('open');
  });
  await visit.log.locator('.message').first().waitFor();
  expect(asked).toBe(2);
  await visit.says('Hello, it is me');
  await visit.log.locator('.bot').nth(1).waitFor();
  const thread = await visit.thread();
  expect(await customerOf(thread)).toEqual(expect.any(String));
  shop.clock.ahead = 61 * 60_000;
  await visit.says('What does shipping cost?');
  await visit.log.locator('.sources').first().waitFor();
  expect(asked).toBe(3);
  expect(await visit.thread()).toBe(thread);
  expect(await visit.log.locator('.customer .said').allTextContents()).toEqual([
    'Hello, it is me',
    'What does shipping cost?',
  ]);
  // Whoever cannot be proved any more is a guest, and reads nothing of it.
  shop.clock.ahead = 2 * 61 * 60_000;
  await visit.page.evaluate(() => window.madoguchi?.('identify', () => Promise.resolve('')));
  await visit.log.getByText('Hello, it is me').waitFor({ state: 'detached' });
  expect(await visit.thread()).not.toBe(thread);
});

test('with the server away the window says so and keeps what is written; back again, it goes out once', async () => {
  const visit = await shop.visit();
  await visit.open();
  const status = visit.frame.locator('.status');
  expect(await status.textContent()).toBe('');
  await shop.stopServing();
  try {
    await visit.frame.getByText(english.down).waitFor();
    await visit.says('What does shipping cost?');
    await visit.log.locator('.waiting').getByText(english.queued).waitFor();
  } finally {
    await shop.serveAgain();
  }
  await visit.log.locator('.sources').first().waitFor();
  await until(async () => (await status.textContent()) === '');
  expect(await customerWords(await visit.thread())).toEqual(['What does shipping cost?']);
});

test('a window that cannot be loaded is no trap on a phone: it closes, and opened again it is there', async () => {
  const visit = await shop.visit(finger);
  await shop.stopServing();
  try {
    await visit.launcher.tap();
    await visit.page.getByRole('button', { name: 'Close the customer counter' }).tap();
    await visit.page.getByRole('button', { name: 'Customer counter', exact: true }).waitFor();
  } finally {
    await shop.serveAgain();
  }
  await visit.open();
  expect(await visit.launcher.isVisible()).toBe(false);
});

test('where sockets are forbidden nothing is said of a fault, and the agent sees the customer there and reading', async () => {
  const context = await shop.browser.newContext({ locale: 'en-GB' });
  await context.routeWebSocket(/\/stream$/, (socket) => socket.close());
  const visit = await shop.visitAgain(context);
  await visit.open();
  await callsAPerson(visit);
  await until(async () => (await visit.frame.locator('.status').textContent()) === '', 5_000);
  const kim = await shop.signIn('kim@hinata-home.example');
  const path = await claimed(kim, visit);
  const reply = await kim('POST', `${path}/reply`, { clientId: 'r1', text: 'Hello, Kim here.', anyway: true });
  const { seq } = reply.json as { seq: number };
  await visit.log.locator('.agent', { hasText: 'Kim here' }).waitFor();
  const seen = async (): Promise<number> =>
    ((await kim('GET', `${path}/reach`)).json as { seenUpTo: number | null }).seenUpTo ?? 0;
  await until(async () => (await seen()) >= seq, 5_000);
  // With the window shut nothing is read; opened, it is, although nothing new comes.
  await visit.launcher.click();
  const second = await kim('POST', `${path}/reply`, { clientId: 'r2', text: 'Are you there?', anyway: true });
  await visit.page.getByRole('button', { name: 'Customer counter, 1 new' }).waitFor();
  const next = (second.json as { seq: number }).seq;
  expect(await seen()).toBeLessThan(next);
  await visit.launcher.click();
  await until(async () => (await seen()) >= next, 5_000);
});

async function callsAPerson(visit: Visit): Promise<void> {
  await visit.says('I want to talk to a person');
  await visit.log.getByRole('button', { name: 'Skip' }).click();
  await visit.log.locator('.receipt').waitFor();
}

async function conversationOf(thread: string): Promise<string> {
  const { database } = shop.counter;
  const rows = await database.read(
    database.build.selectFrom('conversation').select('id').where('thread', '=', thread).orderBy('ordinal'),
  );
  return rows.at(-1)?.id ?? '';
}

async function customerOf(thread: string): Promise<string | null | undefined> {
  const { database } = shop.counter;
  const [row] = await database.read(database.build.selectFrom('thread').select('customer').where('id', '=', thread));
  return row?.customer;
}

async function claimed(agent: Agent, visit: Visit): Promise<string> {
  const path = `/staff/conversations/${await conversationOf(await visit.thread())}`;
  expect(await agent('POST', `${path}/claim`, {})).toMatchObject({ status: 200 });
  return path;
}

async function messagesOf(thread: string): Promise<{ author: string; time: number; text: string }[]> {
  const { events } = await eventsAfter(shop.counter.database, await conversationOf(thread), 0);
  return events.flatMap(({ author, time, body }) =>
    body?.kind === 'message' ? [{ author, time, text: body.message.text }] : [],
  );
}

const customerWords = async (thread: string): Promise<string[]> =>
  (await messagesOf(thread)).filter(({ author }) => author === 'customer').map(({ text }) => text);

/** As the reader's language writes a moment, in the shop's own zone. */
function written(time: number, language: string): string {
  const zone = { timeZone: 'Asia/Tokyo' } as const;
  const date = new Intl.DateTimeFormat(language, { ...zone, day: 'numeric', month: 'long', year: 'numeric' });
  const clock = new Intl.DateTimeFormat(language, { ...zone, hour: 'numeric', minute: '2-digit' });
  return plain(`${date.format(time)} ${clock.format(time)}`);
}

/** Of two releases of the same tables one writes a narrow space before AM and PM. */
const plain = (text: string): string => text.replaceAll('\u202f', ' ');

async function download(visit: Visit, name: string): Promise<{ name: string; text: string }> {
  const coming = visit.page.waitForEvent('download');
  await visit.log.getByRole('button', { name }).last().click();
  const saved = await coming;
  return { name: saved.suggestedFilename(), text: plain(await readText(createReadStream(await saved.path()))) };
}

const sign = (seconds: number): Promise<string> =>
  new SignJWT({ sub: 'customer-8', name: 'Aoi' })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor((Date.now() + shop.clock.ahead) / 1000) + seconds)
    .sign(new TextEncoder().encode(shop.counter.app.secrets.widget));

/** A line on which a picture takes seconds. */
async function slowLine({ page, context }: Visit): Promise<{ mend(): Promise<void> }> {
  const network = await context.newCDPSession(page);
  const speed = (bytes: number): Promise<unknown> =>
    network.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytes },
    });
  await network.send('Network.enable');
  await speed(512 * 1024);
  return { mend: async () => void (await speed(-1)) };
}
