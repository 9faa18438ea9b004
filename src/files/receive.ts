import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { Refusal } from '../refusal.js';
import { limits } from '../wire.js';
import { storeFile } from './store.js';
import { allowedTypes, sniffType } from './type.js';

/** A file that is stored and belongs to nobody yet. */
export interface Received {
  readonly file: string;
  readonly name: string;
  readonly type: string;
}

const sniffed = 4_096;

/** Stores one file while it arrives. What it is, is read from its bytes; `Refusal('wrong-type')` before they are kept. */
export async function receiveFile(
  { database, clock }: { database: Database; clock: Clock },
  name: string,
  content: AsyncIterable<Buffer>,
): Promise<Received> {
  let type = '';
  const bytes = withFirst(content, (first) => {
    type = sniffType(first, name);
    if (!allowedTypes.includes(type))
      throw new Refusal('wrong-type', `upload: ${type}`, { expected: 'images, PDF, Office, text' });
  });
  const { id } = await storeFile(database, bytes, { maximum: limits.fileBytes, clock });
  return { file: id, name, type };
}

/** Hands the beginning to `look` before anything is passed on; what `look` throws ends the stream. */
async function* withFirst(
  pieces: AsyncIterable<Buffer>,
  look: (first: Uint8Array) => void,
): AsyncGenerator<Uint8Array, void> {
  const held: Buffer[] = [];
  let size = 0;
  let looked = false;
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
