import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Flow } from '../../src/flows/flow.js';
import { improvise, type Heard } from '../../src/rehearsal/rehearse.js';
import { createChance } from '../chaos/chance.js';
import { createTestClock, openCounter, type Counter } from '../setup/counter.js';

/** `WALKS=10000 npm test -- test/flows/walks` takes as many of each flow; the gate takes a few. */
const walks = Number(process.env['WALKS'] ?? 4);
const seed = Number(process.env['SEED'] ?? 20261122);
const longest = 40;

const anything = {
  en: [
    'A-10293',
    'A-10294',
    'A-99999',
    'kim@example.com',
    'KT-200',
    'next Monday',
    'yes',
    'no',
    '2',
    '176-0001 Tokyo, Nerima-ku, Midori-cho 2-3-4',
    'It makes a strange noise and stops',
    '090-0000-1234',
    'the first one',
  ],
  ja: [
    'A-10293',
    'A-10294',
    'A-99999',
    'kim@example.com',
    'KT-200',
    '来週の月曜日',
    'はい',
    'いいえ',
    '2',
    '〒176-0001 東京都練馬区緑町2-3-4',
    '変な音がして止まります',
    '090-0000-1234',
    '最初の',
  ],
};
const aside = {
  en: [
    'how can I pay?',
    'no, the order is A-10294',
    'back',
    'repeat',
    'skip',
    'asdfgh',
    'thanks',
    'where is my order?',
    '😀',
    'I made a mistake',
  ],
  ja: [
    '支払い方法は？',
    'いえ、注文番号はA-10294です',
    '戻る',
    'もう一度',
    'スキップ',
    'ああああ',
    'ありがとう',
    '注文はどこですか',
    '😀',
    '間違えました',
  ],
};
const givingUp = { en: ['cancel', 'talk to a person'], ja: ['中止', '担当者と話したい'] };

let counter: Counter;
let flows: readonly Flow[];

beforeAll(async () => {
  counter = await openCounter({ clock: createTestClock(Date.UTC(2026, 10, 20, 1)) });
  flows = [...counter.app.services.current().flows.live.values()].map(({ flow }) => flow);
}, 90_000);
afterAll(() => counter.close());

/** Mostly taps and plausible answers; sometimes something else; the longer it lasts, the likelier to give up. */
function customer(chance: () => number, language: 'en' | 'ja'): (heard: Heard) => string | undefined {
  const one = (list: readonly string[]): string => list[Math.floor(chance() * list.length)] ?? '';
  return ({ choices, messages }) => {
    if (messages >= longest) return undefined;
    if (messages > 25 && chance() < 0.5) return one(givingUp[language]);
    const roll = chance();
    if (choices.length > 0 && roll < 0.55) return one(choices.map(({ value }) => value));
    if (roll < 0.85) return one(anything[language]);
    return roll < 0.98 ? one(aside[language]) : one(givingUp[language]);
  };
}

/** The same bot message three times in a row is what a broken bot says, unless it was asked to say it again. */
function saidThrice(transcript: readonly string[]): string | undefined {
  const isWished = (line: string | undefined): boolean => /^customer: (?:repeat|もう一度)$/.test(line ?? '');
  const bot = transcript.filter((line, at) => line.startsWith('bot: ') && !isWished(transcript[at - 1]));
  return bot.find((line, at) => line === bot[at + 1] && line === bot[at + 2]);
}

describe.each(['en', 'ja'] as const)('whatever customers do (%s)', (language) => {
  test('every flow ends: done, cancelled, with a ticket or a person; none is stuck, none repeats itself a third time', async () => {
    const faults: string[] = [];
    for (const flow of flows) {
      for (let walk = 0; walk < walks; walk++) {
        const own = seed + walk;
        const next = customer(createChance(own), language);
        try {
          const { end, transcript } = await improvise(
            counter.app,
            flow,
            { language, given: { lookups: {}, acts: {}, slots: {} } },
            next,
          );
          const thrice = saidThrice(transcript);
          if (end === 'open')
            faults.push(`${flow.flow} (seed ${own}) does not end:\n${transcript.slice(-12).join('\n')}`);
          if (thrice !== undefined)
            faults.push(
              `${flow.flow} (seed ${own}) says three times: ${thrice.slice(0, 200)}\n${transcript.slice(-14).join('\n')}`,
            );
        } catch (error) {
          faults.push(`${flow.flow} (seed ${own}) threw: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
    expect(faults).toEqual([]);
  }, 600_000);
});
