import type { Database } from '../../database/database.js';
import { languages } from '../../language/languages.js';
import type { Log } from '../../log.js';
import { shortAnswer } from '../catalogue.js';
import type { IndexEntry } from '../found.js';
import { hashOf, keepReadings, keptReadings } from './kept.js';
import { readBeside } from './read-beside.js';

/**
 * How entries sound, for questions typed in kana. What was read before comes from the database, so that a start needs no
 * dictionary; what is new is read in a process of its own, some seconds after it was published.
 */
export interface Readings {
  /** The entries with the readings known now. What is missing is read afterwards, and then `onRead` called. */
  attach(entries: ReadonlyMap<string, IndexEntry>): Promise<Map<string, IndexEntry>>;
  /** Resolves when nothing is left to read. */
  settled(): Promise<void>;
  stop(): void;
}

export interface ReadingsOptions {
  readonly database: Database;
  readonly log: Log;
  /** Called when `attach` would give more than before. */
  readonly onRead: () => void;
  /** How long after a change reading begins: a start and an import have other things to do first. */
  readonly delay?: number;
  readonly read?: (texts: readonly string[]) => Promise<string[]>;
}

const lengthAtMost = 4_000;

export function createReadings({ database, log, onRead, delay = 3_000, read = readBeside }: ReadingsOptions): Readings {
  const missing = new Map<string, string>();
  /** What could not be read is not tried again by this process. */
  const givenUp = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let reading: Promise<void> | undefined;
  let stopped = false;

  async function attach(entries: ReadonlyMap<string, IndexEntry>): Promise<Map<string, IndexEntry>> {
    const texts = new Map([...entries.values()].filter(hasSound).map((entry) => [entry.id, textOf(entry)]));
    const hashes = new Map([...texts].map(([id, text]) => [id, hashOf(text)]));
    const kept = await keptReadings(database, [...new Set(hashes.values())]);
    for (const [id, hash] of hashes) if (!kept.has(hash) && !givenUp.has(hash)) missing.set(hash, texts.get(id) ?? '');
    if (missing.size > 0) readSoon();
    return new Map(
      [...entries].map(([id, entry]) => {
        const sound = kept.get(hashes.get(id) ?? '');
        return [id, sound === undefined ? entry : { ...entry, reading: sound }];
      }),
    );
  }

  function readSoon(): void {
    if (stopped || reading) return;
    reading = new Promise<void>((resolve) => {
      timer = setTimeout(() => void readMissing().finally(resolve), delay).unref();
    }).finally(() => {
      reading = undefined;
      if (missing.size > 0) readSoon();
    });
  }

  async function readMissing(): Promise<void> {
    const asked = [...missing];
    missing.clear();
    try {
      const sounds = await read(asked.map(([, text]) => text));
      await keepReadings(database, new Map(asked.map(([hash], i) => [hash, sounds[i] ?? ''])));
      if (!stopped) onRead();
    } catch (error) {
      for (const [hash] of asked) givenUp.add(hash);
      if (!stopped) log.warn({ err: error }, 'readings: not made; questions in kana are found by their letters alone');
    }
  }

  return {
    attach,
    async settled() {
      while (reading) await reading;
    },
    stop() {
      stopped = true;
      missing.clear();
      if (timer) clearTimeout(timer);
    },
  };
}

const hasSound = ({ language }: IndexEntry): boolean => languages.get(language)?.sounds !== undefined;

/** What customers ask about an entry in their own words: its title, its questions, its words, its short answer. */
function textOf({ title, questions, words, body }: IndexEntry): string {
  return [title, ...questions, ...words, shortAnswer(body)].join('\n').slice(0, lengthAtMost);
}
