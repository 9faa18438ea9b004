import type { ArticleFile } from './article-files.js';
import { contentHash } from './markdown-file.js';
import type { ArticleText } from './articles.js';

/** An article as the database has it, with what its file said when it was last imported. */
export interface KnownArticle {
  readonly id: string;
  readonly language: string;
  readonly slug: string;
  readonly live: number | null;
  readonly importedHash: string | null;
  readonly importedRevision: number | null;
  /** The highest number a revision of it has. */
  readonly last: number;
  /** The live text; undefined when the article is not published. */
  readonly text?: ArticleText;
}

/** A file and the product both hold news of an article. */
export interface Conflict {
  readonly file: string;
  readonly article: string;
  readonly why: 'edited' | 'archived' | 'edited-and-file-gone';
  readonly message: string;
}

/** What an import will do to one article. `seen` is the live revision it was decided upon. */
export type ArticleChange =
  | { do: 'create'; file: ArticleFile }
  | { do: 'revise'; article: string; seen: number | null; last: number; file: ArticleFile }
  /** The file says what is live already, or is to be passed over: only keep in mind that it was seen. */
  | { do: 'remember'; article: string; seen: number | null; revision: number | null; hash: string }
  | { do: 'archive'; article: string; seen: number };

export interface Plan {
  readonly changes: readonly ArticleChange[];
  readonly conflicts: readonly Conflict[];
  readonly unchanged: number;
}

export interface Wishes {
  /** What becomes of a conflict: the file's text, or the product's. Left out: nothing, it is reported. */
  readonly keep?: 'theirs' | 'ours';
  /** Whether articles that came from a file which is gone are archived. */
  readonly prune?: boolean;
}

/** Decides what a folder of files means for the articles there are. Pure: the same files twice change nothing. */
export function planImport(files: readonly ArticleFile[], known: readonly KnownArticle[], wishes: Wishes): Plan {
  const changes: ArticleChange[] = [];
  const conflicts: Conflict[] = [];
  const byName = new Map(known.map((article) => [nameOf(article), article]));
  let unchanged = 0;
  for (const file of files) {
    const decided = decide(file, byName.get(nameOf(file)), wishes);
    if (decided === 'unchanged') unchanged += 1;
    else if ('why' in decided) conflicts.push(decided);
    else changes.push(decided);
  }
  if (wishes.prune) {
    const there = new Set(files.map(nameOf));
    for (const article of known.filter((one) => !there.has(nameOf(one)))) prune(article, wishes, changes, conflicts);
  }
  return { changes, conflicts, unchanged };
}

function decide(
  file: ArticleFile,
  article: KnownArticle | undefined,
  { keep }: Wishes,
): ArticleChange | Conflict | 'unchanged' {
  if (!article) return { do: 'create', file };
  const { id, live, importedHash, importedRevision, text } = article;
  if (file.hash === importedHash) return 'unchanged';
  const revise: ArticleChange = { do: 'revise', article: id, seen: live, last: article.last, file };
  if (live === importedRevision) return revise;
  // The text was exported after the edit, or both wrote the same.
  if (text && contentHash(text) === file.hash) {
    return { do: 'remember', article: id, seen: live, revision: live, hash: file.hash };
  }
  if (keep === 'theirs') return revise;
  // The revision stays the one last imported: the next change of the file is a conflict again.
  if (keep === 'ours') {
    return { do: 'remember', article: id, seen: live, revision: importedRevision, hash: file.hash };
  }
  const why = live === null ? 'archived' : 'edited';
  const message = `it was ${why} in the product after the file was last imported, and the file has changed too`;
  return { file: nameOf(file), article: id, why, message };
}

/** Only what came from a file can be missing its file; what was written in the product is never pruned. */
function prune(article: KnownArticle, { keep }: Wishes, changes: ArticleChange[], conflicts: Conflict[]): void {
  const { id, live, importedRevision } = article;
  if (live === null || importedRevision === null || keep === 'ours') return;
  if (live === importedRevision || keep === 'theirs') changes.push({ do: 'archive', article: id, seen: live });
  else {
    const message = 'its file is gone, but it was edited in the product after the file was last imported';
    conflicts.push({ file: nameOf(article), article: id, why: 'edited-and-file-gone', message });
  }
}

const nameOf = ({ language, slug }: { language: string; slug: string }): string => `${language}/${slug}.md`;
