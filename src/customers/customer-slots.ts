import { sql } from '../database/statements.js';
import type { Database, Step } from '../database/database.js';

/** What a flow remembers of a customer beyond one conversation. */
export interface CustomerSlot {
  readonly name: string;
  readonly value: string;
  readonly display: string;
}

/** What is remembered of whom the shop has vouched for behind this thread; nothing of anybody else. */
export function customerSlots(
  database: Database,
  { thread, names }: { thread: string; names: readonly string[] },
): Promise<CustomerSlot[]> {
  return database.read(
    database.build
      .selectFrom('thread')
      .innerJoin('customer_slot', 'customer_slot.customer', 'thread.customer')
      .select(['customer_slot.name', 'customer_slot.value', 'customer_slot.display'])
      .where('thread.id', '=', thread)
      .where('customer_slot.name', 'in', names),
  );
}

/**
 * Remembers a slot of whoever is behind the thread when this is committed. Of an anonymous visitor nothing is written: who
 * they are is read in the same statement.
 */
export function keepCustomerSlot(
  { build }: Database,
  { thread, conversation, slot, now }: { thread: string; conversation: string; slot: CustomerSlot; now: number },
): Step {
  const { name, value, display } = slot;
  const text = (one: string) => sql<string>`cast(${one} as text)`;
  const statement = build
    .insertInto('customer_slot')
    .columns(['customer', 'name', 'value', 'display', 'conversation', 'changed'])
    .expression((from) =>
      from
        .selectFrom('thread')
        .where('thread.id', '=', thread)
        .where('thread.customer', 'is not', null)
        .select((one) => [
          one.ref('thread.customer').$notNull().as('customer'),
          ...[text(name).as('name'), text(value).as('value'), text(display).as('display')],
          text(conversation).as('conversation'),
          sql<number>`cast(${now} as bigint)`.as('changed'),
        ]),
    )
    .onConflict((conflict) =>
      conflict.columns(['customer', 'name']).doUpdateSet({ value, display, conversation, changed: now }),
    )
    .compile();
  return { statement };
}

/** What turned out not to hold is not offered again. */
export function forgetCustomerSlot({ build }: Database, { thread, name }: { thread: string; name: string }): Step {
  const statement = build
    .deleteFrom('customer_slot')
    .where('name', '=', name)
    .where('customer', 'in', (from) =>
      from
        .selectFrom('thread')
        .select((one) => one.ref('customer').$notNull().as('customer'))
        .where('id', '=', thread),
    )
    .compile();
  return { statement };
}
