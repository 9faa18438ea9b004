import type { Database, Step } from '../database/database.js';
import { sql } from '../database/statements.js';
import { languages } from '../language/languages.js';
import { mannerOfReading } from '../language/manner.js';
import { analyse } from '../language/words.js';
import type { ArticleText } from './articles.js';
import { lexemeOf } from './lexeme.js';
import { countWords } from './word-search.js';

/** A revision of an article, live or about to be. */
export interface IndexedRevision {
  readonly article: string;
  readonly number: number;
  readonly site: string;
  readonly language: string;
  readonly text: Pick<ArticleText, 'title' | 'questions' | 'words' | 'body'>;
}

/** The longest word list of one field that is indexed: PostgreSQL takes a megabyte for all of them. */
const wordsAtMost = 8_000;

/**
 * What puts a revision into the database's text index, to stand in the batch that stores it: whoever finds it there finds
 * its words too. Nothing for a language whose words we cannot split. A revision's text never changes, so that it needs
 * to be put in only once for each manner of reading.
 */
export function indexSteps(database: Database, revision: IndexedRevision): Step[] {
  const pack = languages.get(revision.language);
  if (!pack) return [];
  const { article, number, site, language, text } = revision;
  const words = (field: string): string[] =>
    analyse(pack, field, 'document')
      .slice(0, wordsAtMost)
      .map(({ term }) => lexemeOf(language, term));
  // A stop between the questions, so that no pair of characters spans two of them.
  const fields = [text.title, text.questions.join(' . '), text.words.join(' . '), text.body].map(words);
  const [title = [], questions = [], others = [], body = []] = fields;
  const { length } = countWords(pack.weights, { title, questions, words: others, body, reading: [] });
  const row = { article, number, site, language, manner: mannerOfReading(), length };
  return [
    ...removalSteps(database, [{ article, number }]),
    ...(database.dialect === 'sqlite' ? sqliteSteps(database, row, fields) : postgresSteps(database, row, fields)),
  ];
}

interface Row {
  readonly article: string;
  readonly number: number;
  readonly site: string;
  readonly language: string;
  readonly manner: string;
  readonly length: number;
}

function sqliteSteps({ build }: Database, row: Row, fields: readonly (readonly string[])[]): Step[] {
  const [title, questions, words, body] = fields.map((field) => field.join(' '));
  const insert = sql`insert into text_words (rowid, title, questions, words, body)
    select id, ${title}, ${questions}, ${words}, ${body} from text_entry
    where article = ${row.article} and number = ${row.number}`;
  return [
    { statement: build.insertInto('text_entry').values(row).compile(), rows: 1 },
    { statement: insert.compile(build), rows: 1 },
  ];
}

function postgresSteps({ build }: Database, row: Row, fields: readonly (readonly string[])[]): Step[] {
  const { article, number, site, language, manner, length } = row;
  const insert = sql`insert into text_entry (article, number, site, language, manner, length, vector)
    values (${article}, ${number}, ${site}, ${language}, ${manner}, ${length}, ${vectorOf(fields)}::tsvector)`;
  return [{ statement: insert.compile(build), rows: 1 }];
}

/** Which field a word stands in is its label, how often the number of its places; at most 255 are kept. */
function vectorOf(fields: readonly (readonly string[])[]): string {
  const places = new Map<string, string[]>();
  for (const [field, words] of fields.entries()) {
    for (const word of words) {
      const known = places.get(word) ?? [];
      if (known.length < 200) known.push(`${known.length + 1}${'ABCD'.charAt(field)}`);
      places.set(word, known);
    }
  }
  return [...places].map(([word, found]) => `'${word}':${found.join(',')}`).join(' ');
}

/** What takes revisions out again. */
export function removalSteps(
  { build, dialect }: Database,
  revisions: readonly Pick<Row, 'article' | 'number'>[],
): Step[] {
  return revisions.flatMap(({ article, number }) => {
    const entry = sql`(select id from text_entry where article = ${article} and number = ${number})`;
    const words = sql`delete from text_words where rowid = ${entry}`.compile(build);
    const row = build.deleteFrom('text_entry').where('article', '=', article).where('number', '=', number).compile();
    return [...(dialect === 'sqlite' ? [{ statement: words }] : []), { statement: row }];
  });
}
