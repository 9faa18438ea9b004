import type { IncomingHttpHeaders } from 'node:http';
import type { Place } from './connectors-file.js';

/** JSON as it came in: nothing is believed of it. `fault` says why it cannot be read, and repeats nothing of it. */
export type Answer = { readonly json: unknown } | { readonly fault: string };

interface Answered {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The body of an answer, when it says that it is JSON and is. */
export function answerOf(answered: Answered): Answer {
  const type = answered.headers['content-type'] ?? '';
  const isJson = /^application\/([\w.-]{1,60}\+)?json\s*(;|$)/i.test(type);
  return isJson ? jsonOf(answered) : { fault: 'answered something else than JSON' };
}

/** The body as JSON, whatever it says it is. */
export function jsonOf({ headers, body }: Answered): Answer {
  const encoding = headers['content-encoding'] ?? 'identity';
  // We ask for none; unpacking could make gigabytes of a few kilobytes.
  if (encoding !== 'identity') return { fault: 'answered compressed, which was not asked for' };
  try {
    const charset = /;\s*charset="?([\w-]{1,20})/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
    const json: unknown = JSON.parse(new TextDecoder(charset, { fatal: true }).decode(body));
    return { json };
  } catch {
    return { fault: 'answered JSON that cannot be read' };
  }
}

export const stepsOf = (place: Place): readonly string[] =>
  typeof place !== 'string' ? place : place === '.' ? [] : place.split('.');

/** What stands at a place of the answer; undefined when nothing does. Own keys only: `constructor` leads nowhere. */
export function at(json: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return /^\d{1,6}$/.test(step) ? value[Number(step)] : undefined;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return Reflect.get(value, step);
  }, json);
}

/** Nothing there: missing, null, an empty text, list or object. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
