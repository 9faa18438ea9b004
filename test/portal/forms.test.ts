import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Clock } from '../../src/clock.js';
import { currentRun } from '../../src/bot/flow-dialog.js';
import { formFigures } from '../../src/bot/form-figures.js';
import { runningFlows, tellRunning } from '../../src/bot/running-flows.js';
import { parseState, type BotState } from '../../src/bot/state.js';
import { eventsAfter, verifyLog } from '../../src/conversations/log.js';
import { openThread } from '../../src/conversations/open.js';
import { say } from '../../src/conversations/say.js';
import { solvedByCustomer } from '../../src/handoff/customer-acts.js';
import { newId } from '../../src/id.js';
import { createLog } from '../../src/log.js';
import { onPoint } from '../../src/points.js';
import { turnTaken } from '../../src/portal/forms/turn-taken.js';
import { createServer, type Served } from '../../src/serve.js';
import { firstSite } from '../../src/site/site.js';
import { ticketOf } from '../../src/tickets/ticket.js';
import { openCounter, type Counter } from '../setup/counter.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';
import { freePort, until } from '../setup/waiting.js';
import { dialogsWithEveryKind } from './every-kind.js';
import { openFormBrowser, type FormBrowser } from './form-browser.js';

const ahead = { ms: 0 };
const day = 86_400_000;
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const clock: Clock = { now: () => Date.now() + ahead.ms };

describe.each(['sqlite', 'postgres'] as const)('forms on %s', (kind) => {
  let counter: Counter;
  let served: Served;
  let url: string;
  beforeAll(async () => {
    const folders = { flows: dialogsWithEveryKind() };
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const address = kind === 'postgres' ? await postgresUrl() : join(temporaryFolder(), 'forms.db');
    counter = await openCounter({ clock, address, environment: { PUBLIC_URL: url }, folders });
    const { app, database, config } = counter;
    served = createServer({ app, database, config, clock, log: createLog('silent') });
    await served.server.listen(port);
  }, 60_000);
  afterAll(async () => {
    await served.server.close(500);
    await counter.close();
  });

  const browser = (): FormBrowser => openFormBrowser(url);
  const conversationOf = ({ address }: FormBrowser): string =>
    /\/([\w-]+)\.[0-9a-z]+\.[\w-]{22}/.exec(address)?.[1] ?? '';
  const saidBy = async (one: FormBrowser): Promise<string[]> =>
    (await eventsAfter(counter.database, conversationOf(one), 0)).events.flatMap(({ author, body }) =>
      author === 'customer' && body?.kind === 'message' ? [body.message.text] : [],
    );

  /** Report a problem, up to the page that reads everything back. */
  async function toCheck(one: FormBrowser, what = 'The handle came off'): Promise<void> {
    await one.open('/form/report-problem?lang=en');
    await one.send({ text: '' });
    await one.send({ text: 'KT-200' });
    await one.press('skip');
    await one.send({ text: what });
    await one.send({ text: 'kim@example.com' });
    if (one.html.includes('value="carry-on"')) await one.press('carry-on');
  }

  test('one question a page, read back, sent: the ticket the chat would have opened', async () => {
    const one = browser();
    await one.open('/form/report-problem?lang=en');
    await one.send({ text: '' });
    expect(one.title).toBe('Which product is it? — Report a problem with a product — Hinata Home');
    await one.send({ text: 'KT-200' });
    await one.send({ text: 'A-10293' });
    // In the chat this would be a question; in its field it is the answer.
    await one.send({ text: 'Why does the handle come off all the time?' });
    await one.send({ text: 'kim@example.com' });
    if (one.html.includes('value="carry-on"')) await one.press('carry-on');
    expect(one.text()).toMatch(/Check your answers.*Why does the handle come off all the time\?.*kim@example\.com/);
    await one.press('send');
    const [, number = ''] = /Your number: (T-\d+)/.exec(one.text()) ?? [];
    const ticket = await ticketOf(counter.database, firstSite, number);
    expect(ticket).toMatchObject({ topic: 'problem', status: 'waiting', language: 'en' });
    expect(ticket?.slots).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'product', value: 'KT-200', state: 'checked' }),
        expect.objectContaining({ name: 'whatHappened', display: 'Why does the handle come off all the time?' }),
      ]),
    );
    expect((await verifyLog(counter.database, ticket?.conversation ?? '')).whole).toBe(true);
  });

  test('change at the check: that answer alone is asked again', async () => {
    const one = browser();
    await toCheck(one);
    await one.press('change:product');
    expect(one.html).toContain('value="KT-200"');
    await one.send({ text: 'KT-100' });
    expect(one.text()).toMatch(/Check your answers.*Electric kettle 0\.8 l.*The handle came off/);
  });

  test('an answer that is none: an error at its field, linked from the top, with what was typed', async () => {
    const one = browser();
    await one.open('/form/report-problem?lang=en');
    await one.send();
    await one.send({ text: 'something <b>made</b> of "tin"' });
    expect(one.title).toMatch(/^Error: Which product is it\?/);
    expect(one.html).toContain('<a href="#answer">I could not tell which product that is.');
    expect(one.html).toMatch(
      /<input id="answer" aria-describedby="[^"]*wrong" aria-invalid="true"[^>]*value="something &lt;b&gt;made/,
    );
    expect(one.html).not.toContain('<b>made');
    // Nothing at all is no answer, and no message either.
    const before = (await saidBy(one)).length;
    await one.send({ text: '  ' });
    expect([one.status, one.title]).toEqual([422, expect.stringMatching(/^Error:/)]);
    expect(await saidBy(one)).toHaveLength(before);
    await one.send({ text: 'KT-200' });
    await one.send({ text: 'A-99999' });
    expect(one.title).toMatch(/^Error:/);
    expect(one.text()).toContain('I cannot find an order A-99999');
    await one.send({ text: '' });
    await one.send({ text: 'bad' });
    expect(one.text()).toContain('Could you describe it in a few more words?');
    await one.press('back');
    expect(one.title).toMatch(/^What is the order number\?/);
  });

  test('pressed twice at the same moment: one form, one message, one ticket', async () => {
    const one = browser();
    await one.open('/form/report-problem?lang=en');
    await one.sendTwice();
    await one.sendTwice({ text: 'KT-200' });
    await one.send();
    expect((await saidBy(one)).filter((text) => text === 'KT-200')).toHaveLength(1);
    await one.sendTwice({ text: 'The handle came off' });
    await one.sendTwice({ text: 'kim@example.com' });
    if (one.html.includes('value="carry-on"')) await one.press('carry-on');
    await one.press('send');
    const tickets = await counter.database.read(
      counter.database.build.selectFrom('ticket').select('id').where('conversation', '=', conversationOf(one)),
    );
    expect(tickets).toHaveLength(1);
  });

  test('a page that has been answered since changes nothing', async () => {
    const [one, other] = [browser(), browser()];
    await one.open('/form/report-problem?lang=en');
    await one.send();
    await other.open(one.address);
    await one.send({ text: 'KT-200' });
    await other.send({ text: 'KT-100' });
    expect(other.title).toMatch(/^What is the order number/);
    expect(await saidBy(one)).not.toContain('KT-100');
  });

  test('every kind of slot has its place, and the answer is read as in the chat', async () => {
    const one = browser();
    await one.open('/form/every-kind?lang=en');
    await one.send();
    expect(one.html).toMatch(/<fieldset><legend><h1 class="question">Do you agree\?<\/h1><\/legend>/);
    await one.send();
    expect(one.text()).toContain('Please choose one.');
    await one.send({ choice: 'maybe' });
    expect(one.text()).toContain('Please choose one.');
    await one.send({ choice: 'yes' });
    expect(one.html).toContain('<select id="answer" name="choice">');
    await one.send({ choice: 'oak' });
    await one.send({ 'choice.0': 'handle', 'choice.2': 'base' });
    expect(one.html).toContain('type="date" name="day"');
    await one.send({ day: '2020-01-31' });
    expect(one.title).toMatch(/^Error:/);
    await one.send({ text: 'tomorrow' });
    await one.send({ text: '3' });
    expect(one.html).toContain('autocomplete="street-address"');
    await one.send({ text: '1-2-3 Jingumae, Shibuya-ku, Tokyo 150-0001' });
    expect(one.html).toContain('enctype="multipart/form-data"');
    await one.send({ files: new Blob(['<script>alert(1)</script>']) });
    expect(one.text()).toContain('We cannot take files of this type');
    await one.send({ files: new Blob([png]) });
    expect(one.html).toContain('type="tel"');
    expect(one.title).toMatch(/^Which number may we call\?/);
    await one.send({ text: '090-0000-1234' });
    expect(one.text()).toMatch(/Check your answers.*A oak.*A handle, A base.*Pieces 3.*090/);
    await one.press('send');
    expect(one.text()).toContain('Done Noted: 3 of A oak.');
  });

  test('of two places for one answer the one that was filled in anew counts', async () => {
    const one = browser();
    await one.open('/form/every-kind?lang=en');
    await one.send();
    await one.send({ choice: 'yes' });
    await one.send({ choice: 'oak' });
    await one.send({ 'choice.0': 'handle' });
    await one.send({ text: 'yesterday' });
    expect(one.title).toMatch(/^Error:/);
    expect(one.html).toContain('name="text" value="yesterday"');
    // The words that were not taken still stand there; a day has been chosen from the calendar.
    const tomorrow = new Date(clock.now() + 2 * day).toISOString().slice(0, 10);
    await one.send({ day: tomorrow, text: 'yesterday' });
    expect(one.title).toMatch(/^How many are there\?/);
    await one.press('back');
    expect(one.html).toContain(`name="day" value="${tomorrow}"`);
    await one.send({ day: tomorrow, text: 'yesterday' });
    expect(one.title).toMatch(/^Error: .*day/i);
  });

  test('what a look-up only suggests leaves room for another answer', async () => {
    const one = browser();
    await one.open('/form/suggested?lang=en');
    await one.send();
    const [, first = ''] = /<option value="([^"]+)"/.exec(one.html.replace('<option value="">', '')) ?? [];
    expect([first, one.html]).toEqual([expect.stringMatching(/^\d{4}-/), expect.stringContaining('Something else')]);
    await one.send({ choice: first });
    await one.press('change:hour');
    expect(one.html).toMatch(/<input id="else" type="text" name="text" value=""/);
    await one.send({ choice: first, text: 'any evening' });
    expect(one.text()).toContain('Hour any evening');
    await one.press('change:hour');
    await one.send({ choice: '', text: '' });
    expect(one.text()).toContain('Please choose one.');
  });

  test('what another system has to do first is waited for on a page that looks again by itself', async () => {
    const one = browser();
    await one.open('/form/elsewhere?lang=en');
    await one.send();
    await one.send({ text: 'Ding dong' });
    const pages = new Set<string>();
    await until(async () => {
      pages.add(one.title);
      if (one.text().startsWith('Elsewhere One moment')) expect(one.html).toContain('http-equiv="refresh"');
      await one.open(one.address);
      return one.text().includes('It could not be rung.');
    });
    expect([...pages].filter((title) => !/^(One moment please|We have received it)/.test(title))).toEqual([]);
  });

  test('another day, another browser: it goes on where it was; after thirty days it is over', async () => {
    const [one, other] = [browser(), browser()];
    await one.open('/form/report-problem?lang=en');
    await one.send();
    await one.send({ text: 'KT-200' });
    ahead.ms = 3 * day;
    await other.open(one.address);
    expect(other.title).toMatch(/^What is the order number/);
    await other.send();
    expect(other.title).toMatch(/^What is wrong with it/);
    ahead.ms = 32 * day;
    await other.open(one.address);
    ahead.ms = 0;
    expect(other.status).toBe(410);
    expect(other.text()).toContain('This address has expired');
  });

  test("another form's word, a changed one, another page: nothing opens, nothing is said", async () => {
    const [mine, theirs] = [browser(), browser()];
    for (const one of [mine, theirs]) {
      await one.open('/form/report-problem?lang=en');
      await one.send();
      await one.send({ text: 'KT-200' });
    }
    const word = new URL(mine.address).pathname.split('/').at(-1) ?? '';
    const mark = word.split('.').at(-1) ?? '';
    const wrong = [
      `/form/feedback/${word}`,
      `/form/report-problem/${word.slice(0, -1)}_`,
      `/form/report-problem/${conversationOf(theirs)}.${word.split('.')[1]}.${mark}`,
      `/form/report-problem/${word.replace(/\.[0-9a-z]+\./, '.zzzz.')}`,
    ];
    const stranger = browser();
    for (const path of wrong) {
      await stranger.open(path);
      expect([path, stranger.status]).toEqual([path, 404]);
      expect(stranger.text()).not.toContain('order number');
    }
    const body = new URLSearchParams({ page: 'fAAAAAAAAAAAAAAAAAAAA', step: 'ask-order', text: 'A-10293' });
    for (const origin of ['https://evil.example', 'null']) {
      const posted = await fetch(mine.address, { method: 'POST', body, headers: { origin }, redirect: 'manual' });
      expect(posted.status).toBe(403);
    }
    expect(await saidBy(mine)).toHaveLength(2);
    expect(Object.fromEntries(mine.headers)).toMatchObject({
      ...{ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' },
      'x-robots-tag': expect.stringContaining('noindex'),
      'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
    });
  });

  test('a button beside a chosen file is what was meant: a person is given the file, who cancels sends none', async () => {
    const toPhoto = async (): Promise<FormBrowser> => {
      const one = browser();
      await one.open('/form/every-kind?lang=en');
      await one.send();
      await one.send({ choice: 'yes' });
      await one.send({ choice: 'oak' });
      await one.send({ 'choice.0': 'handle' });
      await one.send({ text: 'tomorrow' });
      await one.send({ text: '3' });
      await one.send({ text: '1-2-3 Jingumae, Shibuya-ku, Tokyo 150-0001' });
      expect(one.html).toContain('type="file"');
      return one;
    };
    const attached = async (one: FormBrowser): Promise<number> =>
      (await eventsAfter(counter.database, conversationOf(one), 0)).events.flatMap(({ body }) =>
        body?.kind === 'message' ? (body.message.attachments ?? []) : [],
      ).length;
    const [calls, cancels, goesBack] = [await toPhoto(), await toPhoto(), await toPhoto()];
    await calls.press('person', { files: new Blob([png]) });
    expect([calls.text(), await attached(calls)]).toEqual([expect.stringContaining('A colleague takes over'), 1]);
    await cancels.press('cancel', { files: new Blob([png]) });
    expect([cancels.text(), await attached(cancels)]).toEqual([expect.stringContaining('Cancelled'), 0]);
    await goesBack.press('back', { files: new Blob([png]) });
    expect([goesBack.title, await attached(goesBack)]).toEqual([expect.stringMatching(/^Where is it\?/), 0]);
    // What was not sent is known all the same as theirs, to be erased with the rest.
    const { database } = counter;
    const stored = await database.read(
      database.build
        .selectFrom('attachment')
        .select('conversation')
        .where('conversation', '=', conversationOf(cancels)),
    );
    expect(stored).toHaveLength(1);
  });

  test('danger told in a field goes to a person at once, and so does what was typed and not sent', async () => {
    const [one, other] = [browser(), browser()];
    for (const each of [one, other]) {
      await each.open('/form/report-problem?lang=en');
      await each.send();
      await each.send({ text: 'KT-200' });
      await each.press('skip');
    }
    await one.send({ text: 'There is smoke coming out of it and it is burning' });
    expect(one.text()).toMatch(/A colleague takes over Your number: T-\d+.*switch the device off/);
    await other.press('person', { text: 'It is all rather complicated' });
    expect(other.text()).toContain('A colleague takes over');
    expect((await saidBy(other)).at(-1)).toContain('It is all rather complicated');
    const [, number = ''] = /Your number: (T-\d+)/.exec(other.text()) ?? [];
    const ticket = await ticketOf(counter.database, firstSite, number);
    expect(ticket?.slots).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'product', value: 'KT-200' })]),
    );
    // Nobody can be reached yet: the page asks where the answer may go.
    await other.press('mail', { mail: 'maria@example.com', name: 'Maria' });
    expect(other.text()).toContain('the answer goes to maria@example.com');
    expect(other.html).not.toContain('value="mail"');
  });

  test('an address is asked for as long as somebody may answer, and no longer', async () => {
    const one = browser();
    await one.open('/form/feedback?lang=en');
    await one.send();
    await one.press('person');
    expect(one.html).toContain('value="mail"');
    await solvedByCustomer(counter.app.door, { site: firstSite, conversation: conversationOf(one) });
    await one.open(one.address);
    expect(one.text()).toContain('This request is closed');
    expect(one.html).not.toContain('value="mail"');
  });

  test('an article that solves it: nothing is sent, the log holds the vote, it counts as deflected', async () => {
    const before = (await formFigures(counter.database, firstSite)).find(({ flow }) => flow === 'report-problem');
    const one = browser();
    await one.open('/form/report-problem?lang=en');
    await one.send({ text: 'my kettle leaks at the base' });
    expect(one.text()).toMatch(/Does one of these already help\?.*My kettle leaks.*Unplug the kettle/);
    const [, article = ''] = /value="solved:([^"]+)"/.exec(one.html) ?? [];
    const counted: string[] = [];
    const silence = onPoint(({ point, about }) => void (point === 'form: deflected' && counted.push(about)));
    await one.press(`solved:${article}`);
    silence();
    expect(counted).toEqual(['report-problem']);
    expect(one.text()).toContain('Solved');
    const { events } = await eventsAfter(counter.database, conversationOf(one), 0);
    expect(events.map(({ body }) => body)).toContainEqual(
      expect.objectContaining({ kind: 'vote', article, helpful: true }),
    );
    const after = (await formFigures(counter.database, firstSite)).find(({ flow }) => flow === 'report-problem');
    expect([after?.deflected, after?.sent]).toEqual([(before?.deflected ?? 0) + 1, before?.sent ?? 0]);
  });

  test('an article that does not: the form begins with what was written, and the ticket shows what was offered', async () => {
    const one = browser();
    await one.open('/form/report-problem?lang=en');
    await one.send({ text: 'my kettle leaks at the base since yesterday' });
    await one.press('carry-on');
    await one.send({ text: 'KT-200' });
    await one.press('skip');
    await one.send({ text: 'kim@example.com' });
    expect(one.text()).toMatch(/Check your answers.*my kettle leaks at the base since yesterday/);
    await one.press('send');
    const [, number = ''] = /Your number: (T-\d+)/.exec(one.text()) ?? [];
    const ticket = await ticketOf(counter.database, firstSite, number);
    expect(ticket?.articles).toEqual([expect.objectContaining({ slug: 'kettle-leaks', vote: null })]);
  });

  test('begun by a chat with the same value, its questions are the open ones, and what was asked before is not', async () => {
    const { app, database } = counter;
    const { thread, conversation } = await openThread(database, {
      ...{ site: firstSite, channel: 'test', peer: newId('x'), language: 'en', now: clock.now() },
    });
    const hears = async (text: string, value?: string): Promise<BotState> => {
      const message = { text, language: 'en', ...(value === undefined ? {} : { value }) };
      await say(app.door, { thread, clientId: newId('m'), message });
      await turnTaken(app.door, { conversation, thread });
      const [row] = await database.read(
        database.build.selectFrom('conversation').select('state').where('id', '=', conversation),
      );
      return parseState(row?.state ?? '').state;
    };
    expect(await hears('delivery')).toMatchObject({ open: { kind: 'which' } });
    await hears('Give feedback', '@form:feedback');
    const run = currentRun(await hears('the first one'));
    expect(run).toMatchObject({ flow: 'feedback', slots: { about: { value: 'praise' } } });
  });

  test('no reminder is sent into a form, and none is begun by looking at it', async () => {
    const count = async (): Promise<number> =>
      (
        await counter.database.read(
          counter.database.build.selectFrom('conversation').select('id').where('channel', '=', 'form'),
        )
      ).length;
    const before = await count();
    const one = browser();
    await one.open('/form/report-problem?lang=en');
    expect(await count()).toBe(before);
    await one.send();
    const jobs = await counter.database.read(
      counter.database.build.selectFrom('job').select('kind').where('conversation', '=', conversationOf(one)),
    );
    expect(jobs).toEqual([]);
  });

  test('the list: every flow but blocks and those kept in the chat, and what this browser has begun', async () => {
    const one = browser();
    await one.open('/forms?lang=en');
    expect(one.text()).toMatch(/Report a problem with a product Something is broken, missing or wrong/);
    expect(one.html).not.toMatch(/prove-order|Chat only|unfinished/);
    await one.open('/form/chat-only');
    expect(one.status).toBe(404);
    await one.open('/form/prove-order');
    expect(one.status).toBe(404);
    await one.open('/form/feedback?lang=en');
    await one.send();
    await one.open('/forms?lang=ja');
    expect(one.text()).toMatch(/入力途中のフォーム ご意見/);
    const stranger = browser();
    await stranger.open('/forms?lang=en');
    expect(stranger.text()).not.toContain('unfinished');
    // Search engines may lead here; but a kept page would show one customer's forms, or begin theirs, to another.
    for (const path of ['/forms?lang=en', '/form/feedback?lang=en']) {
      await stranger.open(path);
      expect([path, stranger.headers.get('x-robots-tag')]).toEqual([path, null]);
      expect(stranger.headers.get('cache-control')).toBe('no-store');
    }
    const mine = one.cookie.split('=')[1] ?? '';
    stranger.cookie = `madoguchi-forms=${Array.from({ length: 9 }, () => mine).join('~')}`;
    await stranger.open('/forms?lang=en');
    expect(stranger.html.match(new RegExp(mine.replaceAll('.', '\\.'), 'g'))).toHaveLength(5);
    const forgotten = await fetch(`${url}/forms/forget`, {
      method: 'POST',
      headers: { origin: url },
      redirect: 'manual',
    });
    expect(forgotten.headers.get('set-cookie')).toMatch(
      /^madoguchi-forms=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0$/,
    );
  });

  test('put into the other language in the middle, it goes on in that one', async () => {
    const one = browser();
    await one.open('/form/report-problem?lang=en');
    await one.send();
    await one.open(one.address.replace('lang=en', 'lang=ja'));
    expect(one.title).toMatch(/^どの商品でしょうか？/);
    await one.send({ text: '何か' });
    expect(one.title).toMatch(/^エラー： どの商品でしょうか？/);
    await one.send({ text: 'KT-200' });
    await one.open(new URL(one.address).pathname);
    expect(one.title).toMatch(/^ご注文番号/);
  });

  test('cancelled, or ended by an operator: each says so, and what there is to do', async () => {
    const [one, other] = [browser(), browser()];
    const figures = async () => {
      const all = await formFigures(counter.database, firstSite);
      const { begun = 0, unfinished = 0, over = 0, sent = 0 } = all.find(({ flow }) => flow === 'feedback') ?? {};
      return { begun, unfinished, over, sent };
    };
    const before = await figures();
    await one.open('/form/feedback?lang=en');
    await one.send();
    const begun = { ...before, begun: before.begun + 1 };
    expect(await figures()).toEqual({ ...begun, unfinished: before.unfinished + 1 });
    await one.press('cancel');
    expect(one.text()).toMatch(/Cancelled.*Begin this form again All forms/);
    expect(await figures()).toEqual({ ...begun, over: before.over + 1 });
    await other.open('/form/every-kind?lang=en');
    await other.send();
    await other.send({ choice: 'yes' });
    const running = (await runningFlows(counter.database, firstSite)).filter(({ flow }) => flow === 'every-kind');
    for (const version of running)
      await tellRunning(counter.database, version, { how: 'end', by: 'operator', now: clock.now() });
    await until(async () => {
      await other.open(other.address);
      return other.text().includes('This form has been ended');
    });
    expect(other.text()).toMatch(/we have had to stop this procedure.*Begin this form again/);
  });

  test('hostile input is an answer like any other, or is refused; nothing breaks', async () => {
    const one = browser();
    await one.open('/form/feedback?lang=en');
    await one.send({ text: '<script>alert(1)</script> " onfocus="alert(1)' });
    if (one.html.includes('value="carry-on"')) await one.press('carry-on');
    await one.send({ choice: 'praise' });
    if (one.title.startsWith('Please tell me')) await one.send({ text: '<img src=x onerror=alert(1)> '.repeat(200) });
    expect(one.html).not.toMatch(/<img|<script(?! src="\/forms\/page\.js")|onfocus="alert/);
    const two = browser();
    await two.open('/form/report-problem?lang=en');
    await two.send();
    await two.send({ text: 'nul \0 here' });
    expect([two.status, two.title]).toEqual([422, expect.stringMatching(/^Error:/)]);
    const wrong = await fetch(two.address, {
      ...{ method: 'POST', body: '{"text":"KT-200"}', redirect: 'manual' },
      headers: { origin: url, 'content-type': 'application/json' },
    });
    expect(wrong.status).toBe(422);
    const large = await fetch(two.address, {
      ...{ method: 'POST', body: new URLSearchParams({ text: 'x'.repeat(100_000) }), redirect: 'manual' },
      headers: { origin: url },
    });
    expect(large.status).toBe(422);
    const first = await fetch(`${url}/form/feedback?lang=en`, {
      ...{ method: 'POST', body: new URLSearchParams({ text: 'x'.repeat(100_000) }), redirect: 'manual' },
      headers: { origin: url },
    });
    expect([first.status, await first.text()]).toEqual([422, expect.stringContaining('up to 10 MB, and 5 go')]);
    expect((await saidBy(two)).length).toBe(1);
    await two.open('/form/report-problem/..%2f..%2fetc');
    expect(two.status).toBe(404);
    await two.open(`/forms?lang=${'x'.repeat(3000)}`);
    expect(two.status).toBe(200);
  });
});
