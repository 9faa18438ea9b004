import { h, type JSX } from 'preact';
import type { Block, Inline } from '../../../widget-wire.js';
import { useClient, useCounter } from './context.js';

/** The server's Markdown tree as elements. What is not in the tree's type cannot be drawn: there is no HTML here. */
export function Tree({ blocks, place }: { blocks: readonly Block[]; place: string }): JSX.Element {
  return (
    <div class="tree">
      {blocks.map((block, at) => (
        <BlockView key={at} block={block} place={`${place}-${at}`} />
      ))}
    </div>
  );
}

function BlockView({ block, place }: { block: Block; place: string }): JSX.Element {
  switch (block.kind) {
    case 'paragraph':
      return <p>{inlines(block.inlines, place)}</p>;
    case 'heading':
      // Below the window's own two headings.
      return h(`h${Math.min(block.level + 2, 6)}`, {}, inlines(block.inlines, place));
    case 'list': {
      const items = block.items.map((item, at) => (
        <li key={at}>
          <Tree blocks={item} place={`${place}-${at}`} />
        </li>
      ));
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'quote':
      return (
        <blockquote>
          <Tree blocks={block.blocks} place={place} />
        </blockquote>
      );
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'table':
      return <TableView {...block} place={place} />;
    case 'rule':
      return <hr />;
  }
}

function TableView({ head, rows, place }: Extract<Block, { kind: 'table' }> & { place: string }): JSX.Element {
  return (
    <div class="table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, at) => (
              <th key={at} scope="col">
                {inlines(cell, `${place}-h${at}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, at) => (
                <td key={at}>{inlines(cell, `${place}-${line}-${at}`)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inlines(all: readonly Inline[], place: string): JSX.Element[] {
  return all.map((inline, at) => <InlineView key={at} inline={inline} place={`${place}.${at}`} />);
}

function InlineView({ inline, place }: { inline: Inline; place: string }): JSX.Element {
  switch (inline.kind) {
    case 'text':
      return <>{inline.text}</>;
    case 'code':
      return <code>{inline.text}</code>;
    case 'strong':
      return <strong>{inlines(inline.inlines, place)}</strong>;
    case 'em':
      return <em>{inlines(inline.inlines, place)}</em>;
    case 'strike':
      return <s>{inlines(inline.inlines, place)}</s>;
    case 'break':
      return <br />;
    case 'image':
      return isWeb(inline.url) ? <img src={inline.url} alt={inline.alt} loading="lazy" /> : <>{inline.alt}</>;
    case 'link':
      return <LinkView {...inline} place={place} />;
  }
}

function LinkView({
  url,
  article,
  inlines: inside,
  place,
}: Extract<Inline, { kind: 'link' }> & { place: string }): JSX.Element {
  const client = useClient();
  const { words } = useCounter();
  const id = `link-${place}`;
  if (article !== null) {
    return (
      <button type="button" class="link" id={id} onClick={() => client.read(article, id)}>
        {inlines(inside, place)}
      </button>
    );
  }
  // The server lets no other scheme through; a second look costs nothing.
  if (!/^(https?:|mailto:|tel:)/i.test(url)) return <>{inlines(inside, place)}</>;
  return (
    <a href={url} {...(isWeb(url) ? { target: '_blank', rel: 'noopener noreferrer' } : {})}>
      {inlines(inside, place)}
      {isWeb(url) && <span class="hidden"> ({words.newWindow})</span>}
    </a>
  );
}

function isWeb(url: string): boolean {
  return /^(https?:\/\/|\/)/i.test(url);
}
