import {
  boundTemplate,
  encoded,
  filled,
  parseTemplate,
  type Environment,
  type OutgoingValues,
  type Template,
} from './template.js';
import type { Origin } from './wire.js';

/** Where a system stands, read from `address`: the machine, and the path that all of its paths begin with. */
export interface Base {
  readonly origin: Origin;
  readonly path: string;
}

/** The parts of a system's address, or what is wrong with it. It is not repeated: it may come from the environment. */
export function parseBase(address: string): Base | string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return 'an address such as https://erp.example.com/api';
  if (url.username !== '' || url.password !== '') return 'name and password do not stand in the address: use headers';
  if (url.search !== '' || url.hash !== '') return 'an address without ? and #: use query';
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    origin: { secure, host, port: url.port === '' ? (secure ? 443 : 80) : Number(url.port) },
    path: url.pathname.replace(/\/+$/, ''),
  };
}

export interface AddressFile {
  readonly path: string;
  readonly query: Readonly<Record<string, string | number | boolean>>;
}

/** Servers take 8,000 characters; whatever needs more stands in a body. */
const longest = 4_000;

/** Path and query of one asking; a text says why it cannot be made of these values. */
export type AddressOf = (values: OutgoingValues) => { readonly path: string } | string;

export function addressOf(base: string, { path, query }: AddressFile, environment: Environment): AddressOf {
  const segments = pathTemplate(path, environment);
  const fields = Object.entries(query).map(([key, value]): [string, Template] => [
    encoded(key),
    boundTemplate(String(value), environment),
  ]);
  return (values) => {
    const written = filled(segments, values, encoded);
    if (written === undefined) return 'was not asked: its address lacks a value';
    if (leadsElsewhere(written)) return 'was not asked: a value would lead to another address';
    const pairs = fields.flatMap(([key, template]) => {
      const value = filled(template, values);
      return value === undefined ? [] : [`${key}=${encoded(value)}`];
    });
    const whole = `${base}${written}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
    return whole.length > longest ? 'was not asked: its address would be too long' : { path: whole };
  };
}

/** The file's own slashes and percent signs stay; what comes from the environment is a value like any other. */
function pathTemplate(path: string, environment: Environment): Template {
  const template = parseTemplate(path);
  if (typeof template === 'string') return [];
  return template.map((part) => {
    if (part.kind === 'value') return part;
    const text = part.kind === 'variable' ? encoded((environment[part.name] ?? '').trim()) : part.text;
    return { kind: 'literal', text: text.replace(/[^\x21-\x7e]/gu, encoded) };
  });
}

/** Dots as a whole segment climb to another address; control signs are read differently by every machine on the way. */
function leadsElsewhere(path: string): boolean {
  const segments = path.split('/');
  return segments.some((one) => /^(?:\.|%2e){1,2}$/i.test(one)) || /%(?:[01][0-9a-f]|7f)/i.test(path);
}
