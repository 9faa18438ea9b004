import { heardIn } from './languages.js';

/** No name and no purpose is longer; a longer one is asked for by itself. */
const longest = 60;
const looked = 500;

/**
 * What stands in the gap of one of these patterns, as it was written: of "made out to …" what follows, up to the end of
 * that part of the sentence; of `宛名を…で領収` what stands between. A pattern without a gap is its own value (上様). The first
 * that fits is taken, so the particular ones stand before the general.
 *
 * Nobody has asked for it yet: what could be anything but a name is left alone. "My company" is somebody to be asked for,
 * as is what stands in `known` (the lines an errand is found by); so is a Japanese end that could be a verb's.
 */
export function toldIn(
  text: string,
  patterns: readonly string[],
  { language, known }: { language: string; known: readonly string[] },
): string | undefined {
  const said = text.slice(0, looked);
  const lower = said.toLowerCase();
  for (const pattern of patterns) {
    const [before = '', behind] = pattern.toLowerCase().split('…');
    const at = lower.indexOf(before);
    if (at < 0 || startsInsideAWord(lower, at)) continue;
    const value = behind === undefined ? pattern : valueAfter(said.slice(at + before.length), behind);
    if (value === undefined) continue;
    if (behind === undefined || (isName(value, language) && isWhole(value, behind) && !isKnown(value, known)))
      return value;
  }
  return undefined;
}

const startsInsideAWord = (text: string, at: number): boolean =>
  /^\p{Script=Latin}{2}$/u.test(text.slice(Math.max(0, at - 1), at + 1));

/** Commas, ends of sentences; the point of "Co." is none. */
const partEnds = /[,;!?\n、。，；！？「」]|\.\s+(?=\p{Lu}|$)/u;
const abbreviated = /(?:^|[\s.])\p{L}{1,4}\.$/u;
const politeEnd = /[\s,]+(?:please|pls|plz|thanks|thank you|if possible|instead)$/iu;

function valueAfter(rest: string, behind: string): string | undefined {
  const part = rest.split(partEnds, 1)[0] ?? '';
  const end = behind === '' ? part.length : part.toLowerCase().indexOf(behind, 1);
  if (end < 0) return undefined;
  const value = part.slice(0, end).trim().replace(politeEnd, '').trim();
  return value.endsWith('.') && !abbreviated.test(value) ? value.slice(0, -1) : value;
}

const isName = (value: string, language: string): boolean =>
  value.length >= 2 &&
  value.length <= longest &&
  !heardIn(language).some(({ questions }) => questions.nobody.test(value.toLowerCase()));

/** Nothing is expected behind it, and yet it could go on. */
const isWhole = (value: string, behind: string): boolean => behind !== '' || !/\p{Script=Hiragana}$/u.test(value);

const isKnown = (value: string, known: readonly string[]): boolean =>
  known.some((one) => one.toLowerCase().includes(value.toLowerCase()));
