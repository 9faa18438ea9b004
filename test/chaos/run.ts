import { openDatabase } from '../../src/database/open.js';
import type { Point } from '../../src/points.js';
import { hire, type Agent } from './agent.js';
import { createChance } from './chance.js';
import { findProblems } from './check.js';
import type { Record } from './customer.js';
import type { Line } from './direct-line.js';
import { playUndisturbed, startCustomers } from './customers.js';
import { apologyOf, prepare } from './prepare.js';
import { createProduct, type Product } from './process.js';
import { scripts, type Script } from './scripts.js';
import { openShop } from './shop.js';

export interface Kill {
  readonly point: Point;
  /** What the passings that count are about begins with this. */
  readonly about: string;
  readonly nth: number;
  /** Milliseconds of life before the passings are counted. */
  readonly after: number;
}

export interface ChaosOptions {
  /** A file or a PostgreSQL URL; empty. */
  readonly address: string;
  readonly folder: string;
  readonly seed: number;
  readonly customers: number;
  readonly kills: readonly Kill[];
  readonly longestPauseMs: number;
  readonly progress?: (line: string) => void;
}

export interface Outcome {
  readonly problems: readonly string[];
  /** How often the process died at each point, and which kills never came because the point was not passed in time. */
  readonly killed: ReadonlyMap<Point, number>;
  readonly missed: readonly string[];
  readonly exitCode: number | null;
  readonly conversations: number;
  readonly messages: number;
  readonly events: number;
  readonly acts: number;
  readonly brokenAnswers: number;
  readonly gaveUp: number;
  readonly seconds: number;
  readonly log: readonly string[];
}

/** Lets customers and agents live with a server that dies and comes back, and says what was not as it should be. */
export async function runChaos(options: ChaosOptions): Promise<Outcome> {
  const begun = Date.now();
  const { address, folder, seed, customers, kills, longestPauseMs, progress = () => undefined } = options;
  const chance = createChance(seed);
  const { secret, links } = await prepare(address);
  const apology = await apologyOf();
  const shop = await openShop();
  const product = await createProduct({
    folder,
    environment: {
      DATABASE_URL: address,
      THINK_SECONDS: '3',
      SWEEP_SECONDS: '0.3',
      SHOP_URL: shop.url,
      DRAIN_SECONDS: '10',
    },
  });
  let lines: ReadonlyMap<string, Line> = new Map();
  try {
    if (!(await product.start())) throw new Error(`chaos: the product did not start:\n${product.said.join('\n')}`);
    const agents = await Promise.all(links.map((link) => hire(product, link)));
    const agentsFault = new Promise<never>((_, reject) => {
      for (const { working } of agents) working.catch(reject);
    });
    agentsFault.catch(() => undefined);
    const shared = { product, secret, apology };
    const undisturbed = await playUndisturbed(shared, scripts);
    progress(`undisturbed runs done after ${Math.round((Date.now() - begun) / 1000)} s`);
    shop.misbehave(createChance(seed + 1));
    await product.kill();

    const live = startCustomers({ ...shared, undisturbed, customers, chance, longestPauseMs });
    lines = live.lines;
    const death = await killAll(product, kills, {
      progress,
      isOver: () => live.fault() || agents.some(({ failed }) => failed()),
    });
    live.end();
    const records = await Promise.race([live.finished, agentsFault]);
    await Promise.all(agents.map((agent) => agent.finish()));
    for (const { line } of [...records, ...undisturbed.values()]) await line.catchUp();
    const exitCode = await product.stop();
    progress(`stopped with ${exitCode} after ${Math.round((Date.now() - begun) / 1000)} s`);
    const counted = await judge(address, { records, undisturbed, agents, shop, apology });
    return {
      ...counted,
      ...death,
      exitCode,
      seconds: Math.round((Date.now() - begun) / 1000),
      brokenAnswers: shop.broken,
      log: product.said,
    };
  } catch (error) {
    await product.end();
    throw await explained(error, address, lines);
  } finally {
    await product.end();
    await shop.close();
  }
}

/** Who was never answered is told with all that its conversation knows, to be understood without running it again. */
async function explained(error: unknown, address: string, lines: ReadonlyMap<string, Line>): Promise<unknown> {
  const text = error instanceof Error ? error.message : String(error);
  const id = /\b[tc][\w-]{20}/.exec(text)?.[0];
  if (id === undefined) return error;
  const database = await openDatabase(address);
  try {
    const { build } = database;
    const column = id.startsWith('t') ? 'thread' : 'id';
    const [row] = await database.read(build.selectFrom('conversation').selectAll().where(column, '=', id));
    const events = await database.read(
      build
        .selectFrom('event')
        .select(['seq', 'author', 'kind', 'time', 'body'])
        .where('conversation', '=', row?.id ?? '')
        .orderBy('seq'),
    );
    return new Error(
      [
        text,
        JSON.stringify({ ...row, state: '' }),
        `now ${Date.now()}; its customer ${lines.get(row?.thread ?? '')?.state() ?? 'is gone'}`,
        ...events.map((event) => JSON.stringify(event).slice(0, 300)),
      ].join('\n'),
    );
  } finally {
    await database.close();
  }
}

/** One death after another. A point that is not passed in time is tried again later, then counted as missed. */
async function killAll(
  product: Product,
  kills: readonly Kill[],
  { progress, isOver }: { progress: (line: string) => void; isOver: () => boolean },
): Promise<{ killed: Map<Point, number>; missed: string[] }> {
  const killed = new Map<Point, number>();
  const missed: string[] = [];
  const left = kills.map((kill) => ({ ...kill, tries: 1 }));
  for (let kill = left.shift(); kill && !isOver(); kill = left.shift()) {
    const { point, about, nth, after, tries } = kill;
    const begun = Date.now();
    await product.start({ at: `${point}#${nth}`, about, after });
    const up = Date.now();
    if (await product.died(10_000)) {
      if (process.env['PROGRESS'] === '2')
        progress(`${point}#${nth}: up after ${up - begun} ms, dead after ${Date.now() - up} ms more`);
      killed.set(point, (killed.get(point) ?? 0) + 1);
      if ((kills.length - left.length) % (kills.length > 100 ? 20 : 5) === 0)
        progress(`${kills.length - left.length} of ${kills.length} kills`);
      continue;
    }
    await product.kill();
    if (tries < 3) left.push({ point, about, nth: 1, after: 0, tries: tries + 1 });
    else missed.push(`${point}#${nth}`);
  }
  if (!(await product.start()))
    throw new Error(`chaos: the product did not come back:\n${product.said.slice(-20).join('\n')}`);
  return { killed, missed };
}

async function judge(
  address: string,
  seen: {
    records: Record[];
    undisturbed: Map<Script, Record>;
    agents: Agent[];
    shop: Awaited<ReturnType<typeof openShop>>;
    apology: string;
  },
): Promise<Pick<Outcome, 'problems' | 'conversations' | 'messages' | 'events' | 'acts' | 'gaveUp'>> {
  const database = await openDatabase(address);
  try {
    const problems = await findProblems({ ...seen, database });
    const { build } = database;
    const [row] = await database.read(
      build.selectFrom('event').select((event) => event.fn.countAll<number>().as('events')),
    );
    const { records, shop } = seen;
    return {
      ...{ problems, conversations: records.length, events: Number(row?.events ?? 0), acts: shop.performed.size },
      messages: records.reduce((sum, { sent }) => sum + sent.length, 0),
      gaveUp: records.filter(({ gaveUp }) => gaveUp).length,
    };
  } finally {
    await database.close();
  }
}
