import { readFileSync } from 'node:fs';
import { createRecogniser } from '../../../src/language/recogniser.js';
import type { Choice } from '../../../src/language/read/choice.js';
import { type Product, createProductMatcher } from '../../../src/language/read/product-matcher.js';
import { type ReadContext, type Readers, createReaders } from '../../../src/language/read/read.js';
import { readableKinds, type SlotKind } from '../../../src/language/read/reading.js';

/** A line of `en.txt` or `ja.txt`: what is asked, what a customer writes, what must be read. */
export type Phrase = {
  language: string;
  kind: SlotKind;
  context: Partial<ReadContext>;
  text: string;
  expected: string;
};

const products: Product[] = [
  {
    sku: 'KT-200',
    name: { en: 'Electric Kettle KT-200', ja: '電気ケトル KT-200' },
    aliases: ['water boiler', '湯沸かし'],
  },
  { sku: 'KT-300', name: { en: 'Gooseneck Kettle KT-300', ja: 'ドリップケトル KT-300' }, aliases: [] },
  { sku: 'VC-510', name: { en: 'Cordless Vacuum Cleaner VC-510', ja: 'コードレス掃除機 VC-510' }, aliases: ['hoover'] },
  { sku: 'RV-100', name: { en: 'Robot Vacuum RV-100', ja: 'ロボット掃除機 RV-100' }, aliases: ['ルンバ'] },
  { sku: 'AP-40', name: { en: 'Humidifying Air Purifier AP-40', ja: '加湿空気清浄機 AP-40' }, aliases: ['加湿器'] },
  { sku: 'RC-5', name: { en: 'Rice Cooker 5.5 cups RC-5', ja: '炊飯器 5.5合 RC-5' }, aliases: ['炊飯ジャー'] },
  { sku: 'HD-77', name: { en: 'Hair Dryer HD-77', ja: 'ヘアドライヤー HD-77' }, aliases: [] },
];

const choices: Record<string, Choice[]> = {
  en: [
    { value: 'refund', label: 'Refund to my card', synonyms: ['money back', 'refund'] },
    { value: 'exchange', label: 'Exchange for a new one', synonyms: ['replace', 'replacement'] },
    { value: 'repair', label: 'Repair' },
  ],
  ja: [
    { value: 'return', label: '返品', synonyms: ['返金'] },
    { value: 'exchange', label: '交換する' },
    { value: 'repair', label: '修理を依頼' },
  ],
};

/** Wednesday, 18 November 2026, noon in Tokyo. */
const now = new Date('2026-11-18T03:00:00Z');

/** The readers of a Tokyo shop; the phrases speak of its numbers and products. */
export async function shopReaders(): Promise<{ readers: Readers; close: () => Promise<void> }> {
  const recogniser = createRecogniser({ timeLimit: 2000 });
  await recogniser.warm();
  const readers = createReaders({
    recogniser,
    zone: 'Asia/Tokyo',
    orderPatterns: ['A-\\d{5}'],
    trackingPatterns: ['\\d{4}-\\d{4}-\\d{4}', 'JP\\d{9}'],
    matchProduct: createProductMatcher(products),
  });
  return { readers, close: () => recogniser.close() };
}

/**
 * `kind [side or question] | text | expected`, where expected is the value, `?` and the values asked between with `|`,
 * `!` and why it is asked again, or `-` where nothing was said.
 */
export function phrasesOf(language: string): Phrase[] {
  const lines = readFileSync(new URL(`${language}.txt`, import.meta.url), 'utf8').split('\n');
  return lines
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [head = '', text = '', ...expected] = line.split(' | ');
      const [, kind = '', more = ''] = /^(.*?)(?: \((\w+)\))?$/.exec(head.trim()) ?? [];
      return {
        language,
        kind: kindOf(kind),
        context: contextOf(more, language),
        text,
        expected: expected.join('|').trim(),
      };
    });
}

function kindOf(said: string): SlotKind {
  const kind = readableKinds.find((one) => one === said);
  if (!kind) throw new Error(`phrases: there is no kind ${said}`);
  return kind;
}

function contextOf(more: string, language: string): Partial<ReadContext> {
  const all = { choices: choices[language] ?? [] };
  if (more === 'past' || more === 'future') return { ...all, side: more };
  return more === 'check' || more === 'offer' ? { ...all, question: more } : all;
}

export async function outcomeOf({ read }: Readers, { language, kind, context, text }: Phrase): Promise<string> {
  const reading = await read(kind, text, { language, now, ...context });
  if (reading.status === 'read') return reading.value;
  if (reading.status === 'ambiguous') return `?${reading.candidates.map(({ value }) => value).join('|')}`;
  return reading.status === 'invalid' ? `!${reading.why}` : '-';
}
