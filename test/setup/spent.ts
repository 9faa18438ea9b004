import { performance } from 'node:perf_hooks';

/**
 * The milliseconds this process was busy with `work`: never more than it took, and never what another process had the
 * core for. Of several tries the least, as collecting garbage is busy too; a first one that is `enough` is taken.
 */
export async function spent(work: () => unknown, { enough = 1, tries = 5 } = {}): Promise<number> {
  let least = Infinity;
  for (let i = 0; i < tries && least > enough; i++) {
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(cpu);
    least = Math.min(least, performance.now() - began, (user + system) / 1_000);
  }
  return least;
}
