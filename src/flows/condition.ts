import { nearestName } from '../import/nearest-name.js';
import {
  broughtShapes,
  declare,
  fieldKindOf,
  isFieldOf,
  language,
  slotTypes,
  type Rows,
  type RowType,
} from './expression-types.js';
import type { Flow } from './flow.js';
import type { FieldKind, Shape, Signatures } from './shape.js';
import { Day, Money, type Calendar } from './values.js';

/** What a flow's expressions are evaluated with. Slots and fields are plain JSON, as they are stored. */
export interface Facts {
  readonly slots: Readonly<Record<string, string>>;
  readonly brought: Readonly<Record<string, unknown>>;
  readonly conversation: {
    readonly questions: number;
    readonly language: string;
    readonly waiting: boolean;
    readonly opening: string;
    readonly told: boolean;
  };
  /** The day in the shop's zone. */
  readonly today: string;
  readonly calendar: Calendar;
  /** The day of an instant in the shop's zone: a look-up may tell a date as milliseconds. */
  dayOf(time: number): string;
}

/** What was brought does not answer what the flow asks of it: somebody else's system has left out a field, perhaps. */
export class Undecided extends Error {}

/** A condition must give true or false. */
export type Use = 'condition' | 'value';

export interface Conditions {
  /** What is wrong with an expression, if anything. */
  problem(text: string, use: Use): string | undefined;
  /** @throws Undecided when it cannot be evaluated: a field that is not there, two currencies */
  holds(text: string, facts: Facts): boolean;
  /** The value as plain JSON. */
  evaluate(text: string, facts: Facts): unknown;
}

/** The expressions of one flow. Made once for a version and kept: making it costs more than evaluating. */
export function conditionsOf(flow: Flow, signatures: Signatures): Conditions {
  const shapes = broughtShapes(flow, signatures);
  const environment = language.clone();
  environment.registerVariable({ name: 'slots', schema: Object.fromEntries(slotTypes(flow)) });
  const slots = Object.entries(flow.slots).map(([name, slot]): [string, FieldKind] => [name, fieldKindOf(slot)]);
  const rows: Rows = new Map();
  const undeclared = new Map(shapes);

  /** A look-up's fields are declared when an expression first names it: types are dear, and some serve a sentence alone. */
  function declareFor(text: string): void {
    for (const [name, shape] of undeclared) {
      if (!mentions(text, name)) continue;
      undeclared.delete(name);
      declare(environment, name, shape, rows);
    }
  }
  const parsed = new Map<string, (facts: Facts) => unknown>();

  function compile(text: string): (facts: Facts) => unknown {
    declareFor(text);
    const expression = environment.parse(text);
    // Only that is put into shape which the expression names: an order is a lot of values.
    const named: Named = {
      slots: slots.filter(([name]) => mentions(text, name)),
      shapes: [...shapes].filter(([name]) => mentions(text, name)),
      rows,
      today: mentions(text, 'today'),
      conversation: mentions(text, 'conversation'),
    };
    return (facts): unknown => expression(contextOf(named, facts));
  }

  function run(text: string, facts: Facts): unknown {
    let compiled = parsed.get(text);
    if (!compiled) parsed.set(text, (compiled = compile(text)));
    try {
      return compiled(facts);
    } catch (error) {
      throw new Undecided(`"${text}": ${firstLine(error)}`);
    }
  }

  return {
    problem(text, use) {
      if (use === 'value' && isFieldOf(flow, shapes, text)) return undefined;
      try {
        declareFor(text);
      } catch (error) {
        return firstLine(error);
      }
      const check = environment.check(text);
      if (!check.valid) return plainMessage(check.error, namesIn(flow, shapes));
      if (use === 'value' || check.type === 'bool' || check.type === 'dyn') return undefined;
      return `it gives ${check.type ?? 'something else'}, not true or false`;
    },
    holds(text, facts) {
      const value = run(text, facts);
      if (typeof value !== 'boolean') throw new Undecided(`"${text}" gave ${typeof value}, not true or false`);
      return value;
    },
    evaluate: (text, facts) => plainValue(run(text, facts)),
  };
}

/** As a word of its own, or more often than that: a name in quotes does no harm. */
const mentions = (text: string, name: string): boolean => text.includes(name);

/** What an expression names. */
interface Named {
  readonly slots: readonly (readonly [name: string, kind: FieldKind])[];
  readonly shapes: readonly (readonly [name: string, shape: Shape | undefined])[];
  readonly rows: Rows;
  readonly today: boolean;
  readonly conversation: boolean;
}

function contextOf(named: Named, facts: Facts): Record<string, unknown> {
  const slots: Record<string, unknown> = {};
  for (const [name, kind] of named.slots) {
    const text = facts.slots[name];
    if (text !== undefined) slots[name] = slotValue(kind, text, facts);
  }
  const context: Record<string, unknown> = { slots };
  for (const [name, shape] of named.shapes) {
    // A look-up that was not made has brought nothing: `has(mine.count)` is asked of that, too.
    const values = facts.brought[name] ?? {};
    const rowOf = (field: string): RowType | undefined => named.rows.get(`${name}.${field}`);
    context[name] = shape ? shaped(shape, values, { facts, rowOf }) : values;
  }
  if (named.today) context['today'] = new Day(facts.today, facts.calendar);
  if (named.conversation) {
    const { questions, language, waiting, opening, told } = facts.conversation;
    context['conversation'] = { questions: BigInt(questions), language, waiting, opening, told };
  }
  return context;
}

function slotValue(kind: FieldKind, text: string, facts: Facts): unknown {
  if (kind === 'list') return text === '' ? [] : text.split('\n');
  if (kind === 'yes-no') return text === 'yes';
  if (kind === 'number') return Number(text);
  return kind === 'count'
    ? BigInt(Math.round(Number(text)))
    : fieldValue(kind, kind === 'money' ? moneyOf(text) : text, facts);
}

const moneyOf = (text: string): unknown => {
  const { amount, currency } = Money.of(text);
  return { amount, currency };
};

interface Shaping {
  readonly facts: Facts;
  readonly rowOf: (field: string) => RowType | undefined;
}

function shaped(shape: Shape, values: unknown, { facts, rowOf }: Shaping): Record<string, unknown> {
  const given = entriesOf(values);
  const made: Record<string, unknown> = {};
  for (const [field, kind] of Object.entries(shape)) {
    const value = given.get(field);
    if (value === undefined || value === null) continue;
    if (typeof kind === 'string') {
      made[field] = fieldValue(kind, value, facts);
      continue;
    }
    const Row = rowOf(field);
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    const plain = items.map((one) => shaped(kind.list, one, { facts, rowOf: () => undefined }));
    made[field] = Row ? plain.map((one) => new Row(one)) : plain;
  }
  return made;
}

function fieldValue(kind: FieldKind, value: unknown, facts: Facts): unknown {
  switch (kind) {
    case 'count':
      return BigInt(Math.round(Number(value)));
    case 'number':
      return Number(value);
    case 'yes-no':
      return value === true || value === 'yes';
    case 'money': {
      const money = entriesOf(value);
      return new Money(Number(money.get('amount')), String(money.get('currency')));
    }
    case 'date':
      return Day.of(typeof value === 'number' ? facts.dayOf(value) : String(value), facts.calendar);
    case 'moment':
      return new Date(typeof value === 'number' ? value : String(value));
    case 'list':
      return Array.isArray(value) ? value.map(String) : [];
    case 'text':
      return typeof value === 'string' ? value : String(value);
  }
}

const entriesOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Day) return value.iso;
  if (value instanceof Money) return { amount: value.amount, currency: value.currency };
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map(plainValue);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, one]) => [String(key), plainValue(one)]));
  return value;
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.message) : String(error);
}

/** The first line: the library underlines the place in the lines after it, which the file's own line already tells. */
function plainMessage(error: unknown, names: readonly string[]): string {
  const message = firstLine(error);
  const [, unknown] = /^(?:No such key|Unknown variable): (\w+)/.exec(message) ?? [];
  const near = unknown === undefined ? undefined : nearestName(unknown, names);
  return near === undefined ? message : `${message}; ${near} is meant, perhaps`;
}

/** Every name an expression may hold. */
const namesIn = (flow: Flow, shapes: ReadonlyMap<string, Shape | undefined>): string[] => [
  ...['slots', 'today', 'conversation', ...Object.keys(flow.slots), ...shapes.keys()],
  ...[...shapes.values()].flatMap((shape) => Object.keys(shape ?? {})),
];
