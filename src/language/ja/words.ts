import { joinedGroups } from '../concept-finder.js';
import type { ConceptGroups, LanguagePack, Term } from '../language.js';
import { concepts } from './concepts.js';
import { japaneseSounds } from './sounds.js';

/**
 * Japanese with these groups: pairs of characters and single kanji instead of words, so that neither a dictionary nor a
 * guess where a word ends is needed, and a typo spoils two pairs only.
 */
const withGroups = (groups: ConceptGroups): LanguagePack => ({
  code: 'ja',
  terms,
  concepts: conceptsIn(groups),
  withConcepts: (more) => withGroups(joinedGroups(groups, more)),
  weights: { title: 2, questions: 2, words: 2, body: 0.5, concept: 2 },
  sounds: japaneseSounds,
});

const run =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|[\p{Script=Latin}\p{N}]+(?:[-_.'][\p{Script=Latin}\p{N}]+)*/gu;
const latin = /^[\p{Script=Latin}\p{N}]/u;
const han = /\p{Script=Han}/u;
const hiragana = /^[\p{Script=Hiragana}ー]+$/u;

function terms(text: string): Term[] {
  const found: Term[] = [];
  // サーバー and サーバ are both written: the last ー of a katakana word of four or more goes.
  const read = text.replace(/([\p{Script=Katakana}ー]{2,}\p{Script=Katakana})ー(?![\p{Script=Katakana}ー])/gu, '$1');
  for (const [piece] of read.matchAll(run)) {
    if (latin.test(piece)) pushCode(piece, found);
    else pushPairs([...piece], found);
  }
  return found;
}

// wi-fi is searched as wi-fi, wifi, wi and fi; an order number stays whole as well.
function pushCode(piece: string, found: Term[]): void {
  found.push({ term: piece, weight: 1 });
  if (!/[-_.']/u.test(piece)) return;
  found.push({ term: piece.replace(/[-_.']/gu, ''), weight: 1 });
  for (const part of piece.split(/[-_.']/u)) if (part.length > 1) found.push({ term: part, weight: 1 });
}

// Pairs of hiragana are grammar (した, です, のが): without them the right article is first far more often.
function pushPairs(letters: string[], found: Term[]): void {
  for (const [i, letter] of letters.entries()) {
    if (han.test(letter)) found.push({ term: letter, weight: 0.7 });
    const pair = letter + (letters[i + 1] ?? '');
    if (i + 1 < letters.length && !hiragana.test(pair)) found.push({ term: pair, weight: 1 });
  }
}

/** The groups a text speaks of, found anywhere in it: Japanese has no words to begin at. */
function conceptsIn(groups: ConceptGroups): (text: string) => string[] {
  // By first character, longest first: the first that fits is the longest match.
  const phrases = new Map<string, Phrase[]>();
  for (const [name, spellings] of Object.entries(groups)) {
    for (const phrase of spellings) {
      const first = phrase.charAt(0);
      phrases.set(
        first,
        [...(phrases.get(first) ?? []), { phrase, name }].sort((a, b) => b.phrase.length - a.phrase.length),
      );
    }
  }
  return (text) => {
    const names: string[] = [];
    for (let at = 0; at < text.length;) {
      const group = phrases
        .get(text.charAt(at))
        ?.find(({ phrase }) => text.startsWith(phrase, at) && standsAlone(text, at, phrase));
      if (group) names.push(group.name);
      at += group?.phrase.length ?? 1;
    }
    return names;
  };
}

interface Phrase {
  readonly phrase: string;
  readonly name: string;
}

// pc must not be found inside upcase; 返品 may be found anywhere.
function standsAlone(text: string, at: number, phrase: string): boolean {
  if (!/^[a-z0-9]/.test(phrase)) return true;
  return !/[a-z0-9]/.test(text.charAt(at - 1)) && !/[a-z0-9]/.test(text.charAt(at + phrase.length));
}

export const japaneseWords: LanguagePack = withGroups(concepts);
