import MarkdownIt from 'markdown-it';
import type { Block, Inline } from '../widget-wire.js';

/** Where a text stands, which decides what its links mean and whether a line's end is one. */
export interface TreeOptions {
  /** Articles that a text links to by file name are in the text's own language. */
  readonly language: string;
  /** Our own address: pictures come from here alone, so that reading an answer tells nobody else about it. */
  readonly publicUrl: string;
  /** Messages end a line where their writer did; articles are prose that was wrapped. */
  readonly lines: 'kept' | 'joined';
}

// html: false: whatever somebody pastes is shown as text.
const markdown = new MarkdownIt({ html: false, linkify: true });
// `example.com` in the middle of a sentence is more often a product's name than an address.
markdown.linkify.set({ fuzzyLink: false, fuzzyIP: false });
// Which links may stand is decided below, on the parsed address and not on its text.
markdown.validateLink = () => true;

type Token = ReturnType<typeof markdown.parse>[number];

/** Markdown as a tree that is drawn without a parser and without HTML: nothing in it can carry a script. */
export function treeOf(text: string, options: TreeOptions): Block[] {
  return blocksOf({ tokens: markdown.parse(text, {}), at: 0 }, undefined, options);
}

/** Every word of a tree without its form: for plain text and for reading aloud. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map(plainBlock).join('\n');
}

/** Tokens are read one after the other; whoever meets an opening one reads to its end. */
interface Reading {
  readonly tokens: readonly Token[];
  at: number;
}

function blocksOf(reading: Reading, end: string | undefined, options: TreeOptions): Block[] {
  const blocks: Block[] = [];
  for (;;) {
    const token = reading.tokens[reading.at++];
    if (!token || token.type === end) return blocks;
    const block = blockOf(token, reading, options);
    if (block) blocks.push(block);
  }
}

function blockOf(token: Token, reading: Reading, options: TreeOptions): Block | undefined {
  switch (token.type) {
    case 'paragraph_open':
      return { kind: 'paragraph', inlines: inlineUntil(reading, 'paragraph_close', options) };
    case 'heading_open':
      return {
        kind: 'heading',
        level: headingLevel(token.tag),
        inlines: inlineUntil(reading, 'heading_close', options),
      };
    case 'bullet_list_open':
      return { kind: 'list', ordered: false, start: 1, items: itemsOf(reading, 'bullet_list_close', options) };
    case 'ordered_list_open': {
      const start = Number(token.attrGet('start') ?? 1);
      return { kind: 'list', ordered: true, start, items: itemsOf(reading, 'ordered_list_close', options) };
    }
    case 'blockquote_open':
      return { kind: 'quote', blocks: blocksOf(reading, 'blockquote_close', options) };
    case 'table_open':
      return tableOf(reading, options);
    case 'fence':
    case 'code_block':
      return { kind: 'code', text: token.content.replace(/\n$/, '') };
    case 'hr':
      return { kind: 'rule' };
    default:
      return undefined;
  }
}

function headingLevel(tag: string): 1 | 2 | 3 | 4 {
  return tag === 'h1' ? 1 : tag === 'h2' ? 2 : tag === 'h3' ? 3 : 4;
}

function itemsOf(reading: Reading, end: string, options: TreeOptions): Block[][] {
  const items: Block[][] = [];
  for (;;) {
    const token = reading.tokens[reading.at++];
    if (!token || token.type === end) return items;
    if (token.type === 'list_item_open') items.push(blocksOf(reading, 'list_item_close', options));
  }
}

function tableOf(reading: Reading, options: TreeOptions): Block {
  const rows: Inline[][][] = [];
  for (;;) {
    const token = reading.tokens[reading.at++];
    if (!token || token.type === 'table_close') break;
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'inline')
      rows.at(-1)?.push(inlinesOf({ tokens: token.children ?? [], at: 0 }, undefined, options));
  }
  const [head = [], ...body] = rows;
  return { kind: 'table', head, rows: body };
}

function inlineUntil(reading: Reading, end: string, options: TreeOptions): Inline[] {
  const inlines: Inline[] = [];
  for (;;) {
    const token = reading.tokens[reading.at++];
    if (!token || token.type === end) return inlines;
    if (token.type === 'inline')
      inlines.push(...inlinesOf({ tokens: token.children ?? [], at: 0 }, undefined, options));
  }
}

function inlinesOf(reading: Reading, end: string | undefined, options: TreeOptions): Inline[] {
  const inlines: Inline[] = [];
  for (;;) {
    const token = reading.tokens[reading.at++];
    if (!token || token.type === end) return joined(inlines);
    inlines.push(...inlineOf(token, reading, options));
  }
}

function inlineOf(token: Token, reading: Reading, options: TreeOptions): Inline[] {
  switch (token.type) {
    case 'code_inline':
      return [{ kind: 'code', text: token.content }];
    case 'strong_open':
      return [{ kind: 'strong', inlines: inlinesOf(reading, 'strong_close', options) }];
    case 'em_open':
      return [{ kind: 'em', inlines: inlinesOf(reading, 'em_close', options) }];
    case 's_open':
      return [{ kind: 'strike', inlines: inlinesOf(reading, 's_close', options) }];
    case 'link_open':
      return link(String(token.attrGet('href') ?? ''), inlinesOf(reading, 'link_close', options), options);
    case 'image':
      return image(String(token.attrGet('src') ?? ''), token.content, options);
    case 'hardbreak':
      return [{ kind: 'break' }];
    case 'softbreak':
      return options.lines === 'kept' ? [{ kind: 'break' }] : [{ kind: 'text', text: ' ' }];
    default:
      return token.content === '' ? [] : [{ kind: 'text', text: token.content }];
  }
}

/** The parser cuts text at every sign that might mean something; a reader gets one piece. */
function joined(inlines: readonly Inline[]): Inline[] {
  const whole: Inline[] = [];
  for (const inline of inlines) {
    const last = whole.at(-1);
    if (last?.kind === 'text' && inline.kind === 'text') {
      whole[whole.length - 1] = { kind: 'text', text: last.text + inline.text };
    } else whole.push(inline);
  }
  return whole;
}

const schemes: readonly string[] = ['http:', 'https:', 'mailto:', 'tel:'];

/** A link that may not stand is only its words. */
function link(href: string, inlines: readonly Inline[], options: TreeOptions): Inline[] {
  const article = articleAt(href, options);
  if (article) {
    return [{ kind: 'link', url: `/help/${article.language}/${article.slug}`, article, inlines }];
  }
  const url = URL.canParse(href) ? new URL(href) : undefined;
  if (!url || !schemes.includes(url.protocol)) return [...inlines];
  return [{ kind: 'link', url: url.href, article: null, inlines }];
}

/** `delivery-time.md` as articles link to each other, or an address in our own help centre. */
function articleAt(href: string, { language, publicUrl }: TreeOptions): { slug: string; language: string } | undefined {
  const file = /^(?:\.\/)?([a-z0-9-]{1,100})\.md(?:#.*)?$/.exec(href)?.[1];
  if (file !== undefined) return { slug: file, language };
  const own = href.startsWith(`${publicUrl}/`) ? href.slice(publicUrl.length) : href;
  const [, where, slug] = /^\/help\/([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\/([a-z0-9-]{1,100})(?:[?#].*)?$/.exec(own) ?? [];
  return where === undefined || slug === undefined ? undefined : { slug, language: where };
}

/** A picture from elsewhere would tell its owner who reads: it becomes a link that the reader may follow. */
function image(source: string, alt: string, options: TreeOptions): Inline[] {
  const own = source.startsWith(`${options.publicUrl}/`) ? source.slice(options.publicUrl.length) : source;
  if (/^\/(?![/\\])/.test(own)) return [{ kind: 'image', url: own, alt }];
  return link(source, [{ kind: 'text', text: alt || source }], options);
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return plainInlines(block.inlines);
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${block.start + index}.` : '-'} ${plainText(item)}`)
        .join('\n');
    case 'quote':
      return plainText(block.blocks);
    case 'code':
      return block.text;
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(plainInlines).join(' | ')).join('\n');
    case 'rule':
      return '';
  }
}

function plainInlines(inlines: readonly Inline[]): string {
  return inlines.map(plainInline).join('');
}

function plainInline(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'code':
      return inline.text;
    case 'strong':
    case 'em':
    case 'strike':
      return plainInlines(inline.inlines);
    case 'link': {
      const words = plainInlines(inline.inlines);
      return inline.article || words === inline.url ? words : `${words} (${inline.url})`;
    }
    case 'image':
      return inline.alt;
    case 'break':
      return '\n';
  }
}
