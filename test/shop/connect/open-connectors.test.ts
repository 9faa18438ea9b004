import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { machineClock } from '../../../src/clock.js';
import { openConnectors } from '../../../src/shop/connect/open-connectors.js';
import { temporaryFolder } from '../../setup/databases.js';
import { fileWith, json, openPeer, type Peer } from './peer.js';

let peer: Peer;
let lines: string[];
beforeEach(async () => {
  peer = await openPeer();
  lines = [];
});
afterEach(() => peer.close());

/** The connectors as a start opens them; what they log is kept. */
async function open(text: string, { shop, environment = {} }: { shop?: string; environment?: Record<string, string> }) {
  const path = join(temporaryFolder(), 'connectors.yaml');
  writeFileSync(path, text);
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const config = { CONNECTORS: path, SHOP_URL: shop, SHOP_TOKEN: 'shop-token' };
  return openConnectors(config, environment, { log, clock: machineClock, zone: () => 'UTC' });
}

const acts = `
acts:
  cancel-order: { system: erp, path: /cancel, key: Idempotency-Key, headers: { X-Token: '\${TOKEN}' }, body: { order: '{order}' }, takes: { order: text } }
`;
const environment = { TOKEN: 'very-secret' };

test('an act goes to the system that declares it, every other one to SHOP_URL', async () => {
  const shop = `http://127.0.0.1:${peer.port}/shop`;
  const connectors = await open(fileWith(peer.port, acts), { shop, environment });
  peer.answers(json(200, { status: 'done' }));
  await connectors.outsideAct('cancel-order')?.perform('k1', { order: 'A-1' }, AbortSignal.timeout(2_000));
  await connectors.outsideAct('trace-parcel')?.perform('k2', { order: 'A-1' }, AbortSignal.timeout(2_000));
  expect(peer.asked.map(({ url }) => url)).toEqual(['/api/cancel', '/shop/acts']);
  connectors.close();
});

test('without SHOP_URL nobody does an act that is not declared', async () => {
  const connectors = await open(fileWith(peer.port, acts), { environment });
  expect(connectors.outsideAct('trace-parcel')).toBeUndefined();
  connectors.close();
});

test('a file that is not right stops the start, with everything that is wrong in it', async () => {
  const wrong = open(fileWith(peer.port, acts.replace('{order}', '{odrer}')), {});
  await expect(wrong).rejects.toThrow(
    /connectors\.yaml:10 .*the environment has no TOKEN\n(.*\n)*.*\{odrer\} is not in takes; is order meant\?/,
  );
});

test('a system that begins to rest is logged, without a secret or a value', async () => {
  const connectors = await open(fileWith(peer.port, acts, '    breaker: { failures: 1, rest: 60 }'), { environment });
  peer.answers(json(500, { echo: 'very-secret' }));
  const performed = await connectors
    .outsideAct('cancel-order')
    ?.perform('k1', { order: 'A-77777' }, AbortSignal.timeout(2_000));
  expect(performed).toEqual({ kind: 'unknown', why: 'erp answered 500' });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/"system":"erp"/);
  expect(lines[0]).not.toMatch(/very-secret|A-77777|127\.0\.0\.1/);
  connectors.close();
});
