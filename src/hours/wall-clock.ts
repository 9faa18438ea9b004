import { DateTime } from 'luxon';

/**
 * The instant at which a zone's clock first shows `minutes` after midnight of `date`.
 * An hour the clock skips is the moment it jumps; of an hour it shows twice, the first.
 */
export function instantOf(zone: string, date: string, minutes: number): number {
  const key = `${zone} ${date} ${minutes}`;
  const known = instants.get(key) ?? computed(zone, date, minutes);
  if (instants.size >= 4_000) instants.clear();
  instants.set(key, known);
  return known;
}

// Every question is about the days around now, and a zone's arithmetic is the slow part of each.
const instants = new Map<string, number>();

function computed(zone: string, date: string, minutes: number): number {
  const day = new Date(Date.parse(date) + Math.floor(minutes / 1440) * 86_400_000);
  const [hour, minute] = [Math.floor((minutes % 1440) / 60), minutes % 60];
  const shown = DateTime.fromObject(
    { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), hour, minute },
    { zone },
  );
  if (!shown.isValid) throw new Error(`hours: zone ${zone} has no ${date}`);
  const skipped = shown.hour * 60 + shown.minute - (hour * 60 + minute);
  if (skipped !== 0) return momentOfJump(shown);
  return shown.getPossibleOffsets()[0]?.toMillis() ?? shown.toMillis();
}

/** luxon answers a skipped time with one after the jump; the offset says where between the two the jump is. */
function momentOfJump(after: DateTime): number {
  let [late, early] = [after.toMillis(), after.minus({ days: 1 }).toMillis()];
  while (late - early > 1) {
    const middle = Math.floor((late + early) / 2);
    if (after.zone.offset(middle) === after.offset) late = middle;
    else early = middle;
  }
  return late;
}

/** Rounds up to the next `step` minutes of the zone's clock (a zone may stand at a quarter of an hour). */
export function roundUp(zone: string, at: number, step: number): number {
  const offset = offsetAt(zone, at) * 60_000;
  const length = step * 60_000;
  return Math.ceil((at + offset) / length) * length - offset;
}

/** Minutes before UTC. Since 1972 clocks jump at a quarter of an hour: within one the offset is the same. */
function offsetAt(zone: string, at: number): number {
  const key = `${zone} ${Math.floor(at / 900_000)}`;
  const known = offsets.get(key) ?? DateTime.fromMillis(at, { zone }).offset;
  if (offsets.size >= 4_000) offsets.clear();
  offsets.set(key, known);
  return known;
}

const offsets = new Map<string, number>();
