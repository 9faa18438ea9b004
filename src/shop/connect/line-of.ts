import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Source } from '../../flows/source.js';

/**
 * The line of what stands at a place of the file: of its key, where it has one, since what it holds may begin a line
 * later. Of the nearest above it when there is nothing.
 */
export function lineOf(text: string, { document }: Pick<Source, 'document'>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const above: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const start = startIn(above, path[length - 1]);
    if (start !== undefined) return text.slice(0, start).split('\n').length;
  }
  return 1;
}

function startIn(above: unknown, step: PropertyKey | undefined): number | undefined {
  if (isMap<Node, Node>(above)) {
    const pair = above.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return pair?.key.range?.[0];
  }
  if (!isSeq<Node>(above)) return undefined;
  return above.items[Number(step)]?.range?.[0];
}
