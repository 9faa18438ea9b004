import { parseEvent } from '../../conversations/event.js';
import { cleanMessage, type Door, type Stored } from '../../conversations/say.js';
import type { Received } from '../../files/receive.js';
import type { Attachment, Message } from '../../wire.js';

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
