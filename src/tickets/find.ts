import { comparableMail, comparablePhone } from '../customers/contact.js';
import type { Database } from '../database/database.js';
import { sql } from '../database/statements.js';

/** How many tickets a search gives at most. */
const most = 50;

/**
 * The tickets that hold exactly this: their number, or an order number, mail address or phone number among their
 * details. Exact, because a part of somebody's address must not show who else there is. Newest first, by id.
 */
export async function ticketsHolding(database: Database, site: string, wanted: string): Promise<string[]> {
  const text = wanted.normalize('NFKC').trim();
  if (text === '') return [];
  const { build } = database;
  const rows = await database.rows<{ id: string }>(
    build
      .selectFrom('ticket')
      .select('id')
      .where('site', '=', site)
      .where((by) =>
        by.or([
          by('number', 'in', [text, text.toUpperCase()]),
          ...spellings(text).map((one) => sql<boolean>`lower(slots) like ${holding(one)} escape '!'`),
        ]),
      )
      .orderBy('updated', 'desc')
      .limit(most)
      .compile(),
    'slow',
  );
  return rows.map(({ id }) => id);
}

/** The ways a value may stand in a ticket's details: as it was typed, and as addresses and phones are compared. */
function spellings(text: string): string[] {
  return [...new Set([text, comparableMail(text), comparablePhone(text)])].filter((one) => one !== '');
}

/** A whole value within the JSON of the details, whatever signs it holds. */
function holding(value: string): string {
  const json = JSON.stringify(value).toLowerCase().replace(/[!%_]/g, '!$&');
  return `%"value":${json}%`;
}
