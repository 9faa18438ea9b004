import { expect, test } from '@jest/globals';
import { withoutHistory } from '../../src/channels/mail/quoted.js';

const kept: [string, string, string][] = [
  [
    'Gmail in English',
    'Red, please.\n\nOn Mon, 23 Nov 2026 at 10:00, Hinata Home <help@hinata.example>\nwrote:\n\n> Which colour?\n',
    'Red, please.',
  ],
  [
    'Gmail in Japanese',
    '赤でお願いします。\n03-1234-5678\n2026年11月23日(月) 10:00 Hinata Home <help@hinata.example>:\n\n> どの色ですか？',
    '赤でお願いします。\n03-1234-5678',
  ],
  [
    'Apple in Japanese',
    '赤です。\n\n2026/11/23 10:00、Hinata Home <help@hinata.example>のメール:\n\n> どの色ですか？',
    '赤です。',
  ],
  [
    'Outlook',
    'Red.\n\nFrom: Hinata Home <help@hinata.example>\nSent: Monday, 23 November 2026 10:00\nTo: Kim\nSubject: Your request\n\nWhich colour?',
    'Red.',
  ],
  [
    'Outlook in Japanese',
    '赤です。\n\n差出人: Hinata Home\n送信日時: 2026年11月23日 10:00\n宛先: 山田\n件名: お問い合わせ\n\nどの色ですか？',
    '赤です。',
  ],
  ['an old separator', 'Red.\n-----Original Message-----\nWhich colour?', 'Red.'],
  [
    'answers below what they quote',
    'On Mon, Hinata wrote:\n> Which colour?\nRed.\n> And which size?\nLarge.\n> Thank you',
    '> Which colour?\nRed.\n> And which size?\nLarge.'.replace('> Which colour?\n', ''),
  ],
  ['a signature', 'Red.\n-- \nTaro Yamada\n03-1234-5678', 'Red.\n-- \nTaro Yamada\n03-1234-5678'],
  [
    'a date in a sentence',
    'It came on 2026-11-20 and leaks.\nFrom: the bottom.\nWhat now?',
    'It came on 2026-11-20 and leaks.\nFrom: the bottom.\nWhat now?',
  ],
  ['nothing but history', 'On Mon, Hinata wrote:\n> Which colour?', ''],
];

test.each(kept)('what is kept of a mail: %s', (_, mail, text) => {
  expect(withoutHistory(mail)).toBe(text);
});

test('a hostile mail of many lines is read in no time', () => {
  const begin = performance.now();
  withoutHistory('On '.repeat(20_000) + '\n' + 'On 2026/11/23 <a@b\n'.repeat(20_000));
  expect(performance.now() - begin).toBeLessThan(1_000);
});
