import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { z } from 'zod';
import { appendSteps } from '../../src/conversations/append.js';
import type { Agent } from '../../src/handoff/desk.js';
import { createRates } from '../../src/http/limits.js';
import { createHttpServer, type HttpServer } from '../../src/http/server.js';
import { modelOf } from '../../src/knowledge/coefficients.js';
import { keepFitting } from '../../src/knowledge/fitted/store.js';
import { officeRoutes } from '../../src/office/routes.js';
import { tryDeciding } from '../../src/refit/try-deciding.js';
import { createSignInLink } from '../../src/staff/sign-in.js';
import { address, dialects, openCounter, type Counter } from '../handoff/counter.js';

const own = 'https://help.shop.test';

describe.each(dialects)('how the bot decides, over HTTP on %s', (dialect) => {
  let counter: Counter;
  let server: HttpServer;
  let base: string;
  let [owner, editor, agent] = ['', '', ''];
  beforeAll(async () => {
    counter = await openCounter(await address(dialect));
    const log = pino({ level: 'silent' });
    const { desk, database, clock } = counter;
    server = createHttpServer({ log, trustedProxies: [], openTo: { prefix: '/directline', origins: '*' } });
    officeRoutes(server, {
      ...{ desk, log, publicUrl: own, rates: createRates() },
      words: (language, key) => `${key} in ${language}`,
      mail: () => ({ missing: [] }),
      // No bot answers here: there is nothing that publishing would have to reach.
      refresh: () => Promise.resolve(),
      tryDeciding: (site, by) => tryDeciding({ database, site, now: clock.now(), log }, by),
    });
    base = `http://127.0.0.1:${(await server.listen(0)).port}`;
    owner = await session(await counter.hire('Olga', ['en'], ['*'], 'owner'));
    editor = await session(await counter.hire('Ed', ['en'], ['*'], 'editor'));
    agent = await session(await counter.hire('Ann', ['en'], ['*'], 'agent'));
  });
  afterAll(async () => {
    await server.close(100);
    await counter.database.close();
  });

  async function session({ id }: Agent): Promise<string> {
    const token = await createSignInLink(counter.database, counter.clock, `${id}@shop.test`);
    return String((await send('POST', '/staff/sign-in', '', { token })).json['token']);
  }

  async function send(method: string, path: string, as: string, body?: unknown) {
    const headers = {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(as !== '' && { authorization: `Bearer ${as}` }),
    };
    const answer = await fetch(base + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, json: z.record(z.string(), z.unknown()).parse(await answer.json()) };
  }

  /** A customer's question as the bot notes it with its answer, and where in the log that stands. */
  async function asked(question: string): Promise<{ conversation: string; seq: number }> {
    const { database, clock } = counter;
    const { conversation } = await counter.wait({ texts: [question] });
    const reasoning = {
      ...{ question, decision: 'answer' as const, candidates: [{ id: 'table', probability: 0.9 }] },
      ...{ catalogue: 1, words: 1, coefficients: 4, fitted: 0, learnt: 0 },
    };
    const body = { kind: 'message' as const, message: { text: 'Of oak.', language: 'en' }, reasoning };
    const owner = { status: 'waiting' as const, queue: 'support.en' };
    const events = [{ author: 'bot' as const, time: clock.now(), body }];
    await database.commit(appendSteps(database, { conversation, owner, now: clock.now(), events }));
    const { build } = database;
    const [last] = await database.read(
      build.selectFrom('event').select('seq').where('conversation', '=', conversation).orderBy('seq', 'desc').limit(1),
    );
    return { conversation, seq: last?.seq ?? 0 };
  }

  test('an owner alone sees and changes it', async () => {
    for (const as of [agent, editor]) {
      expect((await send('GET', '/staff/deciding', as)).status).toBe(403);
      expect((await send('POST', '/staff/deciding/try', as, {})).status).toBe(403);
      expect((await send('POST', '/staff/deciding/use', as, { fitting: 1 })).status).toBe(403);
    }
    expect((await send('GET', '/staff/deciding', owner)).json).toMatchObject({
      fitting: 0,
      heard: 0,
      trials: [],
      uses: [],
    });
  });

  test('without votes a trial finds nothing, and there is nothing to use or to go back from', async () => {
    expect(await send('POST', '/staff/deciding/try', owner, {})).toMatchObject({
      ...{ status: 200, json: { fitting: null, trials: [], heard: [] } },
    });
    expect((await send('POST', '/staff/deciding/use', owner, { fitting: 7 })).status).toBe(404);
    expect((await send('POST', '/staff/deciding/back', owner, {})).status).toBe(404);
  });

  test('what was tried is taken into use and back, with who did it; an editor strikes what an article has heard', async () => {
    const place = await asked('is it made of oak');
    const made = { site: 'main', by: 'operator', now: 1 };
    const figures = { loss: 1, answeredRight: 1, answeredWrong: 0, offeredRight: 0, left: 0 };
    const trial = {
      ...{ language: 'en', told: { questions: 1, visitors: 1, right: 1, wrong: 0 }, now: figures, changed: 0 },
      ...{ heard: { kind: 'offered', questions: 1, figures }, coefficients: { kind: 'too few' } },
    };
    const fitting = await keepFitting(counter.database, made, {
      ...{ models: { en: modelOf('en') }, trials: [trial] },
      heard: [{ entry: 'table', language: 'en', question: 'is it made of oak', places: [place] }],
    });
    const used = await send('POST', '/staff/deciding/use', owner, { fitting });
    expect(used.json).toMatchObject({
      fitting,
      heard: 1,
      trials: [trial],
      uses: [{ act: 'used', fitting, by: 'Olga' }],
    });

    const heard = '/staff/articles/table/heard';
    const question = 'is it made of oak';
    // Once more is no change: the way back does not lead to itself.
    expect((await send('POST', '/staff/deciding/use', owner, { fitting })).json).toEqual(used.json);
    expect((await send('GET', heard, agent)).json).toEqual({ questions: [{ question, struck: false }] });
    expect((await send('POST', heard, agent, { question, struck: true })).status).toBe(403);
    expect((await send('POST', heard, editor, { question: 'another', struck: true })).status).toBe(404);
    expect((await send('POST', heard, editor, { question, struck: true })).json).toEqual({
      questions: [{ question, struck: true }],
    });
    expect((await send('GET', '/staff/deciding', owner)).json).toMatchObject({ fitting, heard: 0 });

    expect((await send('POST', '/staff/deciding/back', owner, {})).json).toMatchObject({
      ...{ fitting: 0, heard: 0, trials: [] },
      uses: [
        { act: 'undone', by: 'Olga' },
        { act: 'struck', by: 'Ed' },
        { act: 'used', by: 'Olga' },
      ],
    });
  });
});
