import { expect, test } from '@jest/globals';
import { detectLanguage } from '../../src/language/detect.js';

const languages = ['en', 'ja'];

test.each([
  ['kana', 'ログインできません', 'ja'],
  ['kanji alone', '配送状況確認', 'ja'],
  ['two kanji in a first message', '送料', 'ja'],
  ['half width katakana', 'ﾍﾝﾋﾟﾝｼﾀｲ', 'ja'],
  ['English', 'where is my order', 'en'],
  ['Japanese with a brand', 'Apple Payは使えますか', 'ja'],
  ['Japanese with an order number', '注文番号はABC-12345です', 'ja'],
  ['English with one Japanese word', 'How do I return the 炊飯器 I bought', 'en'],
  ['Wi-Fi and a noun', 'Wi-Fi 接続', 'ja'],
])('%s tells the language of a first message', (_what, text, language) => {
  expect(detectLanguage(text, { languages })).toBe(language);
});

test.each([
  'ok',
  'OK!',
  '12345678',
  'AB-12345',
  '田中',
  'taro@example.com',
  '👍',
  '',
  '?',
  'https://example.com/returns',
])('"%s" cannot tell and keeps the language of the conversation', (text) => {
  expect(detectLanguage(text, { languages, current: 'ja' })).toBe('ja');
  expect(detectLanguage(text, { languages, current: 'en' })).toBe('en');
});

test('a customer may change the language in the middle', () => {
  expect(detectLanguage('can I speak English please', { languages, current: 'ja' })).toBe('en');
  expect(detectLanguage('日本語でお願いします', { languages, current: 'en' })).toBe('ja');
});

test('a language the site does not speak is never chosen', () => {
  expect(detectLanguage('配送状況確認', { languages: ['en'] })).toBe('en');
  expect(detectLanguage('where is my order', { languages: ['ja'] })).toBe('ja');
});

test('a long hostile text is decided in a moment', () => {
  const begun = performance.now();
  for (const unit of ['!', 'a1', 'ア-', '://', '9 ']) detectLanguage(unit.repeat(20_000), { languages });
  expect(performance.now() - begun).toBeLessThan(1_000);
});
