import type { Sounds } from '../language.js';

const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const kanji = /\p{Script=Han}/gu;
/** From this share of kana on a question is typed as it sounds: with kanji in it the kanji tell more. */
const mostlyKana = 0.8;
const run = 3;

/**
 * Japanese by its sound: へんぴん finds 返品 by the reading of the article, in runs of three kana. Questions with kanji in them
 * never come here, so nothing they find changes.
 */
export const japaneseSounds: Sounds = {
  isSpoken(question) {
    const spelt = count(question, kana);
    // Two kana and a model name are no sentence to be heard.
    return spelt >= run && spelt >= mostlyKana * (spelt + count(question, kanji));
  },
  terms(reading) {
    const terms: string[] = [];
    for (const [word] of sound(reading).matchAll(/\p{Script=Katakana}+/gu)) {
      const letters = [...word];
      for (let i = 0; i + run <= letters.length; i++) terms.push(`~${letters.slice(i, i + run).join('')}`);
    }
    return terms;
  },
};

/** One way of writing for what sounds alike: katakana, without long vowel marks, ヲ as オ, ヅ as ズ, ヂ as ジ. */
function sound(text: string): string {
  return text
    .replace(/[\u3041-\u3096]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
    .replace(/[ヲヅヂー]/gu, (letter) => ALIKE[letter] ?? '');
}

const ALIKE: Readonly<Record<string, string>> = { ヲ: 'オ', ヅ: 'ズ', ヂ: 'ジ' };

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
