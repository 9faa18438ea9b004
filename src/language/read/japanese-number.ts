const DIGITS = '〇一二三四五六七八九';
const SMALL = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);
const LARGE = new Map([
  ['万', 10_000],
  ['億', 100_000_000],
  ['兆', 1_000_000_000_000],
]);

/**
 * The value of a numeral of kanji, digits or both: 二十三, 三千五百, 1万2千, 1.5万, 二〇二六.
 *
 * Undefined when it is not one number: units out of order, and 二三 or 四五, which mean "two or three", "four or five".
 */
export function parseJapaneseNumber(text: string): number | undefined {
  const run = text.replace(/零/g, '〇').replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  if (run.length === 0 || run.length > 20) return undefined;
  if (/^[〇一二三四五六七八九]{2,}$/.test(run)) return positional(run);
  let total = 0;
  let lastLarge = Infinity;
  for (const section of run.split(/(?<=[万億兆])/)) {
    const unit = LARGE.get(section.at(-1) ?? '');
    const value = underTenThousand(unit ? section.slice(0, -1) : section);
    if (value === undefined || (unit ?? 1) >= lastLarge) return undefined;
    total += value * (unit ?? 1);
    lastLarge = unit ?? 1;
  }
  return total;
}

function positional(run: string): number | undefined {
  // A numeral for a number has a 〇 in it, or is as long as a year: short ones are "two or three".
  if (run.length < 4 && !run.includes('〇')) return undefined;
  return Number([...run].map((digit) => DIGITS.indexOf(digit)).join(''));
}

function underTenThousand(section: string): number | undefined {
  let total = 0;
  let lastUnit = Infinity;
  for (const part of section.split(/(?<=[十百千])/)) {
    const unit = SMALL.get(part.at(-1) ?? '');
    const digits = unit ? part.slice(0, -1) : part;
    const value = digits === '' && unit ? 1 : digitValue(digits);
    if (value === undefined || (unit ?? 1) >= lastUnit || (unit && value === 0)) return undefined;
    total += value * (unit ?? 1);
    lastUnit = unit ?? 1;
  }
  return total;
}

function digitValue(digits: string): number | undefined {
  if (/^\d+(?:\.\d+)?$/.test(digits)) return Number(digits);
  return digits.length === 1 && DIGITS.includes(digits) ? DIGITS.indexOf(digits) : undefined;
}
