import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { joinProcesses } from '../../src/live/between-processes.js';
import { createLive, type Live, type Wake } from '../../src/live/live.js';
import { createLog } from '../../src/log.js';
import { until } from '../channels/widget-client.js';
import { postgresUrl } from '../setup/databases.js';

let here: Live;
let there: Live;
const joined: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  const url = await postgresUrl();
  [here, there] = [createLive(), createLive()];
  for (const live of [here, there]) joined.push(await joinProcesses(url, live, createLog('silent')));
});
afterAll(async () => {
  for (const one of joined) await one.close();
});

test('who types and who has read is heard in the other process, and what was said is not carried there', async () => {
  const heard: Wake[] = [];
  there.listen('thread:t1', (wake) => heard.push(wake));
  const about = { conversation: 'c1', thread: 't1' };
  const batch = { conversation: 'c1', after: 0, upTo: 1, events: [] };
  here.announce({ about: 'typing', ...about, by: 'agent', name: '木村' });
  here.announce({ about: 'typing', ...about, by: 'customer', name: '' });
  here.announce({ about: 'seen', ...about, by: 'customer', seq: 7, time: 1 });
  here.announce({ about: 'conversation', ...about, batch });
  await until(() => (heard.length === 4 ? true : undefined));
  expect(heard).toEqual([
    { about: 'typing', ...about, by: 'agent', name: '木村' },
    { about: 'typing', ...about, by: 'customer', name: '' },
    { about: 'seen', ...about, by: 'customer', seq: 7, time: 1 },
    { about: 'conversation', ...about },
  ]);
});

test('a busy moment with long names fits into the notices', async () => {
  const heard = new Set<string>();
  const leave = Array.from({ length: 200 }, (_, at) =>
    there.listen(`conversation:c${at}`, (wake) => wake.about === 'typing' && heard.add(wake.conversation)),
  );
  for (let at = 0; at < 200; at++) {
    here.announce({ about: 'typing', conversation: `c${at}`, thread: `t${at}`, by: 'agent', name: '長'.repeat(60) });
  }
  await until(() => (heard.size === 200 ? true : undefined));
  for (const stop of leave) stop();
});
