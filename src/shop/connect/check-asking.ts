import type { FieldKind } from '../../flows/shape.js';
import { nearestName } from '../../import/nearest-name.js';
import type { Wrong } from './check-file.js';
import { headerName, headers } from './check-headers.js';
import type { ActFile, ConnectorsFile, LookUpFile } from './connectors-file.js';
import { parseTemplate, type Environment } from './template.js';

interface Checking {
  readonly at: readonly string[];
  readonly file: ConnectorsFile;
  readonly environment: Environment;
  /** Names that are there beside those of `takes`. */
  readonly fixed: readonly string[];
}

/** What a look-up or an act says of itself: its system, its values and where they go. */
export function asking(one: LookUpFile | ActFile, { at, file, environment, fixed }: Checking): Wrong[] {
  const { system, takes, optional = [], key } = one;
  const systems = Object.keys(file.systems);
  const names = Object.keys(takes);
  const keyWrong = key === undefined ? undefined : headerName(key);
  const found: Wrong[] = [
    ...(systems.includes(system)
      ? []
      : [{ at: ['system'], what: `there is no system ${system}${meant(system, systems)}` }]),
    ...names
      .filter((name) => fixed.includes(name))
      .map((name) => ({ at: ['takes', name], what: `{${name}} is always there: give this value another name` })),
    ...optional
      .map((name, index) => ({ at: ['optional', index], what: `takes has no ${name}${meant(name, names)}`, name }))
      .filter(({ name }) => !names.includes(name)),
    ...places(one, fixed),
    ...(keyWrong === undefined ? [] : [{ at: ['key'], what: keyWrong }]),
    ...headers(one.headers, ['headers'], environment),
  ];
  return found.map(({ at: place, what }) => ({ at: [...at, ...place], what }));
}

/** Each {place} names a value that is there and can stand there, and each value goes somewhere. */
function places(
  { takes, optional = [], path, query, body, headers: own }: LookUpFile | ActFile,
  fixed: readonly string[],
): Wrong[] {
  const known = [...Object.keys(takes), ...fixed];
  const texts = textsOf({ path, query, body, headers: own }, []);
  const wrong = texts.flatMap((text) =>
    namesIn(text.text).flatMap((name) => {
      const [whole = '', part] = name.split('.');
      if (!known.includes(whole)) return [{ at: text.place, what: `{${name}} is not in takes${meant(whole, known)}` }];
      const kind = Object.hasOwn(takes, whole) ? takes[whole] : 'text';
      const what =
        unfitting({ whole, part, kind }, text) ??
        (text.place[0] === 'path' && optional.includes(whole) ? hole : undefined);
      return what === undefined ? [] : [{ at: text.place, what: `{${name}} ${what}` }];
    }),
  );
  const used = texts.flatMap(({ text }) => namesIn(text)).map((name) => name.split('.')[0]);
  const idle = Object.keys(takes).filter((name) => !used.includes(name));
  return [...wrong, ...idle.map((name) => ({ at: ['takes', name], what: `{${name}} is taken and sent nowhere` }))];
}

const hole = 'is optional: without it the address would have a hole';

function unfitting(
  { whole, part, kind }: { whole: string; part: string | undefined; kind: FieldKind | undefined },
  { place, isAlone }: Text,
): string | undefined {
  if (part !== undefined) return kind === 'money' ? undefined : `cannot be: ${whole} is no money`;
  if ((kind !== 'money' && kind !== 'list') || (place[0] === 'body' && isAlone)) return undefined;
  return kind === 'money'
    ? `is money: write {${whole}.amount} or {${whole}.currency}`
    : 'is a list: it stands in a body, alone';
}

interface Text {
  readonly text: string;
  readonly place: readonly PropertyKey[];
  /** One {place} and nothing beside it. */
  readonly isAlone: boolean;
}

/** Every text below, with its place. */
export function textsOf(node: unknown, place: readonly PropertyKey[]): Text[] {
  if (typeof node === 'string') return [{ text: node, place, isAlone: /^\{[^{}]*\}$/.test(node) }];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, one]: [string, unknown]) => textsOf(one, [...place, key]));
}

/** The values that a text names; none when it cannot be read, which is told elsewhere. */
export function namesIn(text: string): string[] {
  const template = parseTemplate(text);
  return typeof template === 'string' ? [] : template.flatMap((part) => (part.kind === 'value' ? [part.name] : []));
}

export function meant(written: string, names: readonly string[]): string {
  const near = nearestName(written, names);
  return near === undefined || near === written ? '' : `; is ${near} meant?`;
}
