import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isLanguage, languageNames, type Language } from '../words/words.js';
import { useClient, useCounter } from './context.js';
import { CloseIcon, CounterIcon, FreshIcon, Noren } from './icons.js';

/** The shop's name above its curtain, and what can be done with the whole window. */
export function Header({ framed, onClose }: { framed: boolean; onClose: () => void }): JSX.Element {
  const client = useClient();
  const { words, session, language, thread } = useCounter();
  const [asking, ask] = useState(false);
  const sure = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) sure.current?.focus();
  }, [asking]);
  const others = (session?.shop.languages ?? []).filter((code) => isLanguage(code)).filter((code) => code !== language);
  // Who is known has one conversation that goes on; a guest may leave theirs.
  const spoken = thread.events.some((event) => event.kind === 'message' && event.author === 'customer');
  const leave = (): void => {
    ask(false);
    document.getElementById('box')?.focus();
  };
  const begin = (): void => {
    leave();
    void client.fresh();
  };
  return (
    <header>
      <div class="cloth">
        <CounterIcon size={34} />
        <div class="shop">
          <h1 id="title" tabIndex={-1}>
            {session?.shop.name ?? words.title}
          </h1>
          {session !== null && <p>{words.title}</p>}
        </div>
        {others.map((code) => (
          <LanguageButton key={code} code={code} />
        ))}
        {session?.customer.identified === false && spoken && (
          <button type="button" class="plain" aria-label={words.fresh} title={words.fresh} onClick={() => ask(true)}>
            <FreshIcon />
          </button>
        )}
        {framed && (
          <button type="button" class="plain" aria-label={words.close} title={words.close} onClick={onClose}>
            <CloseIcon />
          </button>
        )}
      </div>
      <Noren />
      {asking && (
        <div
          {...{ class: 'sure', role: 'alertdialog', 'aria-labelledby': 'sure' }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            leave();
          }}
        >
          <p id="sure">{words.freshSure}</p>
          <button type="button" class="primary" ref={sure} onClick={begin}>
            {words.fresh}
          </button>
          <button type="button" onClick={leave}>
            {words.cancel}
          </button>
        </div>
      )}
    </header>
  );
}

function LanguageButton({ code }: { code: Language }): JSX.Element {
  const client = useClient();
  return (
    <button type="button" class="plain tongue" lang={code} onClick={() => void client.speak(code)}>
      {languageNames[code]}
    </button>
  );
}
