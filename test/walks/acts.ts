import type { Thought } from '../../src/bot/commit.js';
import type { Database } from '../../src/database/database.js';
import { sql, template } from '../../src/database/statements.js';
import type { Asker, OwnAct, Planned, ShopSystems, Values } from '../../src/shop/system.js';

/** What was really done in one conversation: planned is not done, until it is committed. */
export interface Acts {
  /** Stands between the flow and the shop, and notes under which key what is planned. */
  between(systems: ShopSystems): ShopSystems;
  committed(thought: Thought): void;
  /** What was done or asked for more than once, or left other traces in the shop's tables than it should. */
  problems(before: Counts, after: Counts): string[];
}

/** Rows of the tables that acts write to. */
export type Counts = Readonly<Record<string, number>>;

/** One row at most for each time one of these was done. */
const tables: Readonly<Record<string, readonly string[]>> = {
  visit: ['book-visit'],
  return_case: ['return-case'],
  shop_receipt: ['receipt'],
  order_change: ['cancel-order', 'change-address'],
  contact_change: ['change-contact'],
  stock_notice: ['stock-notice'],
  feedback: ['feedback'],
  mail_code: ['send-code'],
  password_reset: ['password-reset'],
};
const counting = Object.keys(tables).map(
  (table) => sql`(select count(*) from ${sql.table(table)}) as ${sql.ref(table)}`,
);

const count = template(() => sql`select ${sql.join(counting)}`);

/** Letters may be wanted again, as often as the shop allows; the older code or link is then void. */
const maybeTwice = ['send-code', 'password-reset'];

export async function countRows(database: Database): Promise<Counts> {
  const [row] = await database.rows<Counts>(count(database, {}));
  return row ?? {};
}

export function createActs(): Acts {
  const planned = new Map<string, { name: string; values: Values; given: boolean }>();
  const done: { key: string; name: string; what: string; given: boolean }[] = [];
  const asked: string[] = [];

  function noting(name: string, act: OwnAct): OwnAct {
    return {
      signature: act.signature,
      async plan(asker: Asker, values: Values): Promise<Planned> {
        const outcome = await act.plan(asker, values);
        // What a test says of an act leaves nothing in the tables.
        const given = outcome.kind === 'done' && outcome.steps.length === 0;
        planned.set(asker.key, { name, values, given });
        return outcome;
      },
    };
  }

  return {
    between: (systems) => ({
      ...systems,
      ownActs: new Map([...systems.ownActs].map(([name, act]) => [name, noting(name, act)])),
    }),
    committed({ events }) {
      for (const { author, body } of events) {
        if (body.kind === 'act asked') asked.push(body.key);
        if (author !== 'bot' || body.kind !== 'act done' || body.outcome !== 'done') continue;
        const plan = planned.get(body.key);
        const what = JSON.stringify(plan?.values);
        done.push({ key: body.key, name: body.act, what, given: plan?.given ?? false });
      }
    },
    problems(before, after) {
      const keys = twice(done.map(({ key }) => key)).map((key) => `did ${key} twice`);
      const same = twice(done.filter(({ name }) => !maybeTwice.includes(name)).map((one) => `${one.name} ${one.what}`));
      const rows = Object.entries(tables).flatMap(([table, names]) => {
        const most = done.filter((one) => names.includes(one.name) && !one.given).length;
        const grown = (after[table] ?? 0) - (before[table] ?? 0);
        return grown > most ? [`left ${grown} rows in ${table}; ${most} acts were done`] : [];
      });
      return [
        ...[...keys, ...twice(asked).map((key) => `asked for ${key} twice`)],
        ...[...same.map((what) => `did the same twice: ${what}`), ...rows],
      ];
    },
  };
}

const twice = (all: readonly string[]): string[] => [...new Set(all.filter((one, at) => all.indexOf(one) !== at))];
