/**
 * What is wrong with a shop's pattern for its order numbers, or null when it is safe to run on any customer's text.
 *
 * A pattern runs on every message before it is stored, so a slow one would stop every conversation. Refused is what can
 * be matched in many ways: a repetition inside a repetition, look-around, back references; and patterns whose
 * repetitions multiply to more than `mostWays`. At that bound 4,000 digits take some 30 ms.
 */
export function patternFault(source: string): string | null {
  if (source.length > 100) return 'is longer than 100 characters';
  try {
    if (new RegExp(`^(?:${source})$`, 'iu').test('')) return 'matches the empty text';
  } catch (error) {
    return `is no regular expression (${error instanceof Error ? error.message : String(error)})`;
  }
  return faultOfShape(source);
}

const mostWays = 2_000;

/** What a repetition without end counts: as measured, it costs a text of 4,000 characters no more than this. */
const unbounded = 1_500;

interface Group {
  /** In how many ways what stands in it can match. */
  ways: number;
}

const token =
  /\\(?:(?<reference>[1-9k])|[pP]\{[^}]*\}|u\{[^}]*\}|[^])|\[(?:\\[^]|[^\]\\])*\]|(?<look>\(\?(?!:)[<=!a-z]*)|(?<open>\((?:\?:)?)|(?<close>\))|(?<or>\|)|(?<count>[*+?]|\{\d+(?:,\d*)?\})\??|[^]/gu;

function faultOfShape(source: string): string | null {
  const groups: Group[] = [{ ways: 1 }];
  let last: Group = { ways: 1 };
  for (const { groups: found } of source.matchAll(token)) {
    const inner = groups.at(-1) ?? { ways: 1 };
    if (found?.['reference'] !== undefined) return 'refers back to an earlier group';
    if (found?.['look'] !== undefined) return `uses '${found['look']}', where only ( ) and (?: ) are allowed`;
    if (found?.['open'] !== undefined) groups.push({ ways: 1 });
    else if (found?.['close'] !== undefined) {
      // A group adds its ways when it is left; what follows it may repeat it.
      last = groups.pop() ?? last;
      multiply(groups.at(-1), last.ways);
    } else if (found?.['or'] !== undefined) inner.ways *= 2;
    else if (found?.['count'] !== undefined) {
      const { fewest, most } = countOf(found['count']);
      if (most > 1 && last.ways > 1) return 'repeats a group that can match in several ways';
      multiply(inner, Math.min(most - fewest + 1, unbounded));
      last = { ways: 2 };
    } else last = { ways: 1 };
    if ((groups[0]?.ways ?? 1) > mostWays) {
      return 'can match one text in too many ways: say how often at most, as in [A-Z]{1,4}-\\d{1,12}';
    }
  }
  return null;
}

function multiply(group: Group | undefined, ways: number): void {
  if (group) group.ways *= ways;
}

function countOf(count: string): { fewest: number; most: number } {
  if (count === '?') return { fewest: 0, most: 1 };
  if (count === '*' || count === '+') return { fewest: 0, most: Infinity };
  const [fewest = '0', most] = count.slice(1, -1).split(',');
  if (most === undefined) return { fewest: Number(fewest), most: Number(fewest) };
  return { fewest: Number(fewest), most: most === '' ? Infinity : Number(most) };
}
