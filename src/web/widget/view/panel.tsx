import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ArticlePage } from './article-page.js';
import { Composer } from './composer.js';
import { useClient, useCounter } from './context.js';
import { Header } from './header.js';
import { Log } from './log.js';
import { PersonBar } from './person-bar.js';
import { useStaging } from './staging.js';
import { StatusLine } from './status-line.js';

/** The whole window. `framed`: there is a page around it, to which it can be closed. */
export function Panel({ framed, onClose }: { framed: boolean; onClose: () => void }): JSX.Element {
  const client = useClient();
  const state = useCounter();
  const { words, screen, open } = state;
  const box = useRef<HTMLTextAreaElement>(null);
  const staging = useStaging(state);
  const [over, setOver] = useState(false);
  const toBox = (): void => box.current?.focus();

  useEffect(() => {
    if (!open) return;
    // A phone's keyboard would cover what is to be read first.
    if (matchMedia('(pointer: coarse)').matches) document.getElementById('title')?.focus();
    else toBox();
  }, [open]);

  const back = (): void => {
    const from = screen.kind === 'article' ? screen.from : '';
    client.back();
    // The page is gone only after the next drawing; then the focus returns to where it was opened.
    requestAnimationFrame(() => (document.getElementById(from) ?? box.current)?.focus());
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing || event.keyCode === 229) return;
    if (screen.kind === 'article') back();
    else if (framed) onClose();
  };

  return (
    <main
      class={over ? 'panel over' : 'panel'}
      {...{ onKeyDown, 'aria-labelledby': 'title' }}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => event.relatedTarget === null && setOver(false)}
      onDrop={(event) => {
        const files = [...(event.dataTransfer?.files ?? [])];
        setOver(false);
        if (files.length === 0) return;
        event.preventDefault();
        staging.add(files);
        toBox();
      }}
    >
      <Header framed={framed} onClose={onClose} />
      <PersonBar onAsked={toBox} />
      <div class="thread" hidden={screen.kind !== 'thread'}>
        <Log onLeave={toBox} />
        <StatusLine />
        <Composer box={box} staging={staging} />
      </div>
      {screen.kind === 'article' && <ArticlePage onBack={back} />}
      {over && (
        <p class="dropping" aria-hidden="true">
          {words.drop}
        </p>
      )}
    </main>
  );
}
