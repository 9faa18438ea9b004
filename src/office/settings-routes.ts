import { z } from 'zod';
import type { Database } from '../database/database.js';
import { queuesOf } from '../handoff/route-to.js';
import type { SettingsAnswer } from '../office-wire.js';
import { errorLanguage } from '../http/errors.js';
import { route, type HttpServer } from '../http/server.js';
import { checkSettings, fieldProblem, type FieldProblem } from '../site/check-settings.js';
import type { Settings } from '../site/settings.js';
import { readSettings, saveSettings } from '../site/site.js';
import { allow, noteDown, type Office } from './office.js';

const body = z.object({ seen: z.number().int().nonnegative(), settings: z.record(z.string(), z.unknown()) });

/**
 * The shop's settings, read and saved whole. `seen` is the version that was edited: when somebody saved since, it is 409
 * and nothing is overwritten. What is wrong comes back field by field with 422, in the reader's language.
 */
export function settingsRoutes(server: HttpServer, office: Office): void {
  const { database } = office.desk;
  const reading = { allow: allow(office, { action: 'change settings' }) };
  route(server, 'get', '/staff/settings', reading, async ({ allowed: staff }) => {
    const { version, ...settings } = await readSettings(database, staff.site);
    const answer: SettingsAnswer = { version, settings, spoken: await spokenLanguages(database, staff.site) };
    return { status: 200, json: answer };
  });

  const saving = { allow: allow(office, { action: 'change settings', changes: true }), body };
  route(server, 'put', '/staff/settings', saving, async ({ allowed: staff, body: { seen, settings }, headers }) => {
    const language = errorLanguage(headers['accept-language']);
    const checked = await checkSettings(settings, language);
    const problems =
      'problems' in checked ? checked.problems : await lostQueues(database, staff.site, checked.settings, language);
    if (problems.length > 0 || 'problems' in checked) {
      return { status: 422, json: { title: 'Some fields are wrong', status: 422, code: 'bad-fields', problems } };
    }
    const version = await saveSettings(database, staff.site, checked.settings, seen);
    noteDown(office, staff.id, `saved settings ${version}`);
    return { status: 200, json: { version, settings: checked.settings } };
  });
}

/** The languages the bot has sentences in: another one may be offered to customers, but only people will speak it. */
export async function spokenLanguages(database: Database, site: string): Promise<string[]> {
  const rows = await database.read(
    database.build.selectFrom('words').select('language').where('site', '=', site).orderBy('language'),
  );
  return rows.map(({ language }) => language);
}

/** A queue that disappears while somebody waits in it would be seen by nobody who could answer them. */
async function lostQueues(
  database: Database,
  site: string,
  settings: Settings,
  language: 'en' | 'ja',
): Promise<FieldProblem[]> {
  const kept = new Set(queuesOf(settings));
  const rows = await database.read(
    database.build
      .selectFrom('ticket')
      .select((one) => ['queue', one.fn.countAll<number>().as('count')])
      .where('site', '=', site)
      .where('status', '=', 'waiting')
      .groupBy('queue'),
  );
  return rows
    .filter(({ queue }) => queue !== '' && !kept.has(queue))
    .map(({ queue, count }) => fieldProblem('teams', 'team-in-use', language, { queue, count: Number(count) }));
}
