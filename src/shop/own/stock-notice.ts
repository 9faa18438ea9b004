import { z } from 'zod';
import type { Clock } from '../../clock.js';
import { comparableMail, mailPattern } from '../../customers/contact.js';
import { stockJob } from '../../customers/import-products.js';
import { allProducts, productBySku } from '../../customers/product.js';
import type { Database, Step } from '../../database/database.js';
import { newId } from '../../id.js';
import { enqueueSteps } from '../../jobs/enqueue.js';
import type { Job, Outcome } from '../../jobs/job.js';
import { letterSteps } from '../../letters/letter.js';
import type { Live } from '../../live/live.js';
import type { OwnAct } from '../system.js';
import { nameOf } from './product.js';
import { done, refused, textIn } from './values.js';

/** Nobody signs an address up for the whole catalogue. */
const mostForAddress = 20;
/** Later nobody remembers having asked. */
const lapsesAfter = 183 * 86_400_000;

/**
 * `stock-notice` {sku, mail}: a letter once an import says the product is back. Asked for twice it is one
 * (`already: true`). Refused with `not-found`, `not-a-mail`, `no-mail-server`, `in-stock` or `too-many`.
 */
export function createStockNoticeAct({ database, sendsMail }: { database: Database; sendsMail: boolean }): OwnAct {
  return {
    signature: {
      takes: { sku: 'text', mail: 'text' },
      gives: { sku: 'text', name: 'text', mail: 'text', already: 'yes-no', why: 'text' },
    },
    async plan(asker, values) {
      const { site, language, conversation, now } = asker;
      const product = await productBySku(database, site, textIn(values, 'sku', 40));
      const mail = comparableMail(textIn(values, 'mail', 254));
      if (!product) return refused('not-found');
      if (!mailPattern.test(mail)) return refused('not-a-mail');
      if (!sendsMail) return refused('no-mail-server');
      if ((product.stock ?? 0) > 0) return refused('in-stock');
      const { sku } = product;
      const waiting = await waitingFor(database, site, mail);
      const told = { sku, name: nameOf(product, asker), mail, already: waiting.includes(sku) };
      if (told.already) return done(told, []);
      if (waiting.length >= mostForAddress) return refused('too-many');
      const row = { id: newId('k'), site, sku, mail, language, conversation, made: now, sent: null };
      // The unique key on what is not sent yet: two askings at the same moment are one notice.
      return done(told, [{ statement: database.build.insertInto('stock_notice').values(row).compile(), rows: 1 }]);
    },
  };
}

async function waitingFor(database: Database, site: string, mail: string): Promise<string[]> {
  const rows = await database.read(
    database.build
      .selectFrom('stock_notice')
      .select('sku')
      .where('site', '=', site)
      .where('mail', '=', mail)
      .where('sent', 'is', null),
  );
  return rows.map(({ sku }) => sku);
}

const payload = z.object({ site: z.string() });
const atOnce = 50;

/**
 * After an import of products: a letter to each who waits for what is there again, marked in the commit that writes it,
 * so that nobody gets two. More than fit into one commit are the next job's.
 */
export function createStockHandler({
  database,
  live,
  clock,
}: {
  readonly database: Database;
  readonly live: Live;
  readonly clock: Clock;
}): (job: Job) => Promise<Outcome> {
  return async (job) => {
    const { site } = payload.parse(job.payload);
    const open = await database.read(
      database.build
        .selectFrom('stock_notice')
        .select(['id', 'sku', 'mail', 'language'])
        .where('site', '=', site)
        .where('sent', 'is', null)
        .where('made', '>', clock.now() - lapsesAfter)
        .orderBy('made'),
    );
    if (open.length === 0) return { done: true };
    const here = new Set(
      (await allProducts(database, site)).flatMap(({ sku, stock }) => ((stock ?? 0) > 0 ? [sku] : [])),
    );
    const now = clock.now();
    const due = open.filter(({ sku }) => here.has(sku));
    const steps = due.slice(0, atOnce).flatMap(({ id, mail, language }): Step[] => {
      const mark = database.build
        .updateTable('stock_notice')
        .set({ sent: now })
        .where('id', '=', id)
        .where('sent', 'is', null);
      const letter = {
        site,
        kind: 'stock',
        key: `stock:${id}`,
        conversation: null,
        recipient: mail,
        language,
        now,
      } as const;
      return [{ statement: mark.compile(), rows: 1 }, ...letterSteps(database, letter).steps];
    });
    const next = due.length > atOnce ? anotherLook(database, { site, now, after: job.id }) : [];
    return { done: true, steps: [...steps, ...next], announce: () => live.announce({ about: 'jobs' }) };
  };
}

const anotherLook = (database: Database, { site, now, after }: { site: string; now: number; after: string }): Step[] =>
  enqueueSteps(database, { kind: stockJob, key: `after:${after}`, payload: { site }, due: 0, now });

/** What a notice's letter is about. */
export async function noticedProduct(
  database: Database,
  id: string,
): Promise<{ site: string; sku: string } | undefined> {
  const [row] = await database.read(
    database.build.selectFrom('stock_notice').select(['site', 'sku']).where('id', '=', id),
  );
  return row;
}
