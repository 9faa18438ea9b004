import { findOrder, type Order, type OrderStatus } from '../../customers/order.js';
import type { Database, Step } from '../../database/database.js';
import { sql, template } from '../../database/statements.js';
import { newId } from '../../id.js';
import type { Asker, OwnAct } from '../system.js';
import { mayChange } from './proof.js';
import { done, lineIn, refused, textIn } from './values.js';

/** Until it leaves the house; a delayed order may be with the carrier already, so it is a person's to stop. */
const changeableStatuses: readonly OrderStatus[] = ['placed', 'packed'];

export const canChange = ({ status }: Pick<Order, 'status'>): boolean => changeableStatuses.includes(status);

/** `cancel-order` {order}: done, or refused with `not-found`, `not-proven`, `already-cancelled` or `too-late`. */
export function createCancelOrderAct(database: Database): OwnAct {
  return {
    signature: { takes: { order: 'text' }, gives: { number: 'text', status: 'text', why: 'text' } },
    async plan(asker, values) {
      const order = await changeable(database, asker, textIn(values, 'order', 40));
      if (typeof order === 'string') return refused(order);
      const steps = changeSteps(database, asker, { number: order.number, kind: 'cancelled', value: '' });
      return done({ number: order.number, status: 'cancelled' }, steps);
    },
  };
}

/** `change-address` {order, address}: as `cancel-order`. The last address told is the one that counts. */
export function createChangeAddressAct(database: Database): OwnAct {
  return {
    signature: { takes: { order: 'text', address: 'text' }, gives: { number: 'text', address: 'text', why: 'text' } },
    async plan(asker, values) {
      const order = await changeable(database, asker, textIn(values, 'order', 40));
      if (typeof order === 'string') return refused(order);
      const address = lineIn(values, 'address', 300);
      if (address.length < 5) return refused('no-address', { number: order.number });
      const steps = changeSteps(database, asker, { number: order.number, kind: 'address', value: address });
      return done({ number: order.number, address }, steps);
    },
  };
}

/** Where the customer has asked an order to be sent instead; undefined when they have not. */
export async function addressOf(database: Database, site: string, number: string): Promise<string | undefined> {
  const [row] = await database.rows<{ value: string }>(lastAddress(database, { site, number }));
  return row?.value;
}

const lastAddress = template<{ site: string; number: string }>(
  (_, place) => sql`
    select value from order_change
    where site = ${place.text('site')} and number = ${place.text('number')} and kind = 'address'
    order by made desc, id desc limit 1`,
);

/** What a customer changed of an order here, newest first: for whoever packs it, and for the agent. */
export async function changesOf(
  database: Database,
  site: string,
  number: string,
): Promise<{ kind: string; value: string; conversation: string; made: number }[]> {
  return database.read(
    database.build
      .selectFrom('order_change')
      .select(['kind', 'value', 'conversation', 'made'])
      .where('site', '=', site)
      .where('number', '=', number)
      .orderBy('made', 'desc'),
  );
}

async function changeable(database: Database, asker: Asker, number: string): Promise<Order | string> {
  const order = await findOrder(database, asker.site, number);
  if (!order) return 'not-found';
  if (!(await mayChange(database, asker, order))) return 'not-proven';
  if (order.status === 'cancelled') return 'already-cancelled';
  return canChange(order) ? order : 'too-late';
}

function changeSteps(
  database: Database,
  { site, conversation, key, now }: Asker,
  change: { number: string; kind: 'cancelled' | 'address'; value: string },
): Step[] {
  const statement = insertChange(database, { id: newId('h'), site, conversation, key, now, ...change });
  // None inserted: it was shipped or cancelled while the bot thought. Then it thinks again, and says so.
  return [{ statement, rows: 1 }];
}

/** The order is looked at once more where the row is written: an import may have shipped it since the bot looked. */
const insertChange = template<{
  id: string;
  site: string;
  number: string;
  kind: string;
  value: string;
  conversation: string;
  key: string;
  now: number;
}>(
  (_, place) => sql`
    insert into order_change (id, site, number, kind, value, conversation, key, made)
    select ${place.text('id')}, dataset.site, o.number, ${place.text('kind')}, ${place.text('value')},
      ${place.text('conversation')}, ${place.text('key')}, ${place.int('now')}
    from dataset join shop_order o on o.load = dataset.load
    where dataset.site = ${place.text('site')} and dataset.name = 'orders' and o.number = ${place.text('number')}
      and o.status in ('placed', 'packed')
      and not exists (select 1 from order_change c
        where c.site = dataset.site and c.number = o.number and c.kind = 'cancelled')`,
);
