import { performance } from 'node:perf_hooks';

/**
 * The milliseconds this process was busy with `work`: never more than it took, and never what another process had the
 * core for. Of several tries the least, as collecting garbage is busy too; a first one that is `enough` is taken.
 *
 * On a machine slower than the one the limits were set on, or one that is slow just now, they are that machine's
 * milliseconds: beside each try a yardstick is timed, and they count by how much longer it took than it did there.
 */
export async function spent(work: () => unknown, { enough = 1, tries = 5 } = {}): Promise<number> {
  let [least, yard] = [Infinity, Infinity];
  for (let i = 0; i < tries && least > enough; i++) {
    least = Math.min(least, await busyWith(work));
    if (least > enough) yard = Math.min(yard, await busyWith(yardstick));
  }
  return least > enough ? least / Math.max(1, yard / yardstickTakes) : least;
}

async function busyWith(work: () => unknown): Promise<number> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return Math.min(performance.now() - began, (user + system) / 1_000);
}

/** What the yardstick takes, in ms, where the limits were set: two cores, nothing else running. */
const yardstickTakes = 6;

const measured = 'What a customer writes, と書いたこと, 12,345 times over. '.repeat(40);

/** Work of the kind that is measured: text matched, cut and put together. */
function yardstick(): number {
  let seen = 0;
  for (let i = 0; i < 36; i++) {
    for (const [word] of measured.matchAll(/[\p{L}\p{N}]+/gu)) seen += word.normalize('NFKC').toLowerCase().length;
    seen += measured.replace(/(\d+),(\d+)/gu, '$1$2').split(/[\s、。]+/u).length;
  }
  return seen;
}
