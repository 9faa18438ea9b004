import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';

/** Where a file's bytes come from: a path, or what somebody uploaded, with the name to call it by. */
export type Source = { readonly file: string } | { readonly name: string; readonly content: string | Uint8Array };

export const sourceName = (source: Source): string => ('file' in source ? basename(source.file) : source.name);

/**
 * The text of a file in pieces, or undefined when it is in no encoding a shop's spreadsheet writes.
 *
 * UTF-8 with or without a mark, UTF-16 with one ("Unicode text"), and Shift_JIS as Windows writes it (CP932), told
 * apart by the bytes: Shift_JIS is tried only when they are not UTF-8, since almost no Shift_JIS text happens to be.
 */
export async function textOf(source: Source): Promise<AsyncIterable<string> | undefined> {
  for (const encoding of ['utf-8', 'shift_jis', 'utf-16le']) {
    if (await fits(source, encoding)) return decoded(source, encoding);
  }
  return undefined;
}

async function fits(source: Source, encoding: string): Promise<boolean> {
  let first = true;
  try {
    for await (const piece of decoded(source, encoding)) {
      if (first && encoding === 'utf-16le' && piece.charCodeAt(0) !== 0xfeff) return false;
      // UTF-16 is mostly well-formed Shift_JIS too, but full of NUL characters, which no text has.
      if (encoding !== 'utf-16le' && piece.includes('\0')) return false;
      first = false;
    }
    return true;
  } catch (error) {
    if (isNotText(error)) return false;
    throw error;
  }
}

async function* decoded(source: Source, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  for await (const bytes of bytesOf(source)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

/** A piece is parsed in one go: a large one would hold up everything else in the process. */
const pieceBytes = 16 * 1024;

async function* bytesOf(source: Source): AsyncGenerator<Uint8Array> {
  if ('file' in source) {
    const file = createReadStream(source.file, { highWaterMark: pieceBytes });
    for await (const piece of file) if (piece instanceof Uint8Array) yield piece;
    return;
  }
  const bytes = typeof source.content === 'string' ? new TextEncoder().encode(source.content) : source.content;
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    yield bytes.subarray(from, from + pieceBytes);
    await setImmediate();
  }
}

const isNotText = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
