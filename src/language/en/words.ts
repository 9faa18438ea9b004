import { conceptFinder, joinedGroups } from '../concept-finder.js';
import type { ConceptGroups, LanguagePack, Term } from '../language.js';
import { concepts } from './concepts.js';
import { stem } from './stem.js';

/** English with these groups: words without the ~90 that carry nothing, reduced to their stem (Porter 1980). */
const withGroups = (groups: ConceptGroups): LanguagePack => ({
  code: 'en',
  terms,
  concepts: conceptFinder(groups, stemmedWords),
  withConcepts: (more) => withGroups(joinedGroups(groups, more)),
  written,
  weights: { title: 2, questions: 1, words: 1, body: 0.25, concept: 1 },
});

const stopWords = new Set(
  (
    'a an the is are was were be been being am im ive id ill do does did done doing have has had having i me my mine we us our ' +
    'you your yours he she it its they them their this that these those of to in into on at for with from by as and or but if ' +
    'so then than there here what whats which who how can could would will shall should may might must please just also ' +
    'any some hi hello hey thanks thank tell know want need like get got about'
  ).split(' '),
);

function terms(text: string): Term[] {
  const found: Term[] = [];
  for (const word of written(text)) {
    for (const part of parts(word)) if (!stopWords.has(part)) found.push({ term: stem(part), weight: 1 });
  }
  return found;
}

function written(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? [];
}

// Customers write wi-fi, wifi and wi fi: glued and split forms meet. Parts of one letter would match everything.
function parts(word: string): string[] {
  const plain = word.replace(/'s\b/gu, '').replaceAll("'", '');
  if (!plain.includes('-')) return plain === '' ? [] : [plain];
  return [plain.replaceAll('-', ''), ...plain.split('-').filter((part) => part.length > 1)];
}

function stemmedWords(text: string): string[] {
  return written(text).map((word) => stem(word.replace(/'s\b/gu, '').replace(/['-]/gu, '')));
}

// Last, because it reads its phrases by what stands above.
export const englishWords: LanguagePack = withGroups(concepts);
