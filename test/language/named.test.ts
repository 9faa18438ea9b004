import { describe, expect, test } from '@jest/globals';
import { nameIn } from '../../src/language/named.js';
import { insteadOfLast } from '../../src/language/slips.js';

describe('a name in the answer to a question for one', () => {
  test.each<[string, string, string | undefined, string]>([
    ['en', 'Kim Tanaka', 'New name', 'Kim Tanaka'],
    ['en', "it's V-7K4MQ2W, thanks", 'Visit number', 'V-7K4MQ2W'],
    ['en', 'My visit number is V-7K4MQ2W.', undefined, 'V-7K4MQ2W'],
    ['en', 'Please make it out to Smith and Sons Ltd.', 'Made out to', 'Smith and Sons Ltd.'],
    ['en', 'made out to: Example Trading', 'Made out to', 'Example Trading'],
    ['en', 'my new name is Kim Smith please', 'New name', 'Kim Smith'],
    ['en', 'Please', 'New name', 'Please'],
    ['ja', '株式会社サンプルでお願いします', '宛名', '株式会社サンプル'],
    ['ja', '宛名は上様で', '宛名', '上様'],
    ['ja', '宛名：東京でんき', '宛名', '東京でんき'],
    ['ja', '東京でんきです。', '宛名', '東京でんき'],
    ['ja', '見本商事宛でお願いいたします', '宛名', '見本商事'],
    ['ja', '田中花子と申します', '新しいお名前', '田中花子'],
    ['ja', '予約番号はV-7K4MQ2Wです', '訪問の予約番号', 'V-7K4MQ2W'],
    ['ja', 'お願いします', '宛名', 'お願いします'],
    ['ja', '宛名は', '宛名', '宛名は'],
    ['de', 'Bitte auf den Namen Muster GmbH', undefined, 'Muster GmbH'],
  ])('%s: %s', (language, text, label, name) => {
    expect(nameIn(text, { language, label })).toBe(name);
  });

  test.each<[string, string, string | undefined]>([
    ['en', 'actually, Smith Ltd.', 'Smith Ltd.'],
    ['en', 'no wait, make it out to Smith', 'make it out to Smith'],
    ['en', 'sorry, office supplies', undefined],
    ['en', 'Waitrose', undefined],
    ['ja', 'やっぱり株式会社サンプルにしてください', '株式会社サンプルにしてください'],
    ['ja', 'すみません、文具代でお願いします', undefined],
    ['ja', 'すみません、間違えました。見本商事です', '見本商事です'],
    ['ja', 'やっぱり', undefined],
  ])('%s: %s takes back what was said before', (language, text, rest) => {
    expect(insteadOfLast(text, language)).toBe(rest);
  });
});
