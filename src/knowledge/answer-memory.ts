import type { Found } from './found.js';

/** Answers by question in the words it was asked, those of the newest catalogue only. */
export interface AnswerMemory {
  recall(question: string, language: string): Found | undefined;
  keep(asked: { question: string; language: string }, found: Found): void;
  forget(version: number): void;
}

/** @param size how many are kept, the longest unused of them go; 0 for none */
export function createAnswerMemory(size: number): AnswerMemory {
  const answers = new Map<string, Found>();
  let version = 0;
  const key = (question: string, language: string): string => `${language} ${question}`;
  return {
    recall(question, language) {
      const found = answers.get(key(question, language));
      if (!found) return undefined;
      // Last used moves to the end, so that the first of the map is the longest unused.
      answers.delete(key(question, language));
      answers.set(key(question, language), found);
      return found;
    },
    keep({ question, language }, found) {
      if (size === 0 || found.catalogueVersion !== version) return;
      answers.set(key(question, language), found);
      const oldest = answers.keys().next();
      if (answers.size > size && !oldest.done) answers.delete(oldest.value);
    },
    forget(next) {
      version = next;
      answers.clear();
    },
  };
}
