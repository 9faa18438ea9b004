import { type Reading, type Why, fromCandidates, invalid, none, without } from './reading.js';

type Pattern = { loose: RegExp; strict: RegExp; bare: RegExp | undefined; prefix: string };
type Found = { text: string; value: string };

// Hyphens, a long vowel mark typed for one, and what people put instead.
const SEPARATOR = '[-ー_./\\s]{0,3}';
// An order number inside a longer code is another number: A-102934 is not A-10293.
const BEFORE = '(?<![A-Za-z0-9])(?<![0-9][-ー])';
// Bare digits behind another shop's letters (BA-10293) lack nothing.
const ALONE = '(?<![A-Za-z0-9])(?<![A-Za-z0-9][-ー])';
const AFTER = '(?![A-Za-z0-9]|[-ー][0-9])';

/**
 * Reads the shop's order numbers as customers write them: any case, dashes missing or of another kind, inside a sentence.
 *
 * `patterns` are regular expressions as text (`A-\d{5}`), as the shop prints its numbers. Throws when one is no expression
 * or could backtrack without bound. Bare digits that lack only the prefix are a single candidate, never taken as read.
 */
export function createOrderNumberReader(patterns: readonly string[], why: Why = 'not-an-order-number') {
  const compiled = patterns.flatMap(compile);

  function find(text: string): Found[] {
    const found: Found[] = [];
    for (const pattern of compiled) {
      for (const match of text.matchAll(pattern.loose)) {
        const value = canonical(pattern, match.slice(1).join('-'));
        if (value) found.push({ text: match[0], value });
      }
    }
    return found;
  }

  function read(text: string): Reading {
    const found = find(text);
    if (found.length > 0) {
      const rest = without(text, ...found.map((one) => one.text));
      return fromCandidates(
        found.map(({ value }) => ({ value, display: value })),
        rest,
      );
    }
    for (const { bare, prefix, strict } of compiled) {
      const value = prefix + (bare?.exec(text)?.[0] ?? '');
      if (strict.test(value)) return { status: 'ambiguous', candidates: [{ value, display: value }] };
    }
    return /\d{3}/.test(text) ? invalid(why) : none;
  }

  return { read, find };
}

function compile(pattern: string): Pattern[] {
  if (/[+*}]\s*\)\s*[+*{]/.test(pattern) || pattern.length > 200) {
    throw new Error(`order number pattern ${pattern}: a repeated group with a repetition inside is not allowed`);
  }
  return splitOutside(pattern, '|').map((one) => {
    const parts = splitOutside(one, '-');
    // The customer's brackets would shift the groups that the parts are read from.
    const groups = parts.map((part) => `(${part.replace(/(?<!\\)\((?!\?)|\(\?<[A-Za-z]\w*>/g, '(?:')})`);
    const first = parts[0] ?? '';
    const prefix = parts.length > 1 && /^[A-Za-z]+$/.test(first) ? `${first}-` : '';
    return {
      loose: new RegExp(BEFORE + groups.join(SEPARATOR) + AFTER, 'gi'),
      strict: new RegExp(`^(?:${one})$`),
      bare: prefix ? new RegExp(ALONE + parts.slice(1).join('-') + AFTER, 'i') : undefined,
      prefix,
    };
  });
}

/** Splits at a character that stands outside brackets and is not escaped. */
function splitOutside(pattern: string, at: string): string[] {
  const parts = [''];
  let depth = 0;
  let escaped = false;
  for (const character of pattern) {
    if (!escaped && '([{'.includes(character)) depth += 1;
    if (!escaped && ')]}'.includes(character)) depth -= 1;
    if (character === at && depth === 0 && !escaped) parts.push('');
    else parts[parts.length - 1] += character;
    escaped = character === '\\' && !escaped;
  }
  return parts;
}

function canonical({ strict }: Pattern, text: string): string | undefined {
  return [text, text.toUpperCase(), text.toLowerCase()].find((one) => strict.test(one));
}
