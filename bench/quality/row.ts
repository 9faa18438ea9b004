/** One line of the table: what was measured, and what it is held against. */
export interface Row {
  set: string;
  measure: string;
  ours: number;
  /** As published or measured elsewhere, in words. */
  published?: string;
  least?: number;
  aim?: number;
  /** That less is better. */
  isCost?: boolean;
  /** A share between 0 and 1 instead of percent. */
  isShare?: boolean;
}

export const isMissed = ({ ours, least, isCost = false }: Row): boolean =>
  least !== undefined && !(isCost ? ours <= least : ours >= least);

/** The rows as one Markdown table, numbers rounded down so that a goal is never reached by rounding. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.set,
    row.measure,
    row.published ?? '',
    figure(row.ours, row),
    row.least === undefined ? '' : `${row.isCost ? '≤' : '≥'} ${figure(row.least, row)}`,
    row.aim === undefined ? '' : figure(row.aim, row),
    row.least === undefined ? '' : verdict(row),
  ]);
  return lines([['set', 'measure', 'published', 'ours', 'at least', 'aim', ''], ...cells]);
}

/** Any cells as a Markdown table, the first line its head. */
export function lines(cells: readonly (readonly string[])[]): string {
  const [head = [], ...rest] = cells;
  const widths = head.map((_, column) => Math.max(3, ...cells.map((line) => width(line[column] ?? ''))));
  const written = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell))).join(' | ')} |`;
  return [written(head), `| ${widths.map((count) => '-'.repeat(count)).join(' | ')} |`, ...rest.map(written)].join(
    '\n',
  );
}

function verdict({ ours, aim, isCost = false, ...row }: Row): string {
  if (isMissed({ ours, isCost, ...row })) return 'missed';
  return aim !== undefined && (isCost ? ours <= aim : ours >= aim) ? 'aim' : 'yes';
}

function figure(value: number, { isShare = false, isCost = false }: Row): string {
  if (Number.isNaN(value)) return '-';
  const steps = isShare ? 1_000 : 10;
  const rounded = (isCost ? Math.ceil(value * steps - 1e-9) : Math.floor(value * steps + 1e-9)) / steps;
  return isShare ? rounded.toFixed(3) : rounded.toFixed(1);
}

// A Japanese character stands as wide as two.
function width(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[\u3000-\u9fff\uff00-\uffef]/u.test(letter) ? 2 : 1), 0);
}
