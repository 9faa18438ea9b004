/**
 * What do errands cost? `npm run bench -- flow [--conversations 100] [--flows 300] [--check]`
 *
 * A form of 20 questions with the whole bot over a database in memory (what reaches the disk is measured by `turn`), beside
 * a bare botbuilder waterfall of 20 text prompts with its state in memory; rounds alternate. Then the shipped flows, renamed
 * until there are 300 files, tests and words of two languages with them: read, checked and linted, and read from the
 * database as a start does. A command reads a folder once, with code that V8 has yet to compile: the first time is told
 * beside the median of the others. `--check` fails when that median is over 500 ms.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openRehearsal, type Rehearsal } from '../src/command/flow/rehearsal.js';
import { loadFlows, publishFlows } from '../src/flows/published.js';
import { readFlows } from '../src/flows/read-flows.js';
import { onPoint } from '../src/points.js';
import { beginning } from '../src/rehearsal/rehearse.js';
import { commit, endOf, onStage, put, standing, think, waiting } from '../src/rehearsal/stage.js';
import { ownSignatures } from '../src/shop/own/signatures.js';
import { machine } from './load/machine.js';
import { writeLongForm } from './load/long-form.js';
import { writeManyFlows } from './load/many-flows.js';
import { median } from './load/times.js';
import { createWaterfall } from './load/waterfall.js';

const { values: options } = parseArgs({
  options: {
    conversations: { type: 'string', default: '100' },
    flows: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
});
const languages = ['en', 'ja'];
const questions = 20;
const [conversations, rounds] = [Number(options.conversations), Number(options.rounds)];
const loadedWithin = 500;
const folder = mkdtempSync(join(tmpdir(), 'madoguchi-flow-bench-'));

/** Milliseconds of one round. */
interface Round {
  think: number;
  turn: number;
  steps: number;
}

console.log(machine());
try {
  if (options.only !== 'load') await measureForm();
  if (options.only !== 'form') await measureLoading();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureForm(): Promise<void> {
  const answers = writeLongForm(join(folder, 'form'), languages, questions);
  const rehearsal = await openRehearsal({ dialogs: join(folder, 'form') });
  const bare = createWaterfall(questions);
  const own: Round[] = [];
  const theirs: number[] = [];
  // The first round of each is V8's, which compiles.
  for (let round = 0; round <= rounds; round++) {
    const took = await ourRound(rehearsal, answers);
    const began = performance.now();
    for (let at = 0; at < conversations; at++)
      for (const text of ['hello', ...answers]) await bare(`${round} ${at}`, text);
    if (round === 0) continue;
    own.push(took);
    theirs.push(performance.now() - began);
  }
  await rehearsal.close();
  const messages = conversations * (questions + 1);
  const [think, turn, fall] = [own.map((one) => one.think), own.map((one) => one.turn), theirs].map(median);
  const each = (milliseconds = NaN): string => `${((1_000 * milliseconds) / messages).toFixed(0)} µs`;
  const ratio = (milliseconds = NaN): string => (milliseconds / (fall ?? NaN)).toFixed(1);
  console.log(
    `a form of ${questions} questions, each of its ${questions + 1} messages (medians of ${rounds} rounds of ${conversations}):`,
  );
  console.log(`  thinking    ${each(think)}  ${ratio(think)} of a bare waterfall`);
  console.log(`  whole turn  ${each(turn)}  ${ratio(turn)} of a bare waterfall (door, load, think, commit in memory)`);
  console.log(`  waterfall   ${each(fall)}`);
  const steps = median(own.map((one) => (one.steps * 1_000) / one.turn));
  console.log(
    `  ${steps.toFixed(0)} steps of flows a second in whole turns; a conversation ${((turn ?? NaN) / conversations).toFixed(1)} ms`,
  );
}

async function ourRound({ app, undone }: Rehearsal, answers: readonly string[]): Promise<Round> {
  const round: Round = { think: 0, turn: 0, steps: 0 };
  const silence = onPoint(({ point }) => {
    if (point === 'flow: road') round.steps += 1;
  });
  for (let at = 0; at < conversations; at++) await undone(() => converse(app, answers, round));
  silence();
  return round;
}

async function converse(app: Rehearsal['app'], answers: readonly string[], round: Round): Promise<void> {
  const given = { lookups: {}, acts: {}, slots: {} };
  await onStage(app, { language: 'en', given }, async (stage) => {
    for (const [at, text] of ['hello', ...answers].entries()) {
      stage.clock.now += 5_000;
      const value = at === 0 ? { value: beginning({ flow: 'long-form' }, 'en') } : {};
      const began = performance.now();
      await put(stage, { text, language: 'en', ...value }, `m${at}`);
      const loaded = await waiting(stage);
      if (!loaded) throw new Error('flow: nothing waits to be answered');
      const thinking = performance.now();
      const thought = await think(stage, loaded);
      round.think += performance.now() - thinking;
      await commit(stage, loaded, thought);
      round.turn += performance.now() - began;
    }
    const end = endOf(stage, await standing(stage));
    if (end !== 'done') throw new Error(`flow: the long form ended ${end}`);
  });
}

async function measureLoading(): Promise<void> {
  const many = join(folder, 'many');
  writeManyFlows(many, languages, Number(options.flows));
  const signatures = ownSignatures();
  const times: number[] = [];
  let began = performance.now();
  let read = await readFlows(many, languages, signatures);
  const first = performance.now() - began;
  for (let round = 0; round <= rounds; round++) {
    began = performance.now();
    read = await readFlows(many, languages, signatures);
    times.push(performance.now() - began);
  }
  if (read.problems.length > 0) throw new Error(`flow: ${JSON.stringify(read.problems.slice(0, 3))}`);
  const files = read.flows.length + read.blocks.length;
  console.log(
    `${files} flows read from files and linted: ${median(times).toFixed(0)} ms (rounds ${times.map((one) => one.toFixed(0)).join(', ')}; the first time ${first.toFixed(0)} ms)`,
  );
  const rehearsal = await openRehearsal({ dialogs: 'dialogs' });
  await publishFlows(rehearsal.database, 'bench', read, 0);
  const loading: number[] = [];
  for (let round = 0; round < rounds; round++) {
    began = performance.now();
    await loadFlows(rehearsal.database, 'bench');
    loading.push(performance.now() - began);
  }
  await rehearsal.close();
  console.log(`the same read from the database: ${median(loading).toFixed(0)} ms`);
  if (options.check && median(times) > loadedWithin) process.exitCode = 1;
}
