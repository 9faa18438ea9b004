import { createContext } from 'preact';
import { useContext, useEffect, useReducer } from 'preact/hooks';
import type { Client } from '../client/client.js';
import type { State } from '../client/state.js';

export const ClientContext = createContext<Client | null>(null);

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('useClient: drawn outside of the panel');
  return client;
}

/** The state as it is now; whoever calls this is drawn again when it changes. */
export function useCounter(): State {
  const { store } = useClient();
  const [, redraw] = useReducer((count: number, _: null) => count + 1, 0);
  useEffect(() => {
    redraw(null);
    return store.listen(() => redraw(null));
  }, [store]);
  return store.get();
}
