import type { Database } from '../database/database.js';
import { attachFile, attachmentOf, type AttachedFile } from '../files/attachment.js';
import { receiveFile } from '../files/receive.js';
import { Refusal } from '../refusal.js';
import type { Attachment } from '../wire.js';
import { checkHolder, findConversation, type Agent, type Desk } from './desk.js';

/**
 * Takes in one file for a reply to come. It belongs to the conversation and is seen by nobody before a reply names it.
 * The same limits as for customers: `Refusal('wrong-type')`, `Refusal('too-large')`.
 */
export async function takeFile(
  desk: Desk,
  agent: Agent,
  { conversation, name, content }: { conversation: string; name: string; content: AsyncIterable<Buffer> },
): Promise<Attachment> {
  checkHolder(await findConversation(desk.database, agent.site, conversation), agent, 'file');
  const received = await receiveFile(desk, name, content);
  return attachFile(desk.database, { ...received, conversation, clock: desk.clock });
}

/** The files a reply names. One of another conversation is not there. */
export async function filesOf(database: Database, conversation: string, ids: readonly string[]): Promise<Attachment[]> {
  return Promise.all(
    ids.map(async (id) => {
      const { name, type, size } = await fileIn(database, conversation, id);
      return { id, name, type, size };
    }),
  );
}

/** `Refusal('not-found')` unless the file belongs to this conversation. */
export async function fileIn(database: Database, conversation: string, id: string): Promise<AttachedFile> {
  const found = await attachmentOf(database, id);
  if (found?.conversation !== conversation) {
    throw new Refusal('not-found', `file: ${id} is not in conversation ${conversation}`);
  }
  return found;
}
