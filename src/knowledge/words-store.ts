import type { Database } from '../database/database.js';
import { newId } from '../id.js';
import { mannerOfReading } from '../language/manner.js';

/** Raised when terms are counted in another way (`word-search.ts`): what was kept before is then counted anew. */
const counting = 1;

/** Under what the words are kept that are counted now. */
export const mannerOfCounting = (): string => `${mannerOfReading()}.${counting}`;

/** Small enough that storing one stops nobody's message for longer than its own commit does. */
const partSize = 512 * 1024;

/** What was kept of a site's words in this manner of reading, by language; whatever is not whole is left out. */
export async function readWords(
  database: Database,
  site: string,
  manner: string,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const query = database.build
    .selectFrom('kept_words')
    .select(['language', 'key', 'content'])
    .where('site', '=', site)
    .where('key', 'like', `${manner} %`)
    .orderBy('language')
    .orderBy('part');
  const rows = await database.rows<{ language: string; key: string; content: Uint8Array }>(query.compile(), 'slow');
  const found = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const language of new Set(rows.map((row) => row.language))) {
    const parts = rows.filter((row) => row.language === language);
    const [first] = parts;
    const isWhole = parts.every(({ key }) => key === first?.key) && first?.key.endsWith(` ${parts.length}`);
    if (isWhole) found.set(language, joined(parts.map(({ content }) => content)));
  }
  return found;
}

/** Keeps the words of a language for the next start: part by part, so that what is read meanwhile does not fit and is left. */
export async function writeWords(
  database: Database,
  { site, language, manner }: { site: string; language: string; manner: string },
  bytes: Uint8Array,
): Promise<void> {
  const { build } = database;
  const parts = Math.ceil(bytes.length / partSize);
  // One key for all parts of one writing, which says how many there are.
  const key = `${manner} ${newId('w')} ${parts}`;
  for (let part = 0; part < parts; part++) {
    const content = bytes.slice(part * partSize, (part + 1) * partSize);
    const statement = build
      .insertInto('kept_words')
      .values({ site, language, part, key, content })
      .onConflict((conflict) => conflict.columns(['site', 'language', 'part']).doUpdateSet({ key, content }))
      .compile();
    await database.commit([{ statement }]);
  }
  const longer = build
    .deleteFrom('kept_words')
    .where('site', '=', site)
    .where('language', '=', language)
    .where('part', '>=', parts);
  await database.commit([{ statement: longer.compile() }]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
