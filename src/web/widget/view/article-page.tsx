import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { fullDate } from '../client/times.js';
import { useClient, useCounter } from './context.js';
import { BackIcon, OutIcon } from './icons.js';
import { Tree } from './tree.js';

/** A help page over the conversation. The way back is the first thing in it, and Escape. */
export function ArticlePage({ onBack }: { onBack: () => void }): JSX.Element | null {
  const { store } = useClient();
  const { words, screen, session } = useCounter();
  const back = useRef<HTMLButtonElement>(null);
  const slug = screen.kind === 'article' ? screen.slug : '';
  useEffect(() => back.current?.focus(), [slug]);
  if (store.get().screen.kind !== 'article' || screen.kind !== 'article') return null;
  const { article, language } = screen;
  return (
    <section class="article" aria-label={words.article}>
      <button type="button" class="back" ref={back} onClick={onBack}>
        <BackIcon />
        {words.back}
      </button>
      <div class="scroll" tabIndex={0}>
        {article === 'loading' && <p class="quiet">{words.connecting}</p>}
        {article === 'lost' && <p role="alert">{words.articleLost}</p>}
        {typeof article === 'object' && (
          <article lang={language}>
            <h2>{article.title}</h2>
            <p class="quiet">{words.updated(fullDate(article.updated, language, session?.shop.zone))}</p>
            <Tree blocks={article.tree} place={`article-${article.slug}`} />
            <p class="acts">
              <a class="quietly" href={article.url} target="_blank" rel="noopener noreferrer">
                <OutIcon />
                {words.openPage}
                <span class="hidden"> ({words.newWindow})</span>
              </a>
            </p>
          </article>
        )}
      </div>
    </section>
  );
}
