import { DateTime } from 'luxon';
import type { Database } from '../../database/database.js';
import { template } from '../../database/statements.js';
import { openings } from '../../hours/schedule.js';
import { instantOf } from '../../hours/wall-clock.js';
import { dayIn, iso } from '../../language/read/civil-date.js';
import type { Settings } from '../../site/settings.js';
import { scheduleOf } from '../../site/team.js';

/** A time at which somebody could come. */
export interface Slot {
  readonly start: number;
  readonly until: number;
}

/** A slot with the places still free in it: each is one of those who can come at the same time. */
export interface FreeSlot extends Slot {
  readonly places: readonly number[];
}

const hour = 3_600_000;
const day = 24 * hour;
/** Nobody chooses among more, and a shop open day and night in quarters of an hour has ten thousand in its months. */
const mostSlots = 1_000;

/** A slot as flows name it: the shop's own clock, `2026-11-24T10:00`. */
export function slotName(start: number, zone: string): string {
  const key = `${zone} ${start}`;
  const known = names.get(key) ?? DateTime.fromMillis(start, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
  if (names.size >= 4_000) names.clear();
  names.set(key, known);
  return known;
}

/** The slots of the months to come are named anew for everybody who asks for one. */
const names = new Map<string, string>();

/**
 * The slots that begin from `from` to before `until`, in order: working time cut into pieces of one length, holidays
 * and closures left out. What is left of an opening and too short is no slot.
 */
export async function slotsBetween(
  settings: Settings,
  { from, until }: { from: number; until: number },
): Promise<Slot[]> {
  const { visits } = settings;
  if (!visits) return [];
  const length = visits.minutes * 60_000;
  const schedule = await scheduleOf(settings, { hours: visits.hours });
  const slots: Slot[] = [];
  // Begun a day earlier: an opening is cut where the reading begins, and its slots would be counted from there.
  for (const opening of openings(schedule, from - day)) {
    if (opening.from >= until) break;
    for (let start = opening.from; start + length <= opening.until && start < until; start += length) {
      if (start >= from) slots.push({ start, until: start + length });
      if (slots.length === mostSlots) return slots;
    }
  }
  return slots;
}

/** From when to when a visit can be booked at this moment. */
export function bookable(settings: Settings, now: number): { from: number; until: number } {
  const { noticeHours = 0, daysAhead = 0 } = settings.visits ?? {};
  const today = iso(dayIn(settings.zone, new Date(now)));
  return { from: now + noticeHours * hour, until: instantOf(settings.zone, today, (daysAhead + 1) * 24 * 60) };
}

/**
 * What is free of these slots. A booking made when slots had another length takes every slot it reaches into; between
 * slots of one length the unique key on (start, place) decides.
 */
export async function freeOf(
  database: Database,
  { site, settings }: { site: string; settings: Settings },
  slots: readonly Slot[],
): Promise<FreeSlot[]> {
  const [first] = slots;
  const last = slots.at(-1);
  if (!first || !last) return [];
  const booked = await database.rows<Slot & { place: number }>(
    bookedBetween(database, { site, from: first.start, until: last.until }),
  );
  const all = Array.from({ length: settings.visits?.capacity ?? 0 }, (_, place) => place + 1);
  const untils = new Map(slots.map(({ start, until }) => [start, until]));
  const fills = (one: Slot): boolean => untils.get(one.start) === one.until;
  // Nearly all: found by their beginning, so that a full book of months costs no more than an empty one.
  const filled = new Set(booked.filter(fills).map(({ start, place }) => `${start}|${place}`));
  const odd = booked.filter((one) => !fills(one));
  return slots.map((slot) => {
    const reachIn = odd.filter(({ start, until }) => start < slot.until && until > slot.start);
    const isFree = (place: number): boolean =>
      !filled.has(`${slot.start}|${place}`) && !reachIn.some((one) => one.place === place);
    return { ...slot, places: all.filter(isFree) };
  });
}

const bookedBetween = template<{ site: string; from: number; until: number }>((build, place) =>
  build
    .selectFrom('visit')
    .select(['start', 'until', 'place'])
    .where('site', '=', place.text('site'))
    .where('status', '=', 'booked')
    .where('until', '>', place.int('from'))
    .where('start', '<', place.int('until')),
);

/** The slot of this name, if there is one that can still be booked; `too soon` and `no such slot` are told apart. */
export async function slotNamed(
  settings: Settings,
  name: string,
  now: number,
): Promise<Slot | 'no-such-slot' | 'too-soon'> {
  const start = DateTime.fromISO(name, { zone: settings.zone });
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(name) || !start.isValid) return 'no-such-slot';
  const at = start.toMillis();
  const { from, until } = bookable(settings, now);
  if (at >= until) return 'no-such-slot';
  const [slot] = await slotsBetween(settings, { from: at, until: at + 1 });
  if (!slot) return 'no-such-slot';
  return at < from ? 'too-soon' : slot;
}
