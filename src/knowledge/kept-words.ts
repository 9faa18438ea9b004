import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import { createNumbers } from './numbers.js';
import type { Counted } from './word-search.js';

/** An entry as the index takes it in: its words counted, those as they are written, the share that stands beside its questions. */
export interface CountedEntry extends Counted {
  readonly beside: number;
  readonly written: readonly string[];
}

/**
 * Collects the counted words of a language's entries as bytes, so that the next start need not split all texts again.
 * Terms are written once and named by their numbers. `mark` is another one for every other text of an entry.
 */
export interface WordPacker {
  add(id: string, mark: string, counted: CountedEntry): void;
  bytes(): Uint8Array<ArrayBuffer>;
}

export function createWordPacker(): WordPacker {
  const [terms, written] = [createVocabulary(), createVocabulary()];
  const [ids, marks]: [string[], string[]] = [[], []];
  const [starts, writtenStarts]: [number[], number[]] = [[0], [0]];
  const [lengths, besides]: [number[], number[]] = [[], []];
  const [numbers, words] = [createNumbers(), createNumbers()];
  return {
    add(id, mark, counted) {
      ids.push(id);
      marks.push(mark);
      lengths.push(counted.length);
      besides.push(counted.beside);
      // A term's number and its count in one: nothing counts more than a few hundred times.
      for (const [term, count] of counted.terms) numbers.push(terms.numberOf(term) * counts + Math.min(count, most));
      for (const word of counted.written) words.push(written.numberOf(word));
      starts.push(numbers.length());
      writtenStarts.push(words.length());
    },
    bytes() {
      const kept: Kept = {
        ...{ ids, marks, starts: Uint32Array.from(starts), writtenStarts: Uint32Array.from(writtenStarts) },
        ...{ lengths: Uint32Array.from(lengths), besides: Float64Array.from(besides) },
        ...{ terms: terms.all(), numbers: numbers.all(), written: written.all(), words: words.all() },
      };
      return new Uint8Array(serialize(kept));
    },
  };
}

/** What was packed, by the id and the mark of an entry; nothing of bytes that another version of Node has written. */
export function unpackWords(bytes: Uint8Array): (id: string, mark: string) => CountedEntry | undefined {
  const kept = parsed(bytes);
  if (!kept) return () => undefined;
  const { marks, starts, numbers, writtenStarts, words } = kept;
  const places = new Map(kept.ids.map((id, place) => [id, place]));
  const terms = kept.terms.split('\n');
  const written = kept.written.split('\n');
  return (id, mark) => {
    const place = places.get(id);
    if (place === undefined || marks[place] !== mark) return undefined;
    const found = new Map<string, number>();
    for (const one of numbers.subarray(starts[place], starts[place + 1]))
      found.set(terms[Math.floor(one / counts)] ?? '', one % counts);
    const own = words.subarray(writtenStarts[place], writtenStarts[place + 1]);
    const [length, beside] = [kept.lengths[place] ?? 0, kept.besides[place] ?? 0];
    return { terms: found, length, beside, written: Array.from(own, (word) => written[word] ?? '') };
  };
}

const most = 0x3ff;
const counts = 0x400;

const array = z.instanceof(Uint32Array<ArrayBuffer>);
const form = z.object({
  ...{ ids: z.array(z.string()), marks: z.array(z.string()), terms: z.string(), written: z.string() },
  ...{ lengths: array, besides: z.instanceof(Float64Array<ArrayBuffer>) },
  ...{ starts: array, numbers: array, writtenStarts: array, words: array },
});
type Kept = z.infer<typeof form>;

function parsed(bytes: Uint8Array): Kept | undefined {
  try {
    return form.parse(deserialize(bytes));
  } catch {
    return undefined;
  }
}

/** No word holds a line break: the packs split at it. */
function createVocabulary(): { numberOf(word: string): number; all(): string } {
  const known = new Map<string, number>();
  return {
    numberOf(word) {
      const number = known.get(word);
      if (number !== undefined) return number;
      known.set(word, known.size);
      return known.size - 1;
    },
    all: () => [...known.keys()].join('\n'),
  };
}
