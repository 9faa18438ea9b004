import { z } from 'zod';
import type { Database } from '../database/database.js';
import { route, type HttpServer } from '../http/server.js';
import { coefficients } from '../knowledge/coefficients.js';
import { strikeMark } from '../knowledge/fitted/heard.js';
import { readPlaces, type Matter } from '../knowledge/fitted/places.js';
import {
  goBack,
  readFitted,
  readFitting,
  readInUse,
  readStruck,
  readUses,
  strike,
  takeIntoUse,
} from '../knowledge/fitted/store.js';
import type { ArticleHeard, Deciding, DecidingTried } from '../office-wire.js';
import { createMatter } from '../language/read/matter.js';
import { Refusal } from '../refusal.js';
import { readSettings } from '../site/site.js';
import { allow, noteDown, type Office } from './office.js';

const figures = z.object({
  loss: z.number(),
  answeredRight: z.number(),
  answeredWrong: z.number(),
  offeredRight: z.number(),
  left: z.number(),
});
const kinds = ['offered', 'not better', 'nothing'] as const;

/** Trials as they are kept with a fitting. */
const keptTrials = z.array(
  z.object({
    language: z.string(),
    told: z.object({ questions: z.number(), visitors: z.number(), right: z.number(), wrong: z.number() }),
    now: figures,
    heard: z.object({ kind: z.enum(kinds), questions: z.number(), figures: figures.optional() }),
    coefficients: z.object({ kind: z.enum([...kinds, 'too few']), figures: figures.optional() }),
    changed: z.number(),
  }),
);

const nothing = z.object({});
const use = z.object({ fitting: z.number().int().positive() });
const articlePath = z.object({ id: z.string().regex(/^[\w:-]{1,120}$/) });
const struckQuestion = z.object({ question: z.string().min(1).max(400), struck: z.boolean() });

/** By what the bot decides: the product's coefficients or the shop's own, tried, taken into use and taken back. */
export function decidingRoutes(
  server: HttpServer,
  office: Office & { readonly tryDeciding: (site: string, by: string) => Promise<DecidingTried> },
): void {
  const { database, clock } = office.desk;
  const reading = { allow: allow(office, { action: 'change settings' }) };
  const changing = { allow: allow(office, { action: 'change settings', changes: true }) };
  route(server, 'get', '/staff/deciding', reading, async ({ allowed: staff }) => {
    return { status: 200, json: await decidingOf(database, staff.site) };
  });
  route(server, 'post', '/staff/deciding/try', { ...changing, body: nothing }, async ({ allowed: staff }) => {
    return { status: 200, json: await office.tryDeciding(staff.site, staff.id) };
  });
  route(server, 'post', '/staff/deciding/use', { ...changing, body: use }, async ({ allowed: staff, body }) => {
    const made = { site: staff.site, by: staff.id, now: clock.now() };
    await takeIntoUse(database, made, { fitting: body.fitting, act: 'used' });
    noteDown(office, staff.id, 'took coefficients into use', String(body.fitting));
    return { status: 200, json: await decidingOf(database, staff.site) };
  });
  route(server, 'post', '/staff/deciding/back', { ...changing, body: nothing }, async ({ allowed: staff }) => {
    const number = await goBack(database, { site: staff.site, by: staff.id, now: clock.now() });
    noteDown(office, staff.id, 'went back to other coefficients', String(number));
    return { status: 200, json: await decidingOf(database, staff.site) };
  });
  heardRoutes(server, office);
}

function heardRoutes(server: HttpServer, office: Office): void {
  const { database, clock } = office.desk;
  const reading = { allow: allow(office, { action: 'read articles' }), params: articlePath };
  route(server, 'get', '/staff/articles/:id/heard', reading, async ({ allowed: staff, params }) => {
    return { status: 200, json: await heardBy(database, staff.site, params.id) };
  });
  const striking = {
    ...{ allow: allow(office, { action: 'write articles', changes: true }), params: articlePath },
    body: struckQuestion,
  };
  route(server, 'post', '/staff/articles/:id/heard', striking, async ({ allowed: staff, params: { id }, body }) => {
    const { questions } = await heardBy(database, staff.site, id);
    if (!questions.some(({ question }) => question === body.question))
      throw new Refusal('not-found', `heard: ${id} has not learnt this question`);
    await strike(database, { site: staff.site, by: staff.id, now: clock.now() }, { entry: id, ...body });
    noteDown(office, staff.id, body.struck ? 'struck a question heard' : 'took a question heard back', id);
    return { status: 200, json: await heardBy(database, staff.site, id) };
  });
}

async function decidingOf(database: Database, site: string): Promise<Deciding> {
  const matter = await matterOf(database, site);
  const [inUse, uses] = await Promise.all([readInUse(database, site, matter), readUses(database, site, 20)]);
  const fitting = uses[0]?.fitting ?? 0;
  const kept = fitting === 0 ? undefined : await readFitting(database, site, fitting);
  const names = await namesOf(database, [...new Set(uses.map(({ by }) => by))]);
  return {
    ...{ fitting, shipped: coefficients.version, leftAside: fitting !== inUse.fitted.number },
    heard: [...inUse.heard.values()].reduce((sum, questions) => sum + questions.length, 0),
    trials: kept ? keptTrials.parse(JSON.parse(kept.trials)) : [],
    uses: uses.map(({ act, fitting: which, done, by }) => ({ act, fitting: which, done, by: names.get(by) ?? by })),
  };
}

async function namesOf(database: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await database.read(database.build.selectFrom('staff').select(['id', 'name']).where('id', 'in', ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function heardBy(database: Database, site: string, entry: string): Promise<ArticleHeard> {
  const [{ fitting }, matter, struck] = await Promise.all([
    readFitted(database, site),
    matterOf(database, site),
    readStruck(database, site),
  ]);
  const { questions } = await readPlaces(database, { site, fitting, matter, entry });
  const own = questions.get(entry) ?? [];
  return { questions: own.map((question) => ({ question, struck: struck.has(strikeMark(entry, question)) })) };
}

const matterOf = async (database: Database, site: string): Promise<Matter> =>
  createMatter(await readSettings(database, site));
