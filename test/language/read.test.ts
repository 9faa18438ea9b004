import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { normalise } from '../../src/language/normalise.js';
import { createRecogniser } from '../../src/language/recogniser.js';
import type { Choice } from '../../src/language/read/choice.js';
import { type ReadContext, createReaders } from '../../src/language/read/read.js';
import type { SlotKind } from '../../src/language/read/reading.js';
import { spent } from '../setup/spent.js';

const recogniser = createRecogniser({ timeLimit: 2000 });
const { read, matter } = createReaders({
  recogniser,
  zone: 'Asia/Tokyo',
  orderPatterns: ['A-\\d{5}', 'R\\d{2}-\\d{4}|GIFT-[A-Z]{4}'],
});
const now = new Date('2026-11-18T03:00:00Z');
beforeAll(() => recogniser.warm());
afterAll(() => recogniser.close());

/** What was read, in one line: a value, candidates with `|` and a question mark, or why not. */
async function outcome(kind: SlotKind, text: string, context: Partial<ReadContext> = {}): Promise<string> {
  const reading = await read(kind, text, { language: 'en', now, ...context });
  if (reading.status === 'read') return reading.value;
  if (reading.status === 'ambiguous') return `${reading.candidates.map((one) => one.value).join('|')}?`;
  return reading.status === 'invalid' ? reading.why : 'none';
}

describe('what a message is about, without its details', () => {
  test.each([
    [
      '先週届いたRC-55のご飯が炊けません。注文番号はA-10294、連絡先は090-0000-1234です',
      'ja',
      '先週届いたRC-55のご飯が炊けません。',
    ],
    ['ケトルから水が漏れます。メールアドレスはtaro@example.comです。', 'ja', 'ケトルから水が漏れます。'],
    ['注文A-10293の掃除機が動きません。09000001234に連絡ください', 'ja', '注文 の掃除機が動きません。'],
    [
      'My rice cooker RC-55 from order A-10294 does not heat any more, you can reach me at kim@example.com',
      'en',
      'My rice cooker RC-55 does not heat any more',
    ],
    ['The kettle leaks. My order number is A-10294 and my phone number is 03-0000-1234.', 'en', 'The kettle leaks.'],
    [
      'Mein Reiskocher heizt nicht mehr. Bestellnummer A-10294, Sie erreichen mich unter 090-0000-1234',
      'de',
      'Mein Reiskocher heizt nicht mehr.',
    ],
  ])('"%s"', (text, language, about) => {
    expect(matter(text, language)).toBe(about);
  });

  test.each([
    'where is A-10293',
    'A-10293',
    'A-10293はどこ',
    'call 090-0000-1234',
    'is the RC-55 in stock',
    '送料はいくら',
  ])('of "%s" nothing is left out: hardly anything would be left', (text) => {
    expect(matter(text, 'en')).toBe(text);
  });
});

describe('an order number', () => {
  test.each([
    ['A-10293', 'A-10293'],
    ['a-10293', 'A-10293'],
    ['A10293', 'A-10293'],
    ['a 10293', 'A-10293'],
    ['A - 10293', 'A-10293'],
    ['Ａ－１０２９３', 'A-10293'],
    ['注文番号はＡー１０２９３です', 'A-10293'],
    ['注文番号：A‐10293。', 'A-10293'],
    ['A–10293', 'A-10293'],
    ['my order is a10293, thanks', 'A-10293'],
    ['order#A-10293', 'A-10293'],
    ['It is A-10293 and my phone is 090-1234-5678', 'A-10293'],
    ['A-10293 / A-10293', 'A-10293'],
    ['r26-0001', 'R26-0001'],
    ['R26 0001', 'R26-0001'],
    ['gift-abcd', 'GIFT-ABCD'],
    ['A-10293 or A-10294', 'A-10293|A-10294?'],
    ['10293', 'A-10293?'],
    ['A-1029', 'not-an-order-number'],
    ['A-102934', 'not-an-order-number'],
    ['BA-10293', 'not-an-order-number'],
    ['A-10293-7', 'not-an-order-number'],
    ['09012345678', 'not-an-order-number'],
    ['I lost it', 'none'],
    ['わかりません', 'none'],
  ])('%s is %s', async (text, expected) => {
    expect(await outcome('order number', text)).toBe(expected);
  });

  test('is taken out before a number, a date or a phone can claim its digits', async () => {
    expect(await outcome('number', 'A-10293を2個')).toBe('2');
    expect(await outcome('phone', '注文番号はＡー１０２９３です')).toBe('none');
    expect(await outcome('date', 'A10293 yesterday')).toBe('2026-11-17');
  });

  test('a pattern that could backtrack without bound is refused at start', () => {
    expect(() => createReaders({ recogniser, zone: 'UTC', orderPatterns: ['(A+)+'] })).toThrow('order number pattern');
    expect(() => createReaders({ recogniser, zone: 'UTC', orderPatterns: ['A-('] })).toThrow();
  });
});

describe('a mail address', () => {
  test.each([
    ['taro@example.com', 'taro@example.com'],
    ['Taro.Yamada@Example.CO.JP', 'taro.yamada@example.co.jp'],
    ['taro＠example.com', 'taro@example.com'],
    ['ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'taro@example.com'],
    ['メールはtaro@example.comです。', 'taro@example.com'],
    ['taro@example.com。', 'taro@example.com'],
    ['It is taro+shop@mail.example.org.', 'taro+shop@mail.example.org'],
    ['<taro@example.com>', 'taro@example.com'],
    ['mailto:taro@example.com', 'taro@example.com'],
    ['taro..y@docomo.ne.jp', 'taro..y@docomo.ne.jp'],
    ["o'brien@example.ie", "o'brien@example.ie"],
    ['a@example.com or b@example.com', 'a@example.com|b@example.com?'],
    ['taro@gmial.com', 'taro@gmail.com|taro@gmial.com?'],
    ['taro@example', 'not-an-email'],
    ['taro@', 'not-an-email'],
    ['@example.com', 'not-an-email'],
    ['taro @ example.com', 'not-an-email'],
    ['tàro@example.com', 'not-an-email'],
    ['taro@exa_mple.com', 'not-an-email'],
    ['taro@example.c', 'not-an-email'],
    ['taro@example..com', 'not-an-email'],
    ['taro@-example.com', 'not-an-email'],
    ['taro at example dot com', 'none'],
  ])('%s is %s', async (text, expected) => {
    expect(await outcome('email', text)).toBe(expected);
  });
});

describe('a phone number', () => {
  test.each([
    ['09012345678', '+819012345678'],
    ['090-1234-5678', '+819012345678'],
    ['０９０－１２３４－５６７８', '+819012345678'],
    ['090ー1234ー5678', '+819012345678'],
    ['090 1234 5678', '+819012345678'],
    ['電話は090-1234-5678です', '+819012345678'],
    ['03-1234-5678', '+81312345678'],
    ['(03)1234-5678', '+81312345678'],
    ['03(1234)5678', '+81312345678'],
    ['0120-123-456', '+81120123456'],
    ['+81 90 1234 5678', '+819012345678'],
    ['+81-(0)90-1234-5678', '+819012345678'],
    ['+819012345678', '+819012345678'],
    ['+1 (212) 555-0123', '+12125550123'],
    ['+44 20 7946 0958', '+442079460958'],
    ['call me at 080-1111-2222 please', '+818011112222'],
    ['090-1234-5678 03-1234-5678', '+819012345678|+81312345678?'],
    ['090-1234-567', 'not-a-phone-number'],
    ['090-1234', 'too-short'],
    ['090-1234-56789', 'not-a-phone-number'],
    ['12345678', 'not-a-phone-number'],
    ['2026112100123', 'not-a-phone-number'],
    ['0012345678', 'not-a-phone-number'],
    ['4012-3456-7890', 'not-a-phone-number'],
    ['4111 1111 1111 1111', 'not-a-phone-number'],
    ['2026-11-21', 'not-a-phone-number'],
    ['order number 123-4567-890', 'not-a-phone-number'],
    ['12', 'none'],
    ['no phone', 'none'],
  ])('%s is %s', async (text, expected) => {
    expect(await outcome('phone', text)).toBe(expected);
  });

  test('of another country is read as that country writes it', async () => {
    const { read: readThere } = createReaders({ recogniser, zone: 'UTC', phoneRegion: 'US' });
    expect(await readThere('phone', '(555) 234-1234', { language: 'en', now })).toMatchObject({
      value: '+15552341234',
    });
    expect(await readThere('phone', '09012345678', { language: 'en', now })).toMatchObject({ status: 'invalid' });
  });

  test('or a mail address is a contact', async () => {
    expect(await outcome('contact', 'taro@example.com')).toBe('taro@example.com');
    expect(await outcome('contact', '090-1234-5678')).toBe('+819012345678');
    expect(await outcome('contact', 'later')).toBe('none');
  });
});

const YES =
  'yes|Yes.|YES!|yeah|yep|yup|sure|of course|ok|okay|right|correct|exactly|absolutely|yes please|please do|go ahead|sounds good|looks good|that works|perfect|that’s right|That is correct|yes it is|yes, that’s the one|yes, thank you|Yes I do|I agree|y|confirmed|of course!|Sure, please|yes, my phone is 090-1234-5678|はい|はい。|はーい|ええ|うん|そうです|そうです。|はい、そうです|はい、お願いします|お願いします|おねがいします|お願いいたします|ぜひお願いします|よろしくお願いします|もちろんです|合っています|はい、合ってます|間違いありません|はい間違いないです|その通りです|了解です|OKです|ＯＫ|いいですよ|それでいいです|それで大丈夫です|それでお願いします|問題ありません|はい！|うん、お願い|承知しました|👍|○';
const NO =
  'no|No.|NO!|nope|nah|no thanks|No, thank you|not really|not at all|not now|no way|of course not|that’s wrong|wrong|incorrect|that is not correct|not right|it isn’t|no need|not necessary|I’m good|I’m good, thanks|I don’t think so|please don’t|no, it’s A-10294|no, that’s not mine|no I don’t|never|n|no, not yet|nope, sorry|いいえ|いいえ。|いえ|いえいえ|いや|ううん|違います|違います。|いいえ、違います|ちがいます|違う|そうではありません|結構です|けっこうです|いえ、結構です|いいえ、大丈夫です|大丈夫です|大丈夫|不要です|いりません|必要ないです|やめておきます|遠慮します|だめです|しません|まだです|今はいいです|間違っています|特にないです|正しくないです|今回は結構です|いえ、まだです|×|👎';
const NEITHER =
  'not sure|maybe|I don’t know|yes and no|yes or no|yes but the number is wrong|no idea|no problem|perhaps|it depends|no power|hello|A-10293|where is my parcel|okay, but first tell me the price|no parcel has come|I think so, maybe|yes, the phone number is wrong|yes no|right now|sure about what?|いいです|わからない|たぶん|どうでしょう|はい、でも番号が違います|はいかいいえ|はい、電話番号が違います|そうかも|どちらでも|いいえ、でもいいです|返品したい|番号は？|はい、大丈夫です|はい、結構です|はい、いいえ';

describe('yes and no', () => {
  test.each(YES.split('|'))('%s is yes', async (text) => expect(await outcome('yes-no', text)).toBe('yes'));
  test.each(NO.split('|'))('%s is no', async (text) => expect(await outcome('yes-no', text)).toBe('no'));
  test.each(NEITHER.split('|'))('%s is neither', async (text) => expect(await outcome('yes-no', text)).toBe('none'));

  test('大丈夫です declines an offer, confirms a read-back, and 結構です to a read-back is asked back', async () => {
    expect(await outcome('yes-no', '大丈夫です', { question: 'offer' })).toBe('no');
    expect(await outcome('yes-no', '大丈夫です', { question: 'check' })).toBe('yes');
    expect(await outcome('yes-no', 'はい、大丈夫です', { question: 'check' })).toBe('yes');
    expect(await outcome('yes-no', '結構です', { question: 'check' })).toBe('none');
  });

  test('what was said besides comes back as the rest', async () => {
    const said = await read('yes-no', 'No, it’s A-10294', { language: 'en', now });
    expect(said).toMatchObject({ value: 'no', rest: "it's A-10294" });
  });
});

describe('a choice', () => {
  const english: Choice[] = [
    { value: 'refund', label: 'Refund to my card', synonyms: ['money back', 'refund'] },
    { value: 'exchange', label: 'Exchange for a new one', synonyms: ['replace', 'replacement'] },
    { value: 'repair', label: 'Repair' },
  ];
  const japanese: Choice[] = [
    { value: 'return', label: '返品', synonyms: ['返金'] },
    { value: 'exchange', label: '交換する' },
    { value: 'repair', label: '修理を依頼' },
  ];
  test.each([
    ['Refund to my card', 'refund'],
    ['refund', 'refund'],
    ['REPAIR', 'repair'],
    ['a repair please', 'repair'],
    ['I want my money back', 'refund'],
    ['exchange', 'exchange'],
    ['exchnage', 'exchange'],
    ['a replacement would be great', 'exchange'],
    ['I would like to exchange it', 'exchange'],
    ['the second one', 'exchange'],
    ['second', 'exchange'],
    ['2', 'exchange'],
    ['2.', 'exchange'],
    ['②', 'exchange'],
    ['２', 'exchange'],
    ['number 2', 'exchange'],
    ['option 3', 'repair'],
    ['No. 1', 'refund'],
    ['#1', 'refund'],
    ['the last one', 'repair'],
    ['one', 'refund'],
    ['the 3rd', 'repair'],
    ['card', 'refund'],
    ['refund or exchange', 'refund|exchange?'],
    ['4', 'no-such-choice'],
    ['the fifth one', 'no-such-choice'],
    ['not a refund', 'none'],
    ['none of these', 'none'],
    ['where is my parcel', 'none'],
    ['the second time it broke', 'none'],
  ])('%s is %s', async (text, expected) => {
    expect(await outcome('choice', text, { choices: english })).toBe(expected);
  });
  test.each([
    ['返品でお願いします', 'return'],
    ['返品', 'return'],
    ['返品です。', 'return'],
    ['返品したいです', 'return'],
    ['返金してください', 'return'],
    ['交換', 'exchange'],
    ['交換でお願いいたします', 'exchange'],
    ['交換する方がいいです', 'exchange'],
    ['修理', 'repair'],
    ['修理をお願いします', 'repair'],
    ['修理希望です', 'repair'],
    ['2番', 'exchange'],
    ['２番でお願いします', 'exchange'],
    ['二つ目', 'exchange'],
    ['二番目の', 'exchange'],
    ['三番', 'repair'],
    ['2つ目がいいです', 'exchange'],
    ['ふたつ目', 'exchange'],
    ['②でお願いします', 'exchange'],
    ['最後の', 'repair'],
    ['一番上', 'return'],
    ['最初のでお願いします', 'return'],
    ['返品か交換', 'return|exchange?'],
    ['返品ではなく交換', 'none'],
    ['返品じゃない', 'none'],
    ['5番', 'no-such-choice'],
    ['いつ届きますか', 'none'],
  ])('%s is %s', async (text, expected) => {
    expect(await outcome('choice', text, { choices: japanese, language: 'ja' })).toBe(expected);
  });
});

describe('a number', () => {
  test.each([
    ['3', '3'],
    ['３', '3'],
    ['3個', '3'],
    ['５個です', '5'],
    ['三つ', '3'],
    ['みっつ', '3'],
    ['二十三個', '23'],
    ['十二', '12'],
    ['十二です', '12'],
    ['百五十台', '150'],
    ['三千五百円', '3500'],
    ['1万円', '10000'],
    ['1万2千円', '12000'],
    ['3千円', '3000'],
    ['１２，３４５円', '12345'],
    ['二〇二六年', '2026'],
    ['2台買いました', '2'],
    ['約3個', '3'],
    ['60kg', '60'],
    ['x2', '2'],
    ['1,234.56', '1234.56'],
    ['2.5', '2.5'],
    ['-5', '-5'],
    ['three', '3'],
    ['twenty three boxes', '23'],
    ['Three', '3'],
    ['Three hundred and thirty one', '331'],
    ['one hundred and five', '105'],
    ['two and a half', '2.5'],
    ['a dozen', '12'],
    ['2 dozen', '24'],
    ['ten thousand yen', '10000'],
    ['I have 4 of them', '4'],
    ['2 or 3', '2|3?'],
    ['two or three', '2|3?'],
    ['2〜3個', '2|3?'],
    ['二、三個', '2|3?'],
    ['二三個', 'unclear-number'],
    ['12,5', 'unclear-number'],
    ['1.234,5', 'unclear-number'],
    ['1/2', 'unclear-number'],
    ['1.3e6', 'unclear-number'],
    ['10G', 'unclear-number'],
    ['1 in twenty-one', 'unclear-number'],
    ['zero', '0'],
    ['.08', 'unclear-number'],
    ['3ダース', 'unclear-number'],
    ['マイナス五', 'unclear-number'],
    ['二と四分の一', 'unclear-number'],
    ['3 million and a half', 'unclear-number'],
    ['a few', 'unclear-number'],
    ['数個', 'unclear-number'],
    ['more than 3', 'half-read'],
    ['3個以上', 'half-read'],
    ['KT-200', 'none'],
    ['ABC-12345', 'none'],
    ['the one I bought', 'none'],
    ['一番いいのは', 'none'],
    ['十分です', 'none'],
    ['一緒に', 'none'],
    ['none', 'none'],
  ])('%s is %s', async (text, expected) => {
    expect(await outcome('number', text)).toBe(expected);
  });
});

test('free text is kept as it was written, and may be neither empty nor a book', async () => {
  expect(await outcome('text', '  Ｔｈｅ lid is broken。 ')).toBe('Ｔｈｅ lid is broken。');
  expect(await outcome('text', '   ')).toBe('none');
  expect(await outcome('text', 'x'.repeat(2001))).toBe('too-long');
  expect(await outcome('email', `${'x '.repeat(300)}taro@example.com`)).toBe('too-long');
});

const kinds: SlotKind[] = [
  'order number',
  'product',
  'email',
  'phone',
  'contact',
  'yes-no',
  'choice',
  'number',
  'date',
  'text',
];
const choices: Choice[] = [
  { value: 'a', label: 'Refund' },
  { value: 'b', label: '交換' },
];
// English numbers and dates ask the worker; everything else must answer at once.
const withoutWorker = createRecogniser();
beforeAll(() => withoutWorker.close());

test('no text makes any reader throw or think for 20 ms', async () => {
  const { read: readAlone } = createReaders({ recogniser: withoutWorker, zone: 'Asia/Tokyo' });
  const pieces = fc.constantFrom(
    'A-10293',
    '09012345678',
    'a@b.co',
    '十',
    '一',
    '1',
    '-',
    ' ',
    '.',
    '@',
    '年',
    '月',
    '日',
    '2026',
    '/',
    'next friday ',
    'the ',
    'はい',
    '来週の',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 500 }),
    fc.array(pieces, { maxLength: 200 }).map((all) => all.join('')),
  );
  const slow: string[] = [];
  await fc.assert(
    fc.asyncProperty(texts, fc.constantFrom(...kinds), async (text, kind) => {
      const first = await readAlone(kind, text, { language: 'ja', now, choices });
      const took = await spent(() => readAlone(kind, text, { language: 'ja', now, choices }), { enough: 20 });
      if (took > 20) slow.push(`${kind}: ${text}`);
      if (kind !== 'text')
        expect(await readAlone(kind, normalise(text), { language: 'ja', now, choices })).toEqual(first);
    }),
    { numRuns: 1500 },
  );
  expect(slow).toEqual([]);
}, 60_000);
