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
/** The shop as it is abroad, in whose country's language the other transcripts are. */
let german: Counter;

beforeAll(async () => {
  counter = await openCounter({ clock });
  german = await openCounter({ clock, abroad: 'demo/de' });
}, 60_000);
afterAll(() => Promise.all([counter.close(), german.close()]));

describe('conversations go as people expect them', () => {
  test('there are at least twenty in each language of the demo, and five in the one added to it', () => {
    const languages = files.map((file) => parseTranscript(readFileSync(join(folder, file), 'utf8')).language);
    expect(languages.filter((language) => language === 'en').length).toBeGreaterThanOrEqual(20);
    expect(languages.filter((language) => language === 'ja').length).toBeGreaterThanOrEqual(20);
    expect(languages.filter((language) => language === 'de').length).toBeGreaterThanOrEqual(5);
  });

  for (const file of files) {
    const transcript = parseTranscript(readFileSync(join(folder, file), 'utf8'));
    test(`${file}: ${transcript.claim}`, async () => {
      const { problems, actual } = await play(transcript.language === 'de' ? german : counter, clock, transcript);
      if (problems.length > 0 && process.env['SHOW_TRANSCRIPTS']) writeFileSync(join('test/.artifacts', file), actual);
      expect(problems).toEqual([]);
    });
  }
});
