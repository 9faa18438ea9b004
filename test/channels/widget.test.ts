import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyLog } from '../../src/conversations/log.js';
import { ticketOf } from '../../src/tickets/ticket.js';
import type { WidgetArticle, WidgetBatch, WidgetOpened, WidgetSession, WidgetStored } from '../../src/widget-wire.js';
import { asked, begin, listen, opened, until } from './widget-client.js';
import { openWidgetCounter, type WidgetCounter } from './widget-counter.js';

const kim = 'kim@hinata-home.example';

describe.each(['sqlite', 'postgres'] as const)('the widget on %s', (kind) => {
  let counter: WidgetCounter;
  let url: string;
  beforeAll(async () => {
    counter = await openWidgetCounter(kind);
    ({ url } = counter);
  }, 120_000);
  afterAll(() => counter.close());

  /** A customer who asked for a person and waits. */
  async function waiting(options: Parameters<typeof opened>[1] = {}) {
    const customer = await opened(url, options);
    const tab = await customer.listen();
    await customer.says('I want to talk to a person');
    const offer = await tab.event('message', ({ choices }) => choices.some(({ value }) => value === '@skip'));
    await customer.says('Skip', { value: '@skip' });
    const ticket = await tab.event('ticket');
    return { customer, tab, number: ticket.number, conversation: offer.conversation };
  }

  test('a session says all that an empty screen shows, in the language asked for', async () => {
    const { session } = await begin(url, { language: 'ja' });
    expect(session).toMatchObject({
      ...{ language: 'ja', opened: false, customer: { identified: false, name: null } },
      shop: { languages: ['en', 'ja'], people: { online: false } },
      limits: { textCharacters: 4_000, filesPerMessage: 5 },
    });
    expect(session.starters.map(({ label }) => label)).toEqual([
      'ご注文の状況を確認する',
      '商品の不具合を連絡する',
      expect.stringContaining('返品'),
      expect.stringContaining('届'),
    ]);
    const customer = await opened(url, { language: 'ja' });
    const tab = await customer.listen();
    await customer.says(session.starters[2]?.label ?? '', { value: session.starters[2]?.value, language: 'ja' });
    expect(await tab.event('message', ({ sources }) => sources.length > 0)).toMatchObject({
      sources: [{ slug: 'return-an-item', language: 'ja' }],
    });
  });

  test('a conversation begins once, however often it is begun, and leaves nothing behind when it is not', async () => {
    const customer = await begin(url);
    const threads = () => counter.database.read(counter.database.build.selectFrom('thread').select('id'));
    const before = (await threads()).length;
    expect((await customer.call('GET', '/events')).json).toMatchObject({ events: [] });
    expect((await customer.says('too early')).status).toBe(404);
    const times = await Promise.all([1, 2, 3].map(() => customer.call<WidgetOpened>('POST', '/conversation', {})));
    expect(times.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(times.map(({ json }) => json.thread))).toEqual(new Set([customer.session.thread]));
    expect((await threads()).length).toBe(before + 1);
    expect((await customer.call<WidgetBatch>('GET', '/events')).json.events).toHaveLength(1);
  });

  test('question, person, both typing, both reading, a file, the closing, the rating: all of it seen by both', async () => {
    const asking = await opened(url);
    const first = await asking.listen();
    await asking.says('my kettle KT-200 leaks from the bottom when I pour water');
    const answer = await first.text(/Unplug the kettle/);
    expect(answer).toMatchObject({ author: 'bot', sources: [{ slug: 'kettle-leaks', language: 'en' }] });
    expect(answer.tree?.[0]).toMatchObject({ kind: 'paragraph' });
    const article = await asking.call<WidgetArticle>('GET', '/articles/en/kettle-leaks');
    expect(article.json.tree.some((block) => block.kind === 'heading')).toBe(true);
    expect(article.json.updated).toBeGreaterThan(0);
    first.socket.close();

    const { customer, tab, number, conversation } = await waiting();
    expect(await tab.event('message', ({ receipt }) => receipt !== null)).toMatchObject({
      receipt: { ticket: number, url: expect.stringContaining(`/ticket/${number}.`) },
    });
    await tab.hears((frame) => (frame.kind === 'queue' && frame.ahead === 0 ? frame : undefined));

    const agent = await counter.agent(kim);
    expect((await agent.act(`conversations/${conversation}/claim`)).status).toBe(200);
    const desk = await agent.tab(conversation);
    expect(await tab.event('owner', ({ status }) => status === 'agent')).toMatchObject({ name: /Kim/ });

    tab.socket.send(JSON.stringify({ kind: 'typing' }));
    expect(await desk.hears('typing')).toMatchObject({ conversation, by: 'customer', seconds: 6 });
    desk.tell({ kind: 'typing', conversation });
    expect(
      await tab.hears((frame) => (frame.kind === 'typing' && frame.by === 'agent' ? frame : undefined)),
    ).toMatchObject({ name: /Kim/ });
    expect(desk.frames.filter((frame) => frame.kind === 'typing' && frame.by === 'agent')).toEqual([]);

    const said = await customer.says('Are you there?');
    desk.tell({ kind: 'seen', conversation, upTo: Number(said.json.position) });
    expect(await tab.hears((frame) => (frame.kind === 'seen' ? frame : undefined))).toEqual({
      ...{ kind: 'seen', upTo: said.json.position },
    });
    const text = 'Yes: see **[the guide](kettle-leaks.md)**\nor https://shop.example/kt';
    await agent.act(`conversations/${conversation}/reply`, { clientId: 'r1', text });
    const replied = await tab.text(/the guide/);
    expect(replied).toMatchObject({ author: 'agent', name: expect.stringContaining('Kim'), clientId: null });
    expect(JSON.stringify(replied.tree)).toContain('"article":{"slug":"kettle-leaks","language":"en"}');
    tab.socket.send(JSON.stringify({ kind: 'seen', upTo: replied.position }));
    await desk.hears('seen', { conversation, by: 'customer', upTo: Number(replied.position) });

    await agent.act(`conversations/${conversation}/note`, { text: 'secret among colleagues' });
    const form = new FormData();
    form.append('message', JSON.stringify({ clientId: 'f1', text: 'the leak', language: 'en' }));
    form.append('file', new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])]), 'leak.png');
    expect((await customer.call<WidgetStored>('POST', '/files', form)).status).toBe(201);
    expect((await customer.call<WidgetStored>('POST', '/files', form)).status).toBe(200);
    const { files } = await tab.event('message', (one) => one.files.length > 0);
    expect(files).toMatchObject([{ name: 'leak.png', type: 'image/png', size: 8 }]);
    const picture = await fetch(url + (files[0]?.url ?? ''));
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect((await fetch(`${url}/widget/v1/files/${files[0]?.id}?w=9999999999999.x`)).status).toBe(404);

    const rating = { clientId: 's1', conversation, score: 4, comment: 'Quick' };
    expect((await customer.call('POST', '/ratings', rating)).code).toBe('too-late');
    await agent.act(`conversations/${conversation}/resolve`, { outcome: 'sent a guide', anyway: true });
    expect(await tab.event('rating')).toMatchObject({ conversation, score: null });
    expect(await tab.event('ticket', ({ change }) => change === 'solved')).toMatchObject({ number });
    expect((await customer.call('POST', '/ratings', rating)).status).toBe(201);
    expect((await customer.call('POST', '/ratings', rating)).status).toBe(200);
    expect((await customer.call('POST', '/ratings', { ...rating, score: 1 })).code).toBe('other-body');
    expect((await customer.call('POST', '/ratings', { ...rating, clientId: 's2', score: 5 })).status).toBe(201);
    await tab.event('rating', ({ score }) => score === 5);
    expect(await ticketOf(counter.database, 'main', number)).toMatchObject({
      ...{ status: 'solved', score: 5, comment: 'Quick', outcome: 'sent a guide' },
    });

    const transcript = await fetch(`${url}/widget/v1/transcript?language=ja`, {
      headers: { authorization: `Bearer ${customer.token}` },
    });
    const told = await transcript.text();
    expect(transcript.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(told).toContain('とのやり取り');
    expect(told).toContain('Yes: see the guide');
    expect(told).toContain('添付ファイル: leak.png');

    expect(JSON.stringify([tab.frames, told])).not.toContain('secret among colleagues');
    expect(JSON.stringify(tab.frames)).not.toContain('sent a guide');
    expect(tab.gaps).toEqual([]);
    expect(await verifyLog(counter.database, conversation)).toMatchObject({ whole: true });
    desk.close();
    tab.socket.close();
  }, 60_000);

  test('a rating wakes nobody and is asked for again only after another closing by a person', async () => {
    const { customer, tab, conversation } = await waiting();
    const agent = await counter.agent(kim);
    await agent.act(`conversations/${conversation}/claim`);
    await agent.act(`conversations/${conversation}/resolve`, { outcome: 'done' });
    await tab.event('rating');
    await customer.call('POST', '/ratings', { clientId: 's', conversation, score: 2 });
    await tab.event('rating', ({ score }) => score === 2);
    await customer.says('It broke again, please help');
    await tab.event('owner', ({ status }) => status === 'agent' || status === 'waiting');
    const closings = () => tab.events.filter((one) => one.kind === 'rating' && one.score === null).length;
    expect(closings()).toBe(1);
    const { owner } = (
      await counter.database.read(
        counter.database.build.selectFrom('conversation').select('owner').where('id', '=', conversation),
      )
    )[0] ?? { owner: '' };
    if (!owner.startsWith('agent')) await agent.act(`conversations/${conversation}/claim`);
    await agent.act(`conversations/${conversation}/resolve`, { outcome: 'done again', anyway: true });
    await until(() => (closings() === 2 ? true : undefined));
    expect(tab.events.filter((one) => one.kind === 'message' && one.author === 'bot')).toHaveLength(
      new Set(
        tab.events.filter((one) => one.kind === 'message' && one.author === 'bot').map(({ position }) => position),
      ).size,
    );
    tab.socket.close();
  }, 30_000);

  test('a cut socket is taken up where it stood: nothing is lost and nothing comes twice, on two sockets at once', async () => {
    const customer = await opened(url);
    const [one, two] = [await customer.listen(), await customer.listen()];
    await Promise.all([one.event('message'), two.event('message')]);
    await customer.says('hello');
    await one.event('message', ({ author }) => author === 'customer');
    one.socket.terminate();
    const behind = one.position;
    for (const text of ['what does shipping cost', 'and how long does delivery take']) await customer.says(text);
    await two.event('message', ({ text }) => text === 'and how long does delivery take');
    const after = await customer.listen(behind);
    await customer.says('thank you');
    await Promise.all([after, two].map((tab) => tab.event('message', ({ text }) => text === 'thank you')));
    await until(() => (after.position === two.position ? true : undefined));
    const positions = [...one.events, ...after.events].map(({ position }) => position);
    expect(positions).toEqual(two.events.map(({ position }) => position));
    expect(new Set(positions).size).toBe(positions.length);
    expect([...one.gaps, ...two.gaps, ...after.gaps]).toEqual([]);
    for (const { socket } of [two, after]) socket.close();
  });

  test('the same message sent three times at once is stored once, and another under its id is refused', async () => {
    const customer = await opened(url);
    const same = { clientId: 'm1', text: 'hello', language: 'en' };
    const told = await Promise.all([1, 2, 3].map(() => customer.call<WidgetStored>('POST', '/messages', same)));
    expect(told.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(told.map(({ json }) => json.position)).size).toBe(1);
    expect((await customer.call('POST', '/messages', { ...same, text: 'bye' })).code).toBe('other-body');
  });

  test('where sockets are forbidden a long poll brings the next event as soon as it is there', async () => {
    const customer = await opened(url);
    const { json: now } = await customer.call<WidgetBatch>('GET', '/events');
    const poll = customer.call<WidgetBatch>('GET', `/events?after=${now.upTo}&wait=20`);
    const began = Date.now();
    await customer.says('hello');
    const { json } = await poll;
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(json.after).toBe(now.upTo);
    expect(json.events[0]).toMatchObject({ kind: 'message', author: 'customer', text: 'hello', tree: null });
    expect((await customer.call<WidgetBatch>('GET', `/events?after=9999&wait=1`)).json.events).toEqual([]);
    expect((await customer.call('GET', '/events?wait=26')).status).toBe(400);
  });

  test('who waits on a long poll is there for the agent, and tells with the next one how far they have read', async () => {
    const alone = await opened(url);
    const { json: greeted } = await alone.call<WidgetBatch>('GET', '/events');
    const { live } = counter.app;
    const { thread } = alone.session;
    const told: string[] = [];
    const leave = live.listen(`thread:${thread}`, ({ about }) => void told.push(about));
    const quiet = alone.call<WidgetBatch>('GET', `/events?after=${greeted.upTo}&wait=1`);
    await until(() => (told.at(-1) === 'here' ? true : undefined));
    live.announce({ about: 'asked', thread });
    await quiet;
    leave();
    expect(told.filter((about) => about !== 'asked')).toEqual(['here', 'here', 'left']);

    const { customer, tab, conversation } = await waiting();
    tab.socket.close();
    const agent = await counter.agent(kim);
    await agent.act(`conversations/${conversation}/claim`);
    const desk = await agent.tab(conversation);
    await desk.hears('online', { online: false });
    const { json: now } = await customer.call<WidgetBatch>('GET', '/events');
    const poll = customer.call<WidgetBatch>('GET', `/events?after=${now.upTo}&wait=20`);
    await desk.hears('online', { online: true });
    const text = 'Hello, Kim here.';
    await agent.act(`conversations/${conversation}/reply`, { clientId: 'r1', text, anyway: true });
    const { json: batch } = await poll;
    expect(batch.events).toMatchObject([{ kind: 'message', author: 'agent' }]);
    expect(desk.frames.filter((frame) => frame.kind === 'seen' && frame.by === 'customer')).toEqual([]);
    const foreign = await opened(url);
    await foreign.call('GET', `/events?seen=${batch.upTo}`);
    const next = customer.call<WidgetBatch>('GET', `/events?after=${batch.upTo}&seen=${batch.upTo}`);
    expect(await desk.hears('seen', { conversation, by: 'customer' })).toMatchObject({ upTo: Number(batch.upTo) });
    expect((await next).json.events).toEqual([]);
    desk.close();
  });

  test("a language chosen by hand is the conversation's from then on; one that only comes along changes nothing", async () => {
    const customer = await opened(url);
    const tab = await customer.listen();
    await tab.event('message');
    const renew = (body: object) => asked<WidgetSession>(`${url}/widget/v1/sessions`, 'POST', body, customer.token);
    await renew({ language: 'ja' });
    await customer.says('A-10293');
    expect(await tab.event('message', ({ position, author }) => author === 'bot' && position !== '1')).toMatchObject({
      language: 'en',
    });
    expect((await renew({ language: 'ja', chosen: true })).json).toMatchObject({ language: 'ja', opened: true });
    await customer.says('Talk to a person', { value: '@person' });
    await tab.event('message', ({ author, language }) => author === 'bot' && language === 'ja');
    tab.socket.close();
  });

  describe('who the customer is', () => {
    test('what somebody wrote before they were known becomes theirs, and is there on every other device', async () => {
      const guest = await opened(url);
      await guest.says('hello from a guest');
      const identity = await counter.sign({ sub: 'mori', name: '森 花子', mail: 'mori@example.com', language: 'ja' });
      const known = await begin(url, { identity, before: guest.token });
      expect(known.session).toMatchObject({
        ...{ thread: guest.session.thread, opened: true, customer: { identified: true, name: '森 花子' } },
      });
      const elsewhere = await begin(url, { identity });
      expect(elsewhere.session.thread).toBe(guest.session.thread);
      expect((await elsewhere.call<WidgetBatch>('GET', '/events')).json.events.length).toBeGreaterThan(1);
    });

    test('who has a chat already keeps it; what a guest wrote on this device is not theirs to read', async () => {
      const identity = await counter.sign({ sub: 'sato' });
      const own = await opened(url, { identity });
      const guest = await opened(url);
      await guest.says('something private');
      const again = await begin(url, { identity, before: guest.token });
      expect(again.session.thread).toBe(own.session.thread);
      expect(JSON.stringify((await again.call('GET', '/events')).json)).not.toContain('private');
      expect((await begin(url, { before: guest.token })).session.thread).toBe(guest.session.thread);
    });

    test("a thread that was proved is out of reach of the guest's old token, by request and by renewal", async () => {
      const guest = await opened(url);
      const identity = await counter.sign({ sub: 'ito' });
      await begin(url, { identity, before: guest.token });
      expect((await guest.call('GET', '/events')).code).toBe('token-expired');
      expect((await guest.says('still me?')).code).toBe('token-expired');
      const socket = await guest.listen();
      await until(() => socket.closed);
      expect([socket.frames, socket.closed]).toEqual([[{ kind: 'expired' }], 4401]);
      expect((await begin(url, { before: guest.token })).session.thread).not.toBe(guest.session.thread);
    });

    test('another customer on the same device never gets the thread of the one before', async () => {
      const first = await opened(url, { identity: await counter.sign({ sub: 'abe' }) });
      const second = await begin(url, { identity: await counter.sign({ sub: 'baba' }), before: first.token });
      expect(second.session.thread).not.toBe(first.session.thread);
      expect(second.session.opened).toBe(false);
    });

    test('of two devices that begin at once, both end in one chat', async () => {
      const identity = await counter.sign({ sub: 'doi' });
      const devices = await Promise.all([begin(url, { identity }), begin(url, { identity })]);
      const threads = await Promise.all(devices.map((one) => one.call<WidgetOpened>('POST', '/conversation', {})));
      expect(new Set(threads.map(({ json }) => json.thread)).size).toBe(1);
      for (const { json } of threads) {
        expect((await asked(`${url}/widget/v1/events`, 'GET', undefined, json.token)).status).toBe(200);
      }
    });

    test.each([
      ['signed with another secret', { sub: 'x' }, { secret: 'guessed' }, 'identity-refused'],
      ['expired', { sub: 'x' }, { seconds: -60 }, 'identity-expired'],
      ['good for longer than a day', { sub: 'x' }, { seconds: 172_800 }, 'identity-refused'],
      ['without a subject', { name: 'x' }, {}, 'identity-refused'],
      ['with a subject of control characters', { sub: 'a\0b' }, {}, 'identity-refused'],
    ])('a word of the shop %s is refused with its own code', async (_, claims, options, code) => {
      const identity = await counter.sign(claims, options);
      expect((await asked(`${url}/widget/v1/sessions`, 'POST', { identity })).code).toBe(code);
    });

    test('an unsigned word and one of another algorithm are refused', async () => {
      const [, body] = (await counter.sign({ sub: 'x' })).split('.');
      for (const alg of ['none', 'HS384', 'RS256']) {
        const head = Buffer.from(JSON.stringify({ alg })).toString('base64url');
        const told = await asked(`${url}/widget/v1/sessions`, 'POST', { identity: `${head}.${body}.` });
        expect(told.code).toBe('identity-refused');
      }
    });

    test('a guest finds their chat again after weeks; who was known must be proved anew after an hour', async () => {
      const guest = await opened(url);
      const known = await opened(url, { identity: await counter.sign({ sub: 'endo' }) });
      counter.clock.ahead = 3_700_000;
      expect((await guest.call('GET', '/events')).code).toBe('token-expired');
      const renewed = await asked<WidgetSession>(`${url}/widget/v1/sessions`, 'POST', {}, known.token);
      expect(renewed.code).toBe('identity-expired');
      const identity = await counter.sign({ sub: 'endo' });
      expect((await begin(url, { identity, before: known.token })).session.thread).toBe(known.session.thread);
      counter.clock.ahead = 20 * 24 * 3_600_000;
      expect((await begin(url, { before: guest.token })).session.thread).toBe(guest.session.thread);
      counter.clock.ahead = 0;
    });
  });

  test('the socket takes our own page alone, a token in the first frame, and nothing that is not a frame', async () => {
    const customer = await opened(url);
    await expect(listen(url, customer.token, '', { origin: 'https://shop.example' })).rejects.toThrow('403');
    const own = await listen(url, customer.token, '', { origin: url });
    await own.event('message');
    own.socket.send('{"kind":"hello"}');
    expect(await until(() => own.closed)).toBe(1008);
    const wrong = await listen(url, 'a.b.c', '');
    expect(await until(() => wrong.closed)).toBe(4401);
    expect(wrong.frames).toEqual([]);
    const full = await listen(url, customer.token, '', {});
    full.socket.send('x'.repeat(9_000));
    expect(await until(() => full.closed)).toBe(1009);
  });

  test('a socket that is renewed outlives its token, and one that is not is told and closed', async () => {
    const customer = await opened(url);
    counter.clock.ahead = 3_597_000;
    const tab = await customer.listen();
    await tab.hears((frame) => (frame.kind === 'expired' ? frame : undefined));
    const renewed = await begin(url, { before: customer.token });
    tab.socket.send(JSON.stringify({ kind: 'hello', token: renewed.token, after: tab.position }));
    await renewed.says('still here');
    await tab.text(/still here/);
    expect(tab.closed).toBeUndefined();
    tab.socket.close();
    counter.clock.ahead = 0;
  });

  test('the twenty-first socket of one conversation is turned away, and the others live on', async () => {
    const customer = await opened(url);
    const tabs = await Promise.all(Array.from({ length: 20 }, () => customer.listen()));
    await Promise.all(tabs.map((tab) => tab.event('message')));
    const last = await customer.listen();
    expect(await until(() => last.closed)).toBe(1013);
    await customer.says('all of you');
    await Promise.all(tabs.map((tab) => tab.text(/all of you/)));
    for (const { socket } of tabs) socket.close();
  }, 30_000);

  test("the frame may stand on the shop's pages alone, and loads nothing from elsewhere", async () => {
    const page = await fetch(`${url}/widget/frame?lang=ja`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("frame-ancestors 'self' https://shop.example");
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('x-frame-options')).toBeNull();
    expect(await page.text()).toContain('<html lang="ja">');
    expect((await fetch(`${url}/chat`)).headers.get('x-frame-options')).toBe('DENY');
  });
});
