import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { machineClock } from '../../src/clock.js';
import { demoFolders, importDemo } from '../../src/command/import.js';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { loadSecrets } from '../../src/secrets.js';
import { ensureSite, firstSite } from '../../src/site/site.js';
import { createSignInLink } from '../../src/staff/sign-in.js';
import { learntBefore } from '../setup/learnt.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const agentsMails = ['kim@hinata-home.example', 'alex@hinata-home.example'];

/** The demo shop in an empty database; the shop's secret, and a link to sign in for each agent. */
export async function prepare(address: string): Promise<{ secret: string; links: string[] }> {
  const database = await openDatabase(address);
  try {
    await migrate(database);
    await ensureSite(database, firstSite);
    await importDemo(database, { site: firstSite, folders: demoFolders(root), now: Date.now() });
    await learntBefore(database, { folders: {} });
    const { directline } = await loadSecrets(database);
    const links: string[] = [];
    for (const mail of agentsMails) links.push(await createSignInLink(database, machineClock, mail));
    return { secret: directline, links };
  } finally {
    await database.close();
  }
}

/** What the bot says when a message could not be answered twice over. */
export async function apologyOf(): Promise<string> {
  const words = z.object({ bot: z.looseObject({ 'gave-up': z.string() }) });
  return words.parse(parse(await readFile(join(root, 'dialogs/words/en.yaml'), 'utf8'))).bot['gave-up'];
}
