import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'restify';

/** What a handler gives back. Nothing else writes to a response. A header set to '' is left out. */
export type Answer = { readonly status: number; readonly headers?: Readonly<Record<string, string>> } & (
  | { readonly json: unknown }
  | { readonly text: string; readonly type: string }
  | { readonly bytes: Buffer; readonly type: string }
  | { readonly stream: Readable; readonly type: string; readonly size: number }
  | { readonly empty: true }
);

/** For answers that draw nothing; a page brings its own. */
const nothingLoads = "default-src 'none'; frame-ancestors 'none'; sandbox";

export const safetyHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-frame-options': 'DENY',
  'content-security-policy': nothingLoads,
  'cache-control': 'no-store',
  // Chat pages on other sites read our answers and show our pictures.
  'cross-origin-resource-policy': 'cross-origin',
} as const;

export async function send(response: Response, answer: Answer): Promise<void> {
  const headers = headersOf(answer);
  if ('json' in answer)
    return sendText(response, answer.status, JSON.stringify(answer.json), {
      'content-type': 'application/json; charset=utf-8',
      ...headers,
    });
  if ('text' in answer)
    return sendText(response, answer.status, answer.text, { 'content-type': answer.type, ...headers });
  if ('bytes' in answer) {
    const length = { 'content-length': String(answer.bytes.byteLength) };
    return void response.sendRaw(answer.status, answer.bytes, { 'content-type': answer.type, ...headers, ...length });
  }
  if ('empty' in answer) return void response.sendRaw(answer.status, '', headers);
  response.writeHead(answer.status, { ...headers, 'content-type': answer.type, 'content-length': answer.size });
  await pipeline(answer.stream, response);
}

function headersOf({ headers }: Answer): Record<string, string> {
  if (headers === undefined) return safetyHeaders;
  const all: Record<string, string> = { ...safetyHeaders, ...headers };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

function sendText(response: Response, status: number, text: string, headers: Record<string, string>): void {
  response.sendRaw(status, text, { 'content-length': String(Buffer.byteLength(text)), ...headers });
}
