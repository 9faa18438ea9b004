import { z } from 'zod';
import type { Database } from '../../database/database.js';
import { sql, template } from '../../database/statements.js';
import { order, plain } from './told.js';

/** A question without what tells who asks: numbers, addresses and what leads up to them. */
export type Matter = (text: string, language: string) => string;

const longest = 400;

/** What of a customer's question is learnt from, and shown to editors. */
export const learntOf = (question: string, language: string, matter: Matter): string =>
  matter(question.slice(0, longest), language).trim();

const placesAtOnce = 100;

/**
 * What the entries of a fitting have heard, read in the log where it was asked: of a conversation that is erased nothing is
 * left anywhere else. Each question once by its words, in an order of its own; `places` counts where in the log they stand.
 */
export async function readPlaces(
  database: Database,
  { site, fitting, matter, entry: only = '' }: { site: string; fitting: number; matter: Matter; entry?: string },
): Promise<{ readonly questions: ReadonlyMap<string, readonly string[]>; readonly places: number }> {
  const found = new Map<string, Map<string, string>>();
  let places = 0;
  let after: Pick<Place, 'entry' | 'conversation' | 'seq'> | undefined = { entry: '', conversation: '', seq: 0 };
  while (after) {
    // In slices: reading thousands at once would hold up whoever is being answered.
    const rows: Place[] = await database.rows<Place>(slice(database, { site, fitting, only, ...after }));
    for (const { entry, language, body } of rows) {
      const asked = reasoned.safeParse(JSON.parse(body)).data?.reasoning.question;
      const question = asked === undefined ? '' : learntOf(asked, language, matter);
      if (question === '') continue;
      const own = found.get(entry) ?? new Map<string, string>();
      const same = own.get(plain(question));
      if (same === undefined || order(question, same) < 0) own.set(plain(question), question);
      found.set(entry, own);
    }
    places += rows.length;
    const last = rows.at(-1);
    after = rows.length < placesAtOnce || !last ? undefined : last;
  }
  // What is learnt may not depend on the order in which a database gives its rows.
  return { questions: new Map([...found].map(([entry, own]) => [entry, [...own.values()].sort(order)])), places };
}

/** In how many places of the log what is in use was heard, and still stands. */
export async function countPlaces(database: Database, site: string): Promise<number> {
  const [row] = await database.rows<{ places: number }>(count(database, { site }), 'slow');
  return Number(row?.places ?? 0);
}

/** The bot's message says what it was asked (`reasoning`). */
const reasoned = z.object({ reasoning: z.object({ question: z.string() }) });

interface Place {
  readonly entry: string;
  readonly conversation: string;
  readonly seq: number;
  readonly language: string;
  readonly body: string;
}

const slice = template<{
  site: string;
  fitting: number;
  only: string;
  entry: string;
  conversation: string;
  seq: number;
}>(
  (_, place) => sql`
    select h.entry, h.conversation, h.seq, h.language, e.body
    from fitting_heard h join event e on e.conversation = h.conversation and e.seq = h.seq
    where h.site = ${place.text('site')} and h.fitting = ${place.int('fitting')} and e.body is not null
      and (${place.text('only')} = '' or h.entry = ${place.text('only')})
      and (h.entry, h.conversation, h.seq) > (${place.text('entry')}, ${place.text('conversation')}, ${place.int('seq')})
    order by h.entry, h.conversation, h.seq limit ${placesAtOnce}`,
);

const count = template<{ site: string }>(
  (_, place) => sql`
    select count(*) as places
    from fitting_heard h join event e on e.conversation = h.conversation and e.seq = h.seq
    where h.site = ${place.text('site')} and e.body is not null
      and h.fitting = (select fitting from fitting_use where site = ${place.text('site')} order by nth desc limit 1)`,
);
