import { describe, expect, test } from '@jest/globals';
import { givesUp, soundsLikeASlip, wantsToKnow, withoutDenied } from '../../src/language/slips.js';

// English and Japanese are heard in every conversation, whatever its language.
describe('words of a slip', () => {
  test.each([
    ...["sorry, it's the KT-100", 'oops, A-10294', 'I meant Friday', 'wait, wrong number', 'actually kim@example.com'],
    ...[
      '間違えました、KT-100です',
      'すみません、A-10294です',
      'KT-200じゃなくてKT-100です',
      'やっぱり金曜日で',
      '注文番号が違っていました',
    ],
  ])('%s takes something back', (text) => {
    expect(soundsLikeASlip(text, 'en')).toBe(true);
  });

  test.each(['A-10293', 'it leaks', 'yes, please', 'the wrongful one', '水漏れします', 'はい、お願いします'])(
    '%s takes nothing back',
    (text) => {
      expect(soundsLikeASlip(text, 'en')).toBe(false);
    },
  );

  test('words far behind in a long story are not looked for', () => {
    expect(soundsLikeASlip(`${'it drips and drips. '.repeat(10)} sorry`, 'en')).toBe(false);
  });
});

describe('what is said not to be meant is left out', () => {
  test.each([
    ['six, not four', 'six'],
    ['no, not the kettle but the rice cooker', 'the rice cooker'],
    ["it's not the KT-200 but the KT-100", 'the KT-100'],
    ['the KT-100, and not the KT-200.', 'the KT-100'],
    ['4人ではなく6人です', '6人です'],
    ['ケトルじゃなくて炊飯器です', '炊飯器です'],
  ])('%s means: %s', (text, meant) => {
    expect(withoutDenied(text, 'en')).toBe(meant);
  });

  test.each(['it does not turn on', 'no', 'not now', '動かない', 'いいえ'])('%s stays as it is', (text) => {
    expect(withoutDenied(text, 'en')).toBe(text);
  });
});

describe('a question for something to be told', () => {
  test.each([
    'what is the difference?',
    'and how long does it take?',
    'why do you ask?',
    'いつ届きますか',
    'どう違うの？',
    'いくらですか',
  ])('%s is one', (text) => {
    expect(wantsToKnow(text, 'en')).toBe(true);
  });

  test.each(['the red one?', 'what I said before', 'can I have the second?', '赤いのはありますか', '二番目で'])(
    '%s is none',
    (text) => {
      expect(wantsToKnow(text, 'en')).toBe(false);
    },
  );
});

describe('giving up in more words than a command has', () => {
  test.each([
    ...[
      "forget it, I'll throw it away",
      'ok, never mind',
      "I've changed my mind",
      'no thanks, leave it',
      'cancel the whole thing',
    ],
    ...['もういいです', 'やっぱりやめます', '気が変わりました', '手続きを中止します。'],
  ])('%s gives up', (text) => {
    expect(givesUp(text, 'en')).toBe(true);
  });

  test.each([
    'I never mind waiting',
    'please cancel my order A-10293',
    'it will not stop',
    'もう一度お願いします',
    'やめる方法は？',
  ])('%s does not', (text) => {
    expect(givesUp(text, 'en')).toBe(false);
  });

  test('a story that begins so and goes on is no wish to stop', () => {
    expect(givesUp(`forget it ${'and then it began again '.repeat(8)}`, 'en')).toBe(false);
  });
});
