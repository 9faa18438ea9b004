import type { Database } from '../database/database.js';

/**
 * The customer has put their page into another language: the bot's answers and the letters follow from now on, also
 * where a tap or an order number says no language of its own. What they write in words goes before it, as ever.
 */
export async function speakLanguage(database: Database, thread: string, language: string): Promise<void> {
  const { build } = database;
  const latest = build
    .selectFrom('conversation as one')
    .select('one.id')
    .where('one.thread', '=', thread)
    .orderBy('one.ordinal', 'desc')
    .limit(1);
  const statement = build.updateTable('conversation').set({ language }).where('id', '=', latest).compile();
  await database.commit([{ statement }]);
}
