import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../app.js';
import { firstSite } from '../site/site.js';
import { heldBy, presentStaff, renewPresence } from '../staff/presence.js';
import { staffOfSite, type Staff } from '../staff/staff.js';
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
  // Otherwise the watchdog gives back, while we play, what they claimed weeks ago.
  const lent = await lendPresence(app, staff);
  const queue = [...others];
  const counts = await Promise.all([
    playAll(theatre, [...tickets]),
    ...Array.from({ length: side - 1 }, () => playAll(theatre, queue)),
  ]);
  await keepAtWork(app, staff, lent);
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

/** Counts everybody as there who is not, and gives whom: away, so that nobody is promised one of them. */
async function lendPresence({ door: { database } }: App, staff: readonly Staff[]): Promise<string[]> {
  const present = new Set((await presentStaff(database, firstSite)).map(({ id }) => id));
  const absent = staff.map(({ id }) => id).filter((id) => !present.has(id));
  for (const id of absent) await renewPresence(database, { staff: id, status: 'away', seconds: 300 });
  return absent;
}

/** Who holds a conversation stays for a shift; the others begin as people who never said whether they are here. */
async function keepAtWork(
  { door: { database } }: App,
  staff: readonly Staff[],
  lent: readonly string[],
): Promise<void> {
  const ids = staff.map(({ id }) => id);
  const held = await heldBy(database, firstSite, ids);
  const idle = lent.filter((id) => !held.has(id));
  for (const id of lent.filter((one) => held.has(one))) {
    await renewPresence(database, { staff: id, status: 'away', seconds: shiftSeconds });
  }
  if (idle.length === 0) return;
  const statement = database.build
    .deleteFrom('presence')
    .where('staff', 'in', idle)
    .where('status', '=', 'away')
    .compile();
  await database.commit([{ statement }]);
}
