import type { Flow } from './flow.js';
import type { IsRight } from './quick-check.js';
import type { Signatures } from './shape.js';
import type { Words } from './words.js';

/** A fault a schema cannot see. `at` is the place in the flow's file, or in its words in a language. */
export interface LintProblem {
  readonly path: { readonly at: readonly PropertyKey[]; readonly language?: string };
  readonly what: string;
}

export interface Linted {
  /** As it stands in its file: places are told in it, those inside a block where the block is written. */
  readonly written: Flow;
  /** With its blocks in place: what is checked. */
  readonly flow: Flow;
  readonly words: readonly Words[];
  /** Undefined where nobody says what the shop's systems take and give. */
  readonly signatures: Signatures | undefined;
  /** Of the expressions in its steps. */
  readonly isRight: IsRight;
}

/** Tells a fault at a place of the flow's file. */
export type Tell = (at: readonly PropertyKey[], what: string) => void;
