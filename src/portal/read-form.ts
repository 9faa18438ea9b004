import { Busboy } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { discard, readBody } from '../http/body.js';
import { Refusal } from '../refusal.js';
import { limits } from '../wire.js';

/** What a page's form sent: its fields by name, and its files as `keep` gave them. */
export interface SentForm<F> {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: readonly F[];
}

const formSeconds = 240;

/** A form without files, as browsers send it. */
export async function readPlainForm(request: IncomingMessage): Promise<ReadonlyMap<string, string>> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new Refusal('wrong-type', 'form: not urlencoded');
  }
  const bytes = await readBody(request, limits.jsonBytes);
  return new Map(new URLSearchParams(bytes.toString('utf8')));
}

/**
 * A form with files, each stored while it arrives. What is too much or broken ends all of it with its refusal, which
 * carries nothing of the text: `fields` so far go to `told`, so that nobody has to write it twice.
 */
export function readFileForm<F>(
  request: IncomingMessage,
  keep: (name: string, content: Readable) => Promise<F>,
  told: (name: string, value: string) => void,
): Promise<SentForm<F>> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new Refusal('wrong-type', 'form: not multipart');
  const most = limits.filesPerMessage * limits.fileBytes + limits.jsonBytes;
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge();
  const reader = new Busboy({
    headers: { ...request.headers, 'content-type': type },
    limits: {
      ...{ fieldNameSize: 60, fieldSize: limits.jsonBytes, fields: 8, headerPairs: 20 },
      ...{ fileSize: limits.fileBytes, files: limits.filesPerMessage + 1, parts: limits.filesPerMessage + 10 },
    },
  });
  const fields = new Map<string, string>();
  const contents: Readable[] = [];
  const stored: Promise<F>[] = [];
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      request.unpipe(reader);
      const reason = error instanceof Error ? error : new Error('form: failed');
      for (const content of contents) content.destroy(reason);
      discard(request);
      reject(reason);
    };
    const timer = setTimeout(() => fail(new Refusal('too-late', 'form: took too long')), formSeconds * 1000);
    reader.on('field', (name, value) => {
      fields.set(name, value);
      told(name, value);
    });
    reader.on('file', (_, content, filename) => {
      content.on('error', () => undefined);
      // A field without a chosen file comes as a file without a name.
      if (filename === '' || typeof filename !== 'string') return void content.resume();
      contents.push(content);
      if (stored.length >= limits.filesPerMessage) return fail(tooLarge());
      content.once('limit', () => fail(tooLarge()));
      const one = keep(filename, content);
      one.catch(fail);
      stored.push(one);
    });
    reader.once('partsLimit', () => fail(tooLarge())).once('filesLimit', () => fail(tooLarge()));
    reader.once('error', () => fail(new Refusal('bad-input', 'form: not multipart')));
    reader.once('finish', () => {
      clearTimeout(timer);
      Promise.all(stored).then((files) => resolve({ fields, files }), fail);
    });
    request.once('close', () => {
      if (!request.complete) fail(new Refusal('bad-input', 'form: the sender went away'));
    });
    request.pipe(reader);
  });
}

const tooLarge = (): Refusal => new Refusal('too-large', 'form: too large or too many files');
