/** The name somebody probably meant: of the names at most two letters away, the nearest. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const lower = written.slice(0, 50).toLowerCase();
  const near = names
    .map((name) => ({ name, away: lettersAway(lower, name.toLowerCase()) }))
    .filter(({ name, away }) => away <= Math.min(2, Math.max(1, name.length - 2)))
    .sort((a, b) => a.away - b.away);
  return near[0]?.name;
}

/** Levenshtein distance, row by row. */
function lettersAway(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
