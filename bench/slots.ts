/**
 * What does the reader read? `npm run bench -- slots --data <folder> [--check] [--failures <set>]`
 *
 * Runs `find` and `read` of the product on every set of the folder (`entities-*.json`, `slots-*.json`) and on the phrases
 * of `test/language/slots/*.txt`, and prints one table with the published results beside ours. `--check` exits with 1
 * when a figure is under the least we want. Rules are written while looking at one half of a set (by a hash of its text);
 * the other half is only counted. `--failures <set>` lists what failed in the half that may be looked at.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Entity, EntityKind, Moment } from '../src/language/find/entity.js';
import { normalise } from '../src/language/normalise.js';
import { createReaders } from '../src/language/read/read.js';
import { createRecogniser } from '../src/language/recogniser.js';
import { models } from '../src/language/recogniser-models.js';
import { outcomeOf, phrasesOf, shopReaders } from '../test/language/slots/phrases.js';

const entitySet = z.object({
  task: z.literal('entities'),
  items: z.array(
    z.object({
      lang: z.string(),
      model: z.string(),
      input: z.string(),
      ref: z.string().optional(),
      results: z.array(z.object({ text: z.string(), resolution: z.record(z.string(), z.unknown()).nullish() })),
    }),
  ),
});
const slotSet = z.object({
  task: z.literal('slots'),
  ref: z.string(),
  items: z.array(
    z.object({
      text: z.string(),
      slots: z
        .record(
          z.string(),
          z.object({ text: z.string(), span: z.tuple([z.number(), z.number()]), value: z.unknown().optional() }),
        )
        .optional(),
    }),
  ),
});
const day = z.object({ day: z.number(), month: z.number(), year: z.number() });
const clock = z.object({ hour: z.number(), minute: z.number() });
const moment = z
  .object({ type: z.string(), value: z.string(), start: z.string(), end: z.string(), Mod: z.string(), mod: z.string() })
  .partial();
type Item = z.infer<typeof entitySet>['items'][number];

/** The least we want, what we aim at, and what was published. */
const goals: { row: string; least: number; aim: number; published: string }[] = [
  { row: 'recogniser cases, English', least: 82, aim: 90, published: '75.7 (recognizers-text-suite for JS)' },
  { row: 'recogniser cases, Japanese', least: 78, aim: 88, published: '44.5 (the same)' },
  { row: 'recogniser cases, Japanese dates', least: 60, aim: 80, published: '7 (the same)' },
  { row: 'NLU++ dates', least: 85, aim: 92, published: '76.7 (recognizers alone)' },
  { row: 'NLU++ times', least: 75, aim: 88, published: '53.7 (recognizers alone)' },
];

const KINDS: Record<string, EntityKind> = {
  ...{ NumberModel: 'number', OrdinalModel: 'ordinal', PercentModel: 'percentage', AgeModel: 'age' },
  ...{ CurrencyModel: 'money', DimensionModel: 'dimension', TemperatureModel: 'temperature', DateTimeModel: 'time' },
  ...{ PhoneNumberModel: 'phone', EmailModel: 'email', URLModel: 'url', IpAddressModel: 'ip', MentionModel: 'mention' },
  ...{ HashtagModel: 'hashtag', GUIDModel: 'guid', BooleanModel: 'yes-no' },
};

const options = process.argv.slice(2);
const option = (name: string): string | undefined =>
  options.includes(name) ? options[options.indexOf(name) + 1] : undefined;
const folder = option('--data');
const looking = option('--failures');
const before = process.memoryUsage().rss;
// One worker with all models, more than a shop uses: what it weighs is the most one can.
const recogniser = createRecogniser({ timeLimit: 2000, warm: [...models], spare: false });
await recogniser.warm();
const weight = (process.memoryUsage().rss - before) / 1e6;
const { find } = createReaders({ recogniser, zone: 'UTC' });

type Count = { right: number; all: number };
const counts = new Map<string, Record<'all' | 'seen' | 'unseen', Count>>();
let crashes = 0;
let slowest = 0;

if (folder === undefined) console.log('No --data <folder>: only the phrases are read.');
for (const file of folder === undefined
  ? []
  : readdirSync(folder).filter((name) => /^(?:entities|slots)-.*\.json$/.test(name))) {
  const raw: unknown = JSON.parse(readFileSync(`${folder ?? ''}/${file}`, 'utf8'));
  const [entities, slots] = [entitySet.safeParse(raw), slotSet.safeParse(raw)];
  if (entities.success) await entityCases(entities.data.items);
  else if (slots.success) await slotCases(slots.data);
  else console.log(`${file} has another format: left out`);
}
const wrong = await phraseCases();
await recogniser.close();
report();

async function entityCases(items: Item[]): Promise<void> {
  for (const item of items) {
    const kind = KINDS[item.model];
    if (kind === undefined) continue;
    const found = await finding(kind, item.input, item.lang, new Date(`${item.ref ?? '2016-11-07T00:00:00'}Z`));
    const isRight = same(item, found);
    const language = item.lang === 'ja' ? 'Japanese' : 'English';
    count(`recogniser cases, ${language}`, item.input, isRight);
    if (item.lang === 'ja' && kind === 'time') count('recogniser cases, Japanese dates', item.input, isRight);
    count(`  ${item.lang} ${item.model}`, item.input, isRight);
    if (!isRight && looking === `${item.lang} ${item.model}` && isSeen(item.input)) tell(item, found);
  }
}

/** The reader may throw nothing and hold nothing up: both are counted. */
async function finding(kind: EntityKind, text: string, language: string, now: Date): Promise<Entity[]> {
  const from = performance.now();
  try {
    return await find(kind, text, { language, now });
  } catch (error) {
    crashes += 1;
    console.log(`crash: ${kind} in ${text}: ${String(error)}`);
    return [];
  } finally {
    slowest = Math.max(slowest, performance.now() - from);
  }
}

/** As the recognisers' own tests compare: the same things at the same words, each with the same values. */
function same({ results }: Item, found: Entity[]): boolean {
  return results.length === found.length && results.every((one, at) => isSame(one, found[at]));
}

function isSame(expected: Item['results'][number], found: Entity | undefined): boolean {
  if (!found || plain(expected.text) !== plain(found.text)) return false;
  const { value, values, unit, isoCurrency } = expected.resolution ?? {};
  if (Array.isArray(values)) return isSameTime(values, found.moments ?? []);
  if (unit !== undefined && plain(written(unit)) !== plain(found.unit ?? '')) return false;
  if (isoCurrency !== undefined && isoCurrency !== found.currency) return false;
  const [wanted, got] = [written(value), found.values[0] ?? ''];
  if (typeof value === 'boolean') return got === (value ? 'yes' : 'no');
  return (
    isSameNumber(wanted, got) || plain(wanted) === plain(got) || (/^(?:null)?$/.test(wanted) && /^(?:null)?$/.test(got))
  );
}

/** "null" stands for a unit without a number. */
function written(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isSameNumber(wanted: string, got: string): boolean {
  const [a, b] = [wanted, got].map((text) =>
    /^[-+\d.eE]+%?$/.test(text) ? Number(text.replace('%', '')) : Number.NaN,
  );
  return a !== undefined && b !== undefined && Math.abs(a - b) <= 1e-12 * Math.max(1e-2, Math.abs(a)) * 100;
}

function isSameTime(expected: unknown[], found: Moment[]): boolean {
  const key = ({ type, value, start, end, mod }: Partial<Record<keyof Moment, string | undefined>>) =>
    [type, value, start, end, mod].map((part) => part ?? '').join('|');
  const wanted = new Set(
    expected.map((one) => moment.parse(one)).map(({ Mod, mod, ...rest }) => key({ ...rest, mod: mod ?? Mod })),
  );
  const got = new Set(found.map(key));
  return wanted.size === got.size && [...wanted].every((one) => got.has(one));
}

async function slotCases({ ref, items }: z.infer<typeof slotSet>): Promise<void> {
  for (const { text, slots } of items) {
    const wanted = Object.entries(slots ?? {}).filter(([name]) => /^(?:date|time)(?:_from|_to)?$/.test(name));
    if (wanted.length === 0) continue;
    const found = await finding('time', text, 'en', new Date(`${ref}Z`));
    for (const [name, slot] of wanted) {
      const isDate = name.startsWith('date');
      const value = isDate ? dayText(slot.value) : clockText(slot.value);
      if (value === undefined) continue;
      const at = found.filter((one) => one.start < slot.span[1] && one.end > slot.span[0]);
      const isRight = at.some((one) => offered(one, isDate).includes(value));
      const row = isDate ? 'NLU++ dates' : 'NLU++ times';
      count(row, text, isRight);
      if (!isRight && looking === row && isSeen(text))
        console.log(
          `${text} => ${name} ${slot.text} = ${value}; found ${JSON.stringify(found.map((one) => [one.text, one.values]))}`,
        );
    }
  }
}

function dayText(value: unknown): string | undefined {
  const parsed = day.safeParse(value).data;
  return (
    parsed && `${String(parsed.year)}-${String(parsed.month).padStart(2, '0')}-${String(parsed.day).padStart(2, '0')}`
  );
}

function clockText(value: unknown): string | undefined {
  const parsed = clock.safeParse(value).data;
  return parsed && `${String(parsed.hour).padStart(2, '0')}:${String(parsed.minute).padStart(2, '0')}`;
}

/** The days or times one reading can mean: what a flow would take or ask between. */
function offered({ moments = [] }: Entity, isDate: boolean): string[] {
  return moments
    .flatMap(({ value, start, end }) => [value, start, end])
    .flatMap((one) =>
      isDate ? (/\d{4}-\d\d-\d\d/.exec(one ?? '')?.[0] ?? []) : (/\d\d:\d\d/.exec(one ?? '')?.[0] ?? []),
    );
}

/** Our own phrases, through the reader that flows use. A wrong value taken without asking is what must never happen. */
async function phraseCases(): Promise<number> {
  let silent = 0;
  const { readers, close } = await shopReaders();
  for (const language of ['en', 'ja']) {
    for (const phrase of phrasesOf(language)) {
      const outcome = await outcomeOf(readers, phrase);
      count(`phrases, ${language}: read as expected`, phrase.text, outcome === phrase.expected);
      const isSilent = !/^[?!-]/.test(outcome) && outcome !== phrase.expected;
      if (isSilent) silent += 1;
      if (outcome !== phrase.expected && (isSilent || looking === 'phrases'))
        console.log(`${language} ${phrase.kind} «${phrase.text}»: ${outcome}, expected ${phrase.expected}`);
    }
  }
  await close();
  return silent;
}

function isSeen(text: string): boolean {
  return (createHash('sha1').update(text).digest()[0] ?? 0) % 2 === 0;
}

function count(row: string, text: string, isRight: boolean): void {
  const empty = (): Count => ({ right: 0, all: 0 });
  const counted = counts.get(row) ?? { all: empty(), seen: empty(), unseen: empty() };
  counts.set(row, counted);
  for (const half of [counted.all, isSeen(text) ? counted.seen : counted.unseen]) {
    half.all += 1;
    if (isRight) half.right += 1;
  }
}

function plain(text: string): string {
  return normalise(text).toLowerCase();
}

function tell({ input, results }: Item, found: Entity[]): void {
  const short = (one: Entity) =>
    `[${one.text}|${one.moments ? one.moments.map((at) => [at.type, at.value, at.start, at.end, at.mod].filter(Boolean).join(',')).join(';') : `${one.values.join()} ${one.unit ?? ''}`}]`;
  const wanted = results.map(
    ({ text, resolution }) =>
      `[${text}|${JSON.stringify(resolution?.['values'] ?? resolution).replace(/"timex":"[^"]*",|"sourceEntity":"[^"]*",?|"/g, '')}]`,
  );
  console.log(`${input}\n    wanted ${wanted.join(' ')}\n    found  ${found.map(short).join(' ')}`);
}

function report(): void {
  const share = ({ right, all }: Count): string => (all === 0 ? '-' : ((100 * right) / all).toFixed(1));
  console.log(
    '\n| set | cases | at least | aim | ours | half looked at / not | published |\n|---|---|---|---|---|---|---|',
  );
  for (const [row, { all, seen, unseen }] of counts) {
    const goal = goals.find((one) => one.row === row);
    console.log(
      `| ${row} | ${String(all.all)} | ${goal ? String(goal.least) : ''} | ${goal ? String(goal.aim) : ''} | ${share(all)} | ${share(seen)} / ${share(unseen)} | ${goal?.published ?? ''} |`,
    );
  }
  console.log(`| crashes | | 0 | 0 | ${String(crashes)} | | 15 (recognizers-text-suite for JS) |`);
  console.log(`| wrong values taken silently (phrases) | | 0 | 0 | ${String(wrong)} | | |`);
  console.log(`one recogniser worker with all its models: ${weight.toFixed(0)} MB (at most 120)`);
  console.log(`slowest call ${slowest.toFixed(0)} ms (in the worker, off the main thread)`);
  const missed = goals.filter(({ row, least }) => {
    const all = counts.get(row)?.all;
    return folder !== undefined && (all === undefined || (100 * all.right) / all.all < least);
  });
  if (!options.includes('--check')) return;
  for (const { row, least } of missed) console.log(`${row}: under ${String(least)}`);
  if (missed.length > 0 || crashes > 0 || wrong > 0) process.exitCode = 1;
}
