import { describe, expect, test } from '@jest/globals';
import { flowWords } from '../../src/flows/words.js';
import { toldIn } from '../../src/language/told.js';
import { readFlows } from '../../src/flows/read-flows.js';
import { spent } from '../setup/spent.js';

const { words } = await readFlows('dialogs', ['en', 'ja']);

const addressee = (language: string, text: string): string | undefined => {
  const own = words.find((one) => one.language === language)?.flows['receipt'];
  return own && toldIn(text, own.told['addressee'] ?? [], { language, known: own.start });
};

describe('to whom a receipt is made out, told in passing', () => {
  test.each<[string, string, string | undefined]>([
    ['en', 'I need a receipt made out to Sample Trading Co.', 'Sample Trading Co.'],
    ['en', 'Receipt for A-10294 made out to Smith and Sons, please', 'Smith and Sons'],
    ['en', 'please make it out to Kobe Design Studio. My order is A-10294', 'Kobe Design Studio'],
    ['en', 'an invoice addressed to Ito Ltd. please', 'Ito Ltd.'],
    ['ja', '宛名は株式会社サンプルでお願いします', '株式会社サンプル'],
    ['ja', 'A-10294の領収書を、宛名を東京でんきで領収書をください', '東京でんき'],
    ['ja', '領収書がほしい。宛名：見本商事。よろしく', '見本商事'],
    ['ja', '上様で領収書をください', '上様'],
    // What is no name is asked for.
    ['en', 'an invoice made out to my company', undefined],
    ['en', 'is it possible to have the receipt addressed to somebody else?', undefined],
    ['en', 'can it be made out to the company', undefined],
    ['ja', '宛名は変更できますか', undefined],
    ['ja', '宛名は間違っていました', undefined],
    ['ja', '領収書の宛名を会社名でお願いします', undefined],
    ['ja', '宛名を株式会社で領収書をお願いします', undefined],
    ['ja', '宛名は空欄でお願いします', undefined],
  ])('%s: %s', (language, text, told) => {
    expect(addressee(language, text)).toBe(told);
  });

  test('a pattern has one gap', () => {
    const told = (pattern: string): boolean =>
      flowWords.safeParse({ title: 'Receipt', told: { addressee: [pattern] } }).success;
    expect(['made out to …', '宛名を…で', '上様', '… to …', '…宛', '…'].map(told)).toEqual([
      ...[true, true, true, false, false, false],
    ]);
  });

  test.each(['made out to ', '宛名を', ', ', 'Co. ', 'please '])(
    'a hostile text of %j costs nothing',
    async (piece) => {
      expect(await spent(() => addressee('en', `made out to ${piece.repeat(20_000)}`))).toBeLessThan(50);
      expect(await spent(() => addressee('ja', `宛名は${piece.repeat(20_000)}`))).toBeLessThan(50);
    },
  );
});
