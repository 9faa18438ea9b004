import type { Config } from '../../config.js';
import type { Database } from '../../database/database.js';

/** How far a mailbox has been read. `validity` is the mailbox's own name for its numbering: another one begins anew. */
export interface Cursor {
  readonly validity: string;
  readonly uid: number;
}

export function mailboxName({ IMAP_URL = '', MAILBOX }: Pick<Config, 'IMAP_URL' | 'MAILBOX'>): string {
  const { username, host } = new URL(IMAP_URL);
  return `${decodeURIComponent(username)}@${host}/${MAILBOX}`;
}

export async function readCursor(database: Database, name: string): Promise<Cursor | undefined> {
  const [row] = await database.read(
    database.build.selectFrom('mailbox').select(['validity', 'uid']).where('name', '=', name),
  );
  return row;
}

/** After what was read is durable, never before: a crash in between reads a letter twice, and the door knows it. */
export async function storeCursor(
  database: Database,
  { name, validity, uid, unknown = 0 }: Cursor & { name: string; unknown?: number },
): Promise<void> {
  const statement = database.build
    .insertInto('mailbox')
    .values({ name, validity, uid, unknown })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((mailbox) => ({
        validity,
        // Two processes may read one mailbox; the slower one must not lead back.
        uid: mailbox
          .case()
          .when(mailbox.and([mailbox('mailbox.validity', '=', validity), mailbox('mailbox.uid', '>', uid)]))
          .then(mailbox.ref('mailbox.uid'))
          .else(uid)
          .end(),
        unknown: mailbox('mailbox.unknown', '+', unknown),
      })),
    )
    .compile();
  await database.commit([{ statement, rows: 1 }]);
}

/** For the staff's screen: whether it has been read at all, and letters in it that belong to no ticket. */
export async function mailboxState(
  database: Database,
  config: Pick<Config, 'IMAP_URL' | 'MAILBOX'>,
): Promise<{ name: string; read: boolean; unknown: number }> {
  const name = mailboxName(config);
  const [row] = await database.read(database.build.selectFrom('mailbox').select('unknown').where('name', '=', name));
  return { name, read: row !== undefined, unknown: row?.unknown ?? 0 };
}
