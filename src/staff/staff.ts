import { z } from 'zod';
import type { Clock } from '../clock.js';
import type { Database, Step } from '../database/database.js';
import type { Tables } from '../database/tables.js';
import { newId } from '../id.js';
import { Refusal } from '../refusal.js';
import { languageCode } from '../wire.js';
import { roles, type Role } from './role.js';

/** Somebody who works at the counter. `teams` may hold `*`: every team. */
export interface Staff {
  readonly id: string;
  readonly site: string;
  readonly mail: string;
  readonly name: string;
  readonly role: Role;
  readonly languages: readonly string[];
  readonly teams: readonly string[];
}

const list = <T extends z.ZodType<string>>(one: T) =>
  z.preprocess(
    (given) => (typeof given === 'string' ? given.split(/[\s,;、]+/).filter((part) => part !== '') : given),
    z.array(one),
  );

/** A row of the import: lists are separated by commas, semicolons or spaces. */
const staffRow = z.object({
  mail: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email({ message: 'is no mail address' })),
  name: z.string().trim().min(1, 'is empty').max(100),
  role: z.enum(roles, { message: `is none of ${roles.join(', ')}` }),
  languages: list(languageCode).pipe(z.array(z.string()).min(1, 'names no language')),
  teams: list(z.string().max(40)).default([]),
});
export type StaffRow = z.infer<typeof staffRow>;

export interface StaffProblem {
  /** Counted from 1, the header left out. */
  readonly row: number;
  readonly field: string;
  readonly problem: string;
}

/** Rows of `mail, name, role, languages, teams` as a file gave them: all of them read, or all that is wrong. */
export function parseStaff(given: readonly unknown[]): { rows: StaffRow[]; problems: StaffProblem[] } {
  const rows: StaffRow[] = [];
  const problems: StaffProblem[] = [];
  const seen = new Map<string, number>();
  for (const [index, one] of given.entries()) {
    const row = index + 1;
    const parsed = staffRow.safeParse(one);
    if (!parsed.success) {
      problems.push(
        ...parsed.error.issues.map(({ path, message }) => ({ row, field: String(path[0] ?? ''), problem: message })),
      );
      continue;
    }
    const before = seen.get(parsed.data.mail);
    if (before !== undefined) problems.push({ row, field: 'mail', problem: `stands in row ${before} already` });
    seen.set(parsed.data.mail, row);
    rows.push(parsed.data);
  }
  return { rows, problems };
}

/**
 * Takes people in, or changes those whose mail is known: all rows or none. A changed role counts from the next request
 * of an open session on. `Refusal('taken')` when a mail belongs to another site.
 */
export async function saveStaff(
  database: Database,
  { site, rows, clock }: { site: string; rows: readonly StaffRow[]; clock: Clock },
): Promise<void> {
  const commit = await database.commit(rows.map((row) => saveStep(database, site, row, clock.now())));
  if (!commit.done) throw new Refusal('taken', `staff: row ${commit.at + 1} has the mail of somebody at another site`);
}

function saveStep(database: Database, site: string, { mail, name, role, ...lists }: StaffRow, now: number): Step {
  const [languages, teams] = [JSON.stringify(lists.languages), JSON.stringify(lists.teams)];
  const statement = database.build
    .insertInto('staff')
    .values({ id: newId('s'), site, mail, name, role, languages, teams, created: now })
    .onConflict((conflict) =>
      conflict.column('mail').doUpdateSet({ name, role, languages, teams }).where('staff.site', '=', site),
    );
  return { statement: statement.compile(), rows: 1 };
}

/** Who has this mail and works here now. Mail addresses are compared without case, as people write them. */
export async function staffByMail(database: Database, mail: string): Promise<Staff | undefined> {
  const [row] = await database.read(
    database.build
      .selectFrom('staff')
      .selectAll()
      .where('mail', '=', mail.trim().toLowerCase())
      .where('deactivated', 'is', null),
  );
  return row && staffOf(row);
}

/** Everybody who works there now. */
export async function staffOfSite(database: Database, site: string): Promise<Staff[]> {
  const rows = await database.read(
    database.build
      .selectFrom('staff')
      .selectAll()
      .where('site', '=', site)
      .where('deactivated', 'is', null)
      .orderBy('mail'),
  );
  return rows.map(staffOf);
}

// Made once: a schema made for each row costs more than reading the row.
const storedList = z.array(z.string());
const storedRole = z.enum(roles);

type StoredStaff = Pick<Tables['staff'], 'id' | 'site' | 'mail' | 'name' | 'role' | 'languages' | 'teams'>;

/** A row read back: a role this version does not know is a fault, never a permission. */
export function staffOf({ id, site, mail, name, role, languages, teams }: StoredStaff): Staff {
  const [spoken, of] = [languages, teams].map((text) => storedList.parse(JSON.parse(text)));
  return { id, site, mail, name, role: storedRole.parse(role), languages: spoken ?? [], teams: of ?? [] };
}
