import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

export const order = z.object({ id: z.number(), what: z.enum(['usage', 'settle', 'drop', 'stop']) });
export const ready = z.object({ port: z.number(), secret: z.string() });
export const usage = z.object({ user: z.number(), system: z.number(), rss: z.number(), held: z.number() });
/**
 * CPU in seconds of all threads since the start, memory in bytes. `held` is the main thread's heap and its buffers: pages that
 * the start of the workers has freed are filled again before RSS grows, so RSS alone would flatter.
 */
export type Usage = z.infer<typeof usage>;

/** The server's side of a benchmark: says that it is ready, then tells what it used, or cuts all lines, when asked to. */
export function takeOrders(
  server: Server,
  { ready: told, stop }: { ready: z.infer<typeof ready>; stop: () => Promise<void> },
): void {
  const upgraded = new Set<Socket>();
  server.on('upgrade', ({ socket }: { socket: Socket }) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
  });
  process.on('message', (message: unknown) => {
    const { id, what } = order.parse(message);
    const answer = (body: unknown): void => void process.send?.({ id, body });
    if (what === 'usage') answer(used());
    if (what === 'settle') void settle().then(() => answer(used()));
    if (what === 'drop') {
      for (const socket of upgraded) socket.destroy();
      answer(used());
    }
    if (what === 'stop') void stop().then(() => process.exit(0));
  });
  // A benchmark that was cut off must not leave its servers behind.
  process.once('disconnect', () => process.exit(1));
  process.send?.({ id: 0, body: told });
}

function used(): Usage {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { user: user / 1e6, system: system / 1e6, rss, held: heapUsed + external };
}

/** Garbage goes, and the pages it held are given back. */
async function settle(): Promise<void> {
  for (let times = 0; times < 3; times++) {
    globalThis.gc?.();
    await pause(300);
  }
}
