import type { Database } from '../database/database.js';
import type { SetUpLine, SetUpStep } from '../office-wire.js';
import { readSettings } from '../site/site.js';
import { defaultSettings } from '../site/settings.js';
import { openInvitations } from '../staff/invitation.js';
import { staffOfSite } from '../staff/staff.js';

/** What is known of outgoing mail: the variables that are still to be set. */
export interface MailState {
  readonly missing: readonly string[];
}

/** Where this shop stands, as things really are: nobody can tick a step off. Skipping is a wish that can be taken back. */
export async function setUpOf(
  database: Database,
  { site, now, mail }: { site: string; now: number; mail: MailState },
): Promise<SetUpLine[]> {
  const [settings, articles, staff, invitations, skipped, conversations] = await Promise.all([
    readSettings(database, site),
    articlesIn(database, site),
    staffOfSite(database, site),
    openInvitations(database, site, now),
    skippedSteps(database, site),
    hasCustomers(database, site),
  ]);
  const isOpenSometime = [settings, ...settings.teams].some(({ hours }) =>
    Object.values(hours ?? {}).some((day) => (day ?? []).length > 0),
  );
  const lacking = settings.languages.filter((language) => (articles[language] ?? 0) === 0);
  const state = (step: SetUpStep, done: boolean, facts: SetUpLine['facts'] = {}): SetUpLine => ({
    ...{ step, done, facts },
    skipped: !done && skipped.has(step),
  });
  return [
    state('name', settings.name !== defaultSettings.name, { languages: settings.languages }),
    state('hours', isOpenSometime),
    state('articles', lacking.length === 0, { articles, lacking }),
    state('mail', mail.missing.length === 0, { missing: mail.missing }),
    state('colleague', staff.length > 1, { staff: staff.length, invited: invitations.length }),
    state('snippet', conversations),
  ];
}

/** Lays a step aside, or takes it up again. */
export async function skipStep(
  database: Database,
  { site, step, by, now, skipped }: { site: string; step: SetUpStep; by: string; now: number; skipped: boolean },
): Promise<void> {
  const { build } = database;
  const aside = build
    .insertInto('set_up_skip')
    .values({ site, step, by_staff: by, at: now })
    .onConflict((conflict) => conflict.doNothing());
  const again = build.deleteFrom('set_up_skip').where('site', '=', site).where('step', '=', step);
  await database.commit([{ statement: skipped ? aside.compile() : again.compile() }]);
}

async function skippedSteps(database: Database, site: string): Promise<Set<string>> {
  const rows = await database.read(database.build.selectFrom('set_up_skip').select('step').where('site', '=', site));
  return new Set(rows.map(({ step }) => step));
}

async function articlesIn(database: Database, site: string): Promise<Record<string, number>> {
  const rows = await database.read(
    database.build
      .selectFrom('article')
      .select((one) => ['language', one.fn.countAll<number>().as('count')])
      .where('site', '=', site)
      .where('live', 'is not', null)
      .groupBy('language'),
  );
  return Object.fromEntries(rows.map(({ language, count }) => [language, Number(count)]));
}

async function hasCustomers(database: Database, site: string): Promise<boolean> {
  const one = database.build.selectFrom('conversation').select('id').where('site', '=', site).limit(1);
  return (await database.read(one)).length === 1;
}
