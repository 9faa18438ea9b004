import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';

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
  | 'handoff: after commit'
  /** `about`: the flow. Pages have begun it; articles were shown before it was sent; one of them solved it. */
  | 'form: begun'
  | 'form: suggested'
  | 'form: deflected'
  /** `about`: the flow, its step and the road taken from it, with tabs between. */
  | 'flow: road'
  /** `about`: the name of a sentence, `bot.unread` or `order-status.delayed`. */
  | 'bot: sentence';

/** What a listener on the channel receives. */
export class Passed {
  constructor(
    readonly point: Point,
    readonly conversation: string,
    readonly about: string,
  ) {}
}

const name = 'madoguchi:point';
const points = channel(name);

export function reached(point: Point, conversation: string, about = ''): void {
  if (points.hasSubscribers) points.publish(new Passed(point, conversation, about));
}

/** Hears every point passed in this process until the returned function is called. */
export function onPoint(hear: (passed: Passed) => void): () => void {
  const listener = (message: unknown): void => {
    if (message instanceof Passed) hear(message);
  };
  subscribe(name, listener);
  return () => void unsubscribe(name, listener);
}
