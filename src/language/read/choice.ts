import { languageOf } from '../languages.js';
import { rememberNewest } from '../newest.js';
import type { AnswerPack } from './answers.js';
import { parseJapaneseNumber } from './japanese-number.js';
import { type Reading, fromCandidates, invalid, none } from './reading.js';
import { withinOneTypo } from './typo.js';

/** One thing to choose: its value for the flow, its label as shown, other words for it. */
export type Choice = { value: string; label: string; synonyms?: string[] };

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const CARDINALS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const NATIVE = ['ひとつ', 'ふたつ', 'みっつ', 'よっつ', 'いつつ', 'むっつ', 'ななつ', 'やっつ'];
const NOISE = new Set(
  'the a an i id im it its is to of my me for and or with in on at want would like take choose pick select go please prefer about have need can could option number one this that do thanks does did doing done not are was were been being will has had how what when where which who why you your they them there here then than from but'.split(
    ' ',
  ),
);
const NEGATION =
  /\b(?:not|don'?t|isn'?t|neither|except|anything but|all but|without|instead|rather than|none|no(?!\.? ?\d))\b|ではな|じゃな|でな[いく]|以外|ではあり|いらな|不要/;
const ENDING =
  /(?:の(?:ほう|方))?(?:(?:で|を|が|に)?(?:お願い(?:します|いたします|致します)?|おねがいします|いいです|良いです|したいです|します|希望(?:します|です)?|ください|下さい|なります|ついて(?:です)?)|です(?:ね|が|かね)?|でお願い|だ|かな|で)$/;

/**
 * The choice a text names: by label, value or synonym, by place (2, 2番, the second one), by a word only it has.
 * `inPassing`: nobody has asked; then only a whole label or synonym counts, and none where something is denied.
 */
export function readChoice(
  text: string,
  choices: Choice[],
  { language = 'en', inPassing = false }: { language?: string; inPassing?: boolean } = {},
): Reading {
  const said = clean(text);
  if (said === '') return none;
  const whole = plain(text);
  // Letter for letter first: a label may itself end in what is politeness elsewhere, as あとで試します does.
  const exact = choices.filter((choice) => names(choice).some((name) => name === said || name === whole));
  if (exact.length > 0) return result(exact);

  const pack = languageOf(language)?.answers;
  const isDenied = NEGATION.test(text.toLowerCase()) || pack?.denies.test(text.toLowerCase()) === true;
  // "There is no light at all" is what the choice "no light at all" says, and denies nothing.
  const denying = choices.filter((choice) =>
    names(choice).some((name) => NEGATION.test(name) && (contains(said, name) || contains(whole, name))),
  );
  if (denying.length === 1) return result(denying);
  if (inPassing) return isDenied ? none : result(wholeNames(whole, choices));
  const places = severalPlaces(said, choices);
  if (places.length > 1 && !isDenied) return result(places);
  const place = ownPlace(said, choices.length, pack) ?? readPlace(said, choices.length);
  const named = isDenied && choices.length > 1 ? undefined : byName(withoutIdle(said, pack), choices);
  if (place === undefined) return named ? result(named) : none;
  const placed = choices[place === -1 ? choices.length - 1 : place];
  // "The second parcel never came" beside a choice called "parcel" points two ways.
  if (named?.length && placed && !named.includes(placed)) return result([...named, placed]);
  if (isDenied) return none;
  return placed ? result([placed]) : invalid('no-such-choice');
}

function ownPlace(said: string, count: number, pack: AnswerPack | undefined): number | undefined {
  const at = pack?.place(said);
  return at === undefined || at === -1 ? at : place(at, count);
}

/** Without what stands in every sentence of the language; a name of a choice made of such words is found before. */
function withoutIdle(said: string, pack: AnswerPack | undefined): string {
  if (!pack) return said;
  const telling = said.split(' ').filter((word) => !pack.idle.has(word));
  return telling.length === 0 ? said : telling.join(' ');
}

function result(choices: Choice[]): Reading {
  return fromCandidates(
    choices.map(({ value, label }) => ({ value, display: label })),
    '',
  );
}

function clean(text: string): string {
  let said = plain(text);
  for (let round = 0; round < 3; round++) said = said.replace(ENDING, '').trim();
  return said.replace(/^(?:じゃあ|では|えっと|それでは)\s?/, '');
}

/** The names of what can be chosen are compared with every answer. */
const plain = rememberNewest(1_000, (text) =>
  text
    .toLowerCase()
    .replace(/[\s、。,.!?()[\]「」『』"':;~…・-]+/g, ' ')
    .trim(),
);

function names(choice: Choice): string[] {
  return [choice.label, choice.value, ...(choice.synonyms ?? [])].map(plain).filter((name) => name !== '');
}

/** "The first or the second": every place that is named with "or". */
function severalPlaces(said: string, choices: Choice[]): Choice[] {
  const parts = said.split(/ or (?:the )?/);
  if (parts.length < 2) return [];
  const places = parts.map((part) => ORDINALS.indexOf(part.replace(/^the | one$/g, '')));
  return places.every((at) => at >= 0) ? places.flatMap((at) => choices[at] ?? []) : [];
}

/** The place named, from 0; -1 is the last. */
function readPlace(said: string, count: number): number | undefined {
  const whole = /^(?:no |number |option |choice |#)?\s?(\d{1,3})(?:st|nd|rd|th)?$/.exec(said)?.[1];
  if (whole) return place(Number(whole), count);
  const japanese = /^(?:第)?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:番目?|つ目|個目|ばん|つめ|号)?(?:の|$)/.exec(said);
  const counted = /(\d{1,2}|[一二三四五六七八九十]{1,3})(?:番目?|つ目|個目|つめ)/.exec(said) ?? japanese;
  if (counted?.[1]) return place(parseJapaneseNumber(counted[1]) ?? 0, count);
  if (/^(?:最後|一番下|下)(?:の|$)/.test(said) || /\b(?:the )?(?:last|bottom)(?: one| option)?$/.test(said)) return -1;
  if (/^(?:最初|一番上|上)(?:の|$)/.test(said) || /\b(?:top|former)(?: one| option)?$/.test(said)) return 0;
  if (count === 2 && /^(?:the )?latter$|^後者$/.test(said)) return 1;
  if (count === 2 && said === '前者') return 0;
  const native = NATIVE.findIndex((word) => said.startsWith(`${word}目`) || said.startsWith(`${word}め`));
  if (native >= 0) return place(native + 1, count);
  const ordinal = [
    ...said.matchAll(/\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[1-9](?:st|nd|rd|th))\b/g),
  ];
  if (ordinal.length === 1 && ordinal[0]?.[1] && !/\b(?:time|day|week|attempt)\b/.test(said)) {
    const word = ordinal[0][1];
    return place(/^\d/.test(word) ? Number.parseInt(word, 10) : ORDINALS.indexOf(word) + 1, count);
  }
  const cardinal =
    /^(?:number|option|choice) (\w+)\b|\b(?:number|option|choice) (\d+)\b|^(one|two|three|four|five|six|seven|eight|nine|ten)$/.exec(
      said,
    );
  const word = cardinal?.[1] ?? cardinal?.[2] ?? cardinal?.[3];
  if (!word) return undefined;
  return place(/^\d/.test(word) ? Number(word) : CARDINALS.indexOf(word) + 1, count);
}

/** Beyond the list is a place too: one that no choice has. */
function place(number: number, count: number): number {
  return number >= 1 && number <= count ? number - 1 : count;
}

/** Choices whose name is in the text; else those that alone have a word of it; else all that share one. */
function byName(said: string, choices: Choice[]): Choice[] {
  const longest = wholeNames(said, choices);
  if (longest.length > 0) {
    const left = longest.flatMap(names).reduce((text, name) => text.replaceAll(name, ' '), said);
    return [...longest, ...byWord(left, choices).alone.filter((choice) => !longest.includes(choice))];
  }
  const { alone, sharing } = byWord(said, choices);
  return alone.length > 0 ? alone : sharing;
}

function wholeNames(said: string, choices: Choice[]): Choice[] {
  const whole = choices.filter((choice) => names(choice).some((name) => contains(said, name)));
  // "Refund to card" also contains "refund": the longer name was meant.
  return whole.filter(
    (choice) =>
      !whole.some(
        (other) =>
          other !== choice &&
          names(other).some(
            (long) =>
              contains(said, long) &&
              names(choice).every((name) => !contains(said, name) || (long !== name && contains(long, name))),
          ),
      ),
  );
}

/** Choices that alone have a word of the text, and all that have one. */
function byWord(said: string, choices: Choice[]): { alone: Choice[]; sharing: Choice[] } {
  const words = wordsOf(said);
  const matched = choices.map((choice) => {
    const own = new Set(names(choice).flatMap(wordsOf));
    return words.filter((word) => [...own].some((one) => sameWord(one, word)));
  });
  const unique = matched.map((mine, index) =>
    mine.filter((word) => matched.every((other, at) => at === index || !other.includes(word))),
  );
  return {
    alone: choices.filter((_, index) => (unique[index]?.length ?? 0) > 0),
    sharing: choices.filter((_, index) => (matched[index]?.length ?? 0) > 0),
  };
}

function contains(text: string, name: string): boolean {
  // A Japanese name of one character is inside too many words.
  if (/[^\x20-\x7e]/.test(name)) return name.length > 1 && text.includes(name);
  return ` ${text.replace(/[^\x20-\x7e]+/g, ' ')} `.includes(` ${name} `);
}

/** Latin words, and runs of kanji or katakana of two or more. */
function wordsOf(text: string): string[] {
  const latin = text.match(/[\p{Script=Latin}\d']+/gu) ?? [];
  const runs = text.match(/\p{Script=Han}{2,}|[\p{Script=Katakana}ー]{2,}/gu) ?? [];
  return [...latin.filter((word) => word.length > 2 && !NOISE.has(word) && !/^\d+$/.test(word)).map(stem), ...runs];
}

function stem(word: string): string {
  const short = word.replace(/(?:'s|ing|ed|es|s|e)$/, '');
  return short.length >= 4 ? short : word.replace(/s$/, '');
}

function sameWord(name: string, word: string): boolean {
  return name === word || (Math.min(name.length, word.length) > 5 && withinOneTypo(name, word));
}
