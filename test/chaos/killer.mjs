/**
 * Loaded into the server with `--import`: kills its own process at the n-th passing of a named point, as a machine
 * that loses its power would, between two statements. `KILL_AT="turn: before commit#7"`; without it, nothing.
 */
import { subscribe } from 'node:diagnostics_channel';

const [wanted, count] = (process.env.KILL_AT ?? '').split('#');
if (wanted) {
  let left = Number(count);
  subscribe('madoguchi:point', ({ point }) => {
    if (point === wanted && --left === 0) process.kill(process.pid, 'SIGKILL');
  });
}
