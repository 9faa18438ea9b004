import type { Language } from '../language.js';
import { germanAnswers } from './answers.js';
import { germanFeelings } from './feelings.js';
import { germanPhrases } from './phrases.js';
import { germanQuestions } from './questions.js';
import { germanSlips } from './slips.js';
import { germanWords } from './words.js';

export const german: Language = {
  code: 'de',
  script: 'Latin',
  // Gift, Brand, Not and Rat are harmless in English.
  heard: 'at home',
  sound: {
    words: new Set(
      (
        'der die das den dem ein eine einen ist sind war habe hat haben wird wurde kann können ich sie wir es mein meine meinen ihr ihre ' +
        'wie wo wann warum welche und oder aber nicht kein keine noch schon auch bitte mit für auf von zu zum zur im bei nach aus über mir mich ' +
        'möchte will muss gibt ob wenn dass man doch'
      ).split(' '),
    ),
    letters: /[äöüß]/u,
  },
  words: germanWords,
  // Until there is a list of German questions to fit on.
  ranksLike: 'en',
  phrases: germanPhrases,
  feelings: germanFeelings,
  questions: germanQuestions,
  slips: germanSlips,
  answers: germanAnswers,
};
