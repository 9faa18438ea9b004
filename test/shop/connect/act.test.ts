import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Connectors } from '../../../src/shop/connect/read-connectors.js';
import { createShopUrl } from '../../../src/shop/connect/shop-url.js';
import type { OutsideAct } from '../../../src/shop/system.js';
import { cut, fileWith, json, openPeer, raw, silence, systemsOf, type Peer } from './peer.js';

let peer: Peer;
const close: (() => void)[] = [];
beforeEach(async () => {
  peer = await openPeer();
});
afterEach(async () => {
  for (const one of close.splice(0)) one();
  await peer.close();
});

const cancel = `
acts:
  cancel-order:
    system: erp
    path: /orders/{order}/cancellation
    key: Idempotency-Key
    body: { reason: '{reason}', refund: '{refund}' }
    takes: { order: text, reason: text, refund: money }
    optional: [reason]
    gives: { reference: text, day: { kind: date, from: refund.day } }
    refused: { where: { path: result, is: [too-late] } }
    done: { status: [200, 201], where: { path: result, is: [ok] } }
    find: { path: '/cancellations/{key}' }
`;

async function act(text = cancel, change: [string, string] = ['', '']): Promise<OutsideAct> {
  const systems: Connectors = await systemsOf(fileWith(peer.port, text.replace(...change)));
  close.push(() => systems.close());
  const found = systems.outsideActs.get('cancel-order');
  if (!found) throw new Error('test: there is no act');
  return found;
}

const signal = () => AbortSignal.timeout(5_000);
const values = { order: 'A-1', refund: { amount: 3500, currency: 'JPY' } };
const done = { kind: 'done', details: { reference: 'C-1', day: '2026-11-25' } };
const doneAnswer = json(200, { result: 'ok', reference: 'C-1', refund: { day: '2026-11-25' } });

describe('an act', () => {
  test('goes out once, with its key and its values, and its details come back', async () => {
    peer.answers(doneAnswer);
    expect(await (await act()).perform('c1:4:cancel', values, signal())).toEqual(done);
    expect(peer.asked).toMatchObject([{ method: 'POST', url: '/api/orders/A-1/cancellation' }]);
    expect(peer.asked[0]?.headers['idempotency-key']).toBe('c1:4:cancel');
    expect(JSON.parse(peer.asked[0]?.body ?? '')).toEqual({ refund: { amount: 3500, currency: 'JPY' } });
  });

  test('is refused where the answer says so, whatever its status', async () => {
    peer.answers(json(200, { result: 'too-late', reference: 'C-0' }));
    expect(await (await act()).perform('k', values, signal())).toEqual({
      kind: 'refused',
      details: { reference: 'C-0' },
    });
  });

  test('is done even when a detail of the answer cannot be read', async () => {
    peer.answers(json(200, { result: 'ok', reference: 'C-1', refund: { day: 'tomorrow' } }));
    expect(await (await act()).perform('k', values, signal())).toEqual({ kind: 'done', details: { reference: 'C-1' } });
  });

  const unclear: [string, Parameters<Peer['answers']>][] = [
    ['an answer that says neither', [json(200, { result: 'maybe' })]],
    ['a fault', [json(500, {})]],
    ['a redirect', [raw(307, { location: '/elsewhere' }, '')]],
    ['a page instead of an answer', [raw(200, { 'content-type': 'text/html' }, '<p>ok</p>')]],
    ['a cut line', [cut]],
  ];
  test.each(unclear)('is unknown after %s', async (_, replies) => {
    peer.answers(...replies);
    expect(await (await act()).perform('k', values, signal())).toMatchObject({ kind: 'unknown' });
  });

  test('that cannot be asked with its values is refused, and says which one', async () => {
    expect(await (await act()).perform('k', { order: '..', refund: values.refund }, signal())).toEqual({
      ...{ kind: 'refused', details: { why: 'erp was not asked: a value would lead to another address' } },
    });
    expect(peer.asked).toEqual([]);
  });

  test('without rules of its own is done by 2xx, refused by 409 and the like, and never by a page that says "back soon"', async () => {
    const plain = await act(cancel.replace(/    (refused|done): .*\n/g, ''));
    for (const [reply, kind] of [
      [json(201, {}), 'done'],
      [raw(204, {}, ''), 'done'],
      [json(409, {}), 'refused'],
      [json(422, {}), 'refused'],
      [json(404, {}), 'unknown'],
      [raw(200, { 'content-type': 'text/html' }, '<p>back soon</p>'), 'unknown'],
    ] as const) {
      peer.answers(reply);
      expect((await plain.perform('k', values, signal())).kind).toBe(kind);
    }
  });
});

describe('after an unknown outcome', () => {
  test('what became of the act is looked for by its key', async () => {
    const one = await act();
    peer.answers(doneAnswer, json(404, {}), json(500, {}));
    expect(await one.find('c1:4:cancel', signal())).toEqual(done);
    expect(peer.asked[0]).toMatchObject({ method: 'GET', url: '/api/cancellations/c1%3A4%3Acancel' });
    expect(await one.find('k', signal())).toBeUndefined();
    expect(await one.find('k', signal())).toMatchObject({ kind: 'unknown', why: 'erp answered 500' });
  });

  test('found in a list: empty is never heard of', async () => {
    const one = await act(cancel, [
      "'/cancellations/{key}'",
      "/cancellations, query: { key: '{key}' }, at: items.0, none: { empty: items }",
    ]);
    peer.answers(json(200, { items: [] }), json(200, { items: [{ result: 'ok', reference: 'C-1' }] }));
    expect(await one.find('k', signal())).toBeUndefined();
    expect(await one.find('k', signal())).toEqual({ kind: 'done', details: { reference: 'C-1' } });
  });

  test('a list that does not hold it, where no rule says what that means, is no "done"', async () => {
    const one = await act(cancel.replace(/    (refused|done): .*\n/g, ''), [
      "'/cancellations/{key}'",
      "/cancellations, query: { key: '{key}' }, at: items.0",
    ]);
    peer.answers(json(200, { items: [] }), json(200, { items: [{ reference: 'C-1' }] }));
    expect(await one.find('k', signal())).toMatchObject({ kind: 'unknown' });
    expect(await one.find('k', signal())).toEqual({ kind: 'done', details: { reference: 'C-1' } });
  });

  test('without find, an act that tells its key may be asked for again', async () => {
    const one = await act(cancel, [/    find: .*\n/.exec(cancel)?.[0] ?? '', '']);
    expect(await one.find('k', signal())).toBeUndefined();
    expect(peer.asked).toEqual([]);
  });

  test('without find and key nobody asks a second time', async () => {
    const silent = cancel.replace(/    (find|key): .*\n/g, '');
    const one = await act(silent);
    expect(await one.find('k', signal())).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('cannot be asked'),
    });
    peer.answers(json(503, {}));
    await (await act(silent, ['path:', 'retries: 3\n    path:'])).perform('k', values, signal());
    expect(peer.asked).toHaveLength(1);
  });

  test('with a key it is sent again within its time, under the same key', async () => {
    peer.answers(json(503, {}), cut, doneAnswer);
    expect(await (await act(cancel, ['path:', 'retries: 3\n    path:'])).perform('k7', values, signal())).toEqual(done);
    expect(peer.asked.map(({ headers }) => headers['idempotency-key'])).toEqual(['k7', 'k7', 'k7']);
  });
});

describe('the shop at SHOP_URL', () => {
  function shop(token?: string) {
    const made = createShopUrl({ url: `http://127.0.0.1:${peer.port}/madoguchi/`, token, clock: { now: () => 0 } });
    close.push(() => made.close());
    return made.act('trace-parcel');
  }

  test('is asked for an act of any name, as docs/acts.md says', async () => {
    peer.answers(json(200, { status: 'done', details: { reference: 'TR-1', days: 3 } }));
    expect(await shop('t0ken').perform('c:1:trace', { order: 'A-10293' }, signal())).toEqual({
      ...{ kind: 'done', details: { reference: 'TR-1', days: '3' } },
    });
    expect(peer.asked).toMatchObject([{ method: 'POST', url: '/madoguchi/acts' }]);
    expect(JSON.parse(peer.asked[0]?.body ?? '')).toEqual({
      ...{ act: 'trace-parcel', key: 'c:1:trace', slots: { order: 'A-10293' } },
    });
    expect(peer.asked[0]?.headers).toMatchObject({
      ...{ 'idempotency-key': 'c:1:trace', authorization: 'Bearer t0ken' },
    });
  });

  test('refuses an act that it does not know, has not heard of a key, and may not answer at all', async () => {
    peer.answers(json(404, {}));
    expect(await shop().perform('k', {}, signal())).toMatchObject({ kind: 'refused' });
    expect(await shop().find('a/b', signal())).toBeUndefined();
    expect(peer.asked[1]?.url).toBe('/madoguchi/acts/a%2Fb');
    peer.answers(raw(200, { 'content-type': 'text/html' }, 'x'), raw(302, { location: '/' }, ''), cut);
    for (let times = 0; times < 3; times++)
      expect(await shop().perform('k', {}, signal())).toMatchObject({ kind: 'unknown' });
    peer.answers(silence);
    expect(await shop().perform('k', {}, AbortSignal.timeout(100))).toMatchObject({ kind: 'unknown' });
  });
});
