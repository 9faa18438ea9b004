import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { nearestName } from './nearest-name.js';
import type { ProblemList } from './problem.js';
import { textOf, type Source } from './source.js';

/** The columns a file may have. `languages`: stems of columns that come once a language, as `name` in `name_en`. */
export interface Columns {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  readonly languages?: Readonly<Record<string, 'required' | 'optional'>>;
}

export interface CsvRow {
  /** Where the row begins in the file, counted from 1. */
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/**
 * The rows of a CSV file (comma, RFC 4180 quotes, any line ends) as they are read, cells trimmed.
 * What is wrong with the file, its header or the shape of a row goes to `problems`; such rows are left out.
 */
export async function* csvRows(source: Source, columns: Columns, problems: ProblemList): AsyncGenerator<CsvRow> {
  const wrong = (code: 'not-readable' | 'encoding' | 'not-csv' | 'empty-file', line: number, message: string): void =>
    problems.add({ line, field: '', code, message });
  let header: string[] | undefined;
  try {
    const text = await textOf(source);
    if (!text) return wrong('encoding', 1, 'the file is neither UTF-8 nor Shift_JIS text; save it as "CSV UTF-8"');
    for await (const { line, cells } of records(text)) {
      if (!header) {
        header = cells.map((cell) => cell.trim());
        if (!checkHeader(header, line, columns, problems)) return;
      } else if (cells.length !== header.length) {
        const message = `the row has ${cells.length} cells, the header has ${header.length}`;
        problems.add({ line, field: '', code: 'wrong-cell-count', message });
      } else if (cells.some((cell) => cell.trim() !== '')) {
        yield { line, cells: new Map(header.map((name, i) => [name, cells[i]?.trim() ?? ''])) };
      }
    }
    if (!header) wrong('empty-file', 1, 'the file is empty; its first line must name the columns');
  } catch (error) {
    if (error instanceof CsvError) wrong('not-csv', lineOf(error), `this is not CSV from here on: ${error.message}`);
    else if (isFileError(error)) wrong('not-readable', 1, `the file cannot be read: ${error.message}`);
    else throw error;
  }
}

/** A quote that is never closed would otherwise swallow the rest of the file into one cell. */
const longestRecord = 1_000_000;

async function* records(text: AsyncIterable<string>): AsyncGenerator<{ line: number; cells: string[] }> {
  const parser = parse({
    ...{ bom: true, info: true, relax_column_count: true, skip_empty_lines: true },
    ...{ record_delimiter: '\n', max_record_size: longestRecord },
  });
  const pieces = Readable.from(plainLineEnds(text));
  pieces.on('error', (error) => parser.destroy(error));
  const parsed: AsyncIterable<{ record: string[]; info: { lines: number } }> = pieces.pipe(parser);
  try {
    for await (const { record, info } of parsed) {
      // The parser counts the line a record ends in; people look for the one it begins in.
      const within = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
      yield { line: info.lines - within, cells: record };
    }
  } finally {
    pieces.destroy();
  }
}

/** Line ends made one, inside cells too: the parser counts a Windows line end within quotes as two lines. */
async function* plainLineEnds(text: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const piece of text) {
    const all = held + piece;
    held = all.endsWith('\r') ? '\r' : '';
    yield (held === '' ? all : all.slice(0, -1)).replace(/\r\n?/g, '\n');
  }
  if (held !== '') yield '\n';
}

function checkHeader(header: readonly string[], line: number, columns: Columns, problems: ProblemList): boolean {
  const { required, optional = [], languages = {} } = columns;
  const stems = Object.keys(languages);
  const known = [...required, ...optional, ...stems.flatMap((stem) => [`${stem}_en`, `${stem}_ja`])];
  let sound = true;
  const wrong = (
    field: string,
    code: 'unknown-column' | 'missing-column' | 'repeated-column',
    message: string,
  ): void => {
    sound = false;
    problems.add({ line, field, code, message });
  };
  for (const name of new Set(header)) {
    if (header.indexOf(name) !== header.lastIndexOf(name))
      wrong(name, 'repeated-column', `the column '${name}' is there twice`);
    if (known.includes(name) || stems.some((stem) => isInLanguage(name, stem))) continue;
    const meant = nearestName(
      name,
      known.filter((one) => !header.includes(one)),
    );
    wrong(
      name,
      'unknown-column',
      `there is no column '${name}'${meant ? `; is it '${meant}'?` : `; known are ${known.join(', ')}`}`,
    );
  }
  for (const name of required) {
    if (!header.includes(name)) wrong(name, 'missing-column', `the column '${name}' is missing`);
  }
  for (const stem of stems.filter((each) => languages[each] === 'required')) {
    if (!header.some((name) => isInLanguage(name, stem))) {
      wrong(`${stem}_en`, 'missing-column', `a column '${stem}_<language>' is missing, such as '${stem}_en'`);
    }
  }
  return sound;
}

const isInLanguage = (name: string, stem: string): boolean =>
  name.startsWith(`${stem}_`) && /^[a-z]{2,3}$/.test(name.slice(stem.length + 1));

const lineOf = (error: CsvError): number => {
  const lines: unknown = 'lines' in error ? error.lines : 1;
  return typeof lines === 'number' ? lines : 1;
};

const isFileError = (error: unknown): error is { code: string; message: string } =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  ['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'].includes(String(error.code));
