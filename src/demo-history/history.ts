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
  await keepAtWork(app, staff, { seconds: 300, everybody: true });
  const queue = [...others];
  const counts = await Promise.all([
    playAll(theatre, [...tickets]),
    ...Array.from({ length: side - 1 }, () => playAll(theatre, queue)),
  ]);
  await keepAtWork(app, staff, { seconds: shiftSeconds, everybody: false });
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

/**
 * Those who hold a conversation, or everybody, unless they are at work themselves. Away, not online: nobody who asks for
 * a person is promised one of them.
 */
async function keepAtWork(
  { door: { database } }: App,
  staff: readonly Staff[],
  { seconds, everybody }: { seconds: number; everybody: boolean },
): Promise<void> {
  const ids = staff.map(({ id }) => id);
  const held = await heldBy(database, firstSite, ids);
  const present = await presentStaff(database, firstSite);
  const isReallyHere = (id: string): boolean => present.some((one) => one.id === id && one.status !== 'away');
  for (const id of ids) {
    if (!(everybody || held.has(id)) || isReallyHere(id)) continue;
    await renewPresence(database, { staff: id, status: 'away', seconds });
  }
}
