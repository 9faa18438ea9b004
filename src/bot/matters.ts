import type { Words } from '../flows/words.js';
import { withoutAround } from '../language/questions.js';

/** Who writes more tells more than a name. */
const longest = 120;

type Offers = ReadonlyMap<string, readonly string[]>;

/** Words stay the same objects until something is published. */
const known = new WeakMap<Words, Offers>();

/**
 * What is offered for a text that names a matter of the shop's words and nothing else ("I want to talk about my order"):
 * names of errands, best first; none for any other text. Nothing could be found for it: it fits all of them as well.
 */
export function offersFor(text: string, words: Words, language: string): readonly string[] {
  if (text.length > longest || words.matters === undefined) return [];
  return offersIn(words).get(withoutAround(text, language).toLowerCase()) ?? [];
}

/** By the names as they look in such a text. */
function offersIn(words: Words): Offers {
  const before = known.get(words);
  if (before) return before;
  const offers = new Map(
    Object.values(words.matters ?? {}).flatMap((one) =>
      one.named.map((name): [string, readonly string[]] => [
        withoutAround(name, words.language).toLowerCase(),
        one.offers,
      ]),
    ),
  );
  offers.delete('');
  known.set(words, offers);
  return offers;
}
