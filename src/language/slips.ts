import { heardIn } from './languages.js';
import { normalise } from './normalise.js';

/** What a language gives: `src/language/<code>/slips.ts` exports one of these. All look at normalised text of 120 characters. */
export interface SlipPack {
  readonly code: string;
  /** Words by which people take back what they have said; what is meant must stand beside them. */
  readonly slip: RegExp;
  /** With these words, at its beginning, a message takes back the answer before it; politeness is none of them. */
  readonly takesBack: RegExp;
  /** What a text says is not meant, to be left out: "…, not four". */
  readonly denied: readonly { readonly what: RegExp; readonly instead: '' | ' ' }[];
  /** Asks for something to be told, and not for one of the things on offer. */
  readonly knows: RegExp;
  /** Wants no more of what is under way, in more words than a command has. */
  readonly gaveUp: RegExp;
}

const longest = 120;

export const soundsLikeASlip = (text: string, language: string): boolean =>
  slipsIn(language).some(({ slip }) => slip.test(read(text)));

/** What a message says instead of the answer before it ("actually, make it out to …"), or undefined where it takes nothing back. */
export function insteadOfLast(text: string, language: string): string | undefined {
  const found = slipsIn(language).flatMap(({ takesBack }) => takesBack.exec(text.slice(0, longest))?.[0] ?? []);
  const rest = text.slice(found[0]?.length ?? 0).trim();
  return found.length > 0 && rest !== '' ? rest : undefined;
}

/** A text without what it says is not meant: "six, not four" is six, ケトルではなく炊飯器です is 炊飯器です. */
export function withoutDenied(text: string, language: string): string {
  const said = read(text);
  const left = slipsIn(language)
    .flatMap(({ denied }) => denied)
    .reduce((rest, { what, instead }) => rest.replace(what, instead), said);
  return left === said || left.trim() === '' ? text : left.trim();
}

/** A question for something to be told, and not for one of the things on offer. */
export const wantsToKnow = (text: string, language: string): boolean =>
  slipsIn(language).some(({ knows }) => knows.test(read(text)));

/** Somebody who wants no more of what is under way. Only asked of what answers nothing. */
export const givesUp = (text: string, language: string): boolean =>
  text.length <= longest && slipsIn(language).some(({ gaveUp }) => gaveUp.test(normalise(text)));

const slipsIn = (language: string): SlipPack[] => heardIn(language).map(({ slips }) => slips);

const read = (text: string): string => normalise(text.slice(0, longest));
