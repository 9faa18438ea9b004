import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../app.js';
import { firstSite } from '../site/site.js';
import { renewPresence } from '../staff/presence.js';
import { staffOfSite } from '../staff/staff.js';
import { playScript, type Theatre } from './play.js';
import { parseHistory, startOf, type Script } from './script.js';

/** How many conversations are played at once: each waits for the database most of its time. */
const side = 6;

/** Colleagues of the demonstration count as at work this long: what they hold stays with them meanwhile. */
const shiftSeconds = 8 * 3_600;

/**
 * Gives the demo shop its past: plays every script of the folder that was not played before. Tickets go one after the
 * other in the order they were opened, so that their numbers rise with time; the rest goes beside them.
 */
export async function playHistory(app: App, folder: string, now: number): Promise<{ played: number }> {
  const { database } = app.door;
  const staff = await staffOfSite(database, firstSite);
  const theatre: Theatre = { app, staff, now };
  const { zone } = app.services.current().settings;
  const [tickets = [], others = []] = await Promise.all(
    ['tickets.txt', 'conversations.txt'].map(async (file) => {
      const scripts = parseHistory(file, await readFile(join(folder, file), 'utf8'));
      return scripts.toSorted((one, other) => startOf(one.when, now, zone) - startOf(other.when, now, zone));
    }),
  );
  const queue = [...others];
  const counts = await Promise.all([
    playAll(theatre, [...tickets]),
    ...Array.from({ length: side - 1 }, () => playAll(theatre, queue)),
  ]);
  await keepAtWork(
    app,
    staff.map(({ id }) => id),
  );
  return { played: counts.reduce((sum, count) => sum + count, 0) };
}

/** Takes from a list that others may take from as well. */
async function playAll(theatre: Theatre, queue: Script[]): Promise<number> {
  let played = 0;
  for (let script = queue.shift(); script; script = queue.shift()) {
    if (await playScript(theatre, script)) played += 1;
  }
  return played;
}

/** Away, not online: nobody who asks for a person is promised one of them. */
async function keepAtWork({ door: { database } }: App, staff: readonly string[]): Promise<void> {
  const held = await database.read(
    database.build
      .selectFrom('conversation')
      .select('owner')
      .distinct()
      .where('site', '=', firstSite)
      .where('owner', 'like', 'agent:%'),
  );
  const holders = new Set(held.map(({ owner }) => owner.slice('agent:'.length)));
  const present = await database.read(
    database.build.selectFrom('presence').select('staff').where('lease_until', '>', database.now),
  );
  for (const id of staff.filter((one) => holders.has(one) && !present.some(({ staff: here }) => here === one))) {
    await renewPresence(database, { staff: id, status: 'away', seconds: shiftSeconds });
  }
}
