import type { Block, Inline } from '../../../widget-wire.js';

/** A tree as plain text, one block a line: for a screen reader's announcement and for the transcript. */
export function plain(blocks: readonly Block[]): string {
  return blocks.map(blockText).filter(Boolean).join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return inlineText(block.inlines);
    case 'list':
      return block.items
        .map((item, at) => `${block.ordered ? `${block.start + at}.` : '・'} ${plain(item)}`)
        .join('\n');
    case 'quote':
      return plain(block.blocks);
    case 'code':
      return block.text;
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(inlineText).join(' | ')).join('\n');
    case 'rule':
      return '';
  }
}

function inlineText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      switch (inline.kind) {
        case 'text':
        case 'code':
          return inline.text;
        case 'image':
          return inline.alt;
        case 'break':
          return '\n';
        default:
          return inlineText(inline.inlines);
      }
    })
    .join('');
}
