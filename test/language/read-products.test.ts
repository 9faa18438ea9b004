import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRecogniser } from '../../src/language/recogniser.js';
import { type Product, createProductMatcher } from '../../src/language/read/product-matcher.js';
import { createReaders } from '../../src/language/read/read.js';
import { spent } from '../setup/spent.js';

const products: Product[] = [
  { sku: 'KT-200', name: { en: 'Electric Kettle KT-200', ja: '電気ケトル KT-200' }, aliases: ['water boiler'] },
  { sku: 'KT-300', name: { en: 'Gooseneck Kettle KT-300', ja: 'ドリップケトル KT-300' }, aliases: [] },
  { sku: 'VC-510', name: { en: 'Cordless Vacuum Cleaner VC-510', ja: 'コードレス掃除機 VC-510' }, aliases: ['hoover'] },
  { sku: 'RV-100', name: { en: 'Robot Vacuum RV-100', ja: 'ロボット掃除機 RV-100' }, aliases: ['ルンバ'] },
  { sku: 'AP-40', name: { en: 'Humidifying Air Purifier AP-40', ja: '加湿空気清浄機 AP-40' }, aliases: ['加湿器'] },
  { sku: 'AP-F40', name: { en: 'Filter for AP-40', ja: 'AP-40用交換フィルター' }, aliases: [] },
  { sku: 'RC-5', name: { en: 'Rice Cooker 5.5 cups RC-5', ja: '炊飯器 5.5合 RC-5' }, aliases: ['炊飯ジャー'] },
  { sku: 'HD-77', name: { en: 'Hair Dryer HD-77', ja: 'ヘアドライヤー HD-77' }, aliases: [] },
];
const recogniser = createRecogniser();
const { read } = createReaders({ recogniser, zone: 'Asia/Tokyo', matchProduct: createProductMatcher(products) });

async function outcome(text: string, language = 'en'): Promise<string> {
  const reading = await read('product', text, { language, now: new Date(0) });
  if (reading.status === 'read') return reading.value;
  return reading.status === 'ambiguous' ? `${reading.candidates.map((one) => one.value).join('|')}?` : reading.status;
}

describe('a product', () => {
  test.each([
    ['KT-200', 'KT-200'],
    ['kt200', 'KT-200'],
    ['AP-40', 'AP-40'],
    ['the filter for my AP-40', 'AP-F40'],
    ['AP-40の交換フィルター', 'AP-F40'],
    ['ＫＴ２００', 'KT-200'],
    ['KT 200', 'KT-200'],
    ['ＫＴー２００です', 'KT-200'],
    ['型番はKT-200です', 'KT-200'],
    ['the vacuum RV-100', 'RV-100'],
    ['electric kettle', 'KT-200'],
    ['my Electric Kettle leaks', 'KT-200'],
    ['gooseneck kettle', 'KT-300'],
    ['goosenek', 'KT-300'],
    ['water boiler', 'KT-200'],
    ['hoover', 'VC-510'],
    ['the robot vacuum', 'RV-100'],
    ['cordles vacuum', 'VC-510'],
    ['hair dryers', 'HD-77'],
    ['rice cooker', 'RC-5'],
    ['purifier', 'AP-40'],
    ['purifer', 'AP-40'],
    ['電気ケトル', 'KT-200'],
    ['電気ケトルです', 'KT-200'],
    ['ロボット掃除機が動きません', 'RV-100'],
    ['コードレス掃除機', 'VC-510'],
    ['空気清浄機', 'AP-40'],
    ['加湿器', 'AP-40'],
    ['炊飯器', 'RC-5'],
    ['ドライヤー', 'HD-77'],
    ['ヘアドライヤ', 'HD-77'],
    ['ﾍｱﾄﾞﾗｲﾔｰ', 'HD-77'],
    ['ルンバ', 'RV-100'],
    ['the kettle', 'KT-200|KT-300?'],
    ['ケトル', 'KT-200|KT-300?'],
    ['掃除機', 'VC-510|RV-100?'],
    ['vacuum', 'VC-510|RV-100?'],
    ['KT-200 or KT-300', 'KT-200|KT-300?'],
    ['KT-999', 'none'],
    ['kettle KT-999', 'KT-200|KT-300?'],
    ['toaster', 'none'],
    ['it is broken', 'none'],
    ['壊れました', 'none'],
  ])('%s is %s', async (text, expected) => {
    expect(await outcome(text)).toBe(expected);
  });

  test('is named in the language of the conversation', async () => {
    expect(await read('product', 'kt200', { language: 'ja', now: new Date(0) })).toMatchObject({
      display: '電気ケトル KT-200',
    });
  });
});

const kinds = ['kettle', 'vacuum', 'lamp', 'toaster', 'fan', 'heater', 'blender', 'speaker', 'monitor', 'keyboard'];
const japaneseKinds = [
  'ケトル',
  '掃除機',
  '照明器具',
  'トースター',
  '扇風機',
  '電気暖房機',
  'ミキサー',
  'スピーカー',
  '液晶画面',
  'キーボード',
];
const many = Array.from({ length: 10_000 }, (_, at): Product => {
  const line = `series${at % 700}`;
  return {
    sku: `M-${at}`,
    name: { en: `${line} ${kinds[at % 10] ?? ''} MX-${at}`, ja: `${line} ${japaneseKinds[at % 10] ?? ''} MX-${at}` },
    aliases: [`alias${at}`],
  };
});

test('among 10,000 products a call takes under 5 ms', async () => {
  const match = createProductMatcher(many);
  const texts = [
    'the kettle',
    'MX-1234',
    'series12 keyboard',
    'keybord',
    '扇風機が動きません',
    'my series699 vacuum has stopped working',
    'alias77',
  ];
  for (const text of texts) match(text);
  for (const text of texts) {
    expect(await spent(() => match(text), { tries: 9 })).toBeLessThan(5);
  }
  expect(match('mx1234')).toMatchObject([{ sku: 'M-1234', score: 1 }]);
});

test('no text makes the matcher throw, and no score is above 1', () => {
  const match = createProductMatcher(products);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
      expect(match(text).every(({ score }) => score > 0 && score <= 1)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
