import { appendSteps } from '../conversations/append.js';
import { parseOwner } from '../conversations/owner.js';
import type { Database } from '../database/database.js';
import { flowRun } from './flow-state.js';
import { parseState } from './state.js';

/** One version of a flow and the conversations in the middle of it. */
export interface RunningVersion {
  readonly flow: string;
  readonly version: string;
  readonly isLive: boolean;
  readonly conversations: readonly string[];
}

/** Every version some open conversation is in the middle of. One read of the conversations that are not closed. */
export async function runningFlows(database: Database, site: string): Promise<RunningVersion[]> {
  const live = await database.read(
    database.build.selectFrom('flow_live').select(['flow', 'version']).where('site', '=', site),
  );
  const rows = await database.read(
    database.build
      .selectFrom('conversation')
      .select(['id', 'state'])
      .where('site', '=', site)
      .where('owner', '<>', 'closed')
      .where('state', 'like', '%"stack":[{%'),
  );
  const found = new Map<string, { flow: string; version: string; conversations: string[] }>();
  for (const { id, state } of rows) {
    for (const { state: held } of parseState(state).state.stack) {
      const run = flowRun.safeParse(held);
      if (!run.success) continue;
      const { flow, version } = run.data;
      const key = `${flow} ${version}`;
      const known = found.get(key) ?? { flow, version, conversations: [] };
      found.set(key, { ...known, conversations: [...known.conversations, id] });
    }
  }
  return [...found.values()]
    .map((one) => ({ ...one, isLive: live.some(({ flow, version }) => flow === one.flow && version === one.version) }))
    .toSorted((a, b) => a.flow.localeCompare(b.flow) || Number(b.isLive) - Number(a.isLive));
}

/**
 * Tells each conversation of a version to go over to the live one, or to end it. What each does with it, its own next turn
 * decides: a running server takes them up within seconds. Safe to repeat. Gives how many were told.
 */
export async function tellRunning(
  database: Database,
  { flow, version, conversations }: Pick<RunningVersion, 'flow' | 'version' | 'conversations'>,
  { how, by, now }: { how: 'move' | 'end'; by: string; now: number },
): Promise<number> {
  let told = 0;
  for (const conversation of conversations) {
    const [row] = await database.read(
      database.build.selectFrom('conversation').select('owner').where('id', '=', conversation),
    );
    if (!row) continue;
    const steps = appendSteps(database, {
      ...{ conversation, owner: parseOwner(row.owner), now, wake: { by, leaseSeconds: 0 } },
      events: [{ author: 'system', time: now, body: { kind: 'flow moved', flow, version, how, by } }],
    });
    // The owner has changed this very moment: the next call finds it.
    if ((await database.commit(steps)).done) told += 1;
  }
  return told;
}
