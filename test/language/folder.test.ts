import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readFlows } from '../../src/flows/read-flows.js';
import {
  choiceFeatures,
  coefficients,
  modelOf,
  presenceFeatures,
  type Evidence,
} from '../../src/knowledge/coefficients.js';
import { expressionProblem } from '../../src/language/expression.js';
import { createFeelingReader, feelingLists } from '../../src/language/feelings.js';
import { allLanguages, languageOf } from '../../src/language/languages.js';
import { readPhrase } from '../../src/language/phrases.js';
import { asksSomething, questionsIn, saysLittle, withoutDetails, withoutLeadIn } from '../../src/language/questions.js';
import { givesUp, soundsLikeASlip, wantsToKnow, withoutDenied } from '../../src/language/slips.js';
import { analyse } from '../../src/language/words.js';
import { dialogsIn } from '../setup/dialogs-in.js';
import { spent } from '../setup/spent.js';

const aHit: Evidence = {
  ...{ score: 1, whole: 1, terms: 1, shared: 1, concepts: 0, coverage: 1, strange: 0, missing: 0, margin: 1 },
  ...{ likeness: 1, echo: 1, beside: 0, entries: 10, taught: { margin: 1, lead: 1, known: 1, lessons: 5 } },
};

test('every folder of src/language is a language or a reader, and every language has its folder', () => {
  const folders = readdirSync('src/language', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(folders.filter((name) => languageOf(name) === undefined).toSorted()).toEqual(['find', 'read']);
  expect(allLanguages.filter(({ code }) => !folders.includes(code))).toEqual([]);
});

describe.each(allLanguages)('what a folder owes: $code', (language) => {
  const { code, words, phrases, feelings, questions, slips, answers, script, sound } = language;

  test('its parts are of one language', () => {
    const codes = [words.code, phrases.code, feelings.code, questions.code, slips.code];
    expect(codes).toEqual(codes.map(() => code));
  });

  test('the bot has all its sentences in it, and three flows at least', async () => {
    const { flows, words: read, problems } = await readFlows(dialogsIn(code), [code]);
    expect(problems).toEqual([]);
    expect(flows.length).toBeGreaterThanOrEqual(3);
    const [first] = (await readFlows(dialogsIn('en'), ['en'])).words;
    expect(Object.keys(read[0]?.bot ?? {}).toSorted()).toEqual(Object.keys(first?.bot ?? {}).toSorted());
    expect(Object.keys(read[0]?.tables ?? {}).toSorted()).toEqual(Object.keys(first?.tables ?? {}).toSorted());
  });

  test('its answers are decided by coefficients of its own, or by those of a language that has its own', () => {
    const like = coefficients.languages[language.ranksLike];
    expect(like).toBeDefined();
    expect(modelOf(code)).toBe(like);
    expect(like?.choice).toHaveLength(choiceFeatures(aHit).length);
    expect(like?.presence).toHaveLength(presenceFeatures(aHit, 1).length + 1);
  });

  test('at least five conversations show it', () => {
    const shown = readdirSync('test/transcripts').filter((name) => name.startsWith(`${code}-`));
    expect(shown.length).toBeGreaterThanOrEqual(5);
  });

  test('every command has ten phrases, and none is heard as another', () => {
    const lists = Object.entries(phrases.whole);
    expect(lists.filter(([, list]) => list.size < 10).map(([kind]) => kind)).toEqual([]);
    const wrong = lists.flatMap(([kind, list]) =>
      [...list]
        .filter((text) => (readPhrase(text, code) ?? kind) !== kind)
        .map((text) => `${kind}: ${text}, heard as ${String(readPhrase(text, code))}`),
    );
    expect(wrong).toEqual([]);
  });

  test('every list of feelings has words, and all of them can be read', () => {
    expect(feelingLists.filter((list) => feelings.lists[list].length === 0)).toEqual([]);
    const all = Object.values(feelings.lists).flat();
    expect(all.filter((text) => expressionProblem(text) !== undefined)).toEqual([]);
  });

  test('a question mark asks, and a piece of a message is never lost', () => {
    expect(asksSomething('x?', code)).toBe(true);
    const text = questions.clauses('abc. def? ghi').map(({ text }) => text);
    expect(text.join('').replace(/\s/g, '')).toBe('abc.def?ghi');
  });

  test('its concepts are written so that they are found', () => {
    const named = Object.entries(languageOf(code)?.words.withConcepts({ probe: ['qqqqq zzzzz', 'xxxxx'] }) ?? {});
    expect(named.length).toBeGreaterThan(0);
    const own = words.withConcepts({ probe: ['qqqqq zzzzz'] });
    expect(own.concepts('a qqqqq zzzzz b')).toEqual(['probe']);
    expect(analyse(words, '', 'query')).toEqual([]);
  });

  test('where others share its script, it has little words to be told by', () => {
    const others = allLanguages.filter((other) => other.script === script && other.code !== code);
    if (others.length > 0) expect(sound.words.size).toBeGreaterThanOrEqual(30);
  });

  test('no answer is a yes and a no', () => {
    expect([...(answers?.yes ?? [])].filter((text) => answers?.no.has(text) ?? answers?.fine.has(text))).toEqual([]);
  });

  test('no text makes it think for 50 ms', async () => {
    const feel = createFeelingReader(new Map([[code, undefined]]));
    const pieces = [
      ...phrases.whole.person,
      ...phrases.whole.cancel,
      'und ',
      'and ',
      ', ',
      '? ',
      '. ',
      'a',
      '1-',
      'です、',
    ];
    for (const piece of pieces) {
      const text = `${piece} `.repeat(400);
      feel(text);
      let time = 0;
      const hear = (): void => {
        readPhrase(`${text} ${String(++time)}`, code);
        questionsIn(text, code);
        asksSomething(text, code);
        withoutLeadIn(text, code);
        withoutDetails(`${text}A-10293${text}`, ['A-10293'], code);
        saysLittle(text, code);
        for (const slip of [givesUp, soundsLikeASlip, wantsToKnow, withoutDenied]) slip(text, code);
        analyse(words, text, 'query');
        answers?.days(text.slice(0, 500), { today: { year: 2026, month: 11, day: 18 }, side: undefined });
        answers?.place(text.slice(0, 500));
      };
      expect([piece, (await spent(hear, { enough: 50 })) < 50]).toEqual([piece, true]);
    }
  });
});
