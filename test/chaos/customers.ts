import { pause } from './chance.js';
import { play, type Record } from './customer.js';
import type { Line } from './direct-line.js';
import type { Product } from './process.js';
import { scripts, type Script } from './scripts.js';

export interface Shared {
  readonly product: Product;
  readonly secret: string;
  readonly apology: string;
}

/** Each script once, alone: what the bot says when nobody disturbs it. */
export async function playUndisturbed(shared: Shared, list: readonly Script[]): Promise<Map<Script, Record>> {
  const played = list.map(async (script): Promise<[Script, Record]> => [
    script,
    await play(script, { ...shared, streams: false, expected: undefined, pauseMs: () => 0 }),
  ]);
  return new Map(await Promise.all(played));
}

export interface Live {
  readonly finished: Promise<Record[]>;
  end(): void;
  fault(): boolean;
  /** Every line that was ever open, by thread. */
  readonly lines: ReadonlyMap<string, Line>;
}

/** Each customer plays one script after another, until the end is called; then the one under way is played out. */
export function startCustomers(
  options: Shared & {
    undisturbed: ReadonlyMap<Script, Record>;
    customers: number;
    chance: () => number;
    longestPauseMs: number;
  },
): Live {
  const { undisturbed, customers, chance, longestPauseMs, ...shared } = options;
  const records: Record[] = [];
  const lines = new Map<string, Line>();
  const onLine = (line: Line): void => void lines.set(line.thread, line);
  let ended = false;
  let failed = false;

  async function live(number: number): Promise<void> {
    await pause(chance() * longestPauseMs);
    for (let turn = number; turn === number || !ended; turn++) {
      const script = scripts[turn % scripts.length];
      if (!script) return;
      const expected = undisturbed.get(script)?.answered;
      const streams = chance() < 0.4;
      const record = await play(script, {
        ...shared,
        expected,
        streams,
        onLine,
        pauseMs: () => chance() * longestPauseMs,
      });
      record.line.close();
      records.push(record);
    }
  }

  const lives = Array.from({ length: customers }, (_, number) => live(number));
  const finished = Promise.all(lives).then(() => records);
  finished.catch(() => (failed = true));
  return { finished, end: () => void (ended = true), fault: () => failed, lines };
}
