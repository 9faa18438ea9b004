import type { Language } from '../language.js';
import { japaneseFeelings } from './feelings.js';
import { japanesePhrases } from './phrases.js';
import { japaneseQuestions } from './questions.js';
import { japaneseSlips } from './slips.js';
import { japaneseWords } from './words.js';

export const japanese: Language = {
  code: 'ja',
  script: 'Japanese',
  heard: 'everywhere',
  // Told by its script; no other language we have shares it.
  sound: { words: new Set() },
  words: japaneseWords,
  ranksLike: 'ja',
  phrases: japanesePhrases,
  feelings: japaneseFeelings,
  questions: japaneseQuestions,
  slips: japaneseSlips,
};
