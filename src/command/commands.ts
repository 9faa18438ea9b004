import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { machineClock } from '../clock.js';
import { describeConfig, doubtsAbout, parseConfig, type Config } from '../config.js';
import { verifyLog } from '../conversations/log.js';
import type { Database } from '../database/database.js';
import { migrate, missingMigrations, reachable } from '../database/migrate.js';
import { openDatabase } from '../database/open.js';
import { readFlows } from '../flows/read-flows.js';
import { exportArticles } from '../knowledge/import-articles.js';
import { startSearchThread } from '../knowledge/search-thread.js';
import { loadSecrets } from '../secrets.js';
import { readConnectors } from '../shop/connect/read-connectors.js';
import { ensureSite, firstSite, readSettings } from '../site/site.js';
import { createSignInLink } from '../staff/sign-in.js';
import { flowCommands } from './flow/uses.js';
import { importFrom, importKinds, type ImportKind } from './import.js';
import { productFolder } from './product-folder.js';
import { shopSignatures } from './shop-signatures.js';
import { step, type Terminal } from './terminal.js';

/** What a command gets: the checked configuration, what stands behind its name, and the flags it knows. */
interface Call {
  readonly config: Config;
  readonly environment: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
}

interface Command {
  readonly use: string;
  readonly does: string;
  /** The exit code; `undefined` leaves the process running. */
  readonly run: (call: Call) => Promise<number | undefined>;
}

export const commands: Readonly<Record<string, Command>> = {
  start: {
    use: 'start',
    does: 'Serve. An empty database is prepared first.',
    run: (call) => serve(call, { demo: false }),
  },
  demo: {
    use: 'demo',
    does: 'Serve with the demo shop "Hinata Home" in it.',
    run: (call) => serve(call, { demo: true }),
  },
  chat: {
    use: 'chat [--language en|ja]',
    does: 'Talk to the bot of a running server in this terminal.',
    run: async ({ config, terminal, flags }) =>
      (await import('./chat.js')).chat(config.PUBLIC_URL, terminal, String(flags['language'] ?? 'en')),
  },
  check: { use: 'check', does: 'Check configuration, database and flows; change nothing.', run: check },
  flow: {
    use: 'flow lint|test|draw|schema|reference|running|move|end|forms …',
    does: `Work on flows.\n${Object.values(flowCommands)
      .map(({ use, does }) => `      ${use}\n          ${does}`)
      .join('\n')}`,
    run: async ({ config, environment, terminal, words, flags }) => {
      const language = flags['language'];
      const { flowCommand } = await import('./flow/flow.js');
      return flowCommand({
        ...{ terminal, words, signatures: await shopSignatures(config, environment) },
        languages: typeof language === 'string' ? [language] : ['en', 'ja'],
        out: typeof flags['out'] === 'string' ? flags['out'] : undefined,
        all: flags['all'] === true,
        databaseUrl: config.DATABASE_URL,
      });
    },
  },
  migrate: {
    use: 'migrate [--dry-run]',
    does: 'Bring the database up to date.',
    run: (call) => withDatabase(call, migrateCommand),
  },
  import: {
    use: `import ${importKinds.join('|')} <file or folder> [--prune] [--ours|--theirs]`,
    does: 'Import; nothing becomes visible unless all of it is right. A running server takes it up within a second.',
    run: (call) => withDatabase(call, importCommand),
  },
  export: {
    use: 'export articles <folder>',
    does: 'Write the live articles as Markdown files.',
    run: (call) => withDatabase(call, exportCommand),
  },
  refit: {
    use: 'refit [--dry-run|--apply|--undo|--shipped]',
    does:
      "Try out what customers' votes say of the bot's answers: prints what would change. --apply decides by it, --undo goes back\n" +
      "      to what was before, --shipped to the product's own coefficients. A running server takes it up within a second.",
    run: (call) => withDatabase(call, refitCommand),
  },
  'sign-in': {
    use: 'sign-in <mail>',
    does: 'Print a fresh one-time link for this member of staff (15 minutes).',
    run: (call) => withDatabase(call, signInCommand),
  },
  secret: {
    use: 'secret directline|widget',
    does: "Print the secret of the shop's own server: for Direct Line tokens, or to sign who a customer of the widget is.",
    run: (call) => withDatabase(call, secretCommand),
  },
  verify: {
    use: 'verify [conversation]',
    does: 'Prove that logs are complete and unaltered.',
    run: (call) => withDatabase(call, verifyCommand),
  },
};

export const help = [
  'madoguchi <command>',
  '',
  ...Object.values(commands).map(({ use, does }) => `  ${use}\n      ${does}`),
  '',
  'Configuration comes from the environment, or from a file .env here; .env.example explains every variable.',
].join('\n');

/** Runs one command line and gives its exit code: 0 done, 1 it failed, 2 it was not understood. */
export async function runCommand(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<number | undefined> {
  const [name = '', ...rest] = argv;
  if (name === '' || name === '--help' || name === '-h' || name === 'help') {
    terminal.line(help);
    return name === '' ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return refuse(terminal, `There is no command "${name}".`, help);
  const config = parseConfig(environment);
  if (Array.isArray(config)) {
    return refuse(
      terminal,
      'The configuration cannot be used:',
      ...config.map(({ name: variable, what }) => `  ${variable}: ${what}`),
    );
  }
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      allowPositionals: true,
      options: {
        language: { type: 'string' },
        prune: { type: 'boolean' },
        ours: { type: 'boolean' },
        theirs: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        apply: { type: 'boolean' },
        undo: { type: 'boolean' },
        shipped: { type: 'boolean' },
        out: { type: 'string' },
        all: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      terminal.line(`madoguchi ${command.use}\n${command.does}`);
      return 0;
    }
    return await command.run({ config, environment, terminal, words: positionals, flags: values });
  } catch (error) {
    terminal.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

/** Loaded only when it is needed: the server and the bot's SDK take a second that no other command has to wait. */
export const loadServer = () => import('./run.js');

async function serve({ config, environment, terminal }: Call, { demo }: { demo: boolean }): Promise<undefined> {
  // The threads of the database and of the search start while the server's code is read.
  const opening = openDatabase(config.DATABASE_URL, { longReads: true });
  opening.catch(() => undefined);
  const searchThread = startSearchThread({ keepsWords: true });
  await nextTurn();
  const { start } = await loadServer();
  await start(config, terminal, { demo, environment, opening, searchThread });
  return undefined;
}

function refuse(terminal: Terminal, ...lines: string[]): number {
  for (const line of lines) terminal.error(line);
  return 2;
}

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
  if (!isKind(kind) || path === undefined) return refuse(terminal, `Use: madoguchi ${commands['import']?.use ?? ''}`);
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
    return refuse(terminal, `Use: madoguchi ${commands['refit']?.use ?? ''}`);
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
