import type { Readable } from 'node:stream';
import { parseEvent } from '../../conversations/event.js';
import { cleanMessage, type Door, type Stored } from '../../conversations/say.js';
import { attachFile } from '../../files/attachment.js';
import { storeFile } from '../../files/store.js';
import { allowedTypes, sniffType } from '../../files/type.js';
import { Refusal } from '../../refusal.js';
import { limits, type Attachment, type Message } from '../../wire.js';

/** A file that is stored and belongs to nobody yet. */
export interface Received {
  readonly file: string;
  readonly name: string;
  readonly type: string;
}

const sniffed = 4_096;

/** Stores one file while it arrives. What it is, is read from its bytes; `Refusal('wrong-type')` before they are kept. */
export async function receiveFile({ database, clock }: Door, name: string, content: Readable): Promise<Received> {
  let type = '';
  const bytes = withFirst(content, (first) => {
    type = sniffType(first, name);
    if (!allowedTypes.includes(type))
      throw new Refusal('wrong-type', `upload: ${type}`, { expected: 'images, PDF, Office, text' });
  });
  const { id } = await storeFile(database, bytes, { maximum: limits.fileBytes, clock });
  return { file: id, name, type };
}

export function attachAll(
  { database, clock }: Door,
  conversation: string,
  files: readonly Received[],
): Promise<Attachment[]> {
  return Promise.all(files.map((file) => attachFile(database, { ...file, conversation, clock })));
}

/**
 * The answer to an upload that came before under the same id, if it was the same. The door cannot tell: each time the
 * files get attachment ids of their own, so it saw another message.
 */
export async function firstUpload(
  door: Door,
  said: { thread: string; clientId: string; message: Message; files: readonly Received[] },
): Promise<Stored | undefined> {
  const { database } = door;
  const [row] = await database.read(
    database.build
      .selectFrom('event')
      .innerJoin('conversation', 'conversation.id', 'event.conversation')
      .select([
        'event.conversation',
        'event.seq',
        'event.author',
        'event.time',
        'event.client_id',
        'event.body',
        'event.kind',
      ])
      .where('conversation.thread', '=', said.thread)
      .where('event.client_id', '=', said.clientId),
  );
  const event = row && parseEvent(row);
  if (event?.body?.kind !== 'message') return undefined;
  const before = event.body.message;
  const kept = await filesOf(door, before.attachments ?? []);
  const same =
    before.text === cleanMessage(said.message, door.own()).text &&
    kept.join() === said.files.map(({ file }) => file).join();
  return same ? { conversation: event.conversation, seq: event.seq, time: event.time, repeated: true } : undefined;
}

async function filesOf({ database }: Door, attachments: readonly Attachment[]): Promise<string[]> {
  if (attachments.length === 0) return [];
  const ids = attachments.map(({ id }) => id);
  const rows = await database.read(
    database.build.selectFrom('attachment').select(['id', 'file']).where('id', 'in', ids),
  );
  const byId = new Map(rows.map(({ id, file }) => [id, file]));
  return ids.map((id) => byId.get(id) ?? '');
}

/** Hands the beginning to `look` before anything is passed on; what `look` throws ends the stream. */
async function* withFirst(content: Readable, look: (first: Uint8Array) => void): AsyncGenerator<Uint8Array, void> {
  const held: Buffer[] = [];
  let size = 0;
  let looked = false;
  const pieces: AsyncIterable<Buffer> = content;
  for await (const bytes of pieces) {
    if (looked) {
      yield bytes;
      continue;
    }
    held.push(bytes);
    size += bytes.length;
    if (size < sniffed) continue;
    look(Buffer.concat(held));
    looked = true;
    yield Buffer.concat(held.splice(0));
  }
  if (looked) return;
  if (size === 0) throw new Refusal('bad-input', 'upload: an empty file', { where: 'an empty file' });
  look(Buffer.concat(held));
  yield Buffer.concat(held);
}
