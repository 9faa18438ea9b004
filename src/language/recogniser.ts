import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { workerFile } from '../worker-file.js';
import { longestFirst } from './find/entity.js';
import { type Model, worthAsking } from './recogniser-models.js';

const moment = z.object({
  type: z.string().optional(),
  value: z.string().optional(),
  start: z.string().optional(),
  end: z.string().optional(),
  mod: z.string().optional(),
});
const found = z.object({
  text: z.string(),
  start: z.number(),
  end: z.number(),
  values: z.array(z.string()),
  type: z.string(),
  unit: z.string().optional(),
  currency: z.string().optional(),
  moments: z.array(moment).optional(),
});

export type Found = z.infer<typeof found>;
export type Recogniser = ReturnType<typeof createRecogniser>;

type Asked = { model: Model; text: string; culture: string; reference: string };
type Waiting = Asked & { answer: (found: Found[]) => void };

const CULTURES = ['en-us'];
const WINDOW = 128;
const OVERLAP = 40;
const LONGEST_TEXT = 500;
const MOST_WAITING = 64;
const MOST_REMEMBERED = 500;
// However many wait in front, nobody waits longer than a customer would.
const LONGEST_WAIT = 5_000;
// Loading the suite takes about a second on a busy machine; a worker that has said nothing by then never will.
const START_LIMIT = 15_000;

// A ceiling for one worker's heap, so that with its stacks and code it stays under 120 MB whatever it is asked.
const HEAP = 80;

const reply = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ begun: z.number() }),
  z.object({ id: z.number(), found: z.array(found) }),
]);

/**
 * English by Microsoft's recognisers, in a worker thread with a hard time limit; at most two workers.
 *
 * The suite's patterns backtrack without bound on hostile text, so a worker that is late is ended and the request answers
 * "nothing read"; a warm spare takes the next one. Never throws and never rejects: no worker, a crash, a full queue, an
 * unknown culture and nothing found are all `[]`. A worker is asked only for a text that our own look finds worth it
 * (`recogniser-models.ts`), and loads a model when it is first asked for; those in `warm` it loads at its start.
 * `reference` is the shop's civil time, `YYYY-MM-DD` (noon) or `YYYY-MM-DDTHH:MM:SS`.
 * Positions are offsets in the text as given.
 */
export function createRecogniser({
  timeLimit = 300,
  spare = true,
  warm: early = ['number', 'dates'],
}: { timeLimit?: number; spare?: boolean; warm?: Model[] } = {}) {
  const queue: Waiting[] = [];
  const warming: (() => void)[] = [];
  const remembered = new Map<string, Found[]>();
  let seats: Seat[] = [];
  let busy: { seat: Seat; waiting: Waiting; timer: NodeJS.Timeout } | undefined;
  let closed = false;
  let failures = 0;

  function ask(asked: Asked): Promise<Found[]> {
    const { model, text, culture } = asked;
    const known = CULTURES.includes(culture);
    if (closed || !known || !worthAsking(model, text) || hostile(text)) return Promise.resolve([]);
    const before = remembered.get(keyOf(asked));
    if (before) return Promise.resolve(before);
    if (queue.length >= MOST_WAITING) return Promise.resolve([]);
    return new Promise((resolve) => {
      const waiting: Waiting = { ...asked, answer: resolve };
      const patience = setTimeout(() => {
        const place = queue.indexOf(waiting);
        if (place >= 0) queue.splice(place, 1);
        resolve([]);
      }, LONGEST_WAIT);
      waiting.answer = (found) => {
        clearTimeout(patience);
        resolve(found);
      };
      queue.push(waiting);
      pump();
    });
  }

  function pump() {
    if (closed) return;
    if (queue.length > 0) staff();
    const seat = seats.find((one) => one.ready);
    if (busy || !seat) return;
    const waiting = queue.shift();
    if (!waiting) return;
    // A model asked for the first time is loaded first; the limit is for reading and runs from when that begins.
    busy = { seat, waiting, timer: setTimeout(() => dismiss(seat), START_LIMIT) };
    const { model, text, culture, reference } = waiting;
    seat.worker.postMessage({ id: seat.id, model, text, culture, reference });
  }

  function staff() {
    // A worker that cannot start would be started for ever; after five deaths in a row a request gets one try.
    const wanted = spare && failures < 5 ? 2 : 1;
    while (seats.length < wanted) seats.push(start());
  }

  let lastId = 0;
  function start(): Seat {
    const worker = new Worker(workerFile(import.meta.url, './recogniser-worker.js'), {
      workerData: early,
      resourceLimits: { maxOldGenerationSizeMb: HEAP, maxYoungGenerationSizeMb: 8 },
    });
    const seat: Seat = { id: ++lastId, worker, ready: false, timer: setTimeout(() => dismiss(seat), START_LIMIT) };
    // An idle worker must not keep the process alive.
    worker.unref();
    seat.timer.unref();
    worker.on('message', (message: unknown) => heard(seat, message));
    worker.on('error', () => dismiss(seat));
    worker.on('exit', () => dismiss(seat));
    return seat;
  }

  function heard(seat: Seat, message: unknown) {
    const said = reply.safeParse(message);
    if (!said.success || !seats.includes(seat)) return;
    if ('ready' in said.data) {
      clearTimeout(seat.timer);
      seat.ready = true;
      failures = 0;
      for (const warmed of warming.splice(0)) warmed();
    } else if (busy?.seat === seat) {
      if ('begun' in said.data) {
        clearTimeout(busy.timer);
        busy.timer = setTimeout(() => dismiss(seat), timeLimit);
      } else {
        remember(busy.waiting, said.data.found);
        settle(said.data.found);
      }
    }
    pump();
  }

  /** What was found; not what came too late. One message is read for several slots, and a form's answer more than once. */
  function remember(asked: Asked, found: Found[]) {
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(keyOf(asked), found);
  }

  function dismiss(seat: Seat) {
    if (!seats.includes(seat)) return;
    seats = seats.filter((one) => one !== seat);
    clearTimeout(seat.timer);
    void seat.worker.terminate();
    if (!seat.ready) failures += 1;
    if (busy?.seat === seat) settle([]);
    // With nobody able to start, those who wait are answered instead of kept.
    if (seats.length === 0 && failures > 0) {
      for (const one of queue.splice(0)) one.answer([]);
      for (const warmed of warming.splice(0)) warmed();
    }
    if (spare && seat.ready && !closed) staff();
    pump();
  }

  function settle(found: Found[]) {
    if (!busy) return;
    const { waiting, timer } = busy;
    clearTimeout(timer);
    busy = undefined;
    waiting.answer(found);
  }

  async function inWindows(asked: Asked): Promise<Found[]> {
    const found: Found[] = [];
    const pieces = windows(asked.text);
    for (const [index, { from, text }] of pieces.entries()) {
      for (const one of await ask({ ...asked, text })) {
        // What touches a cut may be half of something: "twenty" of "twenty three". Better not read than read wrong.
        const cutBefore = index > 0 && text.slice(0, one.start).trim() === '';
        const cutAfter = index < pieces.length - 1 && text.slice(one.end).trim() === '';
        if (!cutBefore && !cutAfter) found.push({ ...one, start: one.start + from, end: one.end + from });
      }
    }
    return pieces.length > 1 ? longestFirst(found) : found;
  }

  return {
    /** What one model finds in a text. */
    find: (model: Model, text: string, culture: string, reference = '') =>
      inWindows({ model, text, culture, reference }),
    /** Starts the worker ahead of the first need; resolves when it can answer, or cannot start. */
    warm(): Promise<void> {
      if (closed || seats.some((one) => one.ready)) return Promise.resolve();
      return new Promise((warmed) => {
        warming.push(warmed);
        staff();
      });
    },
    /** Ends the workers; whatever waits is answered with nothing. */
    async close() {
      closed = true;
      const leaving = seats;
      seats = [];
      settle([]);
      for (const one of queue.splice(0)) one.answer([]);
      for (const warmed of warming.splice(0)) warmed();
      for (const seat of leaving) clearTimeout(seat.timer);
      await Promise.all(leaving.map((seat) => seat.worker.terminate()));
    },
  };
}

const keyOf = ({ model, culture, reference, text }: Asked): string => `${model}|${culture}|${reference}|${text}`;

type Seat = { id: number; worker: Worker; ready: boolean; timer: NodeJS.Timeout };

/** Long runs of numerals are where the suite's patterns explode; nobody writes a number like that. */
function hostile(text: string): boolean {
  for (const run of text.match(/[\d〇零一二三四五六七八九十百千万億兆\s.,、。・/+$¥%-]+/g) ?? []) {
    if ((run.match(/[〇零一二三四五六七八九十百千万億兆]/g)?.length ?? 0) > 12) return true;
    if ((run.match(/\d/g)?.length ?? 0) > 40) return true;
  }
  return false;
}

/** Pieces of at most 128 characters of the first 500, cut at spaces; they overlap, so that what one cuts the next has whole. */
function windows(text: string): { from: number; text: string }[] {
  const whole = text.slice(0, LONGEST_TEXT);
  const pieces: { from: number; text: string }[] = [];
  let from = 0;
  while (from < whole.length) {
    let to = Math.min(from + WINDOW, whole.length);
    const space = whole.lastIndexOf(' ', to);
    if (to < whole.length && space > from) to = space;
    pieces.push({ from, text: whole.slice(from, to) });
    if (to === whole.length) break;
    const again = whole.lastIndexOf(' ', to - OVERLAP);
    from = again > from ? again : to;
  }
  return pieces;
}
