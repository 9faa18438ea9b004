import type { Language } from '../language.js';
import { englishFeelings } from './feelings.js';
import { englishPhrases } from './phrases.js';
import { englishQuestions } from './questions.js';
import { englishSlips } from './slips.js';
import { englishWords } from './words.js';

export const english: Language = {
  code: 'en',
  script: 'Latin',
  heard: 'everywhere',
  sound: {
    words: new Set(
      (
        'the a an is are was were do does did have has had can could will would should i you we they it he she my your our ' +
        'this that these there what when where which who why how and or but not no with for from of to in on at by please ' +
        "i'm it's don't get got still any some been be me"
      ).split(' '),
    ),
  },
  words: englishWords,
  ranksLike: 'en',
  phrases: englishPhrases,
  feelings: englishFeelings,
  questions: englishQuestions,
  slips: englishSlips,
};
