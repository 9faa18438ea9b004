import { normalise } from './normalise.js';

const longest = 500;

const others =
  /\b(?:her|his|their|(?:friend|neighbou?r|colleague|roommate|somebody|someone)(?:'s|s')) (?:\p{L}{1,12} ){0,2}(?:e-?mail|mail|phone|mobile|number|address)\b|様宛|さん宛|(?:友達|友人|知人|知り合い|お?隣(?:さん|の人)?|同僚|彼女?)の(?:携帯|電話|番号|メール|アドレス|メアド)/iu;

const changing = [
  /\b(?:new|old|former|previous|other) (?:\p{L}{1,12} )?(?:e-?mail|mail(?:box)?|phone|mobile|number|address|one)\b|\bfrom now on\b|\b(?:no longer|not any ?more)\b[^,.]{0,30}\b(?:mail|mailbox|phone|number|address)\b/iu,
  /\b(?:e-?mail|mail|phone|mobile|number|contact)\b[^.]{0,20}\b(?:changed|is now|it's now|has become)\b|\b(?:change|update|replace|edit)\b[^,.]{0,20}\b(?:e-?mail|mail|phone|mobile|tel|contact)\b/iu,
  /(?:新しい|古い|前の|以前の|旧|新)(?:携帯|電話|番号|メール|アドレス|メアド|の(?=は|が|を))|今後は|(?:携帯|電話|番号|メール|アドレス|メアド|連絡先)[^、。]{0,8}(?:変わ|変え|変更)|登録[^、。]{0,8}(?:変更|変え|直)|から[^、。]{1,80}[にへ]変更/u,
];

/**
 * Whether an address or a number in a text is where its writer can be reached now: not one that is to be noted or was
 * given up, and nobody else's. What is not is asked for where a flow needs it, and never taken.
 */
export function isOwnContact(text: string): boolean {
  const said = normalise(text.slice(0, longest));
  return !others.test(said) && !changing.some((pattern) => pattern.test(said));
}
