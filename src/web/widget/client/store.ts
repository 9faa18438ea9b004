/** What the screen shows, in one place; every change is told to all who listen. */
export interface Store<S> {
  get(): S;
  set(change: Partial<S>): void;
  /** Gives the function that ends it. */
  listen(hear: () => void): () => void;
}

export function createStore<S extends object>(first: S): Store<S> {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change };
      for (const hear of [...listeners]) hear();
    },
    listen(hear) {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
  };
}
