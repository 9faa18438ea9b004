import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { App } from '../app.js';
import { onPoint } from '../points.js';
import { onShopCall } from '../shop/connect/calls.js';

export interface Metrics {
  /** Prometheus text. Counts and durations only: nothing in it tells who spoke or what was said. */
  text(): Promise<string>;
  readonly type: string;
  stop(): void;
}

/** What an operator watches, fed by the same points that tracing uses. Cost: two map look-ups a turn. */
export function createMetrics(app: App): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'madoguchi_' });
  const registers = [registry];
  const points = new Counter({
    name: 'madoguchi_points_total',
    help: 'Points passed by messages',
    labelNames: ['point'],
    registers,
  });
  const turns = new Histogram({
    name: 'madoguchi_turn_seconds',
    help: 'From loading a conversation to its committed turn',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers,
  });
  const gauge = (name: string, help: string, read: (load: Awaited<ReturnType<App['load']>>) => number): Gauge =>
    new Gauge({
      ...{ name: `madoguchi_${name}`, help, registers },
      async collect() {
        this.set(read(await app.load()));
      },
    });
  gauge('turns_running', 'Conversations being thought about', ({ turns: running }) => running);
  gauge('listeners', 'Open streams and pages', ({ listeners }) => listeners);
  gauge('oldest_job_seconds', 'Age of the oldest waiting job', ({ oldestJob }) => oldestJob / 1000);
  gauge('dead_jobs', 'Jobs laid aside after their last try', ({ deadJobs }) => deadJobs);

  // Finding a labelled counter costs ten times what counting does.
  const counts = new Map<string, ReturnType<typeof points.labels>>();
  const began = new Map<string, number>();
  const stop = onPoint(({ point, conversation }) => {
    let counted = counts.get(point);
    if (!counted) counts.set(point, (counted = points.labels({ point })));
    counted.inc();
    if (point === 'turn: loaded') {
      // A turn that never commits leaves its mark behind; ten thousand of them are not worth keeping.
      if (began.size > 10_000) began.clear();
      began.set(conversation, performance.now());
    } else if (point === 'turn: after commit') {
      const since = began.get(conversation);
      began.delete(conversation);
      if (since !== undefined) turns.observe((performance.now() - since) / 1000);
    }
  });
  const leave = countShopCalls(registers);
  return {
    text: () => registry.metrics(),
    type: registry.contentType,
    stop() {
      stop();
      leave();
    },
  };
}

/** Calls of connectors to the shop's systems; the label is the name that `connectors.yaml` gives the system. */
function countShopCalls(registers: Registry[]): () => void {
  const calls = new Counter({
    name: 'madoguchi_shop_calls_total',
    help: "Calls to the shop's systems; rests: not asked because it failed too often, opened: such a rest began",
    labelNames: ['system', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'madoguchi_shop_call_seconds',
    help: "How long the shop's systems took to answer or to fail",
    labelNames: ['system'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  return onShopCall((call) => {
    calls.inc({ system: call.system, outcome: call.outcome });
    if (call.outcome === 'answered' || call.outcome === 'failed')
      seconds.observe({ system: call.system }, call.seconds);
  });
}
