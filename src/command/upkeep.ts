import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { machineClock } from '../clock.js';
import { describeConfig, doubtsAbout } from '../config.js';
import { verifyLog } from '../conversations/log.js';
import type { Database } from '../database/database.js';
import { migrate, missingMigrations, reachable } from '../database/migrate.js';
import { openDatabase } from '../database/open.js';
import { readFlows } from '../flows/read-flows.js';
import { exportArticles } from '../knowledge/import-articles.js';
import { loadSecrets } from '../secrets.js';
import { readConnectors } from '../shop/connect/read-connectors.js';
import { ensureSite, firstSite, readSettings } from '../site/site.js';
import { createSignInLink } from '../staff/sign-in.js';
import { refuse, type Call } from './call.js';
import { importFrom } from './import.js';
import { productFolder } from './product-folder.js';
import { shopSignatures } from './shop-signatures.js';
import { step } from './terminal.js';
import { importKinds, importUse, refitUse, type ImportKind } from './uses.js';

/** What an operator does to a shop beside serving it, by the name of its command. Each gives an exit code. */
export const upkeep = {
  check,
  migrate: (call: Call) => withDatabase(call, migrateCommand),
  import: (call: Call) => withDatabase(call, importCommand),
  export: (call: Call) => withDatabase(call, exportCommand),
  refit: (call: Call) => withDatabase(call, refitCommand),
  'sign-in': (call: Call) => withDatabase(call, signInCommand),
  secret: (call: Call) => withDatabase(call, secretCommand),
  verify: (call: Call) => withDatabase(call, verifyCommand),
};
export type Upkeep = typeof upkeep;

async function withDatabase(call: Call, run: (call: Call, database: Database) => Promise<number>): Promise<number> {
  const database = await openDatabase(call.config.DATABASE_URL);
  try {
    return await run(call, database);
  } finally {
    await database.close();
  }
}

async function check(call: Call): Promise<number> {
  const { config, terminal } = call;
  for (const [name, value] of describeConfig(config)) terminal.line(`${name.padEnd(18)} ${value}`);
  for (const { name, what } of doubtsAbout(config)) terminal.error(`Is this meant? ${name}: ${what}`);
  const connectors = await checkConnectors(call);
  const isFile = !/^postgres(ql)?:/.test(config.DATABASE_URL);
  if (isFile && !existsSync(config.DATABASE_URL)) {
    // Opening it would make it, and a check changes nothing.
    terminal.line(`There is no ${config.DATABASE_URL} yet: it is made at the first start.`);
    return Math.max(connectors, await checkFlows(call, ['en', 'ja']));
  }
  const database = await openDatabase(config.DATABASE_URL);
  try {
    if (!(await reachable(database))) return refuse(terminal, 'The database does not answer.');
    const missing = await missingMigrations(database);
    terminal.line(
      missing.length === 0
        ? 'The database is up to date.'
        : `The database lacks: ${missing.join(', ')} (madoguchi migrate)`,
    );
    const settings = missing.length === 0 ? await readSettings(database, firstSite).catch(() => undefined) : undefined;
    const flows = await checkFlows(call, settings?.languages ?? ['en', 'ja']);
    return missing.length === 0 ? Math.max(connectors, flows) : 1;
  } finally {
    await database.close();
  }
}

/** The systems of the shop as the file declares them; its secrets must be in this environment. */
async function checkConnectors({ config, environment, terminal }: Call): Promise<number> {
  if (config.CONNECTORS === undefined) return 0;
  const { signatures, problems } = await readConnectors(config.CONNECTORS, environment);
  for (const { file, line, what } of problems) terminal.error(`${file}:${line} ${what}`);
  const { lookups, acts } = signatures;
  terminal.line(`${lookups.size} look-ups and ${acts.size} acts in ${config.CONNECTORS}, ${problems.length} problems.`);
  return problems.length === 0 ? 0 : 1;
}

/** The flows of this folder, or the shipped ones. */
async function checkFlows({ config, environment, terminal }: Call, languages: readonly string[]): Promise<number> {
  const folder = existsSync('dialogs') ? 'dialogs' : join(productFolder, 'dialogs');
  const { flows, problems } = await readFlows(folder, languages, await shopSignatures(config, environment));
  for (const { file, line, what } of problems) terminal.error(`dialogs/${file}:${line} ${what}`);
  terminal.line(`${flows.length} flows in dialogs/, ${problems.length} problems.`);
  return problems.length === 0 ? 0 : 1;
}

async function migrateCommand({ terminal, flags }: Call, database: Database): Promise<number> {
  const missing = await missingMigrations(database);
  if (flags['dry-run'] === true || missing.length === 0) {
    terminal.line(missing.length === 0 ? 'Nothing to do.' : `Would run: ${missing.join(', ')}`);
    return 0;
  }
  const ran = await step(terminal, 'Migrating', () => migrate(database));
  terminal.line(`Ran: ${ran.join(', ')}`);
  return 0;
}

async function importCommand(
  { config, environment, terminal, words, flags }: Call,
  database: Database,
): Promise<number> {
  const [kind = '', path] = words;
  if (!isKind(kind) || path === undefined) return refuse(terminal, `Use: madoguchi ${importUse}`);
  await migrate(database);
  await ensureSite(database, firstSite);
  const told = await importFrom(kind, {
    ...{ database, site: firstSite, path, now: Date.now(), prune: flags['prune'] === true },
    ...(flags['ours'] === true
      ? { conflicts: 'ours' as const }
      : flags['theirs'] === true
        ? { conflicts: 'theirs' as const }
        : {}),
    progress: (line) => terminal.error(line),
    ...(kind === 'flows' ? { signatures: await shopSignatures(config, environment) } : {}),
  });
  const tell = told.ok ? terminal.line : terminal.error;
  told.lines.forEach((line) => tell(line));
  return told.ok ? 0 : 1;
}

const isKind = (text: string): text is ImportKind => importKinds.some((kind) => kind === text);

async function exportCommand({ terminal, words }: Call, database: Database): Promise<number> {
  const [what, folder] = words;
  if (what !== 'articles' || folder === undefined) return refuse(terminal, 'Use: madoguchi export articles <folder>');
  const { exported } = await exportArticles(database, firstSite, folder);
  terminal.line(`${exported} articles in ${folder}`);
  return 0;
}

async function refitCommand({ config, terminal, flags }: Call, database: Database): Promise<number> {
  const acts = (['apply', 'undo', 'shipped'] as const).filter((one) => flags[one] === true);
  const [act = 'try', other] = acts;
  if (other !== undefined || (flags['dry-run'] === true && act !== 'try'))
    return refuse(terminal, `Use: madoguchi ${refitUse}`);
  const missing = await missingMigrations(database);
  if (missing.length > 0) return refuse(terminal, `The database lacks: ${missing.join(', ')} (madoguchi migrate)`);
  return (await import('./refit.js')).refit({ config, database, terminal }, act);
}

async function signInCommand({ terminal, words, config }: Call, database: Database): Promise<number> {
  const [mail] = words;
  if (mail === undefined) return refuse(terminal, 'Use: madoguchi sign-in <mail>');
  const token = await createSignInLink(database, machineClock, mail);
  terminal.line(`${config.PUBLIC_URL}/staff/sign-in?token=${token}`);
  return 0;
}

async function secretCommand({ terminal, words }: Call, database: Database): Promise<number> {
  const [name] = words;
  if (name !== 'directline' && name !== 'widget') return refuse(terminal, 'Use: madoguchi secret directline|widget');
  terminal.line((await loadSecrets(database))[name]);
  return 0;
}

async function verifyCommand({ terminal, words }: Call, database: Database): Promise<number> {
  const given = words[0];
  const all =
    given === undefined ? await database.read(database.build.selectFrom('conversation').select('id')) : [{ id: given }];
  let broken = 0;
  for (const { id } of all) {
    const verdict = await verifyLog(database, id);
    if (verdict.whole) continue;
    broken++;
    terminal.error(`${id}: ${verdict.why} (at ${verdict.seq})`);
  }
  terminal.line(`${all.length} conversations, ${broken} not whole`);
  return broken === 0 ? 0 : 1;
}
