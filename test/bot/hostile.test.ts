import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { nameBeside } from '../../src/bot/name-beside.js';
import { cleanMessage } from '../../src/conversations/say.js';
import { detectLanguage } from '../../src/language/detect.js';
import { createFeelingReader } from '../../src/language/feelings.js';
import { languages } from '../../src/language/languages.js';
import { normalise } from '../../src/language/normalise.js';
import { readCorrection, readPhrase } from '../../src/language/phrases.js';
import {
  asksHow,
  asksSomething,
  questionsIn,
  saysLittle,
  saysNothing,
  withoutDetails,
  withoutLeadIn,
} from '../../src/language/questions.js';
import { createProductMatcher } from '../../src/language/read/product-matcher.js';
import { readableKinds } from '../../src/language/read/reading.js';
import { createReaders } from '../../src/language/read/read.js';
import { createRecogniser } from '../../src/language/recogniser.js';
import { analyse } from '../../src/language/words.js';
import { limits } from '../../src/wire.js';
import { spent } from '../setup/spent.js';

/** What one text may cost the main thread, in one go. */
const atMost = 100;

// Microsoft's recognisers read in a thread of their own with a limit of their own, tested by themselves: closed, they
// find nothing, and what is left is the main thread's.
const recogniser = createRecogniser();
beforeAll(() => recogniser.close());

const own = ['A-\\d{5}', '[A-Z]{2}\\d{4,8}'];
const products = Array.from({ length: 300 }, (_, i) => ({
  sku: `KT-${200 + i}`,
  name: { en: `Kettle number ${i}`, ja: `電気ケトル${i}` },
  aliases: [`the ${i} litre one`, `ケトル${i}号`],
}));
const matchProduct = createProductMatcher(products);
const readers = createReaders({
  ...{ recogniser, zone: 'Asia/Tokyo', orderPatterns: own, trackingPatterns: ['\\d{4}-\\d{4}-\\d{4}'], matchProduct },
});
const feelings = createFeelingReader(new Map([['de', undefined]]));
const now = new Date('2026-11-18T03:00:00Z');
const choices = ['Refund to card', 'Refund', 'Another one', '返品する'].map((label) => ({ value: label, label }));

/** Everything a message meets on the main thread, each by itself. */
const readings: Record<string, (text: string, language: string) => unknown> = {
  'the door': (text) =>
    cleanMessage(
      { language: 'en', text: text.replaceAll('\0', ' ') },
      own.map((one) => new RegExp(one, 'iu')),
    ),
  normalise: (text) => normalise(text),
  language: (text) => detectLanguage(text, { languages: ['en', 'ja', 'de'], current: 'en' }),
  phrases: (text, language) => readPhrase(text, language),
  corrections: (text, language) => readCorrection(text, language),
  feelings: (text) => feelings(text),
  questions: (text, language) => [
    asksSomething(text, language),
    asksHow(text, language),
    questionsIn(text, language),
    withoutLeadIn(text, language),
    withoutDetails(text, [text.slice(3, 9)], language),
  ],
  rest: (text, language) => [saysNothing(text, language), saysLittle(text, language)],
  'words of a question': (text, language) => {
    const pack = languages.get(language);
    return pack && analyse(pack, text, 'query');
  },
  'what it is about': (text, language) => readers.matter(text, language),
  'a name beside an address': (text) => nameBeside(text),
  ...Object.fromEntries(
    readableKinds.map((kind) => [
      `the reader of ${kind}`,
      (text: string, language: string) => readers.read(kind, text, { language, now, choices }),
    ]),
  ),
};

/** Numbers that are the same each time (Park and Miller 1988): a failure can be looked at again. */
function createChance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const full = (piece: string, end = ''): string =>
  piece.repeat(Math.ceil(limits.textCharacters / piece.length)).slice(0, limits.textCharacters - end.length) + end;

const strange = [
  ...[
    'a',
    'A',
    'あ',
    'ー',
    'ｱ',
    'ﾞ',
    '漢',
    '一',
    '十',
    '1',
    '１',
    '٣',
    '.',
    ',',
    '、',
    '。',
    '-',
    '‐',
    "'",
    '’',
    '@',
    '＠',
  ],
  ...[
    '/',
    ':',
    '：',
    '(',
    ')',
    '[',
    '*',
    '_',
    '#',
    '|',
    '\\',
    '`',
    '~',
    '〜',
    '!',
    '?',
    '！',
    '？',
    '+',
    '¥',
    '$',
    '%',
    '〒',
  ],
  ...[
    ' ',
    '　',
    '\n',
    '\t',
    '\r\n',
    '\u00a0',
    '\u200b',
    '\u200d',
    '\u202e',
    '\ufeff',
    '\ufe0f',
    '\u0301',
    'e\u0301',
    'é',
  ],
  // What NFKC makes eighteen of, or three; letters whose small form is longer; half of a pair; a family.
  ...['\ufdfa', '㌖', '㍿', 'ﬃ', 'İ', 'ß', '\ud800', '\udc00', '👨‍👩‍👧‍👦', '🇯🇵', '𠮷', '\u{e0100}', 'ก็', 'ه', 'ㅋ', '가'],
  ...[
    'A-',
    '1 ',
    '1-',
    '1.',
    '1,',
    '1/',
    '0 0',
    'a@',
    'a@b.',
    '@a',
    '.@',
    ', @',
    'a.a',
    "a'",
    'a-',
    'ー-',
    'アー',
    'ア-',
  ],
];

/** The words our own patterns are made of: nothing else comes as close to matching them. */
function wordsOfPatterns(): string[] {
  const folder = join(import.meta.dirname, '../../src/language');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const text = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  return [...new Set(text.match(/[a-z]{2,12}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{1,6}/gu) ?? [])];
}

function hostileTexts(): string[] {
  const chance = createChance(20_261_122);
  const words = wordsOfPatterns();
  const glue = ['', '', ' ', ' ', ', ', '、', '-', ' and ', 'の', '。', '. ', ' 1 ', '\n'];
  const pick = <T>(list: readonly T[], or: T): T => list[chance(list.length)] ?? or;
  const phrase = (): string =>
    Array.from({ length: 1 + chance(3) }, () => pick(chance(3) === 0 ? strange : words, 'a') + pick(glue, '')).join('');
  return [
    '',
    ...strange.map((one) => full(one)),
    ...strange.map((one) => full(one, '!x')),
    // An address at the end: what stands before it may be a name.
    ...strange.map((one) => full(one, ' @ a@b.co')),
    ...Array.from({ length: 60 }, () => full(phrase())),
    ...Array.from({ length: 60 }, () => full(phrase(), pick(['x', '!', ' @ a@b.co', '?', '9', 'です'], 'x'))),
    // Near the readers' own lengths, beyond which they read nothing.
    ...Array.from({ length: 60 }, () => full(phrase()).slice(0, pick([199, 400, 499, 999], 499))),
    ...Array.from({ length: 40 }, () => Array.from({ length: 120 }, phrase).join('').slice(0, limits.textCharacters)),
    ...Array.from({ length: 40 }, () => Array.from({ length: 40 }, phrase).join('').slice(0, 490)),
  ];
}

describe('no text holds the main thread', () => {
  const texts = hostileTexts();
  test.each(Object.keys(readings))('%s', async (name) => {
    const slow: string[] = [];
    for (const text of texts) {
      for (const language of ['en', 'ja', 'de']) {
        const took = await spent(() => readings[name]?.(text, language), { enough: atMost });
        if (took > atMost) slow.push(`${took.toFixed(0)} ms: ${JSON.stringify(text.slice(0, 40))} (${language})`);
      }
    }
    expect(slow).toEqual([]);
  });
});
