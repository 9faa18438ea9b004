import { z } from 'zod';
import { holidayPlace } from '../hours/holidays.js';
import { languageCode } from '../wire.js';
import { patternFault } from './order-pattern.js';

/** The words of a shop in each of its languages; one language is enough. */
const perLanguage = z
  .record(languageCode, z.string().min(1).max(200))
  .refine((words) => Object.keys(words).length > 0, {
    message: 'needs at least one language',
  });

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "09:00", in quotes');
const hours = z.tuple([time, time.or(z.literal('24:00'))]).refine(([from, until]) => from !== until, {
  message: 'begins and ends at the same time; all day is ["00:00", "24:00"]',
});

const day = z.array(hours).max(6).optional();
const week = z.strictObject({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day });
const contact = z.strictObject({ mail: z.email().optional() });

const closure = z
  .strictObject({ from: z.iso.date(), to: z.iso.date(), reason: perLanguage.optional() })
  .refine(({ from, to }) => from <= to, { message: 'ends before it begins', path: ['to'] });

const team = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, such as repairs'),
  name: perLanguage,
  languages: z.array(languageCode).min(1),
  topics: z.array(z.string().min(1).max(60)).or(z.literal('*')),
  hours: week.optional(),
  minutesPerConversation: z.number().int().min(1).max(240).default(12),
  capacity: z.number().int().min(1).max(50).default(4),
});
export type Team = z.infer<typeof team>;

/** Visits to a customer's home: of the same length each, as many at a time as there are people to send. */
const visits = z.strictObject({
  minutes: z.number().int().min(15).max(480).default(120),
  capacity: z.number().int().min(1).max(50).default(1),
  /** When they begin and end; the shop's own hours when left out. Holidays and closures are always the shop's. */
  hours: week.optional(),
  /** How long before it begins a visit can still be booked. */
  noticeHours: z.number().int().min(0).max(336).default(24),
  daysAhead: z.number().int().min(1).max(120).default(28),
});
export type VisitSettings = z.infer<typeof visits>;

/** What goes back without a person having to look. Days count from the day of delivery. */
const returns = z.strictObject({
  days: z.number().int().min(0).max(365).default(30),
  /** For what was opened or used. */
  openedDays: z.number().int().min(0).max(365).default(14),
  /** Goods worth more than this, in whole units of the order's currency, are for a person; null: no limit. */
  priceLimit: z.number().int().min(0).nullable().default(null),
  saleItems: z.boolean().default(false),
});

const invoice = z.strictObject({
  /** The issuer as receipts name them; the shop's name when left out. */
  issuer: z.string().min(1).max(200).optional(),
  address: z.string().min(1).max(300).optional(),
  /** Japan's number of a qualified invoice issuer. */
  registration: z
    .string()
    .regex(/^T\d{13}$/, 'T and 13 digits, such as T1234567890123')
    .optional(),
  /** The rate included in prices of products that name none, in percent; left out, receipts state no tax for them. */
  taxRate: z.number().min(0).max(50).optional(),
});

const orderPattern = z.string().superRefine((source, context) => {
  const fault = patternFault(source);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});

/** Everything a shop says about itself, as it stands in its YAML file and in the table `site`. */
export const settings = z.strictObject({
  name: z.string().min(1).max(100),
  languages: z
    .array(languageCode)
    .min(1)
    .refine((list) => new Set(list).size === list.length, { message: 'names a language twice' }),
  zone: z.string().refine(isZone, { message: 'is no time zone; an IANA name such as Asia/Tokyo is meant' }),
  holidays: z
    .string()
    .regex(holidayPlace, 'a country such as JP, a state such as DE-BY, or null')
    .nullable()
    .default(null),
  hours: week,
  closures: z.array(closure).default([]),
  orderPatterns: z.array(orderPattern).max(20).default([]),
  /** The carriers' numbers on the shop's parcels: read before anything else can take their digits. */
  trackingPatterns: z.array(orderPattern).max(20).default([]),
  teams: z
    .array(team)
    .min(1)
    .refine((teams) => new Set(teams.map(({ id }) => id)).size === teams.length, {
      message: 'two teams have the same id',
    }),
  contact: contact.default({}),
  /** What the widget's empty screen offers to tap: flows by name, articles by slug. None: chosen by itself. */
  starters: z.array(z.string().min(1).max(100)).max(4).default([]),
  homepage: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  /** Left out: no visits are offered. */
  visits: visits.nullable().default(null),
  returns: returns.prefault({}),
  invoice: invoice.default({}),
  /** The shop's page that sets a new password: called with `?token=`, signed with the widget's secret. */
  passwordReset: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
});
export type Settings = z.infer<typeof settings>;

/** Every key a settings file may hold: what a misspelt one is compared with. */
export const settingsKeys: readonly string[] = [
  ...new Set(
    [settings, team, closure, week, contact, visits, returns, invoice].flatMap(({ shape }) => Object.keys(shape)),
  ),
];

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

/** What a shop without a file begins with: nothing in it pretends to know when somebody is there. */
export const defaultSettings: Settings = settings.parse({
  name: 'Madoguchi',
  languages: ['en', 'ja'],
  zone: 'UTC',
  hours: {},
  teams: [{ id: 'support', name: { en: 'Support', ja: 'サポート' }, languages: ['en', 'ja'], topics: '*' }],
});
