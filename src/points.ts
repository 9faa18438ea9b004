import { channel } from 'node:diagnostics_channel';

/**
 * The named points a message passes, published on Node's `diagnostics_channel` as `madoguchi:point`: tracing, metrics
 * and the kill test listen there. With no listener a point costs one comparison.
 */
export type Point =
  | 'door: before commit'
  | 'door: after commit'
  | 'turn: loaded'
  | 'turn: thinking'
  | 'turn: before commit'
  | 'turn: after commit'
  | 'act: before'
  | 'act: inside'
  | 'act: after'
  | 'stream: before send'
  | 'stream: after send'
  | 'handoff: before commit'
  | 'handoff: after commit';

const points = channel('madoguchi:point');

export function reached(point: Point, conversation: string): void {
  if (points.hasSubscribers) points.publish({ point, conversation });
}
