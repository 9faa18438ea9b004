import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { machineClock } from '../../src/clock.js';
import type { Database } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { enqueueSteps } from '../../src/jobs/enqueue.js';
import { createJobs, type Jobs, type JobsOptions } from '../../src/jobs/jobs.js';
import { createLive } from '../../src/live/live.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';

describe.each(['sqlite', 'postgres'] as const)('jobs on %s', (dialect) => {
  const open: (Database | Jobs)[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await ('stop' in one ? one.stop(0) : one.close());
  });

  async function twoProcesses(): Promise<[Database, Database]> {
    const address = dialect === 'postgres' ? await postgresUrl() : join(temporaryFolder(), 'jobs.db');
    const first = await openDatabase(address);
    await migrate(first);
    const second = await openDatabase(address);
    open.push(first, second);
    return [first, second];
  }

  function run(database: Database, handlers: JobsOptions['handlers'], more: Partial<JobsOptions> = {}): Jobs {
    const parts = { database, live: createLive(), clock: machineClock, log: pino({ level: 'silent' }), process: 'p' };
    const jobs = createJobs({ ...parts, handlers, pollMs: 20, backoff: [20, 20], ...more });
    open.push(jobs);
    return jobs;
  }

  const ask = (database: Database, key: string, due = 0, kind = 'act') =>
    database.commit(enqueueSteps(database, { kind, key, payload: { key }, due, now: Date.now() }));

  /** An effect on our own tables that a second run would make visible. */
  const effect = (database: Database, name: string) => ({
    statement: database.build.insertInto('secret').values({ name, value: '' }).compile(),
    rows: 1,
  });

  const states = async (database: Database) =>
    (await database.read(database.build.selectFrom('job').select(['key', 'state']).orderBy('key'))).map(
      ({ key, state }) => `${key} ${state}`,
    );

  async function until(what: () => Promise<boolean> | boolean): Promise<void> {
    for (const end = Date.now() + 10_000; Date.now() < end; await wait(10)) if (await what()) return;
    throw new Error('it never came to be');
  }

  test('two processes take each of 60 jobs exactly once', async () => {
    const [one, other] = await twoProcesses();
    for (let n = 0; n < 60; n++) await ask(one, `job ${n}`);
    const ran: string[] = [];
    const handler = async (by: string, key: string) => {
      ran.push(`${by} ${key}`);
      await wait(5);
      return { done: true } as const;
    };
    run(one, { act: (job) => handler('one', job.key) });
    run(other, { act: (job) => handler('other', job.key) });
    await until(async () => (await states(one)).every((state) => state.endsWith('done')));
    expect(new Set(ran.map((line) => line.replace(/^\w+ /, ''))).size).toBe(60);
    expect(ran).toHaveLength(60);
  });

  test('the same key asked for twice is done once', async () => {
    const [database] = await twoProcesses();
    await ask(database, 'refund');
    await ask(database, 'refund');
    expect(await states(database)).toEqual(['refund waiting']);
  });

  test('a handler that throws is tried again, and its effect happens once', async () => {
    const [database] = await twoProcesses();
    await ask(database, 'fragile');
    let tries = 0;
    run(database, {
      act: async () => {
        if (++tries < 3) throw new Error('not today');
        return { done: true, steps: [effect(database, 'effect')] };
      },
    });
    await until(async () => (await states(database)).includes('fragile done'));
    expect(tries).toBe(3);
  });

  test('after the last try it is laid aside with its error, and a replay begins anew', async () => {
    const [database] = await twoProcesses();
    await ask(database, 'broken');
    let isMended = false;
    const jobs = run(database, {
      act: async () => (isMended ? { done: true } : { retry: true, why: 'the shop is closed' }),
    });
    await until(async () => (await jobs.dead()).length === 1);
    const [dead] = await jobs.dead();
    expect(dead).toMatchObject({ key: 'broken', error: 'the shop is closed' });
    isMended = true;
    expect(await jobs.replay(dead?.id ?? '')).toBe(true);
    await until(async () => (await states(database)).includes('broken done'));
    expect(await jobs.replay(dead?.id ?? '')).toBe(false);
  });

  test('a process that died in the middle costs the lease and nothing else', async () => {
    const [dying, living] = await twoProcesses();
    await ask(dying, 'orphan');
    let taken = false;
    const gone = run(
      dying,
      { act: () => ((taken = true), new Promise(() => undefined)) },
      { limitMs: 300, pollMs: 10 },
    );
    await until(() => taken);
    // Its timers live on in this test, but no statement of its reaches the database any more.
    await dying.close();
    let ran = 0;
    run(living, { act: async () => (ran++, { done: true, steps: [effect(living, 'orphan')] }) });
    await until(async () => (await states(living)).includes('orphan done'));
    expect(ran).toBe(1);
    open.splice(open.indexOf(gone), 1);
    open.splice(open.indexOf(dying), 1);
  });

  test('who was too slow writes nothing once another has taken the work over', async () => {
    const [database, other] = await twoProcesses();
    await ask(database, 'slow');
    let finish: (() => void) | undefined;
    run(database, {
      act: async () => {
        await new Promise<void>((resolve) => (finish = resolve));
        return { done: true, steps: [effect(database, 'late effect')] };
      },
    });
    await until(() => finish !== undefined);
    const takeOver = other.build.updateTable('job').set({ lease_by: 'somebody else' }).compile();
    await other.commit([{ statement: takeOver, rows: 1 }]);
    finish?.();
    await wait(100);
    expect(await database.read(database.build.selectFrom('secret').selectAll())).toEqual([]);
    expect(await states(database)).toEqual(['slow waiting']);
  });

  test('a refused result is thought through again on fresh state', async () => {
    const [database] = await twoProcesses();
    await ask(database, 'raced');
    let tries = 0;
    run(database, {
      act: async () => {
        const steps = [effect(database, tries++ === 0 ? 'taken' : 'free')];
        if (tries === 1) await database.commit([effect(database, 'taken')]);
        return { done: true, steps };
      },
    });
    await until(async () => (await states(database)).includes('raced done'));
    expect(tries).toBe(2);
  });

  test('what is due later waits, and a handler that never ends is stopped', async () => {
    const [database] = await twoProcesses();
    await ask(database, 'endless');
    await ask(database, 'tomorrow', Date.now() + 86_400_000);
    let aborted = 0;
    const handler: JobsOptions['handlers'][string] = (_, signal) =>
      new Promise(() => signal.addEventListener('abort', () => aborted++));
    const jobs = run(database, { act: handler }, { limitMs: 30 });
    await until(async () => (await jobs.dead()).length === 1);
    expect(aborted).toBe(3);
    expect(await states(database)).toEqual(['endless dead', 'tomorrow waiting']);
    expect(await jobs.oldestWaiting()).toBe(0);
  });

  test('no more run at once than was said, and stopping waits for them', async () => {
    const [database] = await twoProcesses();
    for (let n = 0; n < 9; n++) await ask(database, `job ${n}`);
    let now = 0;
    let most = 0;
    const jobs = run(
      database,
      {
        act: async () => {
          most = Math.max(most, ++now);
          await wait(30);
          now--;
          return { done: true };
        },
      },
      { most: 3 },
    );
    await until(() => most === 3);
    await jobs.stop();
    expect(now).toBe(0);
    expect(most).toBe(3);
    expect((await states(database)).filter((state) => state.endsWith('done')).length).toBeGreaterThanOrEqual(3);
  });
});
