import { describe, expect, test } from '@jest/globals';
import { expand } from '../../src/flows/expand.js';
import { flow, flowTest, type Flow } from '../../src/flows/flow.js';
import { coverageOf, roadsInBlocks } from '../../src/rehearsal/coverage.js';
import { systemsFor } from '../../src/rehearsal/given-systems.js';
import type { Asker, LookUp } from '../../src/shop/system.js';

const block = flow.parse({
  ...{ flow: 'prove', topic: 'orders', block: true },
  slots: { order: { kind: 'order number' } },
  steps: [
    { id: 'ask', ask: 'order' },
    { id: 'find', lookup: 'order', with: { number: 'slots.order' }, as: 'found', none: 'fail', next: 'end' },
  ],
});
const caller = flow.parse({
  ...{ flow: 'status', topic: 'orders' },
  steps: [
    { id: 'proof', call: 'prove', failed: 'sorry' },
    { id: 'told', say: 'told', next: 'end' },
    { id: 'sorry', handoff: { topic: 'orders', reason: 'sorry' } },
  ],
});
const whole: Flow = expand(caller, new Map([caller, block].map((one) => [one.flow, one]))).flow;

const road = (step: string, label = ''): string => `status\t${step}\t${label}`;
const shown = new Set([
  ...[road('proof'), road('proof.ask'), road('proof.find'), road('told')],
  ...[road('proof.find', 'none'), road('sorry')],
]);

describe('what tests have shown of a flow and its blocks', () => {
  test('a block that fails is a road of the block, not one more of the call', () => {
    expect(coverageOf(whole, shown)).toMatchObject({ steps: { seen: 3, all: 3 }, missing: [] });
  });

  test('a block is covered by the flows that call it', () => {
    expect(coverageOf(block, roadsInBlocks(whole, shown)).missing).toEqual([]);
    const half = new Set([...shown].filter((one) => !one.endsWith('none')));
    expect(coverageOf(block, roadsInBlocks(whole, half)).missing).toEqual(['find: none']);
  });

  test('what a test gives as a list is brought one after the other, and the last from then on', async () => {
    const order: LookUp = {
      signature: { takes: {}, gives: { number: 'text' } },
      look: () => Promise.resolve({ kind: 'failed', why: 'the test gives this one itself' }),
    };
    const systems = { lookups: new Map([['order', order]]), ownActs: new Map(), outsideActs: new Map() };
    const given = flowTest.parse({
      ...{ test: 'in turn', language: 'en', talk: [{ customer: 'hello' }] },
      given: { lookups: { order: ['none', { number: 'A-1' }] } },
    });
    const look = systemsFor(systems, given).lookups.get('order');
    const asker = {} satisfies Partial<Asker>;
    const kinds: (string | undefined)[] = [];
    for (let time = 0; time < 3; time++)
      kinds.push((await look?.look(asker as Asker, {}, AbortSignal.timeout(1_000)))?.kind);
    expect(kinds).toEqual(['none', 'found', 'found']);
  });
});
