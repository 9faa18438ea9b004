import { treeOf } from '../../markdown/tree.js';
import type { Block } from '../../widget-wire.js';
import type { Widget } from './widget.js';

/** The bot says the same to many, and every page that opens reads its chat again: a tree costs 0.1 ms to make. */
const remembered = 2_000;
const known = new WeakMap<Widget, Map<string, readonly Block[]>>();

export function treeIn(widget: Widget, text: string, language: string): readonly Block[] {
  const trees = known.get(widget) ?? new Map<string, readonly Block[]>();
  known.set(widget, trees);
  const key = `${language} ${text}`;
  const tree = trees.get(key) ?? treeOf(text, { language, publicUrl: widget.publicUrl, lines: 'kept' });
  // Put back at the end: what is asked for stays, what nobody says any more goes.
  trees.delete(key);
  trees.set(key, tree);
  const [oldest] = trees.size > remembered ? trees.keys() : [];
  if (oldest !== undefined) trees.delete(oldest);
  return tree;
}
