import { heardIn } from './languages.js';
import { rememberInEach } from './newest.js';
import { normalise } from './normalise.js';
import type { SlotKind } from './read/reading.js';

export type PhraseKind =
  | 'person'
  | 'cancel'
  | 'restart'
  | 'back'
  | 'repeat'
  | 'skip'
  | 'thanks'
  | 'greeting'
  | 'bye'
  | 'help'
  | 'robot'
  | 'not-helpful'
  | 'helpful';

/** What the customer wants to change, and the text that may already hold the new value. */
export type Correction = { about?: SlotKind | 'name' | 'address'; rest: string };

/** What a language gives: whole messages per kind, and patterns that are heard inside longer ones. */
export type PhrasePack = {
  code: string;
  /** Whole messages, in lower case, without punctuation. */
  whole: Record<PhraseKind, ReadonlySet<string>>;
  /** The message without politeness and fillers, which change nothing. */
  bare(said: string): string[];
  person: RegExp;
  /** Takes out what only sounds like asking for a person. */
  notPerson: RegExp;
  robot: RegExp;
  correction: readonly RegExp[];
  subjects: readonly (readonly [NonNullable<Correction['about']>, RegExp])[];
};

const LONGEST = 1000;

/**
 * What a customer can say at any time, in the conversation's own language or one that is heard everywhere.
 *
 * Commands are whole messages: "I want to cancel my order" is not `cancel`, "thanks, but where is it" not `thanks`. Asking for
 * a person is heard inside longer messages too. Of a text over 1,000 characters only the first 1,000 are heard.
 */
export function readPhrase(text: string, language: string): PhraseKind | undefined {
  return phraseIn(text.slice(0, LONGEST), language);
}

const phraseIn = rememberInEach(256, (text, language) => kindOf(normalise(text).toLowerCase(), ownFirst(language)));

/**
 * "No, the order is A-10294", "change my phone number", 注文番号を間違えました: something said before is taken back.
 *
 * `about` names it when the message does. `rest` goes to the reader of that slot; it may hold no value at all.
 */
export function readCorrection(text: string, language: string): Correction | undefined {
  return correctionIn(text.slice(0, LONGEST), language);
}

const correctionIn = rememberInEach(256, (text, language) => corrected(normalise(text), ownFirst(language)));

function corrected(whole: string, packs: readonly PhrasePack[]): Correction | undefined {
  const said = whole.toLowerCase();
  for (const pack of packs) {
    const match = pack.correction.map((pattern) => pattern.exec(said)).find((one) => one !== null);
    if (!match) continue;
    const about = pack.subjects.find(([, pattern]) => pattern.test(said))?.[0];
    const value = match.groups?.['value'];
    // Lower-casing keeps the length of what customers write; where it does not (İ), the lower-case text serves.
    const source = whole.length === said.length ? whole : said;
    const from = match.index + match[0].lastIndexOf(value ?? '');
    const rest = value === undefined ? source : source.slice(from, from + value.length);
    return about ? { about, rest } : { rest };
  }
  return undefined;
}

function kindOf(said: string, packs: readonly PhrasePack[]): PhraseKind | undefined {
  for (const pack of packs) {
    for (const bare of pack.bare(said)) {
      for (const kind of KINDS) if (pack.whole[kind].has(bare)) return kind;
    }
  }
  if (packs.some((pack) => pack.robot.test(said))) return 'robot';
  if (packs.some((pack) => pack.person.test(said.replace(pack.notPerson, ' ')))) return 'person';
  for (const pack of packs) {
    const kind = twoInOne(pack, pack.bare(said)[0] ?? '');
    if (kind) return kind;
  }
  return undefined;
}

/** "Thanks that helped", ありがとう助かりました: two of these said in one breath ask for nothing either. */
function twoInOne(pack: PhrasePack, bare: string): PhraseKind | undefined {
  if (bare.length > longestOfTwo) return undefined;
  const kindOfPart = (part: string): PhraseKind | undefined => courtesies.find((kind) => pack.whole[kind].has(part));
  for (let cut = 2; cut <= bare.length - 2; cut++) {
    const front = kindOfPart(bare.slice(0, cut).trim());
    const behind = front && kindOfPart(bare.slice(cut).trim());
    if (front && behind) return courtesies.find((kind) => kind === front || kind === behind);
  }
  return undefined;
}

/** What a customer says when all is well. Of two, the one that stands first here is answered. */
const courtesies: readonly PhraseKind[] = ['thanks', 'helpful', 'bye'];
const longestOfTwo = 40;

const KINDS: readonly PhraseKind[] = [
  'person',
  'cancel',
  'restart',
  'back',
  'repeat',
  'skip',
  'not-helpful',
  'helpful',
  'thanks',
  'greeting',
  'bye',
  'help',
  'robot',
];

function ownFirst(language: string): readonly PhrasePack[] {
  return heardIn(language)
    .map(({ phrases }) => phrases)
    .toSorted((a, b) => Number(b.code === language) - Number(a.code === language));
}
