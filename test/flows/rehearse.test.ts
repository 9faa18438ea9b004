import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { flow, flowTest, type Flow } from '../../src/flows/flow.js';
import { coverageOf } from '../../src/rehearsal/coverage.js';
import { rehearse, type Rehearsed } from '../../src/rehearsal/rehearse.js';
import { createTestClock, openCounter, type Counter } from '../setup/counter.js';
import { temporaryFolder } from '../setup/databases.js';

/** One errand with everything a step can do, told in English alone. */
const errand = `flow: send-back
topic: returns
slots:
  order: { kind: order number, scope: conversation }
  contact: { kind: contact, scope: conversation, sensitive: true }
  items: { kind: choice, several: true, from: { list: order.items, value: sku } }
  pin: { kind: text, scope: turn }
  photo: { kind: photo }
  more: { kind: choice, choices: [more, enough] }
steps:
  - id: proof
    call: prove
    failed: not-proven
  - id: may
    check:
      - { rule: delivered, that: 'order.status == "delivered"', otherwise: too-early }
      - { rule: in-time, that: 'today - order.delivered <= 30', otherwise: too-late }
  - id: which
    choose: items
    none: too-early
  - id: ask-pin
    ask: pin
    check: [{ that: 'size(slots.pin) == 4', otherwise: four-digits }]
  - id: ask-photo
    ask: photo
    optional: true
  - id: note
    act: note-return
    with: { order: slots.order, items: slots.items, photos: 'has(slots.photo) ? size(slots.photo) : 0' }
    as: noted
    refused: by-hand
    failed: by-hand
  - id: thanks
    say: thanks
  - id: ask-more
    choose: more
    forget: [more]
    limit: { times: 2, then: by-hand }
  - id: again
    branch: [{ when: 'slots.more == "more"', to: thanks }]
    else: end
  - id: too-early
    say: too-early
    next: end
  - id: too-late
    say: too-late
    next: by-hand
  - id: not-proven
    say: not-proven
    next: end
  - id: by-hand
    handoff: { topic: returns, reason: subject }
`;

const block = `flow: prove
topic: general
block: true
slots:
  order: { kind: order number, scope: conversation }
  contact: { kind: contact, scope: conversation, sensitive: true }
steps:
  - id: ask-order
    ask: order
  - id: ask-contact
    ask: contact
  - id: look
    lookup: own-order
    with: { number: slots.order, contact: slots.contact }
    as: order
    none: fail
`;

const ours = `
title: Send something back
start: [send something back]
slots: { order: Order number, contact: Mail or phone, items: Goods, pin: PIN, photo: Photo, more: More }
choices: { items: '{name}', more: There is more, enough: Stop }
rules: { delivered: Only what has been delivered comes back, in-time: Within 30 days }
examples: { pin: '1234' }
say:
  which: Which of them?
  ask-pin: Your PIN?
  four-digits: A PIN has four digits.
  ask-photo: A photo, if you have one.
  thanks: 'Noted: {items}, {noted.reference}.'
  ask-more: Anything more?
  too-early: Not delivered yet.
  too-late: That is too long ago.
  not-proven: That does not match.
  subject: 'Return of {order.number}'
`;

const theirs = `
title: Proof
slots: { order: Order number, contact: Mail or phone }
say: { ask-order: Which order?, ask-contact: Which mail? }
`;

const item = (sku: string, name: string): object => ({ sku, name });
const found = {
  ...{ number: 'A-10293', status: 'delivered', delivered: '2026-11-10' },
  items: [item('KT-200', 'Kettle'), item('HP-20', 'Headphones'), item('LD-8', 'Desk lamp')],
};

let counter: Counter;
let sendBack: Flow;

beforeAll(async () => {
  const folder = temporaryFolder();
  cpSync('dialogs', folder, { recursive: true });
  mkdirSync(join(folder, 'words/en'), { recursive: true });
  mkdirSync(join(folder, 'words/ja'), { recursive: true });
  writeFileSync(join(folder, 'send-back.yaml'), errand);
  writeFileSync(join(folder, 'prove.yaml'), block);
  for (const language of ['en', 'ja']) {
    writeFileSync(join(folder, `words/${language}/send-back.yaml`), ours);
    writeFileSync(join(folder, `words/${language}/prove.yaml`), theirs);
  }
  counter = await openCounter({ clock: createTestClock(Date.UTC(2026, 10, 18, 1)), folders: { flows: folder } });
  const published = counter.app.services.current().flows.live.get('send-back');
  if (!published) throw new Error('test: the errand was not published');
  sendBack = published.flow;
}, 90_000);
afterAll(() => counter.close());

type Talk = {
  customer: string;
  expect?: string | string[];
  slots?: Record<string, string>;
  ends?: string;
  photo?: boolean;
};

interface Given {
  readonly lookups?: Readonly<Record<string, unknown>>;
  readonly acts?: Readonly<Record<string, unknown>>;
  readonly slots?: Readonly<Record<string, string>>;
}

function held(talk: Talk[], given: Given = {}): Promise<Rehearsed> {
  const lookups = { 'own-order': found, ...given.lookups };
  const acts = { 'note-return': { done: { reference: 'R-1' } }, ...given.acts };
  return rehearse(
    counter.app,
    sendBack,
    flowTest.parse({ test: 'one', language: 'en', given: { ...given, lookups, acts }, talk }),
  );
}

const proven: Talk = { customer: 'I want to send back A-10293, my mail is kim@example.com', expect: 'which' };

describe('a flow does what its file says', () => {
  test('what stands in one sentence is not asked for; a block brings its slots back', async () => {
    const { problems } = await held([
      { ...proven, slots: { order: 'A-10293', contact: 'kim@example.com' } },
      { customer: 'the kettle and the lamp', expect: 'ask-pin', slots: { items: 'KT-200\nLD-8' } },
      { customer: '1234', expect: 'ask-photo' },
      { customer: 'here', photo: true, expect: ['thanks', 'ask-more'], slots: { photo: 'photo' } },
      { customer: 'enough', ends: 'done' },
    ]);
    expect(problems).toEqual([]);
  });

  test('a slot of the turn is forgotten with it, and stands nowhere', async () => {
    const { problems, transcript } = await held([
      proven,
      { customer: '@all', expect: 'ask-pin', slots: { items: 'KT-200\nHP-20\nLD-8' } },
      { customer: '4711', expect: 'ask-photo' },
    ]);
    expect(problems).toEqual([]);
    const rows = await counter.database.read(
      counter.database.build.selectFrom('conversation').select('state').orderBy('opened', 'desc').limit(1),
    );
    expect(rows[0]?.state).not.toContain('4711');
    expect(transcript.length).toBeGreaterThan(0);
  });

  test('half a list that cannot be read is asked for again, not taken in part', async () => {
    const { problems } = await held([
      proven,
      { customer: 'the kettle and the washing machine', expect: 'bot.unread-choice' },
    ]);
    expect(problems).toEqual([]);
  });

  test('a check says in its own words why a value is not taken', async () => {
    const { problems } = await held([proven, { customer: 'Kettle' }, { customer: '12', expect: 'four-digits' }]);
    expect(problems).toEqual([]);
  });

  test('the rule that decided goes to the agent, in words', async () => {
    const { problems } = await held([{ ...proven, expect: 'too-late', slots: { rule: 'in-time' }, ends: 'person' }], {
      lookups: { 'own-order': { ...found, delivered: '2026-09-01' } },
    });
    expect(problems).toEqual([]);
  });

  test('a block that fails goes where its call says', async () => {
    const { problems } = await held([{ ...proven, expect: 'not-proven', ends: 'done' }], {
      lookups: { 'own-order': 'none' },
    });
    expect(problems).toEqual([]);
  });

  test('a system that does not answer is told, and a person takes over with what was collected', async () => {
    const { problems } = await held(
      [{ ...proven, expect: 'bot.handoff-system', ends: 'person', slots: { order: 'A-10293' } }],
      { lookups: { 'own-order': 'failed' } },
    );
    expect(problems).toEqual([]);
  });

  test('nothing to choose from has a road of its own', async () => {
    const { problems } = await held([{ ...proven, expect: 'too-early', ends: 'done' }], {
      lookups: { 'own-order': { ...found, items: [] } },
    });
    expect(problems).toEqual([]);
  });

  test('a loop ends where its limit says', async () => {
    const { problems } = await held([
      proven,
      { customer: 'Kettle' },
      { customer: '1234' },
      { customer: '@skip', expect: ['thanks', 'ask-more'] },
      { customer: 'more', expect: ['thanks', 'ask-more'] },
      { customer: 'more', expect: 'thanks', ends: 'person' },
    ]);
    expect(problems).toEqual([]);
  });

  test('a button is the answer to its question, though its label is a command elsewhere', async () => {
    const talk: Talk[] = [proven, { customer: 'Kettle' }, { customer: '1234' }, { customer: '@skip' }];
    expect((await held([...talk, { customer: 'enough', ends: 'done' }])).problems).toEqual([]);
    expect((await held([...talk, { customer: 'stop', ends: 'done' }])).problems).toEqual([]);
    expect((await held([...talk, { customer: 'cancel', ends: 'cancelled' }])).problems).toEqual([]);
  });

  test('an act that is refused, and one of which nobody can tell, go their roads', async () => {
    const talk: Talk[] = [proven, { customer: 'Kettle' }, { customer: '1234' }, { customer: '@skip', ends: 'person' }];
    for (const outcome of [{ refused: { why: 'closed' } }, 'failed'] as const) {
      expect((await held(talk, { acts: { 'note-return': outcome } })).problems).toEqual([]);
    }
  });

  test('what is known from another errand is read back, masked where it is sensitive, and can be put right', async () => {
    const given = { slots: { order: 'A-10293', contact: 'kim@example.com' } };
    const { problems, transcript } = await held(
      [
        { customer: 'send something back', expect: ['bot.known', 'bot.known', 'which'] },
        { customer: 'no, the order is A-10320', expect: ['bot.changed', 'which'], slots: { order: 'A-10320' } },
      ],
      given,
    );
    expect(problems).toEqual([]);
    expect(transcript.join('\n')).toContain('ki…@example.com');
    expect(transcript.join('\n')).not.toContain('kim@example.com');
  });

  test('what goes differently is told with what was said instead', async () => {
    const { problems } = await held([{ ...proven, expect: 'thanks', ends: 'done' }]);
    expect(problems).toEqual([
      expect.stringMatching(/^after "I want .*": expected thanks; said was which, bot\.all-of-them$/),
      expect.stringMatching(/expected the flow to end with done; it goes on$/),
    ]);
  });
});

test('coverage counts the roads an author wrote, and names those no test has taken', async () => {
  const { roads } = await held([proven, { customer: 'Kettle' }, { customer: '1234' }]);
  const { steps, roads: written, missing } = coverageOf(sendBack, roads);
  expect(steps).toEqual({ seen: 4, all: 13 });
  expect(written.seen).toBe(0);
  expect(missing).toEqual(expect.arrayContaining(['ask-photo', 'may: in-time', 'which: none']));
});

test('the format refuses a test that expects nothing it knows', () => {
  const steps = [{ id: 'a', say: 'a' }];
  const parsed = flow.safeParse({
    flow: 'x',
    topic: 'y',
    steps,
    tests: [{ test: 'z', language: 'en', talk: [{ customer: 'a', expects: 'b' }] }],
  });
  expect(parsed.success).toBe(false);
});
