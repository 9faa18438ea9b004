import type { ServerFrame, WidgetBatch, WidgetEvent } from '../../../widget-wire.js';
import type { Host } from './host.js';
import { keep, kept } from './keep.js';
import { isAfter } from './position.js';
import type { State } from './state.js';
import type { Store } from './store.js';
import { messagesOf, withBatch, type MessageEvent } from './thread.js';

/** What is done with what the server says: shown, announced, counted as unread or marked as seen. */
export interface Reading {
  /** False: something lies between, and must be asked for. `asked`: it answers a request from our own position. */
  take(batch: WidgetBatch, asked: boolean): boolean;
  hear(frame: ServerFrame): void;
  /** What is on a screen somebody looks at has been seen. */
  markSeen(): void;
  /** Says once more how far was read: the line may have been down when it was said first. */
  repeatSeen(): void;
}

export interface ReadingOptions {
  readonly store: Store<State>;
  readonly host: Host;
  /** The log holds these of the customer's own messages now. */
  readonly onShown: (clientIds: ReadonlySet<string>) => void;
  readonly onSeen: (upTo: string) => void;
  readonly onNews: (message: MessageEvent) => void;
}

export function createReading({ store, host, onShown, onSeen, onNews }: ReadingOptions): Reading {
  let typingEnds: ReturnType<typeof setTimeout> | undefined;

  const stopTyping = (): void => {
    clearTimeout(typingEnds);
    if (store.get().typing !== null) store.set({ typing: null });
  };

  const tellNews = (event: WidgetEvent): void => {
    if (event.kind === 'ticket') host.tell({ kind: 'ticket', number: event.number, change: event.change });
    if (event.kind === 'owner' && event.status !== 'waiting') store.set({ queue: null });
    if (event.kind !== 'message') return;
    host.tell({ kind: 'message', author: event.author });
    if (event.author === 'customer') return;
    stopTyping();
    onNews(event);
  };

  const isWatched = (): boolean => store.get().open && !document.hidden;

  const markSeen = (): void => {
    const { position } = store.get().thread;
    if (!isWatched()) return;
    host.tell({ kind: 'unread', count: 0 });
    if (position === '' || kept('seen') === position) return;
    keep('seen', position);
    onSeen(position);
  };

  const countUnread = (): void => {
    const messages = messagesOf(store.get().thread);
    const seen = kept('seen') ?? '';
    const news = messages.filter(({ author, position }) => author !== 'customer' && isAfter(position, seen));
    // A greeting alone calls nobody back.
    const spoken = messages.some(({ author }) => author === 'customer');
    host.tell({ kind: 'unread', count: spoken ? news.length : 0 });
  };

  return {
    markSeen,
    repeatSeen() {
      const seen = kept('seen');
      if (seen !== null) onSeen(seen);
    },
    take(batch, asked) {
      const { thread, begun } = store.get();
      const next = withBatch(thread, asked ? { ...batch, after: thread.position } : batch);
      if (next === 'gap') return false;
      store.set({ thread: next, begun: true });
      const messages = messagesOf(next);
      onShown(new Set(messages.flatMap(({ clientId }) => clientId ?? [])));
      if (messages.some(({ author }) => author === 'customer')) host.tell({ kind: 'known' });
      // What was there before we came is history, and no news.
      const news = begun ? batch.events.filter(({ position }) => isAfter(position, thread.position)) : [];
      news.forEach(tellNews);
      if (isWatched()) markSeen();
      else countUnread();
      return true;
    },
    hear(frame) {
      switch (frame.kind) {
        case 'typing':
          clearTimeout(typingEnds);
          typingEnds = setTimeout(stopTyping, frame.seconds * 1000);
          return store.set({ typing: { by: frame.by, name: frame.name } });
        case 'seen':
          return store.set({ seenByPerson: frame.upTo });
        case 'queue':
          return store.set({ queue: { ahead: frame.ahead, promise: frame.promise } });
        default:
          return;
      }
    },
  };
}
