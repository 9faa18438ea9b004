/**
 * Are two questions in one message both answered, and is one question left whole? `npm run bench -- two-questions --data <folder> [--check]`
 *
 * The double questions of test/language/doubles-*.txt are asked at the real counter with the shipped articles and flows,
 * one conversation each: right is what was told or begun, wanted is what the file says. Single questions: CLINC150 (all of
 * its test sentences) and localgov's, counted where the product would cut them. `--show` prints the doubles that failed
 * and what is cut in CLINC's train and valid sentences and localgov's titles, which may be looked at.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { currentRun } from '../src/bot/flow-dialog.js';
import { answerTo, areSeveral, type PartAnswer } from '../src/bot/several-questions.js';
import { parseState } from '../src/bot/state.js';
import { eventsAfter } from '../src/conversations/log.js';
import { openThread } from '../src/conversations/open.js';
import { say } from '../src/conversations/say.js';
import { decide } from '../src/knowledge/decide.js';
import type { IndexEntry } from '../src/knowledge/found.js';
import { createKnowledgeIndex, type KnowledgeIndex } from '../src/knowledge/knowledge-index.js';
import { questionsIn } from '../src/language/questions.js';
import { firstSite } from '../src/site/site.js';
import { sentencesOf, type Sentence } from '../test/language/sentences.js';
import { openCounter, type OpenCounter } from './load/open-counter.js';

const { values } = parseArgs({
  options: { data: { type: 'string' }, check: { type: 'boolean' }, show: { type: 'boolean' } },
});
const failures: string[] = [];

async function doubles(at: OpenCounter, language: string): Promise<void> {
  const sentences = sentencesOf(`doubles-${language}.txt`);
  let both = 0;
  let one = 0;
  for (const sentence of sentences) {
    const told = await toldAt(at, sentence.text, language);
    const right = partsOf(sentence).filter((part) => part.some((slug) => told.includes(slug))).length;
    if (right === 2) both++;
    else if (right === 1) one++;
    if (right < 2 && values.show === true)
      console.log(`  ${sentence.text} => ${sentence.wanted}; told ${told.join(', ') || 'nothing'}`);
  }
  const percent = (100 * both) / sentences.length;
  console.log(
    `two questions ${language}: both right ${both}/${sentences.length} (${percent.toFixed(0)} %), one right ${one}`,
  );
  if (percent < 80) failures.push(`two questions ${language}: ${percent.toFixed(0)} %, at least 80 % wanted`);
}

const partsOf = ({ wanted }: Sentence): string[][] => wanted.split(' + ').map((part) => part.split('/'));

/** The slugs of what was answered, and of what the errand begun (or to follow) does, after one message. */
async function toldAt({ app, database }: OpenCounter, text: string, language: string): Promise<string[]> {
  const { thread, conversation } = await openThread(database, {
    ...{ site: firstSite, channel: 'bench', peer: text, language, now: Date.now() },
  });
  await say(app.door, { thread, clientId: 'only', message: { text, language } });
  const state = await stateWhenAnswered(database, conversation);
  const { events } = await eventsAfter(database, conversation, 0);
  const slugs = events.flatMap(({ author, body }) =>
    author === 'bot' && body?.kind === 'message' ? (body.message.sources ?? []).map(({ slug }) => slug) : [],
  );
  const flows = [currentRun(state)?.flow, state.later?.flow].flatMap((flow) => flow ?? []);
  const { live } = app.services.current().flows;
  return [...slugs, ...flows.flatMap((flow) => [flow, ...(live.get(flow)?.flow.does ?? [])])];
}

async function stateWhenAnswered(
  database: OpenCounter['database'],
  id: string,
): Promise<ReturnType<typeof parseState>['state']> {
  for (const until = Date.now() + 10_000; Date.now() < until;) {
    const [row] = await database.read(
      database.build.selectFrom('conversation').select(['pending', 'state']).where('id', '=', id),
    );
    if (row?.pending === 0) return parseState(row.state).state;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error(`two questions: conversation ${id} was never answered`);
}

async function singles(folder: string): Promise<void> {
  const clinc = load(join(folder, 'intent-clinc.json'), intents);
  if (clinc) {
    const inScope = clinc.test.map(({ text }) => text);
    cutOf('CLINC150 test', [...inScope, ...clinc.oos_test.map(textOf)], 'en', 1);
    const seen = [...clinc.train, ...clinc.valid].map(({ text }) => text);
    cutOf('CLINC150 train and valid', seen, 'en');
    show(seen, 'en');
  }
  const localgov = load(join(folder, 'faq-localgov.json'), faq);
  if (localgov) {
    const questions = localgov.queries.map(({ text }) => text);
    cutOf('localgov questions', questions, 'ja');
    await splitOf('localgov questions', questions, 'ja', localgov.docs.map(entryOf));
    const titles = localgov.docs.map(({ q }) => q);
    cutOf('localgov article titles', titles, 'ja');
    show(titles, 'ja');
  }
}

/** As the bot decides it: every part looked up, and two answers only where there are two. */
async function splitOf(name: string, texts: readonly string[], language: string, entries: IndexEntry[]): Promise<void> {
  const index = createKnowledgeIndex({ remembered: 0 });
  await index.load(entries, 1);
  let split = 0;
  for (const text of texts) {
    const asked = questionsIn(text, language);
    if (!asked) continue;
    const answers = await Promise.all(asked.parts.map((part) => answerIn(index, part, language)));
    if (areSeveral(asked, answers)) split++;
  }
  await index.close();
  const percent = (100 * split) / texts.length;
  console.log(`${name}: answered in two ${split}/${texts.length} (${percent.toFixed(2)} %)`);
  if (percent > 1) failures.push(`${name}: ${percent.toFixed(2)} % answered in two, at most 1 % wanted`);
}

async function answerIn(index: KnowledgeIndex, text: string, language: string): Promise<PartAnswer | undefined> {
  const found = await index.find(text, language);
  return answerTo({ found, decision: decide(found) });
}

const sentence = z.object({ text: z.string() });
const loose = z.union([z.string(), sentence]);
const intents = z.object({
  train: z.array(sentence),
  valid: z.array(sentence),
  test: z.array(sentence),
  oos_test: z.array(loose),
});
const faq = z.object({
  docs: z.array(z.object({ id: z.union([z.string(), z.number()]), q: z.string(), a: z.string() })),
  queries: z.array(sentence),
});
const textOf = (one: z.infer<typeof loose>): string => (typeof one === 'string' ? one : one.text);

function entryOf({ id, q, a }: z.infer<typeof faq>['docs'][number]): IndexEntry {
  return { id: String(id), kind: 'article', language: 'ja', title: q, questions: [], words: [], body: a, version: 1 };
}

function load<T>(file: string, schema: z.ZodType<T>): T | undefined {
  if (existsSync(file)) return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  console.log(`${file}: not there, not measured`);
  failures.push(`${file} is missing`);
  return undefined;
}

/** Counted before the search has its say: what is cut here but leads to one place is still heard as one. */
function cutOf(name: string, texts: readonly string[], language: string, atMost?: number): void {
  const cut = texts.map((text) => questionsIn(text, language));
  const all = cut.filter((one) => one !== undefined).length;
  const clear = cut.filter((one) => one?.clear === true).length;
  const percent = (100 * all) / texts.length;
  console.log(`${name}: cut ${all}/${texts.length} (${percent.toFixed(2)} %), of them clearly ${clear}`);
  if (atMost !== undefined && percent > atMost)
    failures.push(`${name}: ${percent.toFixed(2)} % cut, at most ${atMost} % wanted`);
}

function show(texts: readonly string[], language: string): void {
  if (values.show !== true) return;
  for (const text of texts) {
    const cut = questionsIn(text, language);
    if (cut) console.log(`  ${cut.clear ? 'clear' : 'possible'} | ${cut.parts.join(' || ')}`);
  }
}

const counter = await openCounter();
try {
  for (const language of ['en', 'ja']) await doubles(counter, language);
} finally {
  await counter.close();
}
if (values.data === undefined) console.log('single questions: not measured, no --data <folder>');
else await singles(values.data);
if (values.check === true && failures.length > 0) {
  console.error(failures.join('\n'));
  process.exitCode = 1;
}
