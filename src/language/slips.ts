import { normalise } from './normalise.js';

const longest = 120;

/** Words by which people take back what they have said, in English and Japanese; what is meant must stand beside them. */
const slip =
  /\b(?:mistyped|typo|wrong|sorry|oops|whoops|wait|i meant|i mean|actually|forgot to say|my mistake)\b|間違|違いました|違って|すみません|ごめん|失礼|言い忘れ|やっぱり|待って|じゃなくて|ではなく/iu;

export const soundsLikeASlip = (text: string): boolean => slip.test(normalise(text.slice(0, longest)));

const deniedEnglish = [
  /^(?:no|nope|sorry|oops|wait)[,. ]{1,3}(?:it'?s |i meant )?not (?:the |an? |my )?[\p{L}\d-]{1,30}(?: [\p{L}\d-]{1,20})?(?: but|,) /iu,
  /\bit'?s not (?:the |an? |my )?[\p{L}\d-]{1,30} but /iu,
  /^not (?:the |an? |my )?[\p{L}\d-]{1,30}, /iu,
  /,? (?:and )?not (?:the |an? |my )?[\p{L}\d-]{1,30}[.! ]*$/iu,
];
const deniedJapanese = /^.{1,40}?(?:では|じゃ)な(?:くて|く)(?:、|,)?/u;

/** A text without what it says is not meant: "six, not four" is six, ケトルではなく炊飯器です is 炊飯器です. */
export function withoutDenied(text: string): string {
  const said = normalise(text.slice(0, longest));
  const left = deniedEnglish.reduce((rest, pattern) => rest.replace(pattern, ' '), said.replace(deniedJapanese, ''));
  return left === said || left.trim() === '' ? text : left.trim();
}

const knows =
  /^(?:and |but |so )?(?:what|why|how|where|when|who)\b.*\?\s*$|(?:何|なぜ|どうして|どう|いつ|どこ|いくら|どんな).*(?:か|の)?[?？]?\s*$/iu;

/** A question for something to be told, and not for one of the things on offer. */
export const wantsToKnow = (text: string): boolean => knows.test(normalise(text.slice(0, longest)));

const gaveUp =
  /^(?:ok(?:ay)?[, ]{1,2})?(?:forget it|never ?mind|stop|leave it|drop it|i(?:'ve| have)? changed my mind|no thanks?,? (?:leave|stop)|cancel)\b|^(?:もう(?:いい|結構)|やっぱり(?:いい|やめ|このまま|結構)|気が変わ)|(?:やめます|やめてください|やめておきます|取りやめます|中止します)[。!]{0,3}$/iu;

/** Somebody who wants no more of what is under way, in more words than a command has. Only asked of what answers nothing. */
export const givesUp = (text: string): boolean => text.length <= longest && gaveUp.test(normalise(text));
