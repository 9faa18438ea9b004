import type { Flow } from '../../src/flows/flow.js';

export type Language = 'en' | 'ja';
export const languages: readonly Language[] = ['en', 'ja'];

/** What customers may write, whatever they are asked. */
export interface Sayings {
  /** What could be an answer: to this flow's questions, or to somebody else's. */
  readonly answers: readonly string[];
  /** Questions, corrections, commands, nonsense. */
  readonly asides: readonly string[];
  readonly givingUp: readonly string[];
}

const anything: Readonly<Record<Language, readonly string[]>> = {
  en: [
    ...['A-10293', 'A-10294', 'A-99999', 'a10293', 'kim@example.com', 'kim@exampel.com', 'nobody', '090-0000-1234'],
    ...['KT-200', 'WM-90', 'the kettle', 'next Monday', 'tomorrow at 10', '31 February', 'yesterday', 'whenever'],
    ...['yes', 'no', 'ok', 'nope', '2', '12', 'two', '0', '-1', '1,000 yen', 'the first one', 'the last one', 'both'],
    ...['176-0001 Tokyo, Nerima-ku, Midori-cho 2-3-4', 'It makes a strange noise and stops', '123456'],
    ...['order A-10293, the kettle leaks, my mail is kim@example.com', "I don't know", '1, 3', 'all of them'],
  ],
  ja: [
    ...[
      'A-10293',
      'A-10294',
      'A-99999',
      'ａ１０２９３',
      'kim@example.com',
      'kim@exampel.com',
      '名無し',
      '090-0000-1234',
    ],
    ...['KT-200', 'WM-90', 'ケトル', '来週の月曜日', '明日の10時', '2月31日', '昨日', 'いつでも'],
    ...[
      'はい',
      'いいえ',
      'お願いします',
      '違います',
      '2',
      '十二',
      '二つ',
      '0',
      '-1',
      '1000円',
      '最初の',
      '最後の',
      '両方',
    ],
    ...['〒176-0001 東京都練馬区緑町2-3-4', '変な音がして止まります', '123456'],
    ...['注文A-10293のケトルが水漏れします。メールはkim@example.comです', 'わかりません', '1と3', '全部'],
  ],
};

const asides: Readonly<Record<Language, readonly string[]>> = {
  en: [
    ...[
      'how can I pay?',
      'where is my order?',
      'what does shipping cost?',
      'are you open on Sunday?',
      'why do you ask?',
    ],
    ...[
      'no, the order is A-10294',
      'I made a mistake',
      'sorry, my mail is lee@example.com',
      'it is the KT-100, not that',
    ],
    ...['back', 'repeat', 'skip', 'asdfgh', 'thanks', '😀', 'hello', '???', 'are you a robot?', 'never mind that'],
    ...[
      'this is ridiculous!!!',
      'auf Deutsch bitte',
      '日本語でお願いします',
      'I want to return something',
      'start again',
    ],
  ],
  ja: [
    ...['支払い方法は？', '注文はどこですか', '送料はいくらですか', '日曜日も開いていますか', 'なぜ聞くのですか'],
    ...[
      'いえ、注文番号はA-10294です',
      '間違えました',
      'すみません、メールはlee@example.comです',
      'KT-100ではなくKT-200です',
    ],
    ...[
      '戻る',
      'もう一度',
      'スキップ',
      'ああああ',
      'ありがとう',
      '😀',
      'こんにちは',
      '？？？',
      'ロボットですか',
      'それはいいです',
    ],
    ...['ふざけるな！！！', 'in English please', '返品したい', '最初からやり直す', 'えーと'],
  ],
};

const givingUp: Readonly<Record<Language, readonly string[]>> = {
  en: ['cancel', 'talk to a person'],
  ja: ['中止', '担当者と話したい'],
};

/** The lines of a flow's own tests are what its customers are likely to answer. */
export function sayingsFor(flow: Pick<Flow, 'tests'>, language: Language): Sayings {
  const known = gathered[language].get(flow) ?? gather(flow, language);
  gathered[language].set(flow, known);
  return known;
}

const gathered: Readonly<Record<Language, WeakMap<Pick<Flow, 'tests'>, Sayings>>> = {
  en: new WeakMap(),
  ja: new WeakMap(),
};

function gather({ tests }: Pick<Flow, 'tests'>, language: Language): Sayings {
  const own = tests.filter((test) => test.language === language).flatMap(({ talk }) => talk);
  const lines = [...new Set(own.map(({ customer }) => customer))];
  return {
    answers: [...lines, ...lines, ...anything[language]],
    asides: asides[language],
    givingUp: givingUp[language],
  };
}
