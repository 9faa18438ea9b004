import { heard } from '../edge.js';

/** How a call to our server ended. `status` 0: nobody answered. */
export type Outcome<T> =
  { ok: true; value: T } | { ok: false; status: number; retryAfter: number | null; code: string | null };

export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly json?: unknown;
  readonly token?: string | null;
  readonly language?: string;
  readonly signal?: AbortSignal;
}

/** A longer silence than this is no connection; a long poll says itself how long it waits. */
const patience = 15_000;

export async function call<T>({ method, path, json, token, language, signal }: Call): Promise<Outcome<T>> {
  const headers: Record<string, string> = {};
  if (json !== undefined) headers['content-type'] = 'application/json';
  if (token) headers.authorization = `Bearer ${token}`;
  if (language) headers['accept-language'] = language;
  try {
    const answer = await fetch(path, {
      ...{ method, headers, cache: 'no-store', credentials: 'omit' },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      signal: signal ?? AbortSignal.timeout(patience),
    });
    if (!answer.ok) return failure(answer.status, answer.headers.get('retry-after'), await answer.text());
    return { ok: true, value: heard<T>(answer.status === 204 ? 'null' : await answer.text()) };
  } catch {
    return { ok: false, status: 0, retryAfter: null, code: null };
  }
}

export interface Upload {
  readonly path: string;
  readonly body: FormData;
  readonly token: string | null;
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Sends files. XMLHttpRequest, because `fetch` tells no progress of what goes out. */
export async function upload<T>({ path, body, token, onProgress, signal }: Upload): Promise<Outcome<T>> {
  return await new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const lost = (): void => resolve({ ok: false, status: 0, retryAfter: null, code: null });
    // Called off while the session was being renewed: an ear put on now would never hear it.
    if (signal.aborted) return lost();
    request.open('POST', path);
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const { status, responseText } = request;
      if (status >= 200 && status < 300) resolve({ ok: true, value: heard<T>(responseText || 'null') });
      else resolve(failure(status, request.getResponseHeader('retry-after'), responseText));
    };
    request.onerror = lost;
    request.onabort = lost;
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

function failure(status: number, wait: string | null, body: string): Outcome<never> {
  const seconds = Number(wait);
  return { ok: false, status, retryAfter: seconds > 0 ? seconds * 1000 : null, code: codeOf(body) };
}

function codeOf(body: string): string | null {
  try {
    const problem: unknown = JSON.parse(body);
    if (typeof problem !== 'object' || problem === null || !('code' in problem)) return null;
    return typeof problem.code === 'string' ? problem.code : null;
  } catch {
    return null;
  }
}
