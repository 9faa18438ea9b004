/** What can be found in a text without being asked for. */
export type EntityKind =
  | 'number'
  | 'ordinal'
  | 'percentage'
  | 'age'
  | 'money'
  | 'dimension'
  | 'temperature'
  | 'time'
  | 'phone'
  | 'email'
  | 'url'
  | 'ip'
  | 'mention'
  | 'hashtag'
  | 'guid'
  | 'yes-no';

/** When something is, in one of the shapes a calendar has. `value`, `start` and `end` are civil, in no zone. */
export type Moment = {
  type: 'date' | 'time' | 'datetime' | 'daterange' | 'timerange' | 'datetimerange' | 'duration' | 'set';
  /** `2026-11-21`, `15:30:00`, both with a space between, or seconds for a duration. */
  value?: string;
  /** The first day or time of a range. */
  start?: string;
  /** The day or time at which a range is over; of days the one after the last, where a month or week is meant. */
  end?: string;
  /** How the range leans on what was said: `before`, `after`, `since`, `until`, `approx`, `start`, `end`, `more`, `less` … */
  mod?: string;
};

/**
 * One thing a text says: where it stands in the normalised text and what it can mean.
 *
 * A number has one value; a time has as many as it can mean (last Friday and the coming one, three in the morning and in
 * the afternoon), the earlier first.
 */
export type Entity = {
  kind: EntityKind;
  text: string;
  start: number;
  end: number;
  values: string[];
  /** Of money, measures and ages: what is counted (`Kilometer`, `United States dollar`). */
  unit?: string;
  /** Of money: the code of the currency, where the words name one. */
  currency?: string;
  /** Of times. */
  moments?: Moment[];
};

/** Where two overlap, the longer stands; of two as long, the one found first. */
export function longestFirst<Placed extends { start: number; end: number }>(entities: Placed[]): Placed[] {
  const kept: Placed[] = [];
  for (const one of entities.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (kept.every((other) => one.end <= other.start || one.start >= other.end)) kept.push(one);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}
