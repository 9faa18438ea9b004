/** Why a file cannot be imported, one stable code each: screens translate the code, the command line prints the message. */
export type ProblemCode =
  | 'not-readable'
  | 'encoding'
  | 'not-csv'
  | 'empty-file'
  | 'unknown-column'
  | 'missing-column'
  | 'repeated-column'
  | 'wrong-cell-count'
  | 'missing-value'
  | 'wrong-value'
  | 'too-long'
  | 'repeated-key'
  | 'unknown-reference'
  | 'import-first'
  | 'wrong-file-name'
  | 'no-front-matter'
  | 'not-yaml'
  | 'unknown-field'
  | 'empty-body'
  | 'long-first-paragraph';

/** One thing wrong in a file that somebody has to mend. `field` is '' when it is about the line or the file. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly code: ProblemCode;
  readonly message: string;
  readonly example?: string;
}

/** What became of an import: everything is visible, or nothing is and these are the reasons (the first 100). */
export type Imported = { imported: number } | Problems;
export interface Problems {
  problems: readonly Problem[];
  /** How many more there are than those listed. */
  more: number;
}

const listed = 100;

export interface ProblemList {
  add(problem: Omit<Problem, 'file'>): void;
  any(): boolean;
  has(code: ProblemCode): boolean;
  result(): Problems;
}

/** Collects what is wrong with one file; beyond a hundred it only counts. */
export function createProblemList(file: string): ProblemList {
  const problems: Problem[] = [];
  let more = 0;
  return {
    add(problem) {
      if (problems.length < listed) problems.push({ file, ...problem });
      else more += 1;
    },
    any: () => problems.length > 0,
    has: (code) => problems.some((problem) => problem.code === code),
    result: () => ({ problems, more }),
  };
}

/** A problem as a line of text: `customers.csv:12 mail: 'kim' is not a mail address (such as kim@example.com)`. */
export function problemText({ file, line, field, message, example }: Problem): string {
  return `${file}:${line} ${field === '' ? '' : `${field}: `}${message}${example === undefined ? '' : ` (such as ${example})`}`;
}
