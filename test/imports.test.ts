import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';

/** Files of `src` itself that know nobody, so that everybody may know them. */
const leaves = [
  ...[
    'clock.ts',
    'id.ts',
    'log.ts',
    'points.ts',
    'office-wire.ts',
    'refusal.ts',
    'tokens.ts',
    'wire.ts',
    'widget-wire.ts',
  ],
  ...['console-wire.ts', 'worker-file.ts', 'bundled.ts'],
];

/**
 * Who may import whom, besides the leaves. Read a row as "knows about": a folder knows those below it and nothing
 * above. Each row names only rows before it, which makes the table a partial order. `src/x.ts` is the row `x.ts`.
 */
const mayImport: Record<string, string[]> = {
  'config.ts': [],
  language: [],
  markdown: [],
  hours: [],
  database: [],
  'secrets.ts': ['database'],
  site: ['database', 'hours'],
  import: ['database', 'language'],
  flows: ['database', 'import', 'language'],
  files: ['database'],
  live: ['database'],
  jobs: ['database', 'live'],
  knowledge: ['database', 'import', 'language'],
  staff: ['database', 'import'],
  customers: ['database', 'import', 'jobs', 'language'],
  conversations: ['database', 'live', 'language'],
  letters: ['database', 'live', 'jobs', 'conversations', 'customers'],
  shop: [
    ...['config.ts', 'conversations', 'customers', 'database', 'files', 'flows', 'hours', 'import', 'jobs', 'language'],
    ...['letters', 'live', 'site'],
  ],
  tickets: ['database', 'conversations', 'hours', 'site', 'customers', 'staff'],
  handoff: [
    ...['tickets', 'conversations', 'hours', 'site', 'staff', 'live', 'jobs', 'database', 'language', 'knowledge'],
    ...['customers', 'files', 'letters'],
  ],
  http: ['config.ts', 'staff', 'live'],
};
mayImport.office = Object.keys(mayImport);
mayImport.bot = Object.keys(mayImport).filter((row) => row !== 'http');
mayImport.portal = Object.keys(mayImport);
mayImport.channels = Object.keys(mayImport).filter((row) => row !== 'portal');
mayImport.refit = ['bot', 'conversations', 'database', 'flows', 'knowledge', 'language', 'site'];
mayImport['app.ts'] = Object.keys(mayImport).filter((row) => row !== 'http');
mayImport['demo-history'] = [
  'customers',
  'app.ts',
  'bot',
  'conversations',
  'database',
  'handoff',
  'live',
  'site',
  'staff',
  'tickets',
];
mayImport.rehearsal = ['app.ts', 'bot', 'conversations', 'database', 'flows', 'live', 'shop', 'site'];
mayImport['demo-shop'] = ['customers', 'database', 'http', 'knowledge', 'site', 'staff'];
mayImport.operations = Object.keys(mayImport);
mayImport['serve.ts'] = Object.keys(mayImport);
mayImport.command = Object.keys(mayImport);
mayImport['main.ts'] = ['command'];

/** `routes.ts`, `queue-routes.ts`, … in a noun's folder are its own doors to HTTP: they stand above http, the rest below. */
const routesMayAlsoImport = ['http', 'staff'];

/** Packages with a place: the pattern of the name, the folders or files that may import it, and why. */
const packagePlaces: { name: RegExp; places: string[]; why: string; typesAnywhere?: boolean }[] = [
  { name: /^botbuilder/, places: ['bot', 'channels'], why: 'its types stop there' },
  { name: /^(pg|@photostructure\/sqlite)$/, places: ['database'], why: 'drivers live behind database/' },
  {
    ...{ name: /^kysely$/, places: ['database'], typesAnywhere: true },
    why: 'statements are built with the builders database/ gives',
  },
  { name: /^natural(\/|$)/, places: ['language'], why: 'words are read in language/' },
  { name: /^@sglkc\/kuromoji$/, places: ['language'], why: 'it is loaded by a process that only reads aloud' },
  { name: /^@microsoft\/recognizers-text/, places: ['language'], why: 'dates and numbers are read in language/' },
];

interface Import {
  file: string;
  line: number;
  /** A path from `src` for our own files, else a package's name. */
  target: string;
  typeOnly: boolean;
}

const src = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !file.startsWith('web/'))
  .sort();
const imports = files.flatMap((file) => importsOf(file, readFileSync(join(src, file), 'utf8')));

describe('every folder imports only those its row names', () => {
  for (const [row, allowed] of Object.entries(mayImport).filter(([row]) => files.some((file) => rowOf(file) === row))) {
    test(`${row} knows ${allowed.join(', ') || 'the leaves alone'}`, () => {
      expect(imports.filter(({ file }) => rowOf(file) === row).flatMap(againstTheTable)).toEqual([]);
    });
  }

  test('leaves know nobody but leaves named before them', () => {
    expect(imports.filter(({ file }) => leaves.includes(file)).flatMap(againstTheTable)).toEqual([]);
  });

  test('every file of src is a leaf or has its row', () => {
    const lost = files.filter((file) => !leaves.includes(file) && !(rowOf(file) in mayImport));
    expect(lost.map((file) => `src/${file} has no row`)).toEqual([]);
  });

  test('the table is a partial order: a row names only rows before it', () => {
    const rows = Object.keys(mayImport);
    const upwards = rows.flatMap((row, place) =>
      (mayImport[row] ?? [])
        .filter((other) => !rows.slice(0, place).includes(other))
        .map((other) => `${row} names ${other}`),
    );
    expect(upwards).toEqual([]);
  });
});

describe('packages stay where they belong', () => {
  for (const place of packagePlaces) {
    test(`${place.name.source} is imported only in ${place.places.join(' and ')}`, () => {
      expect(imports.flatMap((each) => againstItsPlace(each, place))).toEqual([]);
    });
  }

  test('minisearch is imported in one file', () => {
    const importers = new Set(imports.filter(({ target }) => target.startsWith('minisearch')).map(({ file }) => file));
    expect([...importers].slice(1)).toEqual([]);
  });
});

test('what runs in browsers knows only what crosses the network, and the view and the reader of Markdown that run on both sides', () => {
  const may = new Set([...leaves, 'handoff/view.ts', 'markdown/tree.ts']);
  const web = readdirSync(join(src, 'web'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join('web', file))
    .flatMap((file) => importsOf(file, readFileSync(join(src, file), 'utf8')));
  const wrong = web.filter(({ target }) => isOurs(target) && !target.startsWith('web/') && !may.has(target));
  expect(wrong.map(({ file, line, target }) => `src/${file}:${line} imports ${target}`)).toEqual([]);
});

test('no files import each other in a circle', () => {
  expect(circles(imports)).toEqual([]);
});

describe('the check itself', () => {
  test('names file and line of an import the table forbids', () => {
    const wrong = importsOf(
      'tickets/open.ts',
      "import { a } from '../database/a.js';\n\nimport { b } from '../bot/b.js';\n",
    );
    expect(wrong.flatMap(againstTheTable)).toEqual([
      'src/tickets/open.ts:3 imports bot/b.ts, but tickets may import only ' + mayImport.tickets?.join(', '),
    ]);
  });

  test('sees re-exports, imports while running and types by path', () => {
    const text = "export { a } from './a.js';\nconst b = await import('../bot/b.js');\ntype C = import('pg').Client;\n";
    expect(importsOf('live/x.ts', text).map(({ target, line }) => `${line} ${target}`)).toEqual([
      '1 live/a.ts',
      '2 bot/b.ts',
      '3 pg',
    ]);
  });

  test('lets routes.ts of a noun use http, and the rest of the noun not', () => {
    const text = "import { route } from '../http/route.js';\n";
    expect(importsOf('tickets/routes.ts', text).flatMap(againstTheTable)).toEqual([]);
    expect(importsOf('tickets/open.ts', text).flatMap(againstTheTable)).toHaveLength(1);
  });

  test('lets types of kysely out of database/, and values not', () => {
    const kysely = packagePlaces.filter(({ name }) => name.test('kysely'));
    const told = (text: string) =>
      importsOf('staff/x.ts', text).flatMap((each) => kysely.flatMap((place) => againstItsPlace(each, place)));
    expect(told("import type { Insertable } from 'kysely';\nimport { type Selectable } from 'kysely';\n")).toEqual([]);
    expect(told("import { type Kysely, sql } from 'kysely';\n")).toHaveLength(1);
  });

  test('finds a circle of three, but not one that exists for types alone', () => {
    const a = importsOf('live/a.ts', "import { b } from './b.js';\n");
    const b = importsOf('live/b.ts', "import { c } from './c.js';\n");
    expect(circles([...a, ...b, ...importsOf('live/c.ts', "import { a } from './a.js';\n")])).toEqual([
      'live/a.ts -> live/b.ts -> live/c.ts -> live/a.ts',
    ]);
    expect(circles([...a, ...b, ...importsOf('live/c.ts', "import type { a } from './a.js';\n")])).toEqual([]);
  });
});

function rowOf(file: string): string {
  return file.split('/')[0] ?? file;
}

function againstTheTable({ file, line, target }: Import): string[] {
  const [from, to] = [rowOf(file), rowOf(target)];
  if (!isOurs(target) || from === to) return [];
  const allowed = leaves.includes(file) ? [] : [...(mayImport[from] ?? []), ...forRoutes(file)];
  if (allowed.includes(to) || leavesKnownTo(file).includes(to)) return [];
  return [`src/${file}:${line} imports ${target}, but ${from} may import only ${allowed.join(', ') || 'packages'}`];
}

/** A leaf may know those named before it: the widget's wire is made of the wire's parts. */
function leavesKnownTo(file: string): string[] {
  return leaves.includes(file) ? leaves.slice(0, leaves.indexOf(file)) : leaves;
}

function forRoutes(file: string): string[] {
  return /^[^/]+\/([\w-]+-)?routes\.ts$/.test(file) ? routesMayAlsoImport : [];
}

function againstItsPlace(
  { file, line, target, typeOnly }: Import,
  { name, places, why, typesAnywhere = false }: (typeof packagePlaces)[number],
): string[] {
  if (!name.test(target) || places.includes(rowOf(file)) || (typeOnly && typesAnywhere)) return [];
  return [`src/${file}:${line} imports ${target}, which belongs in ${places.join(' and ')}: ${why}`];
}

function isOurs(target: string): boolean {
  return /\.tsx?$/.test(target);
}

function importsOf(file: string, text: string): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (node: ts.Node, name: ts.Node | undefined, typeOnly: boolean) => {
    if (name === undefined || !ts.isStringLiteralLike(name)) return;
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    found.push({ file, line, target: targetOf(file, name.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeOnly(node.importClause));
    if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, true);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  if (clause.name !== undefined || named === undefined || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

function targetOf(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return posix.join(dirname(file), specifier).replace(/\.js(x?)$/, '.ts$1');
}

/** Each circle once, told from its first file in the alphabet's order. Types are gone at run time and close none. */
function circles(all: Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { file, target, typeOnly } of all) {
    if (isOurs(target) && !typeOnly) next.set(file, [...(next.get(file) ?? []), target]);
  }
  const done = new Set<string>();
  const found = new Set<string>();
  const walk = (file: string, path: string[]): void => {
    const place = path.indexOf(file);
    if (place >= 0) found.add(told(path.slice(place)));
    if (place >= 0 || done.has(file)) return;
    for (const target of next.get(file) ?? []) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of [...next.keys()].sort()) walk(file, []);
  return [...found];
}

function told(circle: string[]): string {
  const first = circle.indexOf([...circle].sort()[0] ?? '');
  const ordered = [...circle.slice(first), ...circle.slice(0, first)];
  return [...ordered, ordered[0]].join(' -> ');
}
