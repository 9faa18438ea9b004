import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database, Step } from '../database/database.js';
import { readContent, readWords, storedText, storedWords, type Content } from './checked.js';
import type { FlowFolder } from './read-flows.js';
import type { FlowWords, Words } from './words.js';

/**
 * A flow as it runs: the file and its sentences in every language, under one version that is a hash of both. A
 * conversation names the version it began with and finishes on it, whatever is published meanwhile.
 */
export interface PublishedFlow extends Content {
  readonly version: string;
}

export interface PublishedFlows {
  /** The version new conversations begin with. */
  readonly live: ReadonlyMap<string, PublishedFlow>;
  readonly words: ReadonlyMap<string, Words>;
  /** An older version for a conversation that began with it; read once, then kept. */
  version(flow: string, version: string): Promise<PublishedFlow | undefined>;
}

/** Publishes a folder that has no problems: one batch, so a turn sees the old flows or the new ones, never a mixture. */
export async function publishFlows(database: Database, site: string, folder: FlowFolder, now: number): Promise<number> {
  const steps: Step[] = [
    { statement: database.build.deleteFrom('flow_live').where('site', '=', site).compile() },
    { statement: database.build.deleteFrom('words').where('site', '=', site).compile() },
  ];
  for (const one of folder.flows) {
    // Tests are for its editor: another test makes no other version.
    const whole = { flow: { ...one, tests: [] }, words: wordsOf(one.flow, folder.words) };
    const version = createHash('sha256').update(JSON.stringify(whole)).digest('hex').slice(0, 16);
    const content = storedText(whole);
    const row = { site, flow: one.flow, version };
    steps.push(
      {
        statement: database.build
          .insertInto('flow_version')
          .values({ ...row, content, made: now })
          // The same flow, checked by the code of today.
          .onConflict((conflict) => conflict.columns(['site', 'flow', 'version']).doUpdateSet({ content }))
          .compile(),
      },
      { statement: database.build.insertInto('flow_live').values(row).compile(), rows: 1 },
    );
  }
  for (const one of folder.words) {
    const row = { site, language: one.language, content: storedWords(one) };
    steps.push({ statement: database.build.insertInto('words').values(row).compile(), rows: 1 });
  }
  await database.commit([...steps, raiseCatalogue(database, site)]);
  return folder.flows.length;
}

/** The catalogue's version tells every process that articles or flows have changed. */
function raiseCatalogue(database: Database, site: string): Step {
  return {
    statement: database.build
      .insertInto('catalogue')
      .values({ site, version: 1 })
      .onConflict((conflict) =>
        conflict.column('site').doUpdateSet((eb) => ({ version: eb('catalogue.version', '+', 1) })),
      )
      .compile(),
  };
}

function wordsOf(name: string, languages: readonly Words[]): Record<string, FlowWords> {
  return Object.fromEntries(
    languages.flatMap(({ language, flows }) => {
      const own = flows[name];
      return own ? [[language, own]] : [];
    }),
  );
}

export async function loadFlows(database: Database, site: string): Promise<PublishedFlows> {
  const rows = await database.read(
    database.build
      .selectFrom('flow_live')
      .innerJoin('flow_version', (join) =>
        join
          .onRef('flow_version.site', '=', 'flow_live.site')
          .onRef('flow_version.flow', '=', 'flow_live.flow')
          .onRef('flow_version.version', '=', 'flow_live.version'),
      )
      .select(['flow_version.flow', 'flow_version.version', 'flow_version.content'])
      .where('flow_live.site', '=', site)
      .orderBy('flow_version.flow'),
  );
  const spoken = await database.read(
    database.build.selectFrom('words').select('content').where('site', '=', site).orderBy('language'),
  );
  const live = new Map<string, PublishedFlow>();
  const languages = new Map<string, Words>();
  // In slices: what has to be checked takes some milliseconds each.
  for (const { flow, version, content } of rows) {
    live.set(flow, { version, ...readContent(content) });
    await nextTurn();
  }
  for (const { content } of spoken) {
    const one = readWords(content);
    languages.set(one.language, one);
    await nextTurn();
  }
  const older = new Map<string, Promise<PublishedFlow | undefined>>();
  return {
    live,
    words: languages,
    version(name, version) {
      const current = live.get(name);
      if (current?.version === version) return Promise.resolve(current);
      const key = `${name} ${version}`;
      const known = older.get(key) ?? readVersion(database, site, name, version);
      older.set(key, known);
      return known;
    },
  };
}

async function readVersion(
  database: Database,
  site: string,
  name: string,
  version: string,
): Promise<PublishedFlow | undefined> {
  const [row] = await database.read(
    database.build
      .selectFrom('flow_version')
      .select('content')
      .where('site', '=', site)
      .where('flow', '=', name)
      .where('version', '=', version),
  );
  return row && { version, ...readContent(row.content) };
}
