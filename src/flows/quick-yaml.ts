import { load } from 'js-yaml';
import { readPlainYaml } from './plain-yaml.js';

/**
 * Reads a file of flows or words without the place of everything, which the `yaml` package keeps: what is written plainly
 * sixty times as fast (./plain-yaml.ts), the rest with js-yaml ten times. `undefined` for what they might read differently
 * (names for places, tags, several documents, a key that objects have) and for every fault: then that package reads the
 * file, and tells what is wrong and where.
 */
export function readQuickly(text: string): { value: unknown } | undefined {
  const plain = readPlainYaml(text);
  if (plain) return plain;
  if (unusual.test(text)) return undefined;
  try {
    return { value: load(text) };
  } catch {
    return undefined;
  }
}

/** At the head of a value: `&name`, `*name`, `!tag`. Anywhere: what ends lines or documents elsewhere. */
const unusual = /(?:^|[-:?,[{]) *[&*!](?=[^\s&=])|[\t\r\u0085\u2028\u2029\uFEFF\0]|^(?:---|\.\.\.|%)|__proto__/m;
