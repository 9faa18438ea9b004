import { Busboy, type BusboyInstance } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { parseJson } from '../../http/body.js';
import { Refusal } from '../../refusal.js';
import { limits } from '../../wire.js';

export interface Uploaded<F, S> {
  /** What was said with the files. */
  readonly said: S | undefined;
  readonly files: readonly F[];
}

export interface UploadReader<F, S> {
  /** The part that is no file: its name, the type by which it is known as well, and what it must be. */
  readonly part: { readonly name: string; readonly type?: string; readonly schema: z.ZodType<S> };
  readonly keep: (name: string, content: Readable) => Promise<F>;
}

/** An upload that trickles holds a place; a phone on a slow line still sends its five pictures in this time. */
const uploadSeconds = 240;

/**
 * Reads a multipart upload as it comes. Each file is handed on while it arrives and is never whole in memory; `keep`
 * answers when it is stored. Throws the first refusal, whoever found it: reader, `keep`, or time.
 */
export async function readUpload<F, S>(
  request: IncomingMessage,
  { part, keep }: UploadReader<F, S>,
): Promise<Uploaded<F, S>> {
  const reader = openReader(request);
  const contents: Readable[] = [];
  const stored: Promise<F>[] = [];
  const heard: Promise<void>[] = [];
  let said: S | undefined;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      request.unpipe(reader);
      const reason = error instanceof Error ? error : new Error('upload: failed');
      // Whoever still reads a file must hear that it will not end.
      for (const content of contents) content.destroy(reason);
      reject(reason);
    };
    const timer = setTimeout(() => fail(new Refusal('too-late', 'upload: took too long')), uploadSeconds * 1000);
    const hear = (bytes: Buffer): void => void (said = part.schema.parse(parseJson(bytes)));
    reader.on('field', (name, value) => {
      if (name === part.name) attempt(() => hear(Buffer.from(value, 'utf8')), fail);
    });
    reader.on('file', (name, content, filename, _encoding, type) => {
      contents.push(content);
      // Its reader may not have begun when it breaks: without an ear the error would end the process.
      content.on('error', () => undefined);
      if ((part.type !== undefined && type === part.type) || name === part.name) {
        return void heard.push(readPart(content).then((bytes) => attempt(() => hear(bytes), fail), fail));
      }
      if (stored.length >= limits.filesPerMessage) return fail(tooMany());
      // busboy ends a file at its limit as if it were whole; only this event tells that it was cut.
      content.once('limit', () =>
        fail(new Refusal('too-large', 'upload: file', { limit: `${limits.fileBytes} bytes` })),
      );
      const one = keep(filename, content);
      one.catch(fail);
      stored.push(one);
    });
    reader.once('partsLimit', () => fail(tooMany())).once('filesLimit', () => fail(tooMany()));
    reader.once('error', () => fail(new Refusal('bad-input', 'upload: not multipart', { where: 'not multipart' })));
    reader.once('finish', () => {
      clearTimeout(timer);
      Promise.all([Promise.all(stored), ...heard]).then(([files]) => resolve({ said, files }), fail);
    });
    request.once('close', () => {
      if (!request.complete) fail(new Refusal('bad-input', 'upload: the sender went away'));
    });
    request.pipe(reader);
  });
}

function attempt(act: () => void, fail: (error: unknown) => void): void {
  try {
    act();
  } catch (error) {
    fail(error);
  }
}

function openReader(request: IncomingMessage): BusboyInstance {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw new Refusal('wrong-type', `upload: ${type.slice(0, 60) || 'no type'}`, { expected: 'multipart/form-data' });
  }
  const most = limits.filesPerMessage * limits.fileBytes + limits.jsonBytes * 2;
  if (Number(request.headers['content-length'] ?? 0) > most) {
    throw new Refusal('too-large', 'upload: body', { limit: `${most} bytes` });
  }
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': type },
      limits: {
        ...{ fieldNameSize: 100, fieldSize: limits.jsonBytes, fields: 4, headerPairs: 20 },
        ...{ fileSize: limits.fileBytes, files: limits.filesPerMessage + 1, parts: limits.filesPerMessage + 4 },
      },
    });
  } catch {
    throw new Refusal('bad-input', 'upload: no boundary', { where: 'no boundary' });
  }
}

async function readPart(content: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Without a set encoding a stream of bytes gives buffers; its type does not say so.
  const pieces: AsyncIterable<Buffer> = content;
  for await (const bytes of pieces) {
    size += bytes.length;
    if (size > limits.jsonBytes) {
      content.resume();
      throw new Refusal('too-large', 'upload: message', { limit: `${limits.jsonBytes} bytes` });
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

const tooMany = (): Refusal =>
  new Refusal('too-large', 'upload: too many files', { limit: `${limits.filesPerMessage} files` });
