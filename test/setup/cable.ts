import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** The line between a browser and a server, which a test can cut and mend: what a tunnel does to a phone. */
export interface Cable {
  readonly url: string;
  /** Where it leads: given later when the server must know the cable's own address first. */
  lead(port: number): void;
  /** Every connection breaks at once, and nobody gets through until `mend`. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openCable(port = 0): Promise<Cable> {
  const ends = new Set<Socket>();
  let target = port;
  let whole = true;
  const server = createServer((near) => {
    if (!whole) return void near.destroy();
    const far = connect(target, '127.0.0.1');
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end
        .on('error', () => end.destroy())
        .once('close', () => {
          ends.delete(end);
          other.destroy();
        });
      end.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const own = address !== null && typeof address === 'object' ? address.port : 0;
  const cut = (): void => {
    whole = false;
    for (const end of ends) end.destroy();
  };
  return {
    url: `http://127.0.0.1:${own}`,
    lead: (to) => void (target = to),
    cut,
    mend: () => void (whole = true),
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
