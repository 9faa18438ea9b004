import { DateTime } from 'luxon';
import type { CsvRow } from './csv-rows.js';
import type { ProblemList } from './problem.js';

/** Reads the cells of one row. A cell that is wrong becomes a problem, and what is read of it undefined. */
export interface RowReader {
  readonly line: number;
  /** A text that must be there. `pattern` says what it must look like, `example` shows one. */
  text(column: string, want: Want): string | undefined;
  /** As `text`; an empty or missing cell is ''. */
  optional(column: string, want: Want): string | undefined;
  /** A whole amount of money: 12800, 12,800 or ¥12,800. */
  amount(column: string): number | undefined;
  /** A day as its first instant in the shop's zone: 2026-11-05, 2026/11/5, or today, today-3, today+1. Empty: null. */
  day(column: string, required: boolean): number | null | undefined;
  /** What the columns `stem_en`, `stem_ja`, … hold, by language; empty ones left out. */
  byLanguage(stem: string, want: Want): Record<string, string> | undefined;
  wrong(column: string, message: string, example?: string): undefined;
}

export interface Want {
  readonly most: number;
  readonly example: string;
  readonly pattern?: RegExp;
  /** What the pattern stands for, in words: "a mail address". */
  readonly kind?: string;
}

/** What `today` means is the day of the import in the shop's zone. */
export interface Today {
  readonly now: number;
  readonly zone: string;
}

export function createRowReader({ line, cells }: CsvRow, problems: ProblemList, dayOf: DayReader): RowReader {
  const wrong = (field: string, message: string, example?: string): undefined => {
    problems.add({ line, field, code: 'wrong-value', message, ...(example === undefined ? {} : { example }) });
  };
  const missing = (field: string, example: string): undefined =>
    problems.add({ line, field, code: 'missing-value', message: 'nothing is given', example }) ?? undefined;

  function optional(column: string, { most, pattern, kind, example }: Want): string | undefined {
    const value = cells.get(column) ?? '';
    if (value.length > most) {
      problems.add({
        line,
        field: column,
        code: 'too-long',
        message: `${value.length} characters are too many, ${most} at most`,
        example,
      });
      return undefined;
    }
    if (value === '' || !pattern || pattern.test(value)) return value;
    return wrong(column, `'${shown(value)}' is not ${kind ?? 'right'}`, example);
  }

  function text(column: string, want: Want): string | undefined {
    return (cells.get(column) ?? '') === '' ? missing(column, want.example) : optional(column, want);
  }

  function amount(column: string): number | undefined {
    const value = cells.get(column) ?? '';
    if (value === '') return missing(column, '12800');
    const plain = value.normalize('NFKC').replace(/^[¥￥]|円$/g, '');
    // Decimals are refused, not rounded: in yen they are a sign of a column that holds something else.
    if (/^(\d{1,10}|\d{1,3}(,\d{3}){1,3})$/.test(plain)) return Number(plain.replaceAll(',', ''));
    return wrong(column, `'${shown(value)}' is not a whole amount`, '12800');
  }

  function day(column: string, required: boolean): number | null | undefined {
    const value = cells.get(column) ?? '';
    if (value === '') return required ? missing(column, '2026-11-05') : null;
    const found = dayOf(value);
    return found ?? wrong(column, `'${shown(value)}' is not a day`, '2026-11-05 or today-3');
  }

  function byLanguage(stem: string, want: Want): Record<string, string> | undefined {
    const found: Record<string, string> = {};
    for (const column of cells.keys()) {
      if (!column.startsWith(`${stem}_`)) continue;
      const value = optional(column, want);
      if (value === undefined) return undefined;
      if (value !== '') found[column.slice(stem.length + 1)] = value;
    }
    return found;
  }

  return { line, text, optional, amount, day, byLanguage, wrong };
}

/** The first instant of a written day, undefined when it is none. */
export type DayReader = (text: string) => number | undefined;

/** Reads days, each only once: a list of orders names the same few over and over. */
export function createDayReader(today: Today): DayReader {
  const known = new Map<string, number | undefined>();
  return (text) => {
    if (!known.has(text)) known.set(text, dayOf(text, today));
    return known.get(text);
  };
}

function dayOf(value: string, { now, zone }: Today): number | undefined {
  const relative = /^today(?:([+-])(\d{1,4}))?$/i.exec(value);
  if (relative) {
    const days = Number(`${relative[1] ?? '+'}${relative[2] ?? '0'}`);
    return DateTime.fromMillis(now, { zone }).startOf('day').plus({ days }).toMillis();
  }
  const date = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(value);
  if (!date) return undefined;
  const [year, month, day] = date.slice(1).map(Number);
  const found = DateTime.fromObject({ year, month, day }, { zone });
  return found.isValid ? found.toMillis() : undefined;
}

/** A wrong value as it is quoted back: short, on one line. */
export function shown(value: string): string {
  const line = value.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
