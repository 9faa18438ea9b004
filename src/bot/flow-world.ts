import { customerSlots, forgetCustomerSlot, keepCustomerSlot } from '../customers/customer-slots.js';
import { conditionsOf, type Conditions } from '../flows/condition.js';
import type { Flow } from '../flows/flow.js';
import type { Signature } from '../flows/shape.js';
import { opensOn } from '../hours/schedule.js';
import { dayIn, iso } from '../language/read/civil-date.js';
import type { Reading } from '../language/read/reading.js';
import { scheduleOf } from '../site/team.js';
import { signaturesOf } from '../shop/join-systems.js';
import type { Asker, LookedUp, ShopSystems, Values } from '../shop/system.js';
import type { FlowWorld, ReadKind, ReadOptions } from './flow-state.js';
import type { Current, Services } from './services.js';
import type { Turn } from './turn.js';

/** The longest a customer waits for somebody else's system before being told that it does not answer. */
const patience = 10_000;

/** The last that a `Date` can tell; beyond it there is no day. */
const lastInstant = 8.64e15;

/** What flows see of the shop in one turn. */
export async function worldOf(services: Services, current: Current, turn: Turn): Promise<FlowWorld> {
  const { systems } = services;
  const { settings } = current;
  const { thread, conversation } = turn.loaded;
  const schedule = await scheduleOf(settings);
  const asker = (key: string): Asker => ({
    site: services.site,
    conversation: turn.loaded.conversation,
    thread: turn.loaded.thread,
    language: turn.language,
    now: turn.now,
    settings,
    key,
  });
  // Told when it is first asked for: most messages of a form need no day.
  let today: string | undefined;
  const dayOf = (time: number): string =>
    Math.abs(time) <= lastInstant ? iso(dayIn(settings.zone, new Date(time))) : '';
  return {
    read: (kind, text, options) => read(current, turn, kind, text, options),
    nameless: (text) => current.readers.nameless(text),
    lookup: (name, values, key) => lookUp(systems, name, values, asker(key)),
    async plan(name, values, key) {
      const act = systems.ownActs.get(name);
      return act && (await act.plan(asker(key), checked(act.signature, name, values)));
    },
    async remembered(names) {
      const known = await customerSlots(services.database, { thread, names });
      return Object.fromEntries(known.map(({ name, ...slot }) => [name, { ...slot, state: 'given' as const }]));
    },
    remember: (name, slot) =>
      slot
        ? keepCustomerSlot(services.database, {
            thread,
            conversation,
            now: turn.now,
            slot: { name, value: slot.value, display: slot.display },
          })
        : forgetCustomerSlot(services.database, { thread, name }),
    conditions: (flow) => conditionsFor(flow, systems),
    day: {
      get today() {
        return (today ??= dayOf(turn.now));
      },
      calendar: { isWorkingDay: (day) => opensOn(schedule, day) },
      dayOf,
    },
  };
}

async function lookUp(systems: ShopSystems, name: string, values: Values, asker: Asker): Promise<LookedUp> {
  const found = systems.lookups.get(name);
  if (!found) throw new Error(`flow: there is nothing called ${name} to look up`);
  return found.look(asker, checked(found.signature, name, values), AbortSignal.timeout(patience));
}

/** A fault of the flow, not of the customer: lint tells it before it is published. */
function checked({ takes, optional = [] }: Signature, name: string, values: Values): Values {
  const missing = Object.keys(takes).filter((one) => values[one] === undefined && !optional.includes(one));
  if (missing.length > 0) throw new Error(`flow: ${name} needs ${missing.join(', ')}`);
  return values;
}

async function read(
  { readers }: Current,
  turn: Turn,
  kind: ReadKind,
  text: string,
  { language, choices, side, question, inPassing = false }: ReadOptions,
): Promise<Reading> {
  const reading = await readers.read(kind === 'count' ? 'number' : kind, text, {
    language,
    now: new Date(turn.now),
    inPassing,
    ...(choices ? { choices: [...choices] } : {}),
    ...(side ? { side } : {}),
    ...(question ? { question } : {}),
  });
  const isWhole = kind !== 'count' || reading.status !== 'read' || /^\d{1,9}$/.test(reading.value);
  return isWhole ? reading : { status: 'invalid', why: 'unclear-number' };
}

/** Compiled once for each published version: flows are read from the database anew only when something is published. */
const compiled = new WeakMap<Flow, Conditions>();

function conditionsFor(flow: Flow, systems: ShopSystems): Conditions {
  const known = compiled.get(flow);
  if (known) return known;
  const made = conditionsOf(flow, signaturesOf(systems));
  compiled.set(flow, made);
  return made;
}
