import type { Signature } from '../../flows/shape.js';
import type { Values } from '../system.js';
import { addressOf, type AddressOf } from './address.js';
import { outgoing } from './outgoing.js';
import type { Asked } from './system.js';
import { bodyTemplate, boundTemplate, filled, filledBody, type Environment, type Template } from './template.js';

/** What a look-up, an act and the finding of an act have in common in the file. */
export interface AskingFile {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | number | boolean>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly key?: string | undefined;
}

export interface AskingParts {
  /** Path of the system's address. */
  readonly base: string;
  /** Headers of the system: its own come first, the asking's over them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly environment: Environment;
  readonly signature: Signature;
  readonly fresh: boolean;
}

/** Makes the request for these values; a text says why it cannot be made, without the values. */
export type AskingOf = (values: Values, fixed: Readonly<Record<string, string>>) => Asked | string;

export function askingOf(file: AskingFile, { base, headers, environment, signature, fresh }: AskingParts): AskingOf {
  const address: AddressOf = addressOf(base, file, environment);
  const own = Object.entries({ ...lowered(headers), ...lowered(file.headers) }).map(
    ([name, text]): [string, Template] => [name, boundTemplate(text, environment)],
  );
  const body = file.body === undefined ? undefined : bodyTemplate(file.body, environment);
  return (values, fixed) => {
    const ready = outgoing(signature, values, fixed);
    if (typeof ready === 'string') return ready;
    const where = address(ready);
    if (typeof where === 'string') return where;
    const sent = body === undefined ? undefined : JSON.stringify(filledBody(body, ready) ?? {});
    return {
      method: file.method,
      path: where.path,
      fresh,
      headers: {
        accept: 'application/json',
        'user-agent': 'madoguchi',
        ...Object.fromEntries(own.map(([name, template]) => [name, filled(template, ready) ?? ''])),
        ...(file.key === undefined ? {} : { [file.key.toLowerCase()]: headerKey(fixed['key'] ?? '') }),
        'accept-encoding': 'identity',
        ...(sent === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      },
      ...(sent === undefined ? {} : { body: sent }),
    };
  };
}

const lowered = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text]));

/** Our keys are made of ids and the names of steps; whatever else is in one must not break the line. */
const headerKey = (key: string): string =>
  /^[\x21-\x7e]{1,250}$/.test(key) ? key : encodeURIComponent(key.toWellFormed());
