import { storedMessages } from '../edge.js';
import type { KeptMessage } from './outgoing.js';

/**
 * Messages that wait to be acknowledged, in IndexedDB: they survive a reload, a crash and a train's tunnel. Where a
 * browser has no database (some private windows), they live as long as the page.
 */
export interface Outbox {
  all(): Promise<KeptMessage[]>;
  put(message: KeptMessage): Promise<void>;
  remove(id: string): Promise<void>;
  clear(): Promise<void>;
}

const name = 'madoguchi';
const shelf = 'outbox';

export async function openOutbox(): Promise<Outbox> {
  try {
    return databaseOutbox(await openDatabase());
  } catch {
    return memoryOutbox();
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(shelf, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('outbox: the browser opens no database'));
    request.onblocked = request.onerror;
  });
}

function databaseOutbox(database: IDBDatabase): Outbox {
  const run = <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(shelf, mode);
      const request = act(transaction.objectStore(shelf));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(new Error('outbox: the browser did not keep it'));
    });
  return {
    all: async () => (await run('readonly', storedMessages)).sort((a, b) => a.created - b.created),
    put: async (message) => void (await run('readwrite', (store) => store.put(message))),
    remove: async (id) => void (await run('readwrite', (store) => store.delete(id))),
    clear: async () => void (await run('readwrite', (store) => store.clear())),
  };
}

function memoryOutbox(): Outbox {
  const messages = new Map<string, KeptMessage>();
  return {
    all: async () => [...messages.values()],
    put: async (message) => void messages.set(message.id, message),
    remove: async (id) => void messages.delete(id),
    clear: async () => messages.clear(),
  };
}
