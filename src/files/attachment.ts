import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { newId } from '../id.js';
import { Refusal } from '../refusal.js';
import type { Attachment } from '../wire.js';
import { safeName } from './name.js';

/** A file as one conversation knows it. Its id opens nothing by itself: compare `conversation` with the reader's. */
export interface AttachedFile extends Attachment {
  readonly conversation: string;
  readonly file: string;
  readonly created: number;
}

/** Gives a conversation a stored file under a name of its own. `Refusal('not-found')` when the file is not whole. */
export async function attachFile(
  database: Database,
  wanted: { conversation: string; file: string; name: string; type: string; clock: Clock },
): Promise<Attachment> {
  const { conversation, file, type, clock } = wanted;
  const [found] = await database.read(
    database.build.selectFrom('file').select('size').where('id', '=', file).where('complete', '=', 1),
  );
  if (!found) throw new Refusal('not-found', `files: there is no file ${file} to attach`);
  const attachment = { id: newId('a'), name: safeName(wanted.name), type, size: found.size };
  const statement = database.build
    .insertInto('attachment')
    .values({ ...attachment, conversation, file, created: clock.now() })
    .compile();
  await database.commit([{ statement, rows: 1 }]);
  return attachment;
}

/** All files of one message, in their order. */
export function attachAll(
  { database, clock }: { database: Database; clock: Clock },
  conversation: string,
  files: readonly { readonly file: string; readonly name: string; readonly type: string }[],
): Promise<Attachment[]> {
  return Promise.all(files.map((file) => attachFile(database, { ...file, conversation, clock })));
}

export async function attachmentOf(database: Database, id: string): Promise<AttachedFile | undefined> {
  const [row] = await database.read(database.build.selectFrom('attachment').selectAll().where('id', '=', id));
  return row;
}
