import type { Database, Step } from '../database/database.js';
import { template } from '../database/statements.js';

/** Whom a letter about a thread goes to. `asked`: the bot has asked for it, and does so once. */
export interface Contact {
  readonly name: string | null;
  readonly mail: string | null;
  readonly asked: number | null;
}

/** What the customer told in this thread goes before what the shop knows of them: it is the newer. */
export async function contactOf(database: Database, thread: string): Promise<Contact> {
  const [row] = await database.rows<ContactRow>(known(database, { thread }));
  const given = (text: string | null | undefined): string | null => (text === '' ? null : (text ?? null));
  return {
    name: given(row?.name) ?? given(row?.knownName),
    mail: given(row?.mail) ?? given(row?.knownMail),
    asked: row?.asked ?? null,
  };
}

type ContactRow = Contact & { readonly knownName: string | null; readonly knownMail: string | null };

const known = template<{ thread: string }>((build, place) =>
  build
    .selectFrom('thread')
    .leftJoin('contact', 'contact.thread', 'thread.id')
    .leftJoin('customer', 'customer.id', 'thread.customer')
    .select(['contact.name', 'contact.mail', 'contact.asked'])
    .select(['customer.name as knownName', 'customer.mail as knownMail'])
    .where('thread.id', '=', place.text('thread')),
);

/** What is told anew replaces what was known; what is left out stays. */
export function contactSteps(
  database: Database,
  { thread, now, ...told }: { thread: string; now: number; name?: string; mail?: string; asked?: number },
): Step[] {
  const { name = null, mail = null, asked = null } = told;
  return [{ statement: keep(database, { thread, now, name, mail, asked }), rows: 1 }];
}

const keep = template<Contact & { thread: string; now: number }>((build, place) => {
  const [name, mail, asked] = [place.text('name'), place.text('mail'), place.int('asked')];
  return build
    .insertInto('contact')
    .values({ thread: place.text('thread'), name, mail, asked, changed: place.int('now') })
    .onConflict((conflict) =>
      conflict.column('thread').doUpdateSet({
        name: (known) => known.fn.coalesce(known.ref('excluded.name'), known.ref('contact.name')),
        mail: (known) => known.fn.coalesce(known.ref('excluded.mail'), known.ref('contact.mail')),
        asked: (known) => known.fn.coalesce(known.ref('excluded.asked'), known.ref('contact.asked')),
        changed: place.int('now'),
      }),
    );
});
