import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What every number hangs on. Work of others on the machine shows in the load. */
export function machine(): string {
  const [{ model = 'unknown' } = {}] = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${availableParallelism()} cores (${model.trim()}), ${memory} GB, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}`;
}
