import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRehearsal, type Rehearsal } from '../../src/command/flow/rehearsal.js';
import { flowTest, type Flow, type FlowTest } from '../../src/flows/flow.js';
import { readFlows } from '../../src/flows/read-flows.js';
import { rehearse } from '../../src/rehearsal/rehearse.js';
import { learntBefore } from '../setup/learnt.js';
import { languages, type Language } from './sayings.js';
import { walk } from './walk.js';

/** `WALKS=200 SEED=7 npm test -- test/walks` takes others; `npm run bench -- walks` takes 10,000 of each flow. */
const walks = Number(process.env['WALKS'] ?? 8);
const first = Number(process.env['SEED'] ?? 20261122);

let rehearsal: Rehearsal;
let flows: readonly Flow[];

beforeAll(async () => {
  rehearsal = await openRehearsal({
    dialogs: 'dialogs',
    before: (database) => learntBefore(database, { folders: {} }),
  });
  ({ flows } = await readFlows('dialogs', languages));
}, 90_000);
afterAll(() => rehearsal.close());

test(`whatever customers do, every flow ends and nothing is done twice (${walks} walks of each, from seed ${first})`, async () => {
  const faults: string[] = [];
  for (const flow of flows) {
    for (let seed = first; seed < first + walks; seed++) {
      const language = languages[seed % languages.length] ?? 'en';
      const { app: house, database } = rehearsal;
      const { problems, transcript } = await walk({ house, database, flow, language, seed });
      if (problems.length > 0)
        faults.push(`${flow.flow} (${language}, seed ${seed}): ${problems.join('; ')}\n${transcript.join('\n')}`);
    }
  }
  expect(faults).toEqual([]);
}, 120_000);

test('the same seed walks the same way, and leaves the shop as it was', async () => {
  const flow = flows.find((one) => one.flow === 'book-visit');
  if (!flow) throw new Error('there is no flow book-visit');
  const { app: house, database } = rehearsal;
  const go = (): Promise<string[]> =>
    walk({ house, database, flow, language: 'en', seed: 4 }).then(({ transcript }) => transcript.map(withoutNumbers));
  expect(await go()).toEqual(await go());
  const [row] = await database.read(
    database.build.selectFrom('conversation').select((one) => one.fn.countAll().as('n')),
  );
  expect(row?.n).toBe(0);
});

/** References, tickets and addresses are drawn anew. */
const withoutNumbers = (line: string): string => line.replace(/\b[VRT]-[A-Z0-9]+|https?:\S+/g, '*');

describe('what walks have found', () => {
  const found: Record<string, { flow: string; language: Language; given?: unknown; talk: FlowTest['talk'] }> = {
    'what was told in a block that is left out by now is put right without going back into it': {
      ...{ flow: 'warranty', language: 'en' },
      talk: [
        { customer: 'check my warranty' },
        { customer: 'RC-55' },
        { customer: 'A-10294', expect: ['prove.ask-contact'] },
        { customer: 'no, the order is A-10294', expect: ['ask-order-again'] },
        { customer: 'sorry, my mail is kim@example.com', expect: ['ask-order-again'] },
        { customer: 'skip', expect: ['ask-bought'] },
        { customer: 'sorry, my mail is lee@example.com', expect: ['bot.changed', 'ask-bought-again'] },
      ],
    },
    'another system that leaves out what the flow asks of it leads to a person, and not to a fault': {
      ...{ flow: 'receipt', language: 'en', given: { acts: { receipt: { done: {} } } } },
      talk: [
        { customer: 'I need a receipt for my order' },
        { customer: 'A-10294' },
        { customer: '090-0000-1234', expect: ['ask-addressee'] },
        { customer: '@skip' },
        { customer: '@skip', expect: ['read-back'] },
        { customer: 'yes', expect: ['bot.handoff-system'], ends: 'person' },
      ],
    },
    'a detail told in passing and corrected before its turn leaves the question that is open': {
      ...{ flow: 'receipt', language: 'en' },
      talk: [
        { customer: 'I need a receipt for my order', expect: ['prove.ask-order'] },
        { customer: 'lee@example.com', expect: ['bot.noted', 'prove.ask-order-again'] },
        { customer: 'sorry, my mail is kim@example.com', expect: ['bot.changed', 'prove.ask-order-again'] },
        { customer: 'A-10293', slots: { contact: 'kim@example.com', order: 'A-10293' } },
      ],
    },
    'a mistake nobody can name does not lead past the question that is open': {
      ...{ flow: 'troubleshoot-connection', language: 'en' },
      talk: [
        { customer: 'no connection', expect: ['ask-product'] },
        { customer: 'A-10293', expect: ['bot.noted', 'ask-product-again'] },
        { customer: 'no, the order is A-10294', expect: ['bot.changed', 'ask-product-again'] },
        { customer: 'WR-7', slots: { product: 'WR-7' } },
      ],
    },
    'a person refused a second time by the button further up does not have the form ask once more': {
      ...{ flow: 'order-status', language: 'en' },
      talk: [
        { customer: 'where is my order' },
        { customer: 'asdfgh' },
        { customer: 'zxcvbn', expect: ['bot.offer-person'] },
        { customer: '@no-person', expect: ['bot.back-to-form', 'prove.ask-order-again'] },
        { customer: '@no-person', expect: ['bot.button-over'] },
      ],
    },
    'the button of an errand tapped again while it is under way begins no second one inside it': {
      ...{ flow: 'order-status', language: 'en' },
      talk: [
        { customer: 'where is my order', expect: ['prove.ask-order'] },
        { customer: '@this:flow:en:order-status', expect: ['bot.back-to-form', 'prove.ask-order-again'] },
        { customer: 'cancel', expect: ['bot.cancelled'], ends: 'cancelled' },
      ],
    },
  };

  test.each(Object.entries(found))('%s', async (name, { flow, language, given = {}, talk }) => {
    const own = flows.find((one) => one.flow === flow);
    if (!own) throw new Error(`there is no flow called ${flow}`);
    const held = flowTest.parse({ test: name, language, given, talk });
    const { problems, transcript } = await rehearsal.undone(() => rehearse(rehearsal.app, own, held));
    expect({ problems, transcript }).toEqual({ problems: [], transcript });
  });
});
