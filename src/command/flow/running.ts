import { runningFlows, tellRunning, type RunningVersion } from '../../bot/running-flows.js';
import type { Database } from '../../database/database.js';
import { openDatabase } from '../../database/open.js';
import { firstSite } from '../../site/site.js';
import type { FlowCall } from './call.js';

/** What conversations are in the middle of, and what an operator does about an old version of it. */
export async function runningCommand(
  call: FlowCall,
  how: 'running' | 'move' | 'end',
  [flow, version]: readonly string[],
): Promise<number> {
  const database = await openDatabase(call.databaseUrl);
  try {
    const all = await runningFlows(database, firstSite);
    if (how === 'running') return list(call, all);
    if (flow === undefined) {
      call.terminal.error(`Which flow? Use: madoguchi flow ${how} <flow> [version]; flow running lists them.`);
      return 2;
    }
    return await tell(call, database, chosen(all, how, flow, version), how);
  } finally {
    await database.close();
  }
}

function list({ terminal }: FlowCall, all: readonly RunningVersion[]): number {
  for (const { flow, version, isLive, conversations } of all)
    terminal.line(
      `${flow.padEnd(28)} ${version}  ${isLive ? 'live ' : 'older'}  ${conversations.length} conversations`,
    );
  if (all.length === 0) terminal.line('No conversation is in the middle of a flow.');
  return 0;
}

/** To move there is what is not live; to end, whatever is named, or all of the flow. */
function chosen(
  all: readonly RunningVersion[],
  how: 'move' | 'end',
  flow: string,
  version: string | undefined,
): RunningVersion[] {
  return all.filter(
    (one) => one.flow === flow && (version === undefined || one.version === version) && (how === 'end' || !one.isLive),
  );
}

async function tell(
  { terminal }: FlowCall,
  database: Database,
  versions: readonly RunningVersion[],
  how: 'move' | 'end',
): Promise<number> {
  for (const one of versions) {
    const told = await tellRunning(database, one, { how, by: 'operator', now: Date.now() });
    terminal.line(`${one.flow} ${one.version}: ${told} conversations ${how === 'move' ? 'are moved' : 'end it'}`);
  }
  if (versions.length === 0)
    terminal.line('No conversation is in the middle of that. madoguchi flow running lists all.');
  return 0;
}
