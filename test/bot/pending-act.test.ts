import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Thought } from '../../src/bot/commit.js';
import { openRehearsal, type Rehearsal } from '../../src/command/flow/rehearsal.js';
import {
  commit,
  finishActs,
  messageOf,
  onStage,
  put,
  think,
  waiting,
  type Line,
  type Stage,
} from '../../src/rehearsal/stage.js';
import { dialogsWithEveryKind } from '../portal/every-kind.js';

let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await openRehearsal({ dialogs: dialogsWithEveryKind() });
}, 90_000);
afterAll(() => rehearsal.close());

/** The bot's turns until nothing is left to answer; another system is not heard of. Gives the last thought. */
async function turns(stage: Stage): Promise<Thought | undefined> {
  let last: Thought | undefined;
  stage.said = [];
  for (let loaded = await waiting(stage); loaded; loaded = await waiting(stage)) {
    last = await think(stage, loaded);
    expect((await commit(stage, loaded, last)).kind).toBe('committed');
  }
  return last;
}

let sent = 0;
async function hears(stage: Stage, line: Line): Promise<Thought | undefined> {
  stage.clock.now += 5_000;
  await put(stage, messageOf(stage, line), `m${(sent += 1)}`);
  return turns(stage);
}

const given = { lookups: {}, acts: {}, slots: {} };

test('what another system has been asked is neither cancelled nor covered: its answer is heard, then comes what was wanted meanwhile', async () => {
  await onStage(rehearsal.app, { language: 'en', given }, async (stage) => {
    await hears(stage, { customer: '@this:flow:en:elsewhere' });
    const asking = await hears(stage, { customer: 'Ding dong' });
    expect(stage.said).toContain('elsewhere.ring');
    for (const customer of ['cancel', '@cancel', 'start again', '@this:flow:en:feedback']) {
      await hears(stage, { customer });
      expect([customer, stage.said]).toEqual([customer, ['bot.act-pending']]);
    }
    expect(asking && (await finishActs(stage, asking, 'done'))).toBe(true);
    await turns(stage);
    expect(stage.said).toEqual(['elsewhere.rang', 'bot.then-errand', 'feedback.ask-about']);
    await hears(stage, { customer: 'cancel' });
    expect(stage.said).toEqual(['bot.cancelled']);
  });
}, 60_000);
