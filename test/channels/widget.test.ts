import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { createLog } from '../../src/log.js';
import { createServer, type Served } from '../../src/serve.js';
import type { WidgetArticle } from '../../src/widget-wire.js';
import { openCounter, type Counter } from '../setup/counter.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';
import { begin, opened } from './widget-client.js';

describe.each(['sqlite', 'postgres'] as const)('the widget on %s', (kind) => {
  let counter: Counter;
  let served: Served;
  let url: string;
  const clock = { now: () => Date.now() };

  beforeAll(async () => {
    const address = kind === 'postgres' ? await postgresUrl() : join(temporaryFolder(), 'widget.db');
    counter = await openCounter({ clock, address });
    const { app, database, config } = counter;
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const log = createLog('silent');
    served = createServer({ app, database, log, clock, config: { ...config, PUBLIC_URL: url } });
    await served.server.listen(port);
  }, 60_000);
  afterAll(async () => {
    await served.server.close(500);
    await counter.close();
  });

  test('a session says all an empty screen shows, in the language asked for', async () => {
    const { session } = await begin(url, { language: 'ja' });
    expect(session).toMatchObject({
      ...{ language: 'ja', opened: false, customer: { identified: false, name: null } },
      shop: { languages: ['en', 'ja'], people: { online: false } },
      limits: { textCharacters: 4_000, filesPerMessage: 5 },
    });
    expect(session.starters).toHaveLength(4);
    expect(session.starters[0]).toEqual({ label: 'ご注文の状況を確認する', value: '@this:flow:ja:order-status' });
    expect(new Set(session.starters.map(({ label }) => label)).size).toBe(4);
  });

  test('a question is answered over the socket with its source, which is read as a tree', async () => {
    const customer = await opened(url);
    const tab = await customer.listen();
    await tab.text(/assistant/);
    await customer.says('my kettle KT-200 leaks from the bottom when I pour water');
    const answer = await tab.text(/Unplug the kettle/);
    expect(answer).toMatchObject({ author: 'bot', sources: [{ slug: 'kettle-leaks', language: 'en' }] });
    expect(answer.tree?.[0]).toMatchObject({ kind: 'paragraph' });
    const article = await customer.call<WidgetArticle>('GET', '/articles/en/kettle-leaks');
    expect(article.json.tree.some((block) => block.kind === 'heading')).toBe(true);
  }, 60_000);
});

async function freePort(): Promise<number> {
  const { createServer: listenOn } = await import('node:net');
  return new Promise((resolve) => {
    const probe = listenOn().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
