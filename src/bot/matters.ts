import type { Words } from '../flows/words.js';
import { normalise } from '../language/normalise.js';
import { phrasesIn, phrasesOf, type Phrases } from '../language/read/product-phrases.js';
import { saysNoMore, withoutAround } from '../language/questions.js';

/** Who writes more tells more than a name. */
const longest = 120;

interface Named {
  readonly phrases: Phrases;
  readonly offers: ReadonlyMap<string, readonly string[]>;
}

/** Words stay the same objects until something is published. */
const known = new WeakMap<Words, Named>();

/**
 * What is offered for a text that names a matter of the shop's words and nothing else ("I want to talk about my order"):
 * names of errands, best first; none for any other text. Nothing could be found for it: it fits all of them as well.
 */
export function offersFor(text: string, words: Words, language: string): readonly string[] {
  if (text.length > longest || words.matters === undefined) return [];
  const { phrases, offers } = namesIn(words);
  const said = withoutAround(text, language).toLowerCase();
  const named = [...phrasesIn(said, phrases)].toSorted((a, b) => b.length - a.length);
  const only = named.find((name) => saysNoMore(said.replaceAll(name, ' '), language));
  return (only !== undefined && offers.get(only)) || [];
}

function namesIn(words: Words): Named {
  const before = known.get(words);
  if (before) return before;
  const offers = new Map(
    Object.values(words.matters ?? {}).flatMap((one) =>
      one.named.map((name): [string, readonly string[]] => [normalise(name).toLowerCase(), one.offers]),
    ),
  );
  const named = { phrases: phrasesOf(offers.keys()), offers };
  known.set(words, named);
  return named;
}
