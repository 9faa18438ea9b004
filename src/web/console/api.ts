import type { ReplyFile, StaffFrame } from '../../console-wire.js';

/** Codes the server answers with (src/refusal.ts), and the two that never left this machine or could not be read. */
export type ProblemCode =
  | 'bad-input'
  | 'not-signed-in'
  | 'not-allowed'
  | 'token-expired'
  | 'wrong-password'
  | 'wrong-code'
  | 'bad-password'
  | 'last-owner'
  | 'bad-fields'
  | 'bad-file'
  | 'not-found'
  | 'conversation-closed'
  | 'other-body'
  | 'taken'
  | 'not-holder'
  | 'moved-on'
  | 'too-large'
  | 'wrong-type'
  | 'too-many'
  | 'too-late'
  | 'busy'
  | 'not-configured'
  | 'fault'
  | 'offline';

/** What went wrong with a call. `message` is the server's own sentence in the page's language. */
export class ApiError extends Error {
  override name = 'ApiError';
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly status: number,
    readonly details: Readonly<Record<string, string | number>> = {},
    /** With `bad-fields` and `bad-file`: what is wrong, one by one. */
    readonly problems: readonly { readonly field: string; readonly message: string }[] = [],
  ) {
    super(message);
  }
}

export const isApiError = (error: unknown, code?: ProblemCode): error is ApiError =>
  error instanceof ApiError && (code === undefined || error.code === code);

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One call to our own server. The answer's type is the caller's to name from `src/console-wire.ts`: what comes back was
 * made by the server this page came with. Throws `ApiError`; `offline` when nothing came back at all.
 */
export async function call<T>(path: string, { method = 'GET', body, signal }: Call = {}): Promise<T> {
  const headers: Record<string, string> = { 'accept-language': document.documentElement.lang || 'en' };
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
  let answer: Response;
  try {
    answer = await fetch(path, {
      ...{ method, headers, signal: signal ?? null },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('offline', 'offline', 0);
  }
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
  throw await problemOf(answer);
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => call<T>(path, { signal });
export const post = <T>(path: string, body: unknown = {}): Promise<T> => call<T>(path, { method: 'POST', body });

/** A frame of our own socket, typed like an answer; undefined for what is not one. */
export function parseFrame(data: unknown): StaffFrame | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data) as StaffFrame;
  } catch {
    return undefined;
  }
}

/** What an upload answered. */
export const parseFile = (answer: unknown): ReplyFile => answer as ReplyFile;

/** A name of our own for something sent: sent again with it, it is stored once. */
export const newClientId = (): string => crypto.randomUUID();

/**
 * Sends until an answer comes: for bodies that carry a client id, where a second arrival is stored once. Gives up after
 * about half a minute, so that the screen can say so.
 */
export async function postSurely<T>(path: string, body: unknown): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await post<T>(path, body);
    } catch (error) {
      const passes = isApiError(error, 'offline') || isApiError(error, 'busy');
      if (!passes || tries >= 9) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(4_000, 500 * 2 ** tries) * (0.5 + Math.random())));
    }
  }
}

async function problemOf(answer: Response): Promise<ApiError> {
  const problem = (await answer.json().catch(() => ({}))) as {
    code?: ProblemCode;
    detail?: string;
    details?: Record<string, string | number>;
    problems?: { field: string; message: string }[];
  };
  return new ApiError(
    problem.code ?? 'fault',
    problem.detail ?? answer.statusText,
    answer.status,
    problem.details,
    problem.problems,
  );
}
