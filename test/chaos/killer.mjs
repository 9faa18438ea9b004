/**
 * Loaded into the server with `--import`: kills its own process at the n-th passing of a named point, as a machine
 * that loses its power would, between two statements. `KILL_AT="turn: before commit#7"`; without it, nothing.
 * `KILL_AFTER` milliseconds after the first passing of any point the counting begins: a server that never lives longer
 * than its first moment would only show what happens to one that cannot start. `KILL_ABOUT`: only passings whose
 * `about` begins with it count.
 */
import { subscribe } from 'node:diagnostics_channel';

const [wanted, count] = (process.env.KILL_AT ?? '').split('#');
if (wanted) {
  const after = Number(process.env.KILL_AFTER ?? 0);
  const wantedAbout = process.env.KILL_ABOUT ?? '';
  let left = Number(count);
  let begun;
  subscribe('madoguchi:point', ({ point, about }) => {
    begun ??= performance.now();
    if (point !== wanted || !about.startsWith(wantedAbout) || performance.now() < begun + after) return;
    if (--left === 0) process.kill(process.pid, 'SIGKILL');
  });
}
