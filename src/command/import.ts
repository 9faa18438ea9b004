import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { z } from 'zod';
import { machineClock } from '../clock.js';
import { importCustomers } from '../customers/import-customers.js';
import { importOrders } from '../customers/import-orders.js';
import { importProducts } from '../customers/import-products.js';
import type { Database } from '../database/database.js';
import { publishFlows } from '../flows/published.js';
import { readFlows } from '../flows/read-flows.js';
import type { Signatures } from '../flows/shape.js';
import { problemText, type Imported } from '../import/problem.js';
import { importArticles } from '../knowledge/import-articles.js';
import { ownSignatures } from '../shop/own/signatures.js';
import { parseSettings } from '../site/parse-settings.js';
import { readSettings, saveSettings } from '../site/site.js';
import { parseStaff, saveStaff } from '../staff/staff.js';
import type { ImportKind } from './uses.js';

/** What an import tells: how much came in, or every reason why nothing did. */
export type Told = { ok: true; lines: string[] } | { ok: false; lines: string[] };

export interface ImportCall {
  readonly database: Database;
  readonly site: string;
  readonly path: string;
  readonly now: number;
  /** Articles: take away those without a file; what to do with those changed in both places. */
  readonly prune?: boolean;
  readonly conflicts?: 'ours' | 'theirs';
  readonly progress?: (line: string) => void;
  /** Flows: what they may look up and have done; by default what our own tables know. */
  readonly signatures?: Signatures;
}

/** Imports one kind of thing from a file or folder. Nothing becomes visible unless all of it is right. */
export async function importFrom(kind: ImportKind, call: ImportCall): Promise<Told> {
  const missing = await stat(call.path).then(
    () => undefined,
    () => `${call.path}: there is no such file or folder`,
  );
  if (missing !== undefined) return { ok: false, lines: [missing] };
  switch (kind) {
    case 'settings':
      return importSettings(call);
    case 'products':
    case 'customers':
    case 'orders':
      return importList(kind, call);
    case 'staff':
      return importStaff(call);
    case 'articles':
      return importKnowledge(call);
    case 'flows':
      return importDialogs(call);
    case 'shop':
      return importShop(call);
  }
}

async function importSettings({ database, site, path }: ImportCall): Promise<Told> {
  const parsed = await parseSettings(await readFile(path, 'utf8'));
  if (parsed.problems) {
    return {
      ok: false,
      lines: parsed.problems.map(({ line, field, problem }) => `${basename(path)}:${line} ${field}: ${problem}`),
    };
  }
  await saveSettings(database, site, parsed.settings);
  return { ok: true, lines: [`settings of ${parsed.settings.name}`] };
}

async function importList(kind: 'products' | 'customers' | 'orders', call: ImportCall): Promise<Told> {
  const { database, site, path, now, progress } = call;
  const { zone } = await readSettings(database, site);
  const run = { products: importProducts, customers: importCustomers, orders: importOrders }[kind];
  const told = (rows: number): void => progress?.(`${kind}: ${rows} rows`);
  return tell(kind, await run(database, { site, zone, source: { file: path }, now, progress: told }));
}

function tell(kind: string, result: Imported): Told {
  if ('imported' in result) return { ok: true, lines: [`${result.imported} ${kind}`] };
  const more = result.more > 0 ? [`… and ${result.more} more`] : [];
  return {
    ok: false,
    lines: [...result.problems.map(problemText), ...more, `Nothing was imported: mend these and import again.`],
  };
}

const csvRows = z.array(z.record(z.string(), z.string()));

async function importStaff({ database, site, path }: ImportCall): Promise<Told> {
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  const read: unknown = parseCsv(text, { columns: true, skip_empty_lines: true, trim: true });
  const { rows, problems } = parseStaff(csvRows.parse(read));
  if (problems.length > 0) {
    return {
      ok: false,
      lines: problems.map(({ row, field, problem }) => `${basename(path)}:${row + 1} ${field}: ${problem}`),
    };
  }
  await saveStaff(database, { site, rows, clock: machineClock });
  return { ok: true, lines: [`${rows.length} staff`] };
}

async function importKnowledge({ database, site, path, now, prune, conflicts, progress }: ImportCall): Promise<Told> {
  const { languages } = await readSettings(database, site);
  const result = await importArticles(database, {
    ...{ site, folder: path, languages, now },
    ...(prune === undefined ? {} : { prune }),
    ...(conflicts === undefined ? {} : { keep: conflicts }),
    progress: (articles) => progress?.(`articles: ${articles}`),
  });
  if ('problems' in result) return tell('articles', result);
  const held = result.conflicts.map(
    ({ file }) => `${file}: changed here and in the file; import with --ours or --theirs`,
  );
  const warnings = result.warnings.map((warning) => `warning: ${problemText(warning)}`);
  const line = `${result.imported} articles (${result.unchanged} unchanged, ${result.archived} archived)`;
  return { ok: held.length === 0, lines: [line, ...held, ...warnings] };
}

async function importDialogs({ database, site, path, now, signatures }: ImportCall): Promise<Told> {
  const { languages } = await readSettings(database, site);
  const folder = await readFlows(path, languages, signatures ?? ownSignatures());
  if (folder.problems.length > 0) {
    return { ok: false, lines: folder.problems.map(({ file, line, what }) => `${file}:${line} ${what}`) };
  }
  const count = await publishFlows(database, site, folder, now);
  return { ok: true, lines: [`${count} flows in ${folder.words.length} languages`] };
}

/** A whole shop's folder: what is there, in the order in which one thing needs another. */
async function importShop(call: ImportCall): Promise<Told> {
  const files = new Set(await readdir(call.path));
  const lines: string[] = [];
  const parts: [ImportKind, string][] = [
    ['settings', 'shop.yaml'],
    ['products', 'products.csv'],
    ['customers', 'customers.csv'],
    ['orders', 'orders.csv'],
    ['staff', 'staff.csv'],
  ];
  for (const [kind, file] of parts.filter(([, name]) => files.has(name))) {
    const told = await importFrom(kind, { ...call, path: join(call.path, file) });
    lines.push(...told.lines);
    if (!told.ok) return { ok: false, lines };
  }
  return { ok: true, lines };
}

/** Where the parts of a demo are. */
export interface DemoFolders {
  readonly shop: string;
  readonly articles: string;
  readonly flows: string;
}

/** The demo's folders as the product ships them. */
export const demoFolders = (root: string): DemoFolders => ({
  shop: join(root, 'demo'),
  articles: join(root, 'knowledge'),
  flows: join(root, 'dialogs'),
});

interface DemoCall extends Pick<ImportCall, 'site' | 'now' | 'signatures'> {
  readonly folders: DemoFolders;
}

/** Imports the demo shop: its lists, its articles, its flows. @throws with every line told, when something is wrong */
export async function importDemo(database: Database, { folders, ...call }: DemoCall): Promise<void> {
  for (const kind of ['shop', 'articles', 'flows'] as const) {
    const told = await importFrom(kind, { ...call, database, path: folders[kind] });
    if (!told.ok) throw new Error(told.lines.join('\n'));
  }
}
