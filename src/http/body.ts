import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.js';
import { limits } from '../wire.js';

/** After this long a body that is still arriving is refused: one slow sender must not hold a place for ever. */
export const bodySeconds = 30;

/** What a refused sender may still send before the line is cut: enough to read our answer, too little to be a nuisance. */
const discardBytes = 16 * 1024 * 1024;

/**
 * The whole body, as it came. Bytes are counted while they arrive, so neither a false Content-Length nor a chunked
 * body gets past the limit. Throws `Refusal('too-large')`, and `Refusal('too-late')` for a body that trickles.
 */
export async function readBody(request: IncomingMessage, maximum: number, seconds = bodySeconds): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maximum) throw tooLarge(request, maximum);
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => stop(new Refusal('too-late', `body: not complete after ${seconds} s`)),
      seconds * 1000,
    );
    const stop = (error?: Error): void => {
      clearTimeout(timer);
      request.off('data', take).off('end', stop).off('error', stop).off('close', cut);
      if (error) reject(error);
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size));
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maximum) stop(tooLarge(request, maximum));
      else chunks.push(chunk);
    };
    const cut = (): void => stop(new Refusal('bad-input', 'body: the sender went away'));
    request
      .on('data', take)
      .once('end', () => stop())
      .once('error', stop)
      .once('close', cut);
  });
}

/** Reads on and throws away, so that the sender comes to read the refusal; cuts the line when it does not end. */
export function discard(request: IncomingMessage): void {
  let rest = discardBytes;
  request.on('data', (chunk: Buffer) => {
    rest -= chunk.length;
    if (rest < 0) request.socket.destroy();
  });
  const timer = setTimeout(() => request.socket.destroy(), bodySeconds * 1000).unref();
  request.once('close', () => clearTimeout(timer)).resume();
}

const tooLarge = (request: IncomingMessage, maximum: number): Refusal =>
  new Refusal('too-large', `body: more than ${maximum} bytes at ${request.method ?? ''}`, {
    limit: `${maximum} bytes`,
  });

/** The JSON in these bytes, or `Refusal('bad-input')`: invalid UTF-8, broken, too deep, or with a `__proto__` key. */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  // Depth is counted before parsing: a hostile body must not reach the parser's recursion or zod's.
  if (depthOf(text) > limits.jsonDepth) throw badJson(`deeper than ${limits.jsonDepth} levels`);
  try {
    // A reviver makes parsing five times dearer; without these letters or an escape there can be no such key.
    return maybeProto.test(text) ? JSON.parse(text, refuseProto) : JSON.parse(text);
  } catch (error) {
    throw error instanceof Refusal ? error : badJson('not JSON');
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw badJson('not UTF-8');
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (quoted) {
      if (code === 0x5c) place++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}

const maybeProto = /__proto__|\\u/;

function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw badJson('a __proto__ key');
  return value;
}

const badJson = (why: string): Refusal => new Refusal('bad-input', `body: ${why}`, { where: why });
