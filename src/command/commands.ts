import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { parseConfig } from '../config.js';
import { openDatabase } from '../database/open.js';
import { startSearchThread } from '../knowledge/search-thread.js';
import { refuse, type Call } from './call.js';
import { flowCommands } from './flow/uses.js';
import type { Terminal } from './terminal.js';
import type { Upkeep } from './upkeep.js';
import { importUse, refitUse } from './uses.js';

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
  check: { use: 'check', does: 'Check configuration, database and flows; change nothing.', run: upkeep('check') },
  flow: {
    use: 'flow lint|test|draw|schema|reference|running|move|end|forms …',
    does: `Work on flows.\n${Object.values(flowCommands)
      .map(({ use, does }) => `      ${use}\n          ${does}`)
      .join('\n')}`,
    run: async ({ config, environment, terminal, words, flags }) => {
      const language = flags['language'];
      const { flowCommand } = await import('./flow/flow.js');
      const { shopSignatures } = await import('./shop-signatures.js');
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
    run: upkeep('migrate'),
  },
  import: {
    use: importUse,
    does: 'Import; nothing becomes visible unless all of it is right. A running server takes it up within a second.',
    run: upkeep('import'),
  },
  export: {
    use: 'export articles <folder>',
    does: 'Write the live articles as Markdown files.',
    run: upkeep('export'),
  },
  refit: {
    use: refitUse,
    does:
      "Try out what customers' votes say of the bot's answers: prints what would change. --apply decides by it, --undo goes back\n" +
      "      to what was before, --shipped to the product's own coefficients. A running server takes it up within a second.",
    run: upkeep('refit'),
  },
  'sign-in': {
    use: 'sign-in <mail>',
    does: 'Print a fresh one-time link for this member of staff (15 minutes).',
    run: upkeep('sign-in'),
  },
  secret: {
    use: 'secret directline|widget',
    does: "Print the secret of the shop's own server: for Direct Line tokens, or to sign who a customer of the widget is.",
    run: upkeep('secret'),
  },
  verify: {
    use: 'verify [conversation]',
    does: 'Prove that logs are complete and unaltered.',
    run: upkeep('verify'),
  },
};

/** Loaded only when it is needed: a server's threads shall not wait for what looks at flows and files. */
function upkeep(name: keyof Upkeep): Command['run'] {
  return async (call) => (await import('./upkeep.js')).upkeep[name](call);
}

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
  // Those of the database first: they are waited for sooner.
  await nextTurn();
  const searchThread = startSearchThread({ keepsWords: true });
  const { start } = await loadServer();
  await start(config, terminal, { demo, environment, opening, searchThread });
  return undefined;
}
