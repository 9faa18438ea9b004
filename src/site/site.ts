import type { Database } from '../database/database.js';
import { Refusal } from '../refusal.js';
import { defaultSettings, settings, type Settings } from './settings.js';

/** The site there is when nobody names one. */
export const firstSite = 'main';

/** The settings in force, with the version to hand to `saveSettings`. `Refusal('not-found')` for an unknown site. */
export async function readSettings(database: Database, site: string): Promise<Settings & { version: number }> {
  const [row] = await database.read(
    database.build.selectFrom('site').select(['settings', 'version']).where('id', '=', site),
  );
  if (!row) throw new Refusal('not-found', `settings: there is no site ${site}`);
  return { ...settings.parse(JSON.parse(row.settings)), version: row.version };
}

/** Makes the site when it is missing; one that is there keeps its settings. Two processes may ask at once. */
export async function ensureSite(database: Database, site: string, first: Settings = defaultSettings): Promise<void> {
  await database.commit([
    {
      statement: database.build
        .insertInto('site')
        .values({ id: site, name: first.name, settings: stored(first), version: 1 })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .compile(),
    },
  ]);
}

/**
 * Replaces a site's settings and gives their new version. With `seen`, the version that was edited: somebody else's
 * save since then is `Refusal('moved-on')` and nothing is overwritten.
 */
export async function saveSettings(
  database: Database,
  site: string,
  changed: Settings,
  seen?: number,
): Promise<number> {
  const update = database.build
    .updateTable('site')
    .set((eb) => ({ name: changed.name, settings: stored(changed), version: eb('version', '+', 1) }))
    .where('id', '=', site)
    .$if(seen !== undefined, (query) => query.where('version', '=', seen ?? 0))
    .returning('version');
  const commit = await database.commit([{ statement: update.compile(), rows: 1 }]);
  if (commit.done) return Number(commit.rows[0]?.[0]?.['version']);
  const { version } = await readSettings(database, site);
  throw new Refusal('moved-on', `settings: site ${site} is at version ${version}, not ${seen ?? 'any'}`, { version });
}

/** Parsed again on its way in: what is stored is what `readSettings` can read, and carries no version of its own. */
function stored(given: Settings): string {
  const { name, languages, zone, holidays, hours, closures, orderPatterns, trackingPatterns } = given;
  const { teams, contact, starters, homepage, visits, returns, invoice, passwordReset } = given;
  return JSON.stringify(
    settings.parse({
      name,
      languages,
      zone,
      holidays,
      hours,
      closures,
      orderPatterns,
      trackingPatterns,
      teams,
      contact,
      starters,
      homepage,
      visits,
      returns,
      invoice,
      passwordReset,
    }),
  );
}
