import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';

/** `rests`: not asked at all, because the system had failed too often; `opened`: such a rest began. */
export type CallOutcome = 'answered' | 'failed' | 'rests' | 'opened';

/** One try to ask a system of the shop. Names no customer and nothing that was asked. */
export class ShopCall {
  constructor(
    readonly system: string,
    readonly outcome: CallOutcome,
    readonly seconds: number,
  ) {}
}

const name = 'madoguchi:shop-call';
const calls = channel(name);

export function called(system: string, outcome: CallOutcome, seconds = 0): void {
  if (calls.hasSubscribers) calls.publish(new ShopCall(system, outcome, seconds));
}

/** Hears every call of this process to the shop's systems until the returned function is called. */
export function onShopCall(hear: (call: ShopCall) => void): () => void {
  const listener = (message: unknown): void => {
    if (message instanceof ShopCall) hear(message);
  };
  subscribe(name, listener);
  return () => void unsubscribe(name, listener);
}
