import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Clock } from '../../src/clock.js';
import { verifyLog } from '../../src/conversations/log.js';
import { createLog } from '../../src/log.js';
import { createServer, type Served } from '../../src/serve.js';
import { firstSite } from '../../src/site/site.js';
import { ticketOf } from '../../src/tickets/ticket.js';
import { openCounter, type Counter } from '../setup/counter.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';
import { freePort } from '../setup/waiting.js';
import { openFormBrowser, type FormBrowser } from './form-browser.js';

const ahead = { ms: 0 };
const clock: Clock = { now: () => Date.now() + ahead.ms };

describe.each(['sqlite', 'postgres'] as const)('forms on %s', (kind) => {
  let counter: Counter;
  let served: Served;
  let url: string;
  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const address = kind === 'postgres' ? await postgresUrl() : join(temporaryFolder(), 'forms.db');
    counter = await openCounter({ clock, address, environment: { PUBLIC_URL: url } });
    const { app, database, config } = counter;
    served = createServer({ app, database, config, clock, log: createLog('silent') });
    await served.server.listen(port);
  }, 60_000);
  afterAll(async () => {
    await served.server.close(500);
    await counter.close();
  });

  const browser = (): FormBrowser => openFormBrowser(url);

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
    await one.send({ text: 'KT-100' });
    expect(one.text()).toMatch(/Check your answers.*Electric kettle 0\.8 l.*The handle came off/);
  });
});
