import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createActHandler } from '../../src/bot/act-handler.js';
import { machineClock } from '../../src/clock.js';
import { newId } from '../../src/id.js';
import type { Outcome } from '../../src/jobs/job.js';
import { createShopUrl, type ShopUrl } from '../../src/shop/connect/shop-url.js';
import { onEachDatabase } from '../setup/each-database.js';
import { fileWith, json, openPeer, systemsOf } from '../shop/connect/peer.js';
import { openCounter } from './counter.js';

onEachDatabase((database) => {
  const close: (() => void)[] = [];
  afterEach(() => close.splice(0).forEach((one) => one()));

  /** A shop over HTTP: `answers` says how each request is answered, in order; what it performed it always remembers. */
  async function shopThat(answers: readonly ('done' | 'breaks after it' | 'breaks before it')[]) {
    const done = new Set<string>();
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.method ?? '');
      if (request.method === 'GET') {
        const isKnown = done.has((request.url ?? '').replace('/acts/', ''));
        response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
        return void response.end(JSON.stringify(isKnown ? { status: 'done', details: { reference: 'T-1' } } : {}));
      }
      const how = answers[asked.filter((method) => method === 'POST').length - 1] ?? 'done';
      if (how !== 'breaks before it') done.add(String(request.headers['idempotency-key']));
      response.writeHead(how === 'done' ? 200 : 500, { 'content-type': 'application/json' });
      response.end(JSON.stringify(how === 'done' ? { status: 'done', details: { reference: 'T-1' } } : {}));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    close.push(
      () => void server.closeAllConnections(),
      () => void server.close(),
    );
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const shop = createShopUrl({ url: `http://127.0.0.1:${port}`, clock: machineClock });
    close.push(() => shop.close());
    return { asked, shop };
  }

  async function attempt(shop: Pick<ShopUrl, 'act'>, attempts: number): Promise<{ outcome: Outcome; told: string[] }> {
    const counter = openCounter(database());
    const { conversation } = await counter.open();
    const { live, clock, process, leaseSeconds } = counter.door;
    const parts = { database: database(), live, clock, process, leaseSeconds };
    const handle = createActHandler({ ...parts, outsideAct: (name) => shop.act(name) });
    const key = newId('a');
    const job = {
      id: newId('j'),
      kind: 'act',
      key,
      conversation,
      payload: { key, act: 'trace-parcel', slots: {} },
      due: 0,
      attempts,
    };
    const outcome = await handle(job, AbortSignal.timeout(5_000));
    if ('done' in outcome) await database().commit(outcome.steps ?? []);
    const log = await counter.log(conversation);
    return { outcome, told: log.flatMap(({ body }) => (body?.kind === 'act done' ? [body.outcome] : [])) };
  }

  describe('an act', () => {
    test('whose answer was lost is looked up at once and told as done', async () => {
      const { shop, asked } = await shopThat(['breaks after it']);
      expect((await attempt(shop, 1)).told).toEqual(['done']);
      expect(asked).toEqual(['POST', 'GET']);
    });

    test('whose answer was lost at the last try is not told as failed', async () => {
      const { shop } = await shopThat(['breaks after it']);
      expect((await attempt(shop, 3)).told).toEqual(['done']);
    });

    test('that did not happen is tried again later, looked up first', async () => {
      const { shop, asked } = await shopThat(['breaks before it']);
      expect((await attempt(shop, 1)).outcome).toMatchObject({ retry: true });
      expect((await attempt(shop, 2)).told).toEqual(['done']);
      expect(asked).toEqual(['POST', 'GET', 'GET', 'POST']);
    });

    test('of a system without keys is never asked for twice: after a lost answer a person looks', async () => {
      const peer = await openPeer();
      const declared = 'acts: { trace-parcel: { system: erp, path: /trace, retries: 3 } }';
      const systems = await systemsOf(fileWith(peer.port, declared));
      close.push(
        () => systems.close(),
        () => void peer.close(),
      );
      const act = systems.outsideActs.get('trace-parcel');
      if (!act) throw new Error('test: there is no act');
      peer.answers(json(502, {}));
      expect((await attempt({ act: () => act }, 1)).outcome).toMatchObject({ retry: true });
      expect((await attempt({ act: () => act }, 2)).outcome).toMatchObject({ retry: true });
      expect((await attempt({ act: () => act }, 3)).told).toEqual(['failed']);
      expect(peer.asked).toHaveLength(1);
    });

    test('that did not happen three times over has failed', async () => {
      const { shop } = await shopThat(['breaks before it', 'breaks before it']);
      expect((await attempt(shop, 3)).told).toEqual(['failed']);
    });
  });
});
