import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { workerFile } from '../worker-file.js';
import type { HolidaysAsked } from './holiday-worker.js';
import type { HolidayCalendar } from './schedule.js';

/** `JP`, or with a state where those have their own: `DE-BY`. */
export const holidayPlace = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

const calendars = new Map<string, Promise<HolidayCalendar | null>>();

/**
 * The public holidays of a place (from the package date-holidays); null for a place it does not know. They are looked up
 * in a thread of its own, which takes half a second: ask once while starting. Known are the years from the last to the
 * ninth to come, counted from the process's first question; a day of another year counts as a working day.
 */
export function holidayCalendar(place: string): Promise<HolidayCalendar | null> {
  const known = calendars.get(place) ?? calendarOf(place);
  calendars.set(place, known);
  // What failed once (no memory for a thread) is asked again the next time.
  known.catch(() => calendars.delete(place));
  return known;
}

const days = z.array(z.string()).nullable();

async function calendarOf(place: string): Promise<HolidayCalendar | null> {
  const year = new Date().getUTCFullYear();
  const asked: HolidaysAsked = { place, from: year - 1, to: year + 9 };
  const worker = new Worker(workerFile(import.meta.url, './holiday-worker.js'), { workerData: asked });
  const found = await new Promise<unknown>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`holidays: the worker ended with ${String(code)}`)));
  }).finally(() => void worker.terminate());
  const off = days.parse(found);
  if (off === null) return null;
  const set = new Set(off);
  return (date) => set.has(date);
}
