import { isIP } from 'node:net';
import { tellsKey } from './act.js';
import { parseBase } from './address.js';
import { asking, namesIn, textsOf } from './check-asking.js';
import { headers } from './check-headers.js';
import type { ActFile, ConnectorsFile, LookUpFile } from './connectors-file.js';
import { createReach, parseAllowed, type Allowed } from './private-network.js';
import { bound, filled, parseTemplate, type Environment } from './template.js';

/** A mistake, at its place in the file. */
export interface Wrong {
  readonly at: readonly PropertyKey[];
  readonly what: string;
}

/** What is wrong in a file whose form is right: everything that would only show with a customer on the line. */
export function checkFile(file: ConnectorsFile, environment: Environment): Wrong[] {
  return [
    ...templates(file, environment),
    ...file.allow.flatMap((text, index) => {
      const allowed = parseAllowed(text);
      return typeof allowed === 'string' ? [{ at: ['allow', index], what: `"${text}": ${allowed}` }] : [];
    }),
    ...Object.entries(file.systems).flatMap(([name, system]) => [
      ...address(system.address, ['systems', name, 'address'], { file, environment }),
      ...headers(system.headers, ['systems', name, 'headers'], environment),
    ]),
    ...Object.entries(file.lookups).flatMap(([name, one]) => {
      const at = ['lookups', name];
      const wrongBody = one.method === 'GET' && one.body !== undefined;
      return [
        ...asking(one, { at, file, environment, fixed: ['language', 'key'] }),
        ...(wrongBody ? [{ at: [...at, 'body'], what: 'a GET has no body: use query, or method: POST' }] : []),
      ];
    }),
    ...Object.entries(file.acts).flatMap(([name, one]) => [
      ...asking(one, { at: ['acts', name], file, environment, fixed: ['key'] }),
      ...finding(one, ['acts', name]),
    ]),
  ];
}

/** The addresses of `allow` that can be read. */
export const allowedIn = ({ allow }: ConnectorsFile): Allowed[] =>
  allow.map(parseAllowed).filter((one) => typeof one !== 'string');

/** Every text that goes out: what looks like a place must be one, and a variable must be set. */
function templates(file: ConnectorsFile, environment: Environment): Wrong[] {
  const texts = [
    ...Object.entries(file.systems).flatMap(([name, { address: own, headers: all }]) =>
      textsOf({ address: own, headers: all }, ['systems', name]),
    ),
    ...(['lookups', 'acts'] as const).flatMap((part) =>
      Object.entries<AnyAsking>(file[part]).flatMap(([name, { path, query, headers: all, body, find }]) =>
        textsOf({ path, query, headers: all, body, find: find && { path: find.path, query: find.query } }, [
          part,
          name,
        ]),
      ),
    ),
  ];
  return texts.flatMap(({ text, place }) => {
    const template = parseTemplate(text);
    if (typeof template === 'string') return [{ at: place, what: template }];
    return missingIn(template, environment).map((name) => ({ at: place, what: `the environment has no ${name}` }));
  });
}

type AnyAsking = Pick<LookUpFile, 'path' | 'query' | 'headers' | 'body'> & Pick<ActFile, 'find'>;

const missingIn = (template: ReturnType<typeof bound>, environment: Environment): string[] =>
  template.flatMap((part) =>
    part.kind === 'variable' && (environment[part.name] ?? '').trim() === '' ? [part.name] : [],
  );

function address(
  text: string,
  at: readonly PropertyKey[],
  { file, environment }: { file: ConnectorsFile; environment: Environment },
): Wrong[] {
  const template = parseTemplate(text);
  // Told already, with the variables that are missing.
  if (typeof template === 'string' || missingIn(template, environment).length > 0) return [];
  if (template.some(({ kind }) => kind === 'value')) {
    return [{ at, what: 'no value stands in the address of a system: which machine is asked is not for a customer' }];
  }
  const base = parseBase(filled(bound(template, environment), new Map()) ?? '');
  if (typeof base === 'string') return [{ at, what: base }];
  const { host, port, secure } = base.origin;
  const allowed = allowedIn(file);
  if (isIP(host) !== 0) {
    const refused = createReach(allowed)(host, port, secure);
    return refused === undefined ? [] : [{ at, what: refused }];
  }
  // Where a name leads is judged each time it is called; this could never be right.
  if (secure || allowed.some((one) => one.port === port)) return [];
  return [{ at, what: `http goes only to addresses that allow names, and it names none with port ${port}: use https` }];
}

/** To look by a key that was never told finds nothing, and then the act would be asked for again. */
function finding(act: ActFile, at: readonly string[]): Wrong[] {
  if (!act.find) return [];
  const names = textsOf({ path: act.find.path, query: act.find.query }, []).flatMap(({ text }) => namesIn(text));
  const other = names.find((name) => name !== 'key');
  const here = [...at, 'find'];
  return [
    ...(other === undefined
      ? []
      : [{ at: here, what: `only {key} is known when an act is looked for, not {${other}}` }]),
    ...(names.includes('key')
      ? []
      : [{ at: here, what: 'looks for nothing: {key} stands neither in path nor in query' }]),
    ...(tellsKey(act) ? [] : [{ at: here, what: 'looks by a key that the act never tells: add key: Idempotency-Key' }]),
  ];
}
