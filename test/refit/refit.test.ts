import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { keepCurrent, type CurrentKeeper } from '../../src/bot/keep-current.js';
import { refit, type RefitAct } from '../../src/command/refit.js';
import { parseConfig } from '../../src/config.js';
import { appendSteps } from '../../src/conversations/append.js';
import { openThread } from '../../src/conversations/open.js';
import { newId } from '../../src/id.js';
import type { Database } from '../../src/database/database.js';
import {
  goBack,
  keepFitting,
  readInUse,
  readUses,
  strike,
  takeIntoUse,
  type InUse,
} from '../../src/knowledge/fitted/store.js';
import { writeKept } from '../../src/knowledge/learned/kept.js';
import { createKnowledgeIndex, type KnowledgeIndex } from '../../src/knowledge/knowledge-index.js';
import type { Found } from '../../src/knowledge/found.js';
import { writeArticle } from '../../src/knowledge/write-article.js';
import { createMatter } from '../../src/language/read/matter.js';
import { createRecogniser } from '../../src/language/recogniser.js';
import { keepRefit, tryRefit, type RefitCall } from '../../src/refit/refit.js';
import { ensureSite, firstSite as site } from '../../src/site/site.js';
import type { EventBody } from '../../src/wire.js';
import { until } from '../conversations/counter.js';
import { onEachDatabase } from '../setup/each-database.js';
import { columnsWith } from '../setup/columns-with.js';

const log = pino({ level: 'silent' });
const recogniser = createRecogniser();
const things = (
  'lamp kettle chair table sofa carpet curtain pillow blanket mirror shelf drawer wardrobe candle vase clock basket ' +
  'bottle bucket broom towel cushion'
).split(' ');

interface Process {
  readonly knowledge: KnowledgeIndex;
  readonly keeper: CurrentKeeper;
}

/** What one process of the server has of it: an index, kept as what is published and in use. */
const running: Process[] = [];
async function startProcess(database: Database, erasedMs?: number): Promise<Process> {
  const knowledge = createKnowledgeIndex({ onLearnt: (kept) => void writeKept(database, site, kept) });
  const keeper = await keepCurrent({
    database,
    site,
    knowledge,
    recogniser,
    log,
    pollMs: 50,
    ...(erasedMs !== undefined && { erasedMs }),
  });
  await knowledge.learnt();
  const one = { knowledge, keeper };
  running.push(one);
  return one;
}

afterEach(async () => {
  for (const { knowledge, keeper } of running.splice(0)) {
    await keeper.stop();
    await knowledge.close();
  }
});

onEachDatabase((open) => {
  const call = (): RefitCall => ({ database: open(), site, now: Date.now(), log });
  const made = () => ({ site, by: 'kim', now: Date.now() });
  const inUse = (): Promise<InUse> => readInUse(open(), site, createMatter({}));
  const ids = new Map<string, string>();

  /** A conversation in which a question was answered with an article and the customer said whether it helped. */
  async function votes(question: string, slug: string, helpful: boolean): Promise<string> {
    const database = open();
    const article = ids.get(slug) ?? '';
    const { conversation } = await openThread(database, {
      ...{ site, channel: 'test', peer: newId('x'), language: 'en', now: Date.now() },
    });
    const source = { article, revision: 1, title: slug, slug, language: 'en' };
    const reasoning = {
      ...{ question, decision: 'answer' as const, candidates: [{ id: article, probability: 0.9 }] },
      ...{ catalogue: 1, words: 1, coefficients: 4, fitted: 0, learnt: 0 },
    };
    const bodies: [Author: 'customer' | 'bot', EventBody][] = [
      ['customer', { kind: 'message', message: { text: question, language: 'en' } }],
      ['bot', { kind: 'message', message: { text: 'So.', language: 'en', sources: [source] }, reasoning }],
      ['customer', { kind: 'vote', article, revision: 1, helpful }],
    ];
    const events = bodies.map(([author, body]) => ({ author, time: Date.now(), body }));
    const commit = await database.commit(
      appendSteps(database, { conversation, owner: { status: 'bot' }, now: Date.now(), events }),
    );
    expect(commit.done).toBe(true);
    return conversation;
  }

  async function erase(conversation: string): Promise<void> {
    const statement = open()
      .build.updateTable('event')
      .set({ body: null, salt: null })
      .where('conversation', '=', conversation)
      .compile();
    await open().commit([{ statement }]);
  }

  const answers = async ({ knowledge }: Process): Promise<Found[]> => {
    await knowledge.learnt();
    return Promise.all(
      ['the lamp', 'my cushion now', 'kettle?', 'the towel'].map((text) => knowledge.find(text, 'en')),
    );
  };

  async function written(slug: string, title: string, body: string, questions: string[] = []): Promise<void> {
    const text = { title, topic: 'things', questions, words: [], body, owner: '', review: null };
    const { id } = await writeArticle(open(), { site, language: 'en', text, by: 'kim', now: Date.now() });
    ids.set(slug, id);
  }

  beforeAll(async () => {
    await ensureSite(open(), site);
    // Customers mean the manual, which names the thing in its text; the title of the advertisement has it too.
    for (const [i, thing] of things.entries()) {
      await written(`ad-${thing}`, `The ${thing}`, 'Beautiful, modern, made with love.');
      await written(
        `manual-${thing}`,
        `Manual ${i}`,
        `Cleaning the ${thing}. Mending the ${thing}: the ${thing} needs oil.`,
      );
    }
  }, 60_000);

  test('with no votes nothing would change, and what is in use is what was shipped', async () => {
    expect(await tryRefit(call())).toEqual({ trials: [], models: {}, heard: [], isNew: false, titles: new Map() });
    expect(await inUse()).toEqual({ nth: 0, fitted: { number: 0, models: {} }, heard: new Map(), places: 0 });
    await expect(goBack(open(), made())).rejects.toThrow('shipped');
  });

  test('votes change what is decided in every process within a second, and going back restores it bit for bit', async () => {
    for (const thing of things) {
      await votes(`the ${thing}`, `manual-${thing}`, true);
      await votes(`${thing}?`, `manual-${thing}`, true);
      await votes(`my ${thing} now`, `manual-${thing}`, true);
      await votes(`about my ${thing} please`, `ad-${thing}`, false);
    }
    const [one, other] = [await startProcess(open()), await startProcess(open())];
    const shipped = await answers(one);
    expect(shipped[0]?.candidates[0]?.id).toBe(ids.get('ad-lamp'));

    const tried = await tryRefit(call());
    expect(tried.trials[0]).toMatchObject({
      language: 'en',
      told: { questions: 88, visitors: 88, right: 66, wrong: 22 },
    });
    expect(tried.isNew).toBe(true);
    expect(await readUses(open(), site)).toEqual([]);
    expect(await answers(other)).toEqual(shipped);

    const fitting = await keepRefit(call(), 'kim', tried);
    await takeIntoUse(open(), made(), { fitting, act: 'used' });
    for (const { knowledge } of [one, other])
      await until(async () => (await knowledge.find('the lamp', 'en')).fitted === fitting, 1_000);
    const fitted = await answers(one);
    expect(fitted[0]?.candidates[0]?.id).toBe(ids.get('manual-lamp'));
    expect(await answers(other)).toEqual(fitted);
    // A process that starts now decides the same.
    expect(await answers(await startProcess(open()))).toEqual(fitted);
    expect((await tryRefit(call())).isNew).toBe(false);

    expect(await goBack(open(), made())).toBe(0);
    await until(async () => (await one.knowledge.find('the lamp', 'en')).fitted === 0, 1_000);
    await one.keeper.look();
    expect(await answers(one)).toEqual(shipped);
    expect((await readUses(open(), site)).map(({ act, fitting: which, by }) => [act, which, by])).toEqual([
      ['undone', 0, 'kim'],
      ['used', fitting, 'kim'],
    ]);
  }, 60_000);

  test('what customers asked is learnt until an editor strikes it or its conversation is erased', async () => {
    const [first] = [await votes('is it made of oak', 'ad-table', true), await votes('made of oak?', 'ad-table', true)];
    const tried = await tryRefit(call());
    const fitting = await keepRefit(call(), 'kim', tried);
    await takeIntoUse(open(), made(), { fitting, act: 'used' });
    const heard = async () => (await inUse()).heard.get(ids.get('ad-table') ?? '') ?? [];
    expect(await heard()).toEqual(['is it made of oak', 'made of oak?']);

    const question = { entry: ids.get('ad-table') ?? '', question: 'Made of oak' };
    await strike(open(), made(), { ...question, struck: true });
    expect(await heard()).toEqual(['is it made of oak']);
    await strike(open(), made(), { ...question, struck: false });
    expect(await heard()).toEqual(['is it made of oak', 'made of oak?']);

    await erase(first);
    expect(await heard()).toEqual(['made of oak?']);
    const again = await tryRefit(call());
    expect(again.heard.filter(({ entry }) => entry === question.entry)).toEqual([]);
    expect(again.trials[0]?.told.questions).toBe((tried.trials[0]?.told.questions ?? 0) - 1);
  }, 60_000);

  test('of a conversation that is erased nothing is left, in no table and no server that runs', async () => {
    // Only what has questions of its own is learnt from.
    await written('woods', 'Kinds of wood', 'Several.', [
      'which woods are there',
      'is it hard wood',
      'kinds of timber',
    ]);
    await written('metals', 'Kinds of metal', 'Two.', ['which metals are there', 'is it steel', 'kinds of iron']);
    const asked = [await votes('got zebrawood?', 'woods', true), await votes('has it got zebrawood', 'woods', true)];
    const fitting = await keepRefit(call(), 'kim', await tryRefit(call()));
    await takeIntoUse(open(), made(), { fitting, act: 'used' });
    await startProcess(open(), 100);
    await until(async () => (await columnsWith(open(), 'zebrawood')).join(' ') === 'event.body learnt.model', 10_000);
    for (const conversation of asked) await erase(conversation);
    await until(async () => (await columnsWith(open(), 'zebrawood')).length === 0, 10_000);
    expect((await inUse()).heard.get(ids.get('woods') ?? '')).toBeUndefined();
  }, 60_000);

  test('however often it was gone to and fro, going back comes to what was shipped', async () => {
    const keep = (): Promise<number> => keepFitting(open(), made(), { models: {}, heard: [], trials: [] });
    const use = (fitting: number): Promise<void> => takeIntoUse(open(), made(), { fitting, act: 'used' });
    await takeIntoUse(open(), made(), { fitting: 0, act: 'shipped' });
    const one = await keep();
    await use(one);
    const other = await keep();
    await use(other);
    await use(one);
    await use(one);
    expect(await goBack(open(), made())).toBe(0);
    await use(other);
    expect([await goBack(open(), made()), await goBack(open(), made())]).toEqual([one, 0]);
  });

  test('the command tells what would change and changes nothing, applies it, and goes back', async () => {
    const config = parseConfig({ LOG_LEVEL: 'silent' });
    if (Array.isArray(config)) throw new Error('test: no configuration');
    const lines: string[] = [];
    const terminal = { line: (text: string) => void lines.push(text), error: (text: string) => void lines.push(text) };
    const run = async (act: RefitAct): Promise<string> => {
      lines.length = 0;
      expect(await refit({ config, database: open(), terminal }, act)).toBe(0);
      return lines.join('\n');
    };
    expect(await run('shipped')).toContain('shipped with the product');
    const before = await readUses(open(), site);
    const told = await run('try');
    expect(told).toContain('with new coefficients');
    expect(told).toContain('Nothing was changed.');
    expect(told).toMatch(/\((?:right: Manual \d+|wrong: The \w+)\)\n\s+now: answer: The \w+\n\s+then: /);
    expect(await readUses(open(), site)).toEqual(before);
    expect(await run('apply')).toContain('In use: fitting');
    expect((await inUse()).fitted.number).toBeGreaterThan(0);
    expect(await run('undo')).toContain('shipped with the product');
    expect((await inUse()).fitted.number).toBe(0);
    await run('apply');
  }, 60_000);

  test('a fitting drawn to another version of the product is left aside', async () => {
    const { fitted } = await inUse();
    expect(fitted.number).toBeGreaterThan(0);
    const older = open().build.updateTable('fitting').set({ shipped: 1 }).compile();
    await open().commit([{ statement: older }]);
    const after = await inUse();
    expect(after.fitted).toEqual({ number: 0, models: {} });
    expect(after.heard.size).toBeGreaterThan(0);
  });
});
