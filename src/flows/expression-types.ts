import { Environment } from '@marcbachmann/cel-js';
import type { Flow, Slot } from './flow.js';
import type { FieldKind, Shape, Signatures } from './shape.js';
import { Day, Money } from './values.js';

/**
 * CEL with days, working days and money (`docs/flows.md` lists the functions). What an expression may name follows from the
 * flow: its slots by their kinds, what look-ups and acts bring by their signatures, `today` and `conversation`.
 */
export const language = new Environment({ unlistedVariablesAreDyn: false })
  .registerType('Day', { ctor: Day, fields: { iso: 'string' } })
  .registerType('Money', { ctor: Money, fields: { amount: 'double', currency: 'string' } })
  .registerOperator('Day == Day', (a: Day, b: Day) => a.iso === b.iso)
  .registerOperator('Day < Day', (a: Day, b: Day) => a.iso < b.iso)
  .registerOperator('Day <= Day', (a: Day, b: Day) => a.iso <= b.iso)
  .registerOperator('Day > Day', (a: Day, b: Day) => a.iso > b.iso)
  .registerOperator('Day >= Day', (a: Day, b: Day) => a.iso >= b.iso)
  .registerOperator('Day - Day: int', (a: Day, b: Day) => BigInt(a.number - b.number))
  .registerOperator('Day + int: Day', (a: Day, days: bigint) => a.plus(Number(days)))
  .registerOperator('Day - int: Day', (a: Day, days: bigint) => a.plus(-Number(days)))
  .registerOperator('Money == Money', (a: Money, b: Money) => a.compare(b) === 0)
  .registerOperator('Money < Money', (a: Money, b: Money) => a.compare(b) < 0)
  .registerOperator('Money <= Money', (a: Money, b: Money) => a.compare(b) <= 0)
  .registerOperator('Money > Money', (a: Money, b: Money) => a.compare(b) > 0)
  .registerOperator('Money >= Money', (a: Money, b: Money) => a.compare(b) >= 0)
  .registerOperator('Money + Money', (a: Money, b: Money) => a.plus(b))
  .registerOperator('Money - Money', (a: Money, b: Money) => a.plus(b, -1))
  .registerFunction('date(string): Day', (text: string) => Day.of(text), { async: false })
  .registerFunction('money(string): Money', (text: string) => Money.of(text), { async: false })
  .registerFunction('workingDays(Day, Day): int', (a: Day, b: Day) => BigInt(a.workingDaysUntil(b)), { async: false })
  .registerFunction('addWorkingDays(Day, int): Day', (a: Day, days: bigint) => a.plusWorking(Number(days)), {
    async: false,
  })
  .registerFunction('weekday(Day): string', (day: Day) => weekdays[new Date(day.iso).getUTCDay()] ?? '', {
    async: false,
  })
  .registerVariable('today', 'Day')
  .registerVariable({
    name: 'conversation',
    schema: { questions: 'int', language: 'string', waiting: 'bool', opening: 'string', told: 'bool' },
  });

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

export const celTypes: Readonly<Record<FieldKind, string>> = {
  text: 'string',
  'yes-no': 'bool',
  number: 'double',
  count: 'int',
  money: 'Money',
  date: 'Day',
  moment: 'google.protobuf.Timestamp',
  list: 'list<string>',
};

/** What each slot is to the language, by its name. */
export const slotTypes = (flow: Flow): [string, string][] =>
  Object.entries(flow.slots).map(([name, slot]) => [name, celTypes[fieldKindOf(slot)]]);

/** What a slot is to a condition. */
export function fieldKindOf({ kind, several }: Pick<Slot, 'kind' | 'several'>): FieldKind {
  if (several || kind === 'photo') return 'list';
  switch (kind) {
    case 'yes-no':
    case 'number':
    case 'count':
    case 'money':
    case 'date':
      return kind;
    case 'percentage':
      return 'number';
    default:
      return 'text';
  }
}

/** What each name after `as` holds; undefined where nobody has declared it, and nothing can be checked. */
export function broughtShapes(flow: Flow, { lookups, acts }: Signatures): Map<string, Shape | undefined> {
  const shapes = new Map<string, Shape | undefined>();
  for (const step of flow.steps) {
    if (!('lookup' in step) && !('act' in step)) continue;
    const signature = 'lookup' in step ? lookups.get(step.lookup) : acts.get(step.act);
    const before = shapes.get(step.as);
    shapes.set(step.as, before && signature ? { ...before, ...signature.gives } : signature?.gives);
  }
  return shapes;
}

/** What makes an item of a list, by the list's place (`order.items`). */
export type RowType = new (values: Record<string, unknown>) => object;
export type Rows = Map<string, RowType>;

/** The library tells types by their constructors: `order.items[0].sku` is checked only on an item made by its own. */
const rowType = (): RowType =>
  class {
    constructor(values: Record<string, unknown>) {
      Object.assign(this, values);
    }
  };

/**
 * Lets expressions name what was brought as `name`; `rows` learns what makes the items of its lists.
 * @throws when the language has something of that name
 */
export function declare(environment: Environment, name: string, shape: Shape | undefined, rows: Rows): void {
  if (!isFree(name)) throw new Error(`${name} means something else in expressions: name it otherwise after "as"`);
  if (!shape) return void environment.registerVariable(name, 'dyn');
  const schema: Record<string, string> = {};
  for (const [field, kind] of Object.entries(shape)) {
    if (typeof kind === 'string') schema[field] = celTypes[kind];
    else {
      const type = `${name}_${field}`;
      const fields = Object.entries(kind.list).map(([one, its]): [string, string] => [one, celTypes[its]]);
      const ctor = rowType();
      rows.set(`${name}.${field}`, ctor);
      environment.registerType(type, { ctor, fields: Object.fromEntries(fields) });
      schema[field] = `list<${type}>`;
    }
  }
  environment.registerVariable({ name, schema });
}

/** Whether the language leaves a name to us: `today`, `type` and `while` are its own. */
export const isFree = (name: string): boolean =>
  String(language.check(name).error).includes(`Unknown variable: ${name}`);

/** Half of all expressions hand on a slot or a field as it is: to know that it is there takes no types. */
export function isFieldOf(flow: Flow, shapes: ReadonlyMap<string, Shape | undefined>, text: string): boolean {
  const [, of, field] = /^(\w+)\.(\w+)$/.exec(text) ?? [];
  if (of === undefined || field === undefined) return false;
  return Object.hasOwn(of === 'slots' ? flow.slots : (shapes.get(of) ?? {}), field);
}
