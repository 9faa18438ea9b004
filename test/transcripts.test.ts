import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestClock, openCounter, type Counter } from './setup/counter.js';
import { play } from './setup/play.js';
import { parseTranscript } from './setup/transcript.js';

const folder = 'test/transcripts';
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

/** Wednesday, 18 November 2026, 10:00 in Tokyo. */
const clock = createTestClock(Date.UTC(2026, 10, 18, 1, 0));
let counter: Counter;

beforeAll(async () => {
  counter = await openCounter({ clock });
}, 60_000);
afterAll(() => counter.close());

describe('conversations go as people expect them', () => {
  test('there are at least twenty in each language', () => {
    const languages = files.map((file) => parseTranscript(readFileSync(join(folder, file), 'utf8')).language);
    expect(languages.filter((language) => language === 'en').length).toBeGreaterThanOrEqual(20);
    expect(languages.filter((language) => language === 'ja').length).toBeGreaterThanOrEqual(20);
  });

  for (const file of files) {
    const transcript = parseTranscript(readFileSync(join(folder, file), 'utf8'));
    test(`${file}: ${transcript.claim}`, async () => {
      const { problems, actual } = await play(counter, clock, transcript);
      if (problems.length > 0 && process.env['SHOW_TRANSCRIPTS']) writeFileSync(join('test/.artifacts', file), actual);
      expect(problems).toEqual([]);
    });
  }
});
