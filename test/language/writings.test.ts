import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createKnowledgeIndex } from '../../src/knowledge/knowledge-index.js';
import { languages } from '../../src/language/languages.js';
import { normalise } from '../../src/language/normalise.js';
import { analyse } from '../../src/language/words.js';
import { shippedArticles } from '../knowledge/shipped.js';

const index = createKnowledgeIndex({ remembered: 0 });
beforeAll(async () => {
  await index.load(shippedArticles(), 1);
  await index.learnt();
});
afterAll(() => index.close());

const first = async (question: string): Promise<string | undefined> =>
  (await index.find(question, 'ja')).candidates[0]?.id;

function terms(text: string): string[] {
  const pack = languages.get('ja');
  return pack ? analyse(pack, text, 'query').map(({ term }) => term) : [];
}

describe('one thing written in several ways finds one article', () => {
  test.each([
    ['okurigana', 'ja/cancel-an-order', ['注文の取り消し', '注文の取消し', '注文の取消', '注文を取り消したい']],
    ['okurigana', 'ja/return-an-item', ['送り返したい', '送返したい', 'お送り返ししたい']],
    ['okurigana', 'ja/bank-transfer', ['銀行振り込み', '銀行振込み', '銀行振込']],
    ['okurigana', 'ja/payment-methods', ['支払い方法', '支払方法', 'お支払い方法', 'お支払方法']],
    ['okurigana', 'ja/washing-machine-installation', ['洗濯機の取り付け', '洗濯機の取付け', '洗濯機の取付']],
    ['a prefix of politeness', 'ja/shipping-cost', ['送料はいくら', 'ご送料はいくら', '御送料はいくら']],
    [
      'the end of a katakana word',
      'ja/printer-offline',
      ['プリンターが動かない', 'プリンタが動かない', 'ﾌﾟﾘﾝﾀｰが動かない'],
    ],
    ['the end of a katakana word', 'ja/router-cannot-connect', ['ルーターがつながらない', 'ルータがつながらない']],
    [
      'a dash for a long vowel',
      'ja/coupons',
      ['クーポンの使い方', 'ク-ポンの使い方', 'ク―ポンの使い方', 'ク−ポンの使い方'],
    ],
    [
      'width',
      'ja/router-cannot-connect',
      ['Wi-Fiルーターがつながらない', 'ＷｉーＦｉルーターがつながらない', 'wifiルーターがつながらない'],
    ],
    [
      'a hyphen of any kind',
      'ja/kettle-leaks',
      ['KT-200の水漏れ', 'KT‐200の水漏れ', 'ＫＴ－２００の水漏れ', 'kt−200の水漏れ'],
    ],
  ])('%s: %s', async (_what, id, questions) => {
    const found = await Promise.all(questions.map(async (question) => `${question}: ${String(await first(question))}`));
    expect(found).toEqual(questions.map((question) => `${question}: ${id}`));
  });
});

test.each([
  ['サーバー', 'サーバ'],
  ['ﾊﾟｽﾜｰﾄﾞ', 'パスワード'],
  ['パスワ−ド', 'パスワード'],
  ['ＡＢＣ１２３', 'abc123'],
  ['が', 'か\u3099'],
  ['①個', '1個'],
])('%s and %s are the same terms', (one, other) => {
  expect(terms(one)).toEqual(terms(other));
});

test.each([
  ['03ー1234ー5678', '03-1234-5678'],
  ['モデル-A12', 'モデル-A12'],
  ['10〜20', '10~20'],
  ['It’s', "It's"],
  ['返\u{e0100}品', '返品'],
])('%s is written %s', (one, other) => {
  expect(normalise(one)).toBe(other);
});
