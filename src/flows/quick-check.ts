import type { Use } from './condition.js';
import { broughtShapes, declare, isFieldOf, isFree, language, slotTypes } from './expression-types.js';
import type { Flow } from './flow.js';
import type { Shape, Signatures } from './shape.js';

/** Whether an expression is right. Where it does not say so, `conditionsOf` tells what is wrong, if anything is. */
export type IsRight = (text: string, use: Use) => boolean;

/**
 * Checks the expressions of many flows in one environment, each text once: types are dear, and the flows of a shop are about
 * the same orders. It has the slots of all flows and all that their look-ups bring. Where two of them mean something else by
 * a name, the first one's meaning counts, and of an expression that names what its own flow lacks or means otherwise it
 * does not say that it is right.
 */
export function createQuickCheck(flows: readonly Flow[], signatures: Signatures): (flow: Flow) => IsRight {
  const environment = language.clone();
  const slots = new Map(flows.flatMap(slotTypes).toReversed());
  environment.registerVariable({ name: 'slots', schema: Object.fromEntries(slots) });
  const declared = new Map<string, Shape | undefined>();
  const known = new Map<string, Read | undefined>();

  function isShared(name: string, shape: Shape | undefined): boolean {
    if (!declared.has(name) && isFree(name)) {
      declare(environment, name, shape, new Map());
      declared.set(name, shape);
    }
    return declared.has(name) && isSame(declared.get(name), shape);
  }

  function read(text: string): Read | undefined {
    if (!known.has(text)) {
      const named = namesIn(text);
      const { valid, type } = named ? environment.check(text) : { valid: false };
      known.set(text, named && valid && type !== undefined ? { type, ...named } : undefined);
    }
    return known.get(text);
  }

  return (flow) => {
    const own = new Map(slotTypes(flow));
    const shapes = broughtShapes(flow, signatures);
    const shared = new Set([...shapes].filter(([name, shape]) => isShared(name, shape)).map(([name]) => name));
    const isOfAll = (name: string): boolean => shared.has(name) || !(shapes.has(name) || declared.has(name));
    return (text, use) => {
      if (use === 'value' && isFieldOf(flow, shapes, text)) return true;
      const its = read(text);
      if (!its || (use === 'condition' && its.type !== 'bool' && its.type !== 'dyn')) return false;
      return its.names.every(isOfAll) && its.fields.every((field) => own.get(field) === slots.get(field));
    };
  };
}

/** An expression that is right where it stood first. */
interface Read extends Named {
  readonly type: string;
}

interface Named {
  /** Everything in it that may name what a look-up brought. */
  readonly names: readonly string[];
  /** The slots it names. */
  readonly fields: readonly string[];
}

/** A text in quotes, or a name and its field; not what stands directly behind a dot. Functions count too, which does no harm. */
const placeOfName = /"[^"\n]*"|'[^'\n]*'|(?<![\w.])([A-Za-z_]\w*)(?:\.(\w+))?/g;
/** Escapes, three quotes, comments: behind them it is not told so easily what stands in quotes. */
const unusual = /\\|"""|'''|\/\//;

/** Undefined where that is not told so easily, all slots are named at once, or one in another way than `slots.name`. */
function namesIn(text: string): Named | undefined {
  if (unusual.test(text)) return undefined;
  const names: string[] = [];
  const fields: string[] = [];
  for (const [, name, field] of text.matchAll(placeOfName)) {
    if (name === undefined) continue;
    if (name !== 'slots') names.push(name);
    else if (field === undefined) return undefined;
    else fields.push(field);
  }
  return { names, fields };
}

const isSame = (one: Shape | undefined, other: Shape | undefined): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
