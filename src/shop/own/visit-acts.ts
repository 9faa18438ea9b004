import { createHash } from 'node:crypto';
import { comparableMail, mailPattern } from '../../customers/contact.js';
import { findOrder } from '../../customers/order.js';
import { customerOfThread } from '../../customers/identified.js';
import type { Database, Step } from '../../database/database.js';
import type { Shape } from '../../flows/shape.js';
import { letterSteps } from '../../letters/letter.js';
import type { Asker, OwnAct, Planned, Values } from '../system.js';
import type { ShopLinks } from './links.js';
import { mayChange } from './proof.js';
import { freeReference } from './reference.js';
import { reminderSteps } from './visit-reminder.js';
import { freeOf, slotNamed } from './visit-slots.js';
import { isTheirs, visitOf, visitsOfThread, type Visit } from './visit.js';
import { toldVisit } from './visits.js';
import { done, lineIn, refused, textIn } from './values.js';

export interface VisitOptions {
  readonly database: Database;
  readonly links: ShopLinks;
  /** Whether letters can be sent; without, the calendar file is a link in the chat alone. */
  readonly sendsMail: boolean;
}

/** Nobody fills the book from one chat. */
const mostAtOnce = 3;

const gives: Shape = {
  ...{ visit: 'text', status: 'text', start: 'moment', until: 'moment', label: 'text', slot: 'text' },
  ...{ product: 'text', order: 'text', address: 'text', calendar: 'text', changeable: 'yes-no', why: 'text' },
};

/**
 * `book-visit` {slot, product, order, mail, phone, address, note}: `slot` as `visits` gives it. Two who take the last place
 * at the same moment want the same (start, place): the unique key lets one through, the other thinks again and is told
 * `slot-taken`. Also refused: `not-offered`, `no-such-slot`, `too-soon`, `already-booked`, `too-many`.
 */
export function createBookVisitAct(options: VisitOptions): OwnAct {
  const { database } = options;
  return {
    signature: {
      takes: {
        ...{ slot: 'text', product: 'text', order: 'text', mail: 'text', phone: 'text', address: 'text', note: 'text' },
      },
      optional: ['product', 'order', 'mail', 'phone', 'address', 'note'],
      gives,
    },
    async plan(asker, values) {
      const place = await placeIn(database, asker, textIn(values, 'slot', 20));
      if (typeof place === 'string') return refused(place);
      const own = await visitsOfThread(database, asker);
      const same = own.find(({ start }) => start === place.start);
      if (same) return refused('already-booked', toldVisit(asker, same, options.links));
      if (own.length >= mostAtOnce) return refused('too-many');
      const { language, conversation, now } = asker;
      const id = await freeReference(database, 'visit', asker);
      const visit: Visit = {
        ...{ id, ...place, status: 'booked', sequence: 0, language, conversation, changed: now },
        ...(await whomToVisit(database, asker, values)),
        ...{ sku: textIn(values, 'product', 40).toUpperCase(), note: lineIn(values, 'note', 500) },
      };
      const { site, key } = asker;
      const statement = database.build
        .insertInto('visit')
        .values({ ...visit, site, key, made: now })
        .compile();
      return planned(options, asker, visit, [{ statement, rows: 1 }]);
    },
  };
}

/** `move-visit` {visit, slot}: refused as `book-visit`, and with `not-found`, `cancelled` or `too-late`. */
export function createMoveVisitAct(options: VisitOptions): OwnAct {
  const { database } = options;
  return {
    signature: { takes: { visit: 'text', slot: 'text' }, gives },
    async plan(asker, values) {
      const visit = await changeableVisit(database, asker, values);
      if (typeof visit === 'string') return refused(visit);
      const place = await placeIn(database, asker, textIn(values, 'slot', 20));
      if (typeof place === 'string') return refused(place);
      const moved: Visit = { ...visit, ...place, sequence: visit.sequence + 1, changed: asker.now };
      return planned(options, asker, moved, [changeStep(database, asker, visit, moved)]);
    },
  };
}

/** `cancel-visit` {visit}: until it begins; its place is free for others from the same moment. */
export function createCancelVisitAct(options: VisitOptions): OwnAct {
  const { database } = options;
  return {
    signature: { takes: { visit: 'text' }, gives },
    async plan(asker, values) {
      const visit = await changeableVisit(database, asker, values);
      if (typeof visit === 'string') return refused(visit);
      const { sequence } = visit;
      const cancelled: Visit = { ...visit, status: 'cancelled', sequence: sequence + 1, changed: asker.now };
      return planned(options, asker, cancelled, [changeStep(database, asker, visit, cancelled)]);
    },
  };
}

async function placeIn(
  database: Database,
  { site, settings, now, key }: Asker,
  name: string,
): Promise<Pick<Visit, 'start' | 'until' | 'place'> | string> {
  if (!settings.visits) return 'not-offered';
  const slot = await slotNamed(settings, name, now);
  if (typeof slot === 'string') return slot;
  const [free] = await freeOf(database, { site, settings }, [slot]);
  // Not the first for everybody: of ten who book at the same moment nine would lose it, and the next one again.
  const place = free?.places[createHash('sha256').update(key).digest().readUInt32BE(0) % free.places.length];
  return place === undefined ? 'slot-taken' : { start: slot.start, until: slot.until, place };
}

async function changeableVisit(database: Database, asker: Asker, values: Values): Promise<Visit | string> {
  const visit = await visitOf(database, asker.site, textIn(values, 'visit', 20).toUpperCase());
  // Somebody else's is not there for this asker: whether the number exists is not theirs to know.
  if (!visit || !(await isTheirs(database, asker, visit, ''))) return 'not-found';
  if (visit.status === 'cancelled') return 'cancelled';
  return visit.start > asker.now ? visit : 'too-late';
}

/** What was told goes before what is known of the asker, and of an order only its owner hears. */
async function whomToVisit(
  database: Database,
  asker: Asker,
  values: Values,
): Promise<Pick<Visit, 'mail' | 'phone' | 'address' | 'number'>> {
  const number = textIn(values, 'order', 40);
  const [known, order] = await Promise.all([
    customerOfThread(database, asker.thread),
    number === '' ? undefined : findOrder(database, asker.site, number),
  ]);
  const own = order && (await mayChange(database, asker, order)) ? order : undefined;
  const told = comparableMail(textIn(values, 'mail', 254));
  return {
    mail: mailPattern.test(told) ? told : (own?.mail ?? known?.mail ?? ''),
    phone: lineIn(values, 'phone', 40) || (own?.phone ?? known?.phone ?? ''),
    address: lineIn(values, 'address', 300),
    number: own?.number ?? '',
  };
}

/** Only the visit as it was seen is changed: moved from two windows at once, one of them thinks again. */
function changeStep(database: Database, { site }: Asker, before: Visit, after: Visit): Step {
  const { start, until, place, status, sequence, changed } = after;
  const statement = database.build
    .updateTable('visit')
    .set({ start, until, place, status, sequence, changed })
    .where('site', '=', site)
    .where('id', '=', before.id)
    .where('status', '=', 'booked')
    .where('sequence', '=', before.sequence)
    .compile();
  return { statement, rows: 1 };
}

function planned({ database, links, sendsMail }: VisitOptions, asker: Asker, visit: Visit, steps: Step[]): Planned {
  const { site, now } = asker;
  const letter =
    sendsMail && visit.mail !== ''
      ? letterSteps(database, {
          ...{ site, kind: 'visit', key: `visit:${site}:${visit.id}:${visit.sequence}` },
          ...{ conversation: null, recipient: visit.mail, language: visit.language, now },
        }).steps
      : [];
  return done(toldVisit(asker, visit, links), [...steps, ...letter, ...reminderSteps(database, asker, visit)]);
}
