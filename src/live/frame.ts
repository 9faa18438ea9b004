import type { RawData } from 'ws';
import type { z } from 'zod';

/** What came over a socket, or nothing when it is not one of the frames it may be. */
export function parseFrame<F>(data: RawData, schema: z.ZodType<F>): F | undefined {
  try {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? Buffer.from(data) : data;
    return schema.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
