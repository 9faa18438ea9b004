import { describe, expect, test } from '@jest/globals';
import { isOwnContact } from '../../src/language/own-contact.js';
import { readChoice } from '../../src/language/read/choice.js';
import { type Product, createProductMatcher } from '../../src/language/read/product-matcher.js';
import { createNamelessText } from '../../src/language/read/product-phrases.js';
import { saysMore } from '../../src/language/says-more.js';

const products: Product[] = [
  { sku: 'KT-100', name: { en: 'Electric kettle', ja: '電気ケトル' }, aliases: ['kettle', 'water boiler'] },
  { sku: 'KT-250', name: { en: 'Glass kettle', ja: 'ガラスケトル' }, aliases: ['kettle'] },
  { sku: 'BM-1', name: { en: 'Bread maker', ja: 'ホームベーカリー' }, aliases: ['パン焼き機'] },
  { sku: 'PS-6', name: { en: 'Power strip 6 sockets', ja: '電源タップ 6口' }, aliases: ['power strip'] },
  { sku: 'MN-24', name: { en: 'Monitor MN-24', ja: 'モニター' }, aliases: ['display'] },
];
const match = createProductMatcher(products);

describe('a product named in passing', () => {
  test.each([
    ['my bread maker stays cold', 'BM-1'],
    ['the glass kettle drips', 'KT-250'],
    ['KT-100 loses water', 'KT-100'],
    ['ガラスケトルが割れていた', 'KT-250'],
    // Words of a name are not the name, and one name of two products is neither.
    ['it loses water', ''],
    ['電源が入りません', ''],
    ['the kettle leaks', ''],
    // Two things are named.
    ['the display of the bread maker stays black', ''],
  ])('%s: %s', (text, expected) => {
    const sure = match(text, 'en', true).filter(({ score }) => score === 1);
    expect(sure.length === 1 ? sure[0]?.sku : '').toBe(expected);
  });
});

test('a choice named in passing counts by a whole name, and where nothing is denied', () => {
  const choices = [
    { value: 'opened', label: 'Yes, it is open' },
    { value: 'unopened', label: 'Still sealed', synonyms: ['never opened'] },
  ];
  const read = (text: string): unknown => readChoice(text, choices, { inPassing: true });
  expect(read('it is unopened and too big')).toMatchObject({ status: 'read', value: 'unopened' });
  expect(read('too big for us, never opened')).toMatchObject({ status: 'read', value: 'unopened' });
  expect(read('I have not opened it')).toMatchObject({ status: 'none' });
  expect(read('the open question is when')).toMatchObject({ status: 'none' });
});

describe('an address or a number in a message', () => {
  test.each([
    ['where is it, my mail is kim@example.com', true],
    ['注文番号A-10293、メールはkim@example.comです', true],
    ['my phone number has changed, it is now 080-0000-4321', false],
    ['please use maria@example.com from now on', false],
    ['her mail seems to be sato@example.jp', false],
    ['登録メールをa@example.jpからb@example.jpに変更してください', false],
    ['友達の番号090-0000-4747に来ました', false],
  ])('%s: the writer’s own as it is now: %s', (text, expected) => {
    expect(isOwnContact(text)).toBe(expected);
  });

  test('no text holds the search for such words', () => {
    const started = performance.now();
    for (const piece of ['mail ', 'から', 'new ', 'friend’s ', '登録', '電話番号']) isOwnContact(piece.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('a text beside the name of an errand', () => {
  const nameless = createNamelessText(products.flatMap(({ name, aliases }) => [...Object.values(name), ...aliases]));
  const name = {
    title: 'Report a problem with a product',
    examples: ['I want to report a defect', 'report a fault', 'my kettle is broken', 'report what is broken'],
  };
  test.each([
    ["I'd like to report a problem with a product", false],
    ['I want to report a problem with my KT-200', false],
    ['there is a crack in the lid of it', true],
    ['the picture flickers since yesterday', true],
    // What it is about is not what happened to it.
    ['I want to report a problem with my bread maker', false],
    ['report a problem with the power strips', false],
    ['my bread maker stays cold', true],
    // Who should come, and when, is not what happened either.
    ['can someone come next Wednesday and look at my bread maker', false],
    ['please send somebody round to fix the power strip', false],
    ['can someone come and look at it, it smells burnt', true],
  ])('%s tells more: %s', (text, expected) => {
    expect(saysMore(text, name, { language: 'en', nameless })).toBe(expected);
  });

  test.each([
    ['誰かにホームベーカリーを見に来てもらい、直してほしい', false],
    ['来週の水曜日にホームベーカリーを直しに来てください', false],
    ['ホームベーカリーから焦げた匂いがするので見てほしい', true],
  ])('%s: %s', (text, expected) => {
    const visit = { title: '修理訪問を予約する', examples: ['修理の予約', '修理に来てほしい'] };
    expect(saysMore(text, visit, { language: 'ja', nameless })).toBe(expected);
  });
});
