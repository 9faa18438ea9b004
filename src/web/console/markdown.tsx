import { Fragment, type ReactNode } from 'react';
import type { Block, Inline } from '../../widget-wire.js';
import style from './markdown.module.css';

/** A tree of Markdown as elements: nothing in it is ever taken for markup. Pictures stay words: they would be fetched. */
export function Markdown({ blocks }: { readonly blocks: readonly Block[] }) {
  return <div className={style['text']}>{blocks.map((block, at) => drawn(block, at))}</div>;
}

function drawn(block: Block, key: number): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p key={key}>{inlines(block.inlines)}</p>;
    case 'heading':
      return (
        <p key={key}>
          <strong>{inlines(block.inlines)}</strong>
        </p>
      );
    case 'list': {
      const items = block.items.map((item, at) => <li key={at}>{item.map((one, place) => drawn(one, place))}</li>);
      return block.ordered ? (
        <ol key={key} start={block.start}>
          {items}
        </ol>
      ) : (
        <ul key={key}>{items}</ul>
      );
    }
    case 'quote':
      return <blockquote key={key}>{block.blocks.map((one, at) => drawn(one, at))}</blockquote>;
    case 'code':
      return (
        <pre key={key}>
          <code>{block.text}</code>
        </pre>
      );
    case 'table':
      return table(block, key);
    case 'rule':
      return <hr key={key} />;
  }
}

function table({ head, rows }: Extract<Block, { kind: 'table' }>, key: number): ReactNode {
  return (
    <table key={key}>
      <thead>
        <tr>
          {head.map((cell, at) => (
            <th key={at}>{inlines(cell)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, place) => (
              <td key={place}>{inlines(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const inlines = (all: readonly Inline[]): ReactNode =>
  all.map((one, at) => <Fragment key={at}>{inline(one)}</Fragment>);

function inline(one: Inline): ReactNode {
  switch (one.kind) {
    case 'text':
      return one.text;
    case 'code':
      return <code>{one.text}</code>;
    case 'strong':
      return <strong>{inlines(one.inlines)}</strong>;
    case 'em':
      return <em>{inlines(one.inlines)}</em>;
    case 'strike':
      return <s>{inlines(one.inlines)}</s>;
    case 'link':
      return (
        <a href={one.url} target="_blank" rel="noopener noreferrer nofollow" title={one.url}>
          {inlines(one.inlines)}
        </a>
      );
    case 'image':
      return one.alt;
    case 'break':
      return <br />;
  }
}
