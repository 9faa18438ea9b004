/**
 * Is anger and danger heard, and is the rest left alone? `npm run bench -- feelings --data <folder> [--check]`
 *
 * The reader the bot uses, with the shop's own changes of `dialogs/words`. Found: on sentences written before the lists
 * (test/language/feelings-*.txt). False alarms: on the test sentences of BANKING77 and the questions of localgov, counted
 * alone. `--show` prints what alarms in the sentences that may be looked at (BANKING77 train and valid, localgov's
 * article titles). `--check` ends with 1 when a figure is worse than asked for.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readFlows } from '../src/flows/read-flows.js';
import { createFeelingReader, type Feeling } from '../src/language/feelings.js';
import { sentencesOf } from '../test/language/sentences.js';

const { values } = parseArgs({
  options: { data: { type: 'string' }, check: { type: 'boolean' }, show: { type: 'boolean' } },
});
const languages = ['en', 'ja'];
const { words } = await readFlows('dialogs', languages);
const read = createFeelingReader(new Map(words.map(({ language, feelings }) => [language, feelings])));

/** Complaints and the end of a contract are errands a person does: they go to a person, and are no alarm. */
const errands: readonly Feeling[] = ['complaint', 'cancel-contract'];
/** How the files name what the lists divide further. */
const names: Record<string, readonly Feeling[]> = {
  anger: ['angry', 'swearing'],
  distress: ['distress', 'hardship'],
  legal: ['legal'],
  safety: ['safety'],
  security: ['security'],
};
/** Labels of BANKING77 that are matters of security by their own names. */
const securityLabels = [
  ...['compromised_card', 'lost_or_stolen_card', 'lost_or_stolen_phone', 'card_payment_not_recognised'],
  ...['cash_withdrawal_not_recognised', 'direct_debit_payment_not_recognised'],
];

const failures: string[] = [];

function found(language: string): void {
  const sentences = sentencesOf(`feelings-${language}.txt`);
  let all = 0;
  const parts: string[] = [];
  for (const [name, kinds] of Object.entries(names)) {
    const meant = sentences.filter(({ wanted }) => wanted === name);
    const heard = meant.filter(({ text }) => read(text).some((feeling) => kinds.includes(feeling)));
    all += heard.length;
    parts.push(`${name} ${heard.length}/${meant.length}`);
  }
  const harmless = sentences.filter(({ wanted }) => wanted === '-');
  const alarmed = harmless.filter(({ text }) => isAlarm(text)).length;
  console.log(
    `feelings ${language}: found ${all}/100 (${parts.join(', ')}), harmless alarmed ${alarmed}/${harmless.length}`,
  );
  if (all < 90) failures.push(`feelings ${language}: found ${all} of 100, at least 90 wanted`);
}

function isAlarm(text: string): boolean {
  return read(text).some((feeling) => !errands.includes(feeling));
}

function outside(folder: string): void {
  const banking = load(join(folder, 'intent-banking77.json'), intents);
  if (banking) {
    share(
      'BANKING77 test',
      banking.test.map(({ text }) => text),
      1,
    );
    const plain = banking.test.filter(({ label }) => !securityLabels.includes(label)).map(({ text }) => text);
    share('BANKING77 test without its own security labels', plain);
    const seen = [...banking.train, ...banking.valid];
    share(
      'BANKING77 train and valid',
      seen.map(({ text }) => text),
    );
    show(seen.map(({ text, label }) => ({ text, label })));
  }
  const localgov = load(join(folder, 'faq-localgov.json'), faq);
  if (localgov) {
    share(
      'localgov questions',
      localgov.queries.map(({ text }) => text),
      1,
    );
    share(
      'localgov article titles',
      localgov.docs.map(({ q }) => q),
    );
    show(localgov.docs.map(({ q }) => ({ text: q, label: 'title' })));
  }
}

const sentence = z.object({ text: z.string(), label: z.string() });
const intents = z.object({ train: z.array(sentence), valid: z.array(sentence), test: z.array(sentence) });
const faq = z.object({ docs: z.array(z.object({ q: z.string() })), queries: z.array(z.object({ text: z.string() })) });

function load<T>(file: string, schema: z.ZodType<T>): T | undefined {
  if (existsSync(file)) return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  console.log(`${file}: not there, not measured`);
  failures.push(`${file} is missing`);
  return undefined;
}

function share(name: string, texts: readonly string[], atMost?: number): void {
  const alarmed = texts.filter(isAlarm).length;
  const errand = texts.filter((text) => !isAlarm(text) && read(text).length > 0).length;
  const percent = (100 * alarmed) / texts.length;
  console.log(
    `${name}: false alarms ${alarmed}/${texts.length} (${percent.toFixed(2)} %), errands for a person ${errand} (${((100 * errand) / texts.length).toFixed(2)} %)`,
  );
  if (atMost !== undefined && percent > atMost)
    failures.push(`${name}: ${percent.toFixed(2)} % false alarms, at most ${atMost} % wanted`);
}

function show(sentences: readonly { text: string; label: string }[]): void {
  if (values.show !== true) return;
  for (const { text, label } of sentences) {
    const heard = read(text);
    if (heard.length > 0) console.log(`  ${heard.join('+')} | ${label} | ${text.slice(0, 160)}`);
  }
}

for (const language of languages) found(language);
if (values.data === undefined) console.log('false alarms: not measured, no --data <folder>');
else outside(values.data);
if (values.check === true && failures.length > 0) {
  console.error(failures.join('\n'));
  process.exitCode = 1;
}
