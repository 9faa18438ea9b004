import type { IncomingMessage } from 'node:http';
import type { Log } from '../log.js';
import { peerOf } from './address.js';

interface Watched {
  readonly log: Log;
  readonly publicUrl: string;
  readonly isTrusted: (address: string) => boolean;
}

/**
 * Tells once, in the log, what a proxy in front of us does otherwise than we were told: it asks for another host than
 * PUBLIC_URL, or it is not among TRUSTED_PROXIES. Both work at first sight, and then links lead nowhere and every
 * customer shares one limit.
 */
export function createProxyWatch({ log, publicUrl, isTrusted }: Watched): (request: IncomingMessage) => void {
  const wanted = new URL(publicUrl);
  let otherHost = false;
  let stranger = false;
  return (request) => {
    if (otherHost && stranger) return;
    const { headers } = request;
    const forwarded = headers['x-forwarded-for'] ?? headers['x-forwarded-host'] ?? headers.forwarded;
    if (forwarded === undefined) return;
    const peer = peerOf(request);
    if (!isTrusted(peer)) {
      // Anybody may write these lines, so it is told once and with no word of theirs.
      if (!stranger) log.warn({ peer }, 'a request came through a proxy that TRUSTED_PROXIES does not name');
      stranger = true;
      return;
    }
    const asked = hostAsked(request);
    if (otherHost || asked === undefined || (asked.host === wanted.host && asked.protocol === wanted.protocol)) return;
    otherHost = true;
    log.warn({ asked: asked.origin, publicUrl }, 'a proxy asks for another address than PUBLIC_URL');
  };
}

/** The address in the browser, as far as the proxy nearest to us says it. */
function hostAsked({ headers }: IncomingMessage): URL | undefined {
  const host = last(headers['x-forwarded-host']) ?? headers.host;
  const protocol = last(headers['x-forwarded-proto']) ?? 'http';
  const url = `${protocol}://${host ?? ''}`;
  return /^https?:/.test(url) && URL.canParse(url) ? new URL(url) : undefined;
}

const last = (header: string | string[] | undefined): string | undefined =>
  [header ?? []].flat().join(',').split(',').at(-1)?.trim() || undefined;
