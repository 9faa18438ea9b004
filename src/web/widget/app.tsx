import { render } from 'preact';
import './style/app.css';
import type { Around, ToFrame } from './between.js';
import { createAnnouncer } from './client/announcer.js';
import { createClient, firstLanguage } from './client/client.js';
import { createHost } from './client/host.js';
import { kept } from './client/keep.js';
import { plain } from './client/plain.js';
import { ClientContext } from './view/context.js';
import { Panel } from './view/panel.js';
import { isLanguage } from './words/words.js';

/** A host that says who its customer is has this long to say it, before we serve them as a guest. */
const identityPatience = 5_000;

void start();

async function start(): Promise<void> {
  const root = document.getElementById('app');
  if (root === null) throw new Error('app: the page has no place for it');
  let around: Around | undefined;
  let identified = false;
  let given: string | undefined;
  let identityCame: (() => void) | undefined;
  const early: ToFrame[] = [];
  let hear = (say: ToFrame): void => void early.push(say);
  const host = createHost((say) => hear(say));

  /** Each word of the shop serves once; the next one is asked for only when the server wants it. */
  let proved = false;
  const identity = async (anew: boolean): Promise<string | undefined> => {
    if (!identified || (proved && !anew && given === undefined)) return undefined;
    proved = true;
    if (given === undefined) {
      host.tell({ kind: 'identity needed' });
      await new Promise<void>((resolve) => {
        identityCame = resolve;
        setTimeout(resolve, identityPatience);
      });
      identityCame = undefined;
    }
    const token = given;
    given = undefined;
    return token;
  };

  const region = document.createElement('div');
  region.className = 'hidden';
  region.setAttribute('aria-live', 'polite');
  region.id = 'announced';
  const announcer = createAnnouncer(region);

  const client = await createClient({
    ...{ host, identity },
    language: firstLanguage(document.documentElement.lang),
    page: () => around && { url: around.page.url.slice(0, 2_000), title: around.page.title.slice(0, 300) },
    onNews(message) {
      const { open } = client.store.get();
      const said = message.tree === null ? message.text : plain(message.tree);
      if (open) announcer.say(`${message.name}: ${said}`, message.language);
    },
  });
  document.documentElement.lang = client.store.get().language;

  hear = (say) => {
    switch (say.kind) {
      case 'around': {
        const asked = say.language?.slice(0, 2);
        if (asked !== around?.language?.slice(0, 2) && around !== undefined && isLanguage(asked))
          void client.speak(asked);
        around = say;
        identified ||= say.identified;
        place(say);
        if (say.open !== client.store.get().open) {
          if (say.open) client.open();
          else client.close();
        }
        // Somebody was here before: an answer may have come, or may come now.
        if (!say.open && kept('thread') !== null) client.listen();
        return;
      }
      case 'identity':
        given = say.token;
        identified = true;
        // Not asked for: somebody has signed in, or another has.
        if (identityCame === undefined) void client.identify();
        return identityCame?.();
      case 'shutdown':
        return void client.wipe();
    }
  };
  for (const say of early) hear(say);

  const close = (): void => {
    client.close();
    host.tell({ kind: 'close' });
  };
  render(
    <ClientContext.Provider value={client}>
      <Panel framed={host.framed} onClose={close} />
    </ClientContext.Provider>,
    root,
  );
  root.after(region);
  if (!host.framed) client.open();
  host.tell({ kind: 'ready' });
}

function place({ full, safe, theme }: Around): void {
  const { style, dataset } = document.documentElement;
  if (theme === 'light' || theme === 'dark') dataset.theme = theme;
  else delete dataset.theme;
  if (full) dataset.full = '';
  else delete dataset.full;
  ['top', 'right', 'bottom', 'left'].forEach((side, at) => style.setProperty(`--safe-${side}`, `${safe[at] ?? 0}px`));
}
