import type { RatingRequest, WidgetArticle } from '../../../widget-wire.js';
import { languageOf, wordsIn, type Language } from '../words/words.js';
import { widgetBase } from './address.js';
import { onAwake } from './awake.js';
import { call } from './call.js';
import { forgetAll, keep, kept } from './keep.js';
import type { Host } from './host.js';
import { openOutbox } from './outbox.js';
import { createReading } from './reading.js';
import { createSender, type Sender } from './sender.js';
import { createSession } from './session.js';
import { firstState, type State } from './state.js';
import { createStore, type Store } from './store.js';
import { createStream } from './stream.js';
import { createTabs, type TabNews } from './tabs.js';
import { emptyThread, type MessageEvent } from './thread.js';

/** Everything the screen may ask for; what it shows is the store. */
export interface Client {
  readonly store: Store<State>;
  readonly sender: Sender;
  open(): void;
  close(): void;
  say(text: string, more?: { value?: string; answers?: Record<string, string>; files?: readonly File[] }): void;
  rate(rating: Omit<RatingRequest, 'clientId'>): Promise<boolean>;
  read(article: { slug: string; language: string }, from: string): void;
  back(): void;
  fresh(): Promise<void>;
  speak(language: Language): Promise<void>;
  typing(): void;
  /** A conversation may be there from before: listen to it without being opened. */
  listen(): void;
  /** The host has told who this is, or now knows it to be another. */
  identify(): Promise<void>;
  /** Leaves nothing of this customer on this device. */
  wipe(): Promise<void>;
}

export interface ClientOptions {
  readonly language: Language;
  readonly host: Host;
  readonly page: () => { url: string; title: string } | undefined;
  readonly identity: (anew: boolean) => Promise<string | undefined>;
  readonly onNews: (message: MessageEvent) => void;
}

export async function createClient({ language, host, page, identity, onNews }: ClientOptions): Promise<Client> {
  const store = createStore<State>(firstState(language, await wordsIn(language)));
  const outbox = await openOutbox();
  let typed = 0;
  let begun = false;

  const session = createSession({
    ...{ page, identity },
    language: () => store.get().language,
    mayOpen: () => store.get().open || store.get().outgoing.length > 0,
    onSession: (current) => store.set({ session: current }),
    async onOtherThread() {
      await sender.clear();
      keep('draft', null);
      keep('seen', null);
      blank();
    },
    onProblem: (code) => host.tell({ kind: 'error', code }),
  });

  const reading = createReading({
    ...{ store, host, onNews },
    onShown: (ids) => sender.shown(ids),
    onSeen: (upTo) => stream.tell({ kind: 'seen', upTo }),
  });

  const stream = createStream({
    session,
    take: (batch, asked) => reading.take(batch, asked),
    onFrame: (frame) => reading.hear(frame),
    position: () => store.get().thread.position,
    seen: () => kept('seen') ?? '',
    onLink(link) {
      const isNew = store.get().link !== link;
      if (isNew) store.set({ link });
      // What was read while the line was down could not be said then.
      if (isNew && link === 'live') reading.repeatSeen();
      if (link === 'live') sender.kick();
    },
  });

  const sender = createSender({
    ...{ outbox, session },
    tabs: () => tabs,
    list: () => store.get().outgoing,
    show: (outgoing) => store.set({ outgoing }),
    // A socket brings it by itself; without one, it is asked for.
    onSent: () => void (store.get().link === 'live' || stream.catchUp()),
    now: () => Date.now(),
  });

  const onTabNews = (news: TabNews): void => {
    switch (news.kind) {
      case 'outbox':
        return void sender.read();
      case 'dropped':
        return store.set({ outgoing: store.get().outgoing.filter(({ id }) => id !== news.id) });
      case 'fresh':
        return void begin();
      case 'wiped':
        return void wiped();
    }
  };
  const tabs = createTabs(onTabNews);

  const wiped = async (): Promise<void> => {
    stream.stop();
    tabs.close();
    await sender.clear();
    session.end();
    forgetAll();
    store.set({ ...firstState(store.get().language, store.get().words) });
    host.tell({ kind: 'wiped' });
  };

  /** Forgets what is on the screen and begins with whatever session is kept now. */
  const begin = async (): Promise<void> => {
    session.end();
    blank();
    stream.anew();
  };

  const blank = (): void =>
    store.set({
      ...{ thread: emptyThread, begun: false, outgoing: [], seenByPerson: '', queue: null, typing: null },
      screen: { kind: 'thread' },
    });

  const listen = (): void => {
    if (begun) return;
    begun = true;
    stream.start();
    void sender.read();
  };

  onAwake(() => {
    if (!begun) return;
    reading.markSeen();
    stream.wake();
    sender.kick();
  });
  window.addEventListener('offline', () => void (begun && store.set({ link: 'offline' })));

  return {
    ...{ store, sender, listen },
    open() {
      store.set({ open: true });
      listen();
      stream.wake();
      reading.markSeen();
    },
    close() {
      store.set({ open: false });
    },
    say(text, { value, answers, files = [] } = {}) {
      void sender.say({
        ...{ text, files, language: store.get().language },
        ...(value === undefined ? {} : { value }),
        ...(answers === undefined ? {} : { answers }),
      });
    },
    async rate(rating) {
      const json: RatingRequest = { clientId: `rating-${rating.conversation}-${Date.now()}`, ...rating };
      const answer = await session.call({ method: 'POST', path: `${widgetBase}/ratings`, json });
      if (answer.ok && store.get().link !== 'live') await stream.catchUp();
      return answer.ok;
    },
    read({ slug, language: written }, from) {
      const screen = { kind: 'article', slug, language: written, from } as const;
      store.set({ screen: { ...screen, article: 'loading' } });
      const path = `${widgetBase}/articles/${encodeURIComponent(written)}/${encodeURIComponent(slug)}`;
      void call<WidgetArticle>({ method: 'GET', path, token: session.token() }).then((answer) => {
        const now = store.get().screen;
        if (now.kind !== 'article' || now.slug !== slug) return;
        store.set({ screen: { ...screen, article: answer.ok ? answer.value : 'lost' } });
      });
    },
    back: () => store.set({ screen: { kind: 'thread' } }),
    async fresh() {
      await sender.clear();
      for (const name of ['token', 'thread', 'seen'] as const) keep(name, null);
      tabs.tell({ kind: 'fresh' });
      await begin();
    },
    async speak(wanted) {
      keep('language', wanted);
      store.set({ language: wanted, words: await wordsIn(wanted) });
      document.documentElement.lang = wanted;
      await session.choose();
    },
    typing() {
      if (Date.now() - typed < 3_000) return;
      typed = Date.now();
      stream.tell({ kind: 'typing' });
    },
    async identify() {
      if (store.get().session === null) return;
      await session.renew();
      stream.anew();
    },
    async wipe() {
      tabs.tell({ kind: 'wiped' });
      await wiped();
    },
  };
}

/** What the customer chose before, else what the host asks for, else what the browser prefers. */
export function firstLanguage(asked: string | null): Language {
  return languageOf(kept('language'), asked, ...navigator.languages);
}
