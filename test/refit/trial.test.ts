import { expect, test } from '@jest/globals';
import { modelOf, probabilities } from '../../src/knowledge/coefficients.js';
import { fitModel } from '../../src/knowledge/fitted/fit-model.js';
import { heardIn, strikeMark } from '../../src/knowledge/fitted/heard.js';
import { weigh, type Told } from '../../src/knowledge/fitted/told.js';
import { tryOut, type TrialCall } from '../../src/refit/trial.js';
import type { IndexEntry } from '../../src/knowledge/found.js';
import { createSearchedCatalogue } from '../../src/knowledge/searched-catalogue.js';
import { languages } from '../../src/language/languages.js';

const shipped = modelOf('en');
const english = languages.get('en') ?? fail();

function fail(): never {
  throw new Error('test: no English');
}

function entry(id: string, parts: Partial<IndexEntry>): IndexEntry {
  return { id, kind: 'article', language: 'en', title: id, questions: [], words: [], body: '', version: 1, ...parts };
}

const things = (
  'lamp kettle chair table sofa carpet curtain pillow blanket mirror shelf drawer wardrobe candle vase clock basket ' +
  'bottle bucket broom towel cushion mattress stool bench fridge oven toaster mixer grinder scale fan heater radio ' +
  'speaker camera printer scanner monitor keyboard'
).split(' ');

/** A shop where what is called by a thing is its advertisement, and what customers mean is told in the text of the manual. */
const articles = things.flatMap((thing) => [
  entry(`ad-${thing}`, { title: `The ${thing}`, body: 'Beautiful, modern, made with love.' }),
  entry(`manual-${thing}`, {
    title: `Manual ${things.indexOf(thing)}`,
    body: `Cleaning the ${thing}. Mending the ${thing}. When the ${thing} is old, the ${thing} needs oil.`,
  }),
]);

function told(visitor: string, question: string, outcome: Told['outcome'], more: Partial<Told> = {}): Told {
  return { visitor, conversation: `c-${visitor}`, seq: 2, language: 'en', question, by: 'vote', outcome, ...more };
}

const right = (id: string): Told['outcome'] => ({ kind: 'right', entry: id });
const wrong = (...entries: string[]): Told['outcome'] => ({ kind: 'wrong', entries });

/** What customers of that shop tell of all things but the last: the manual helped, the advertisement did not. */
const votes = things
  .slice(0, -1)
  .flatMap((thing, i) => [
    told(`a${i}`, `the ${thing}`, right(`manual-${thing}`)),
    told(`c${i}`, `${thing}?`, right(`manual-${thing}`)),
    told(`d${i}`, `my ${thing} now`, right(`manual-${thing}`)),
    told(`b${i}`, `about my ${thing} please`, wrong(`ad-${thing}`)),
  ]);
const tried = tryOut(call(votes));

function call(all: readonly Told[], more: Partial<TrialCall> = {}): TrialCall {
  const now = { model: shipped, learns: false };
  return { language: 'en', entries: articles, told: all, struck: [], errands: [], now, ...more };
}

test('consistent votes move the decision, also for what nobody has voted on', async () => {
  const { coefficients, now } = await tried;
  if (coefficients.kind !== 'offered') throw new Error(`not offered: ${JSON.stringify(coefficients)}`);
  expect(coefficients.figures.loss).toBeLessThan(now.loss);
  expect(coefficients.figures.answeredWrong).toBeLessThanOrEqual(now.answeredWrong);
  const catalogue = createSearchedCatalogue();
  await catalogue.load(articles, 1);
  const last = things.at(-1) ?? '';
  expect(catalogue.find(`the ${last}`, 'en').candidates[0]?.id).toBe(`ad-${last}`);
  catalogue.decideBy({ number: 1, models: { en: coefficients.what } });
  expect(catalogue.find(`the ${last}`, 'en')).toMatchObject({ fitted: 1, candidates: [{ id: `manual-${last}` }, {}] });
});

test('no votes leave the coefficients exactly as shipped, and few move nothing', async () => {
  const drawn = { by: 40, whole: true };
  expect(
    fitModel([], { choice: { ...drawn, towards: shipped.choice }, presence: { ...drawn, towards: shipped.presence } }),
  ).toEqual(shipped);
  const few = votes.filter(({ visitor }) => visitor.startsWith('a')).slice(0, 20);
  const { coefficients, heard, changed } = await tryOut(call(few));
  expect(coefficients).toEqual({ kind: 'too few' });
  expect([heard.kind, changed]).toEqual(['nothing', 0]);
});

test('the same votes in another order, by visitors of other names, give the same numbers', async () => {
  const renamed = votes.toReversed().map((one) => ({ ...one, visitor: `z-${one.visitor}`, conversation: one.visitor }));
  const [one, other] = [await tried, await tryOut(call(renamed))];
  expect(other.coefficients).toEqual(one.coefficients);
  expect([other.now, other.told]).toEqual([one.now, one.told]);
});

test('one visitor who votes a thousand times counts as three, and does not make a fitting possible', async () => {
  const thousand = Array.from({ length: 1_000 }, (_, i) =>
    told('x', `${things[i % things.length] ?? ''} number ${i}`, wrong(`ad-${things[i % things.length] ?? ''}`), {
      seq: i,
    }),
  );
  expect(weigh(thousand).reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(3);
  expect((await tryOut(call(thousand))).coefficients).toEqual({ kind: 'too few' });
  const [alone, together] = [await tried, await tryOut(call([...votes, ...thousand]))];
  const moved = (one: typeof alone): readonly number[] =>
    one.coefficients.kind === 'offered' ? one.coefficients.what.presence : fail();
  const farthest = Math.max(...moved(alone).map((weight, i) => Math.abs(weight - (moved(together)[i] ?? 0))));
  expect(farthest).toBeLessThan(0.1);
});

test('a thousand visitors who say the same of the same words count as five', () => {
  const crowd = Array.from({ length: 1_000 }, (_, i) => told(`v${i}`, 'Refund?', wrong('ad-lamp')));
  expect(weigh(crowd).reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(5);
});

test('who asks the same twice is counted once, and who says yes and no has said nothing', () => {
  expect(weigh([told('v', 'The lamp', right('a')), told('v', 'the lamp!', right('a'))])).toHaveLength(1);
  expect(weigh([told('v', 'the lamp', right('a')), told('v', 'the lamp', wrong('a'))])).toEqual([]);
});

test('an entry learns a question when two visitors ask alike, never from one', () => {
  const none = new Set<string>();
  const first = told('v1', 'my bulb is dead', right('ad-lamp'));
  expect(heardIn(english, [first, { ...first, conversation: 'another' }], none)).toEqual([]);
  expect(heardIn(english, [first, told('v2', 'do you ship to Norway', right('ad-lamp'))], none)).toEqual([]);
  const both = [first, told('v2', 'dead bulb', right('ad-lamp'))];
  expect(heardIn(english, both, none).map(({ question }) => question)).toEqual(['dead bulb', 'my bulb is dead']);
  expect(
    heardIn(english, both, new Set([strikeMark('ad-lamp', 'Dead bulb?')])).map(({ question }) => question),
  ).toEqual([]);
});

test('a question that helped fewer than it did not is not learnt, and an entry learns twenty at most', () => {
  const helped = [told('v1', 'dead bulb', right('ad-lamp')), told('v2', 'bulb dead', right('ad-lamp'))];
  const against = [told('v3', 'dead bulb', wrong('ad-lamp')), told('v4', 'Dead bulb', wrong('ad-lamp'))];
  expect(heardIn(english, [...helped, ...against], new Set()).map(({ question }) => question)).toEqual([]);
  const many = Array.from({ length: 60 }, (_, i) => told(`v${i}`, `dead bulb ${'x'.repeat(i)}`, right('ad-lamp')));
  expect(heardIn(english, many, new Set())).toHaveLength(20);
});

test('what customers asked is learnt from, and counts less than what an editor wrote', async () => {
  const own = ['where is my parcel', 'track the parcel', 'parcel tracking'];
  const words = ['xbulby is dead', 'dead xbulby', 'xbulby dead again', 'the xbulby died'];
  const lamp = entry('lamp', { title: 'Lamps', questions: ['my lamp', 'lamp light', 'a lamp'] });
  const found = async (one: IndexEntry): Promise<number> => {
    const catalogue = createSearchedCatalogue();
    await catalogue.load([entry('track', { title: 'Parcels', questions: own }), one], 1);
    await catalogue.learnt();
    return catalogue.find('xbulby', 'en').candidates.find(({ id }) => id === 'lamp')?.probability ?? 0;
  };
  const [untaught, heard, written] = [
    await found(lamp),
    await found({ ...lamp, heard: words }),
    await found({ ...lamp, questions: [...lamp.questions, ...words] }),
  ];
  expect(heard).toBeGreaterThan(untaught);
  expect(written).toBeGreaterThan(heard);
});

test('an answer that did not help makes its probability fall, whatever else there is', async () => {
  const catalogue = createSearchedCatalogue();
  await catalogue.load(articles, 1);
  const { coefficients } = await tried;
  if (coefficients.kind !== 'offered') throw new Error('not offered');
  const before = catalogue.find('the lamp', 'en').candidates.find(({ id }) => id === 'ad-lamp')?.probability ?? 0;
  catalogue.decideBy({ number: 1, models: { en: coefficients.what } });
  const after = catalogue.find('the lamp', 'en').candidates.find(({ id }) => id === 'ad-lamp')?.probability ?? 0;
  expect(after).toBeLessThan(before);
  expect(probabilities([], coefficients.what)).toEqual([]);
});
