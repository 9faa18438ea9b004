import type { Database } from '../../database/database.js';
import type { Shape } from '../../flows/shape.js';
import { instantOf } from '../../hours/wall-clock.js';
import type { Asker, LookUp, Values } from '../system.js';
import { isDay } from './days.js';
import type { ShopLinks } from './links.js';
import { bookable, freeOf, slotName, slotsBetween, type FreeSlot } from './visit-slots.js';
import { isTheirs, visitOf, visitsOfThread, type Visit } from './visit.js';
import { found, none, textIn } from './values.js';

/** As many as can be offered to tap. */
const most = 12;

/**
 * `visits` {day or from}: the free times to come, of one day, or from one day on. `count: 0` with `next` where that
 * day has none but a later one has. `none` where the shop offers no visits. `product` is for connectors that need it.
 */
export function createVisitsLookUp(database: Database): LookUp {
  return {
    signature: {
      takes: { day: 'date', from: 'date', product: 'text' },
      optional: ['day', 'from', 'product'],
      gives: {
        ...{ count: 'count', slot: 'text', start: 'moment', label: 'text', next: 'date' },
        slots: { list: { slot: 'text', start: 'moment', until: 'moment', label: 'text', left: 'count' } },
      },
    },
    async look(asker, values) {
      const { settings, now, site } = asker;
      if (!settings.visits) return none;
      const range = bookable(settings, now);
      const [day, from] = [textIn(values, 'day', 10), textIn(values, 'from', 10)];
      const begin = Math.max(range.from, startOf(isDay(day) ? day : from, settings.zone) ?? 0);
      const all = await slotsBetween(settings, { from: begin, until: range.until });
      const free = (await freeOf(database, { site, settings }, all)).filter(({ places }) => places.length > 0);
      const offered = free.filter(({ start }) => !isDay(day) || slotName(start, settings.zone).startsWith(day));
      const slots = offered.slice(0, most).map((slot) => toldSlot(asker, slot));
      const [first] = slots;
      const next = free[0] && slotName(free[0].start, settings.zone).slice(0, 10);
      return found({
        count: slots.length,
        slots,
        slot: first?.['slot'],
        start: first?.['start'],
        label: first?.['label'],
        next: first === undefined ? next : undefined,
      });
    },
  };
}

const visitShape: Shape = {
  ...{ visit: 'text', status: 'text', start: 'moment', until: 'moment', label: 'text', slot: 'text' },
  ...{ product: 'text', order: 'text', address: 'text', calendar: 'text', changeable: 'yes-no', others: 'count' },
};

/**
 * `visit` {visit, contact}: a visit that was booked, for whose it is. Both left out: the next one of this chat, with
 * the number of others.
 */
export function createVisitLookUp({ database, links }: { database: Database; links: ShopLinks }): LookUp {
  return {
    signature: { takes: { visit: 'text', contact: 'text' }, optional: ['visit', 'contact'], gives: visitShape },
    async look(asker, values) {
      const id = textIn(values, 'visit', 20).toUpperCase();
      const own = id === '' ? await visitsOfThread(database, asker) : [];
      const visit = id === '' ? own[0] : await visitOf(database, asker.site, id);
      if (!visit || !(await isTheirs(database, asker, visit, textIn(values, 'contact', 254)))) return none;
      return found({ ...toldVisit(asker, visit, links), others: Math.max(0, own.length - 1) });
    },
  };
}

export function toldVisit({ settings, language, now }: Asker, visit: Visit, links: ShopLinks): Values {
  const { id, status, start, until, sku, number, address } = visit;
  return {
    ...{ visit: id, status, start, until, product: sku, order: number, address },
    ...{ slot: slotName(start, settings.zone), label: labelOf(start, { language, zone: settings.zone }) },
    ...{ calendar: links.address('visit', id, now), changeable: status === 'booked' && start > now },
  };
}

function toldSlot({ settings, language }: Asker, { start, until, places }: FreeSlot): Values {
  const { zone } = settings;
  return { slot: slotName(start, zone), start, until, label: labelOf(start, { language, zone }), left: places.length };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** As a person says a time: "Tue, November 24, 10:00 AM", 「11月24日(火) 10:00」. */
export function labelOf(at: number, { language, zone }: { language: string; zone: string }): string {
  const key = `${language}|${zone}`;
  let format = formats.get(key);
  if (!format) {
    const day = { month: 'long', day: 'numeric', weekday: 'short' } as const;
    formats.set(
      key,
      (format = new Intl.DateTimeFormat(language, { ...day, hour: 'numeric', minute: '2-digit', timeZone: zone })),
    );
  }
  return format.format(at);
}

const startOf = (day: string, zone: string): number | undefined => (isDay(day) ? instantOf(zone, day, 0) : undefined);
