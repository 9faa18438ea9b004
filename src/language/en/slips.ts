import type { SlipPack } from '../slips.js';

export const englishSlips: SlipPack = {
  code: 'en',
  slip: /\b(?:mistyped|typo|wrong|sorry|oops|whoops|wait|i meant|i mean|actually|forgot to say|my mistake)\b/iu,
  takesBack:
    /^(?:(?:no|oh|oops|sorry|hm+)[,. !]+)*(?:actually|wait|oops|i mean|i meant|on second thoughts?|scratch that|correction)(?:[,.:! ]+(?:no|wait|sorry|actually))*[,.:! ]+/iu,
  denied: [
    /^(?:no|nope|sorry|oops|wait)[,. ]{1,3}(?:it'?s |i meant )?not (?:the |an? |my )?[\p{L}\d-]{1,30}(?: [\p{L}\d-]{1,20})?(?: but|,) /iu,
    /\bit'?s not (?:the |an? |my )?[\p{L}\d-]{1,30} but /iu,
    /^not (?:the |an? |my )?[\p{L}\d-]{1,30}, /iu,
    /,? (?:and )?not (?:the |an? |my )?[\p{L}\d-]{1,30}[.! ]*$/iu,
  ].map((what) => ({ what, instead: ' ' })),
  knows: /^(?:and |but |so )?(?:what|why|how|where|when|who)\b.*\?\s*$/iu,
  gaveUp:
    /^(?:ok(?:ay)?[, ]{1,2})?(?:forget it|never ?mind|stop|leave it|drop it|i(?:'ve| have)? changed my mind|no thanks?,? (?:leave|stop)|cancel)\b/iu,
};
