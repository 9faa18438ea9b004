import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EntityKind } from '../../src/language/find/entity.js';
import { createReaders, type Readers } from '../../src/language/read/read.js';
import { createRecogniser } from '../../src/language/recogniser.js';
import { outcomeOf, phrasesOf, shopReaders } from './slots/phrases.js';
import { spent } from '../setup/spent.js';

let readers: Readers;
let close = async (): Promise<void> => undefined;
beforeAll(async () => ({ readers, close } = await shopReaders()));
afterAll(() => close());

describe.each(['en', 'ja'])('what customers answer (%s)', (language) => {
  const phrases = phrasesOf(language);

  test('is read as written down beforehand, or asked back', async () => {
    expect(phrases.length).toBeGreaterThanOrEqual(300);
    const different: string[] = [];
    for (const phrase of phrases) {
      const outcome = await outcomeOf(readers, phrase);
      if (outcome !== phrase.expected)
        different.push(`${phrase.kind} «${phrase.text}»: ${outcome}, not ${phrase.expected}`);
    }
    expect(different).toEqual([]);
  });
});

test('a part that was understood comes back with the refusal, to be asked back with', async () => {
  const now = new Date('2026-11-18T03:00:00Z');
  expect(await readers.read('time', '15時以降', { language: 'ja', now })).toMatchObject({
    why: 'half-read',
    heard: '15時以降',
  });
  expect(await readers.read('money', 'about 3500 yen', { language: 'en', now })).toMatchObject({ heard: '3500 yen' });
});

test('what is found stands where it says, in the normalised text', async () => {
  const now = new Date('2026-11-18T03:00:00Z');
  const [range] = await readers.find('time', '会議は来週の月曜日の午後1時から3時までです', { language: 'ja', now });
  expect(range).toMatchObject({
    text: '来週の月曜日の午後1時から3時まで',
    moments: [{ type: 'datetimerange', start: '2026-11-23 13:00:00', end: '2026-11-23 15:00:00' }],
  });
  expect(await readers.find('number', '5分の3と二十三', { language: 'ja', now })).toMatchObject([
    { text: '5分の3', values: ['0.6'] },
    { text: '二十三', values: ['23'] },
  ]);
});

const kinds: EntityKind[] = [
  'number',
  'ordinal',
  'percentage',
  'age',
  'money',
  'dimension',
  'temperature',
  'time',
  'yes-no',
];

test('no text makes the finder throw or hold the main thread for 100 ms', async () => {
  const idle = createRecogniser();
  await idle.close();
  const { find } = createReaders({ recogniser: idle, zone: 'Asia/Tokyo' });
  const pieces = fc.constantFrom(
    '十',
    '一',
    '万',
    '1',
    '-',
    ' ',
    '.',
    ',',
    '/',
    'の',
    '乗',
    '分の',
    'マイナス',
    '年',
    '月',
    '日',
    '時',
    '午後',
    'から',
    '来週の',
    '金曜日',
    'next friday ',
    'at ',
    '5 to 7 pm ',
    'from ',
    'and ',
    'hundred ',
    'million ',
    '$',
    '円',
    '%',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 2000 }),
    fc.array(pieces, { maxLength: 600 }).map((all) => all.join('')),
    fc.tuple(pieces, pieces, fc.integer({ min: 1, max: 700 })).map(([a, b, times]) => `${a}${b}`.repeat(times)),
  );
  const slow: string[] = [];
  await fc.assert(
    fc.asyncProperty(texts, fc.constantFrom(...kinds), fc.constantFrom('en', 'ja'), async (text, kind, language) => {
      const took = await spent(() => find(kind, text, { language, now: new Date(0) }), { enough: 100 });
      if (took > 100) slow.push(`${kind}: ${text}`);
    }),
    { numRuns: 800 },
  );
  expect(slow).toEqual([]);
}, 60_000);
