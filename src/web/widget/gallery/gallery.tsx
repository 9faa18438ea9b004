import { render } from 'preact';
import type { JSX } from 'preact';
import '../style/app.css';
import './gallery.css';
import type { Client } from '../client/client.js';
import { firstState, type State } from '../client/state.js';
import { createStore } from '../client/store.js';
import { ClientContext } from '../view/context.js';
import { Panel } from '../view/panel.js';
import { languageOf, wordsIn, type Language } from '../words/words.js';
import { isStateName, stateNames, stateOf, type StateName } from './states.js';

const titles = { en: 'The widget in every state', ja: 'ウィジェットのすべての状態' } as const;

/**
 * Every state of the widget's window, with made-up data. `?state=` draws that one alone, as it stands in its frame; without,
 * all of them under each other. `language` and `theme` are the device's unless given.
 */
void start();

async function start(): Promise<void> {
  const root = document.getElementById('app');
  if (root === null) throw new Error('gallery: the page has no place for it');
  const asked = new URLSearchParams(location.search);
  const language = languageOf(asked.get('language'), ...navigator.languages);
  const theme = asked.get('theme');
  document.documentElement.lang = language;
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
  const state = asked.get('state');
  if (isStateName(state)) render(await window_(state, language), root);
  else render(<All language={language} theme={theme ?? ''} />, root);
}

/** The product's own window around a client that is with nobody: nothing pressed here goes anywhere. */
async function window_(name: StateName, language: Language): Promise<JSX.Element> {
  const first = firstState(language, await wordsIn(language));
  const store = createStore<State>({ ...first, ...stateOf(name, language, Date.now()) });
  const nothing = (): void => undefined;
  const later = (): Promise<void> => Promise.resolve();
  const client: Client = {
    ...{ store, open: nothing, close: nothing, say: nothing, typing: nothing, listen: nothing },
    ...{ fresh: later, speak: later, identify: later, wipe: later, rate: () => Promise.resolve(true), read: nothing },
    back: () => store.set({ screen: { kind: 'thread' } }),
    sender: {
      ...{ say: later, retry: later, drop: later, read: later, clear: later },
      ...{ kick: nothing, shown: nothing },
    },
  };
  return (
    <ClientContext.Provider value={client}>
      <Panel framed onClose={nothing} />
    </ClientContext.Provider>
  );
}

function All({ language, theme }: { language: Language; theme: string }): JSX.Element {
  const other = language === 'ja' ? 'en' : 'ja';
  const address = (more: Record<string, string>): string =>
    `?${new URLSearchParams({ language, theme, ...more }).toString()}`;
  return (
    <div class="gallery">
      <h1>{titles[language]}</h1>
      <p class="ways">
        <a href={address({ language: other })} lang={other}>
          {titles[other]}
        </a>
        {(['light', 'dark'] as const).map((one) => (
          <a key={one} href={address({ theme: one })}>
            {one}
          </a>
        ))}
      </p>
      <ul class="windows">
        {stateNames.map((state) => (
          <li key={state}>
            <h2>
              <a href={address({ state })}>{state}</a>
            </h2>
            <iframe src={address({ state })} title={state} loading="lazy" />
          </li>
        ))}
      </ul>
    </div>
  );
}
