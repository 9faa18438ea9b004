import { normalise } from '../normalise.js';

/** Names in a text: by their first two characters, so that a place of the text is compared with few of many thousands. */
export type Phrases = ReadonlyMap<string, readonly string[]>;

/** Of names written as the texts will be; those of one character are left out. */
export function phrasesOf(names: Iterable<string>): Phrases {
  const phrases = new Map<string, string[]>();
  for (const name of new Set(names)) {
    if (name.length < 2) continue;
    const list = phrases.get(name.slice(0, 2));
    if (list) list.push(name);
    else phrases.set(name.slice(0, 2), [name]);
  }
  return phrases;
}

/** The names that stand in a text as words of their own, each once. */
export function phrasesIn(said: string, phrases: Phrases): Set<string> {
  const named = new Set<string>();
  for (let at = 0; at < said.length; at++) {
    for (const phrase of phrases.get(said.slice(at, at + 2)) ?? [])
      if (said.startsWith(phrase, at) && standsAlone(said, at, at + phrase.length)) named.add(phrase);
  }
  return named;
}

/**
 * Takes the names of what the shop sells out of a text: "can somebody repair my washing machine" does not tell what
 * happened to it. `names` in any spelling; gives the text normalised and in lower case, a text without a name too.
 */
export function createNamelessText(names: Iterable<string>): (text: string) => string {
  const phrases = phrasesOf(Array.from(names, (name) => normalise(name).toLowerCase().trim()));
  return (text) => {
    const said = normalise(text.slice(0, 500)).toLowerCase();
    const named = [...phrasesIn(said, phrases)].toSorted((a, b) => b.length - a.length);
    return named.flatMap((one) => [`${one}es`, `${one}s`, one]).reduce((left, one) => left.replaceAll(one, ' '), said);
  };
}

/** No part of a longer word: letters of the same script stand neither before nor behind it. */
function standsAlone(said: string, from: number, to: number): boolean {
  const script = (one: string | undefined): RegExp | undefined => scripts.find((each) => each.test(one ?? ''));
  const [first, last] = [script(said[from]), script(said[to - 1])];
  const isPlural = /^e?s(?![a-z])/.test(said.slice(to, to + 3));
  return (
    (first === undefined || !first.test(said[from - 1] ?? '')) &&
    (last === undefined || isPlural || !last.test(said[to] ?? ''))
  );
}

const scripts = [/[\p{Script=Latin}\d]/u, /[\p{Script=Katakana}ー]/u, /\p{Script=Han}/u];
