import type { Line } from './post-line.js';

/** Does `work` `count` times, as many at once as there are lines. */
export async function atOnce(
  lines: readonly Line[],
  count: number,
  work: (line: Line, n: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    lines.map(async (line) => {
      for (let n = next++; n < count; n = next++) await work(line, n);
    }),
  );
}
