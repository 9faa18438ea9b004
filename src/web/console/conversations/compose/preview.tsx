import { useMemo } from 'react';
import { treeOf } from '../../../../markdown/tree.js';
import { Markdown } from '../../markdown.js';
import { useWords } from '../../words.js';
import { composeWords } from './compose.words.js';
import style from './preview.module.css';

/** The reply as the customer will see it: by the same reader of Markdown that makes it for them. */
export function Preview({ text, language }: { readonly text: string; readonly language: string }) {
  const say = useWords(composeWords);
  const blocks = useMemo(() => treeOf(text, { language, publicUrl: location.origin, lines: 'kept' }), [text, language]);
  return (
    <div className={style['preview']} lang={language} aria-label={say.preview} role="group">
      {blocks.length === 0 ? <p>{say.previewEmpty}</p> : <Markdown blocks={blocks} />}
    </div>
  );
}
