import type { Database, Statement, Step } from '../database/database.js';
import { csvRows, type Columns } from './csv-rows.js';
import { abandon, beginLoad, reveal, stage, sweep, type DatasetName } from './load.js';
import { createProblemList, type Imported, type ProblemList } from './problem.js';
import { createDayReader, createRowReader, type RowReader, type Today } from './row-reader.js';
import { sourceName, type Source } from './source.js';

/** What an import is asked for. A file is the whole list: what it does not name is gone afterwards. */
export interface ImportRequest extends Today {
  readonly site: string;
  readonly source: Source;
  /** Told after each batch how many rows are stored so far. */
  readonly progress?: (rows: number) => void | Promise<void>;
}

/** How one kind of list is read and stored. */
export interface ListKind<R> {
  readonly name: DatasetName;
  readonly columns: Columns;
  /** The column no two rows may share. */
  readonly key: { column: string; of: (row: R) => string };
  readonly read: (cells: RowReader) => R | undefined;
  /** Looks up what a batch refers to; what is not there becomes a problem. */
  readonly check?: (rows: readonly Read<R>[], problems: ProblemList) => Promise<void>;
  readonly insert: (rows: readonly R[], load: string) => Statement;
  readonly remove: (load: string, most: number) => Statement;
  /** What shall stand in the moment the list becomes visible: work that follows from it. */
  readonly follow?: (load: string, now: number) => readonly Step[];
}

export interface Read<R> {
  readonly line: number;
  readonly row: R;
}

/** Rows stored in one statement: below 10 ms in the writer on a slow disk, messages go in between. */
const storedAtOnce = 50;

/**
 * Imports a CSV file as a shop's whole list: rows are stored invisibly in small batches and become visible all at
 * once, or, when a single one is wrong, never. Runs beside a serving process, also from another one.
 */
export async function importList<R>(database: Database, kind: ListKind<R>, request: ImportRequest): Promise<Imported> {
  const { site, source, now, progress } = request;
  const load = { site, name: kind.name, remove: kind.remove };
  await sweep(database, load);
  const problems = createProblemList(sourceName(source));
  const staged = await beginLoad(database, load);
  let imported = 0;
  try {
    for await (const batch of batches(readRows(kind, request, problems))) {
      await kind.check?.(batch, problems);
      // The rest is still read, so that everything wrong is told at once, but no longer stored.
      if (problems.any()) continue;
      await stage(
        database,
        staged,
        kind.insert(
          batch.map(({ row }) => row),
          staged,
        ),
      );
      imported += batch.length;
      await progress?.(imported);
    }
    if (imported === 0 && !problems.any()) {
      problems.add({
        line: 2,
        field: '',
        code: 'empty-file',
        message: 'there is no row; a file is the whole list, so this would empty it',
      });
    }
    if (!problems.any()) await reveal(database, staged, load, { now, steps: kind.follow?.(staged, now) ?? [] });
  } catch (error) {
    await abandon(database, staged).catch(() => undefined);
    throw error;
  }
  if (problems.any()) await abandon(database, staged);
  await sweep(database, load);
  return problems.any() ? problems.result() : { imported };
}

async function* readRows<R>(kind: ListKind<R>, request: ImportRequest, problems: ProblemList): AsyncGenerator<Read<R>> {
  const firstLine = new Map<string, number>();
  const dayOf = createDayReader(request);
  for await (const csvRow of csvRows(request.source, kind.columns, problems)) {
    const row = kind.read(createRowReader(csvRow, problems, dayOf));
    if (row === undefined) continue;
    const { line } = csvRow;
    const key = kind.key.of(row);
    const before = firstLine.get(key);
    if (before === undefined) firstLine.set(key, line);
    else {
      const message = `'${key}' stands in line ${before} already`;
      problems.add({ line, field: kind.key.column, code: 'repeated-key', message });
    }
    yield { line, row };
  }
}

async function* batches<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const one of all) {
    batch.push(one);
    if (batch.length < storedAtOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
