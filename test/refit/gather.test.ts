import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { gatherTold } from '../../src/refit/gather.js';
import { firstSite } from '../../src/site/site.js';
import type { Told } from '../../src/knowledge/fitted/told.js';
import { createTestClock, openCounter, type Counter } from '../setup/counter.js';
import { play } from '../setup/play.js';
import { parseTranscript } from '../setup/transcript.js';

const clock = createTestClock(Date.UTC(2026, 10, 18, 1, 0));
let counter: Counter;

beforeAll(async () => {
  counter = await openCounter({ clock });
}, 60_000);
afterAll(() => counter.close());

const slugs = new Map<string, string>();

/** What is told by a conversation that is held with the whole bot, the articles by their slugs. */
async function toldBy(text: string): Promise<Pick<Told, 'question' | 'by' | 'outcome'>[]> {
  const { database } = counter;
  const before = await everything();
  const { problems } = await play(counter, clock, parseTranscript(text));
  expect(problems).toEqual([]);
  for (const { id, slug } of await database.read(database.build.selectFrom('article').select(['id', 'slug'])))
    slugs.set(id, slug);
  const told = (await everything()).filter((one) => !before.some((other) => isSame(one, other)));
  return told.map(({ question, by, outcome }) => ({
    ...{ question, by },
    outcome:
      outcome.kind === 'right'
        ? { kind: 'right', entry: slugs.get(outcome.entry) ?? outcome.entry }
        : { kind: 'wrong', entries: outcome.entries.map((id) => slugs.get(id) ?? id) },
  }));
}

const isSame = (one: Told, other: Told): boolean => one.conversation === other.conversation && one.seq === other.seq;

async function everything(): Promise<Told[]> {
  const { database, app } = counter;
  const { readers } = app.services.current();
  const articles = await database.read(database.build.selectFrom('article').select(['id', 'slug', 'language']));
  return gatherTold(database, {
    ...{ site: firstSite, now: clock.now(), matter: (text, language) => readers.matter(text, language) },
    articleAt: (language, slug) => articles.find((one) => one.language === language && one.slug === slug)?.id,
  });
}

const shipping = 'how long does a refund take?';

test('an answer that helped, and one that did not', async () => {
  expect(await toldBy(`customer: ${shipping}\nbot: *\ncustomer taps: Yes, thanks\nbot: *`)).toEqual([
    { question: shipping, by: 'vote', outcome: { kind: 'right', entry: 'refund-time' } },
  ]);
  expect(await toldBy(`customer: ${shipping}\nbot: *\ncustomer: no\nbot: *`)).toEqual([
    { question: shipping, by: 'vote', outcome: { kind: 'wrong', entries: ['refund-time'] } },
  ]);
});

test('an answer nobody voted on, or after which something else was asked, tells nothing', async () => {
  expect(await toldBy(`customer: ${shipping}\nbot: *`)).toEqual([]);
  expect(await toldBy('customer: hello\nbot: *')).toEqual([]);
});

test('which of several was chosen, by a tap or in words, and that it was none of them', async () => {
  const chosen = { question: 'delivery', by: 'choice', outcome: { kind: 'right', entry: 'delivery-time' } };
  expect(await toldBy('customer: delivery\nbot: *\ncustomer taps: How long does delivery take?\nbot: *')).toEqual([
    chosen,
  ]);
  expect(await toldBy('customer: delivery\nbot: *\ncustomer: the first one\nbot: *')).toEqual([chosen]);
  const [none] = await toldBy('customer: delivery\nbot: *\ncustomer taps: None of these\nbot: *');
  expect(none).toMatchObject({ question: 'delivery', by: 'choice', outcome: { kind: 'wrong' } });
  expect(none?.outcome.kind === 'wrong' && none.outcome.entries).toContain('delivery-time');
});

test('what was chosen and then was no help says nothing of the search', async () => {
  expect(
    await toldBy(
      'customer: delivery\nbot: *\ncustomer taps: How long does delivery take?\nbot: *\ncustomer taps: No\nbot: *',
    ),
  ).toEqual([]);
});

const toAgent = `customer: I need a duplicate key for my cash box
bot: *
customer taps: Talk to a person
bot: *
customer: the little one under the counter
bot: *
bot: *
agent kim claims
`;

test('an article that an agent links afterwards is what was asked for', async () => {
  expect(await toldBy(`${toAgent}agent kim: Please see https://shop.example/help/en/return-an-item`)).toEqual([
    {
      ...{ question: 'I need a duplicate key for my cash box', by: 'agent' },
      outcome: { kind: 'right', entry: 'return-an-item' },
    },
  ]);
});

test('of two links, or after another question to the agent, nobody knows what the answer was', async () => {
  const two = 'https://shop.example/help/en/return-an-item or https://shop.example/help/en/cancel-an-order';
  expect(await toldBy(`${toAgent}agent kim: Please see ${two}`)).toEqual([]);
  expect(
    await toldBy(
      `${toAgent}agent kim: I will send you one.\ncustomer: And how do I return an item?\nagent kim: See https://shop.example/help/en/return-an-item`,
    ),
  ).toEqual([]);
});

test('numbers and addresses in a question are not taken along', async () => {
  const asked = `customer: ${shipping} My number is A-10293 and my mail hana@example.com`;
  const [told] = await toldBy(`${asked}\nbot: *\ncustomer taps: Yes, thanks\nbot: *`);
  expect(told?.question).not.toMatch(/10293|hana/);
});
