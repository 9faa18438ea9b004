import type { IncomingMessage, ServerResponse } from 'node:http';

/** Which pages may call from a browser: a list of origins, or every one. `*` is safe where tokens travel in headers. */
export type Origins = '*' | readonly string[];

export function isAllowedOrigin(origins: Origins, origin: string): boolean {
  return origins === '*' || origins.includes(origin);
}

/** A page of ours, under whatever name the browser found us. */
export function isOwnOrigin(origin: string, request: IncomingMessage): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.headers.host;
}

/** Adds what a browser needs to read the answer from another origin. Gives false when this origin may not. */
export function allowOrigin(origins: Origins, request: IncomingMessage, response: ServerResponse): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return true;
  response.setHeader('vary', 'Origin');
  if (!isAllowedOrigin(origins, origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', 'retry-after, x-request-id');
  // Web Chat asks for a session id "with credentials"; no answer of ours depends on a cookie, so none can leak.
  if (request.url?.endsWith('/session/getsessionid')) response.setHeader('access-control-allow-credentials', 'true');
  return true;
}

export const preflightHeaders = {
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with, accept-language',
  'access-control-max-age': '86400',
} as const;
