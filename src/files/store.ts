import { createHash } from 'node:crypto';
import type { Clock } from '../clock.js';
import type { Database, Statement } from '../database/database.js';
import { template } from '../database/statements.js';
import { newId } from '../id.js';
import { Refusal } from '../refusal.js';

export interface StoredFile {
  /** SHA-256 of the content, in hex: the same content is stored once. */
  readonly id: string;
  readonly size: number;
}

/** So long is one statement at most; a turn that commits meanwhile waits for one part, not for a film. */
const partLength = 256 * 1024;

/**
 * Stores a stream of bytes, a part at a time, and gives it its name. Nobody sees a file before its last byte is there.
 * Longer than `maximum`, or broken off: `Refusal('too-large')` or the stream's own error, and nothing is left.
 */
export async function storeFile(
  database: Database,
  bytes: AsyncIterable<Uint8Array>,
  { maximum, clock }: { maximum: number; clock: Clock },
): Promise<StoredFile> {
  const upload = newId('u');
  // The name is known only at the end, so the parts hang on the upload and the file is renamed when it is whole.
  const values = { id: upload, upload, size: 0, complete: 0, created: clock.now() };
  const begin = database.build.insertInto('file').values(values).compile();
  await database.commit([{ statement: begin, rows: 1 }]);
  const hash = createHash('sha256');
  let [size, part] = [0, 0];
  try {
    for await (const piece of inParts(checked(bytes, maximum))) {
      hash.update(piece);
      size += piece.length;
      await database.commit([{ statement: addPart(database, upload, part++, piece), rows: 1 }]);
    }
    const id = hash.digest('hex');
    const named = await database.commit([{ statement: finish(database, { upload, id, size }), rows: 1 }]);
    // Somebody stored the same content before, or just now: theirs is as good.
    if (!named.done) await drop(database, upload);
    return { id, size };
  } catch (error) {
    // With the database gone `dropAbandoned` clears up later; what the caller must hear is the first error.
    await drop(database, upload).catch(() => undefined);
    throw error;
  }
}

/** A stored file from its first byte, a part at a time. `Refusal('not-found')` when there is none, or not all of it. */
export async function* readFile(database: Database, id: string): AsyncGenerator<Uint8Array, void> {
  const [file] = await database.read(
    database.build.selectFrom('file').select(['upload', 'size']).where('id', '=', id).where('complete', '=', 1),
  );
  if (!file) throw new Refusal('not-found', `files: there is no file ${id}`);
  let left = file.size;
  for (let part = 0; left > 0; part++) {
    const [row] = await database.rows<{ bytes: Uint8Array }>(onePart(database, { upload: file.upload, part }), 'slow');
    // Erased while it was being read: a fault on this connection, not a file that looks whole.
    if (!row) throw new Refusal('not-found', `files: part ${part} of ${id} is gone`);
    left -= row.bytes.length;
    yield row.bytes;
  }
}

/** Drops what uploads left behind whose process died: incomplete and begun before `before`. Gives their number. */
export async function dropAbandoned(database: Database, before: number): Promise<number> {
  const abandoned = await database.read(
    database.build.selectFrom('file').select('upload').where('complete', '=', 0).where('created', '<', before),
  );
  for (const { upload } of abandoned) await drop(database, upload);
  return abandoned.length;
}

async function* checked(bytes: AsyncIterable<Uint8Array>, maximum: number): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > maximum) throw new Refusal('too-large', `files: more than ${maximum} bytes`, { maximum });
    yield piece;
  }
}

/**
 * Cuts and joins what comes into parts of one length, each a copy: the database's thread gets the whole memory behind
 * a view, and a view of a 10 MB body would carry those along with every part.
 */
async function* inParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let part = new Uint8Array(partLength);
  let filled = 0;
  for await (const piece of bytes) {
    for (let taken = 0; taken < piece.length;) {
      const some = piece.subarray(taken, taken + partLength - filled);
      part.set(some, filled);
      filled += some.length;
      taken += some.length;
      if (filled < partLength) continue;
      yield part;
      part = new Uint8Array(partLength);
      filled = 0;
    }
  }
  if (filled > 0) yield part.slice(0, filled);
}

function addPart(database: Database, upload: string, part: number, bytes: Uint8Array): Statement {
  return database.build.insertInto('file_chunk').values({ upload, part, bytes }).compile();
}

/** Only while the upload is unfinished: after a fault nobody knows whether its last commit stands, and a whole file stays. */
async function drop(database: Database, upload: string): Promise<void> {
  const { build } = database;
  const unfinished = build.selectFrom('file').select('upload').where('upload', '=', upload).where('complete', '=', 0);
  await database.commit([
    { statement: build.deleteFrom('file_chunk').where('upload', 'in', unfinished).compile() },
    { statement: build.deleteFrom('file').where('upload', '=', upload).where('complete', '=', 0).compile() },
  ]);
}

interface Part {
  upload: string;
  part: number;
}

const finish = template<{ upload: string; id: string; size: number }>((build, place) =>
  build
    .updateTable('file')
    .set({ id: place.text('id'), size: place.int('size'), complete: 1 })
    .where('upload', '=', place.text('upload')),
);

const onePart = template<Part>((build, place) =>
  build
    .selectFrom('file_chunk')
    .select('bytes')
    .where('upload', '=', place.text('upload'))
    .where('part', '=', place.int('part')),
);
