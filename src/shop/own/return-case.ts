import { findOrder } from '../../customers/order.js';
import type { Database, Step } from '../../database/database.js';
import type { Asker, OwnAct } from '../system.js';
import { mayChange } from './proof.js';
import { freeReference } from './reference.js';
import { chosenPieces, returnedOf, type Piece } from './return-rules.js';
import { done, listIn, refused, textIn, yesIn } from './values.js';

const wishes = ['refund', 'exchange', 'repair'] as const;

/**
 * `return-case` {order, items, reason, wish, opened}: a return with a number to write on the parcel. Whether it is allowed
 * is for the flow's rules; this refuses only what cannot be: `not-found`, `not-proven`, `not-delivered`,
 * `no-such-item`, `already-returned`, `no-such-wish`. One line of an order has one open return at most.
 */
export function createReturnCaseAct(database: Database): OwnAct {
  return {
    signature: {
      takes: { order: 'text', items: 'list', reason: 'text', wish: 'text', opened: 'yes-no' },
      optional: ['items', 'opened', 'reason'],
      gives: { reference: 'text', number: 'text', wish: 'text', items: 'list', why: 'text' },
    },
    async plan(asker, values) {
      const order = await findOrder(database, asker.site, textIn(values, 'order', 40));
      if (!order) return refused('not-found');
      if (!(await mayChange(database, asker, order))) return refused('not-proven');
      if (order.status !== 'delivered') return refused('not-delivered');
      const wish = wishes.find((one) => one === textIn(values, 'wish', 20));
      if (!wish) return refused('no-such-wish');
      const returned = await returnedOf(database, asker.site, order.number);
      const pieces = chosenPieces(order, returned, listIn(values, 'items'));
      if (!pieces) return refused('no-such-item');
      if (pieces.length === 0 || pieces.some(({ sku }) => returned.get(sku)?.isOpen))
        return refused('already-returned');
      const reference = await freeReference(database, 'return_case', asker);
      const steps = openSteps(database, asker, {
        ...{ id: reference, number: order.number, wish, pieces },
        ...{ reason: textIn(values, 'reason', 2_000), opened: yesIn(values, 'opened') },
      });
      const items = pieces.map(({ sku, quantity }) => `${sku} x${quantity}`);
      return done({ reference, number: order.number, wish, items }, steps);
    },
  };
}

interface NewReturn {
  readonly id: string;
  readonly number: string;
  readonly wish: string;
  readonly reason: string;
  readonly opened: boolean;
  readonly pieces: readonly Piece[];
}

function openSteps(database: Database, { site, conversation, key, now }: Asker, wanted: NewReturn): Step[] {
  const { build } = database;
  const { id, number, wish, reason, pieces } = wanted;
  const row = {
    site,
    id,
    number,
    wish,
    reason,
    opened: wanted.opened ? 1 : 0,
    status: 'open',
    conversation,
    key,
    made: now,
  };
  const lines = pieces.map((piece) => ({ site, return_case: id, number, ...piece, open: 1 }));
  return [
    { statement: build.insertInto('return_case').values(row).compile(), rows: 1 },
    // The unique key on open lines is what stops two returns of the same thing that were begun at the same moment.
    { statement: build.insertInto('return_line').values(lines).compile(), rows: lines.length },
  ];
}
