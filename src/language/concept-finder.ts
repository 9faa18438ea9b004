import type { ConceptGroups } from './language.js';
import { normalise } from './normalise.js';

interface Phrase {
  readonly words: readonly string[];
  readonly name: string;
}

/**
 * Finds the groups a text speaks of where spaces divide words: by the words of their phrases as `wordsOf` gives them,
 * the longest phrase that fits first.
 */
export function conceptFinder(
  groups: ConceptGroups,
  wordsOf: (text: string) => readonly string[],
): (text: string) => string[] {
  // By first word, longest first: the first that fits is the longest match.
  const phrases = new Map<string, Phrase[]>();
  for (const [name, spellings] of Object.entries(groups)) {
    for (const spelling of spellings) {
      const words = wordsOf(spelling);
      const first = words[0] ?? '';
      phrases.set(
        first,
        [...(phrases.get(first) ?? []), { words, name }].sort((a, b) => b.words.length - a.words.length),
      );
    }
  }
  return (text) => {
    const words = wordsOf(text);
    const names: string[] = [];
    for (let at = 0; at < words.length;) {
      const group = phrases
        .get(words[at] ?? '')
        ?.find(({ words: phrase }) => phrase.every((word, i) => words[at + i] === word));
      if (group) names.push(group.name);
      at += group?.words.length ?? 1;
    }
    return names;
  };
}

/** Groups of one name become one. What is added is an editor's, in whatever width and case it was typed. */
export function joinedGroups(own: ConceptGroups, more: ConceptGroups): ConceptGroups {
  // A map: a shop may name a group `constructor`, which every object seems to have.
  const groups = new Map<string, readonly string[]>(Object.entries(own));
  for (const [name, phrases] of Object.entries(more)) {
    const read = phrases.map((phrase) => normalise(phrase).toLowerCase());
    groups.set(name, [...(groups.get(name) ?? []), ...read]);
  }
  return Object.fromEntries(groups);
}
