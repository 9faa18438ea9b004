import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { pause } from './chance.js';

const asked = z.object({ act: z.string(), key: z.string(), slots: z.record(z.string(), z.string()) });

/** The shop's own system, as unreliable as real ones: it performs a key once, and its answer may be late or lost. */
export interface Shop {
  readonly url: string;
  /** How often each key was really performed. */
  readonly performed: ReadonlyMap<string, number>;
  /** From now on answers come late and break. */
  misbehave(chance: () => number): void;
  readonly broken: number;
  close(): Promise<void>;
}

export async function openShop(): Promise<Shop> {
  const performed = new Map<string, number>();
  const results = new Map<string, unknown>();
  let chance = (): number => 1;
  let broken = 0;

  async function answer(request: IncomingMessage): Promise<{ status: number; json: unknown }> {
    if (request.method === 'GET') {
      const known = results.get(decodeURIComponent((request.url ?? '').replace('/acts/', '')));
      return known === undefined ? { status: 404, json: {} } : { status: 200, json: known };
    }
    const { key } = asked.parse(JSON.parse(await textOf(request)));
    const known = results.get(key);
    if (known !== undefined) return { status: 200, json: known };
    performed.set(key, (performed.get(key) ?? 0) + 1);
    const result = { status: 'done', details: { reference: `T-${performed.size}` } };
    results.set(key, result);
    const luck = chance();
    if (luck < 0.15) await pause(400);
    else if (luck < 0.3) {
      broken++;
      return { status: 500, json: { error: 'it was done all the same' } };
    }
    return { status: 200, json: result };
  }

  const server = createServer((request, response) => {
    // Two statements: restify, where it is loaded, makes writeHead give back nothing in the whole process.
    const reply = (status: number, json: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(json));
    };
    answer(request).then(
      ({ status, json }) => reply(status, json),
      () => reply(400, {}),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    performed,
    misbehave: (given) => void (chance = given),
    get broken() {
      return broken;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8').on('data', (part: string) => (text += part));
  await once(request, 'end');
  return text;
}
