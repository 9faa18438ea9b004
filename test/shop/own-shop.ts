import { importCustomers } from '../../src/customers/import-customers.js';
import { importOrders } from '../../src/customers/import-orders.js';
import { importProducts } from '../../src/customers/import-products.js';
import { openThread } from '../../src/conversations/open.js';
import { knowCustomer } from '../../src/customers/identified.js';
import type { Commit, Database } from '../../src/database/database.js';
import { newId } from '../../src/id.js';
import { createShopLinks, type ShopLinks } from '../../src/shop/own/links.js';
import { ownSystems } from '../../src/shop/own/own.js';
import type { Shape, Signature } from '../../src/flows/shape.js';
import type { Asker, LookedUp, Planned, ShopSystems, Values } from '../../src/shop/system.js';
import { settings, type Settings } from '../../src/site/settings.js';
import { ensureSite } from '../../src/site/site.js';

/** 10:00 on a Tuesday in Tokyo. */
export const tuesday = Date.parse('2026-11-24T01:00:00Z');
export const hour = 3_600_000;
export const day = 24 * hour;
export const key = 'the key of this installation';

const products = `sku,name_en,name_ja,category,price_jpy,warranty_months,attributes,stock,sale,returnable,tax_rate
KT-200,Kettle,ケトル,kettle,4980,12,persons=4; use=tea,5,,,
KT-300,Drip kettle,細口ケトル,kettle,9800,12,persons=2; use=tea; use=coffee,0,,,
KT-120,Travel kettle,トラベルケトル,kettle,4480,12,persons=1; use=travel,7,yes,,
RC-55,Rice cooker,炊飯器,rice cooker,15800,24,persons=5,3,,,
TE-1,Green tea,緑茶,food,1080,,,9,,no,8
`;
const customers = `id,name,mail,phone,language
C-1,Kim Tanaka,kim@shop.test,090-0000-1234,en
C-2,佐藤 花子,hanako@shop.test,080-0000-5678,ja
`;
const orders = `number,customer,status,placed,expected,delivered,carrier,tracking,total,lines
A-1,C-1,shipped,today-2,today+1,,Kumo Express,0000-1,4980,KT-200 x1
A-2,C-1,delivered,today-6,today-4,today-3,Kumo Express,0000-2,26840,RC-55 x1; KT-200 x2; TE-1 x1
A-3,C-2,placed,today,today+3,,,,4980,KT-200 x1
A-4,C-2,packed,today-1,today+2,,,,9800,KT-300 x1
A-5,C-2,cancelled,today-9,,,,,4480,KT-120 x1
A-6,C-2,delivered,today-60,today-58,today-58,Kumo Express,0000-6,4480,KT-120 x1
`;

/** A small shop in a site of its own, as flows see it, with customers who can each open a chat. */
export interface Shop {
  readonly site: string;
  readonly settings: Settings;
  readonly systems: ShopSystems;
  readonly links: ShopLinks;
  importOrders(change: (list: string) => string): Promise<void>;
  importProducts(change: (list: string) => string): Promise<void>;
  /** The same three lists as before, as a shop sends them every night. */
  importAgain(): Promise<void>;
  /** Somebody new in the chat; `customer`: the site has vouched for them. */
  visitor(more?: { language?: string; customer?: { subject: string; mail: string } }): Promise<Visitor>;
}

export interface Visitor {
  readonly asker: Asker;
  look(name: string, values?: Values, now?: number): Promise<LookedUp>;
  plan(name: string, values?: Values, now?: number): Promise<Planned>;
  /** Planned and committed: what the customer is told. Throws when the commit was refused. */
  act(name: string, values?: Values, now?: number): Promise<Planned>;
}

const shopSettings = {
  ...{ name: 'Test shop', languages: ['en', 'ja'], zone: 'Asia/Tokyo', holidays: null },
  hours: { tue: [['10:00', '18:00']], wed: [['10:00', '18:00']] },
  closures: [{ from: '2026-12-02', to: '2026-12-02' }],
  teams: [{ id: 'support', name: { en: 'Support' }, languages: ['en', 'ja'], topics: '*' }],
  contact: { mail: 'help@shop.test' },
  visits: { minutes: 120, capacity: 2, noticeHours: 20, daysAhead: 14 },
  returns: { days: 30, openedDays: 14, priceLimit: 20_000 },
  invoice: { issuer: '株式会社テスト', address: '東京都', registration: 'T1234567890123', taxRate: 10 },
  passwordReset: 'https://shop.test/new-password',
};

export async function openShop(
  database: Database,
  { sendsMail = true, changed = {} }: { sendsMail?: boolean; changed?: Readonly<Record<string, unknown>> } = {},
): Promise<Shop> {
  const site = newId('s');
  const parsed = settings.parse({ ...shopSettings, ...changed });
  await ensureSite(database, site, parsed);
  const links = createShopLinks({ key, site, publicUrl: 'https://help.shop.test' });
  const systems = ownSystems(database, { key, links, sendsMail });
  const request = (name: string, content: string) => ({
    ...{ site, now: tuesday, zone: 'Asia/Tokyo' },
    source: { name: `${name}.csv`, content },
  });
  await importProducts(database, request('products', products));
  await importCustomers(database, request('customers', customers));
  await importOrders(database, request('orders', orders));
  return {
    ...{ site, settings: parsed, systems, links },
    async importOrders(change) {
      mustGoIn(await importOrders(database, request('orders', change(orders))));
    },
    async importAgain() {
      mustGoIn(await importProducts(database, request('products', products)));
      mustGoIn(await importCustomers(database, request('customers', customers)));
      mustGoIn(await importOrders(database, request('orders', orders)));
    },
    async importProducts(change) {
      mustGoIn(await importProducts(database, request('products', change(products))));
    },
    visitor: (more) => openVisitor(database, { site, parsed, systems }, more),
  };
}

async function openVisitor(
  database: Database,
  { site, parsed, systems }: { site: string; parsed: Settings; systems: ShopSystems },
  { language = 'en', customer }: { language?: string; customer?: { subject: string; mail: string } } = {},
): Promise<Visitor> {
  const known =
    customer && (await knowCustomer(database, { site, ...customer, name: 'Known', phone: '', language, now: tuesday }));
  const { thread, conversation } = await openThread(database, {
    ...{ site, channel: 'test', peer: newId('u'), language, now: tuesday, customer: known?.id },
  });
  let step = 0;
  const asker = { site, conversation, thread, language, now: tuesday, settings: parsed, key: '' };
  const asking = (now: number): Asker => ({ ...asker, now, key: `${conversation}:${++step}:step` });
  const act = (name: string) => {
    const found = systems.ownActs.get(name);
    if (!found) throw new Error(`there is no act ${name}`);
    return found;
  };
  async function plan(name: string, values: Values = {}, now = tuesday): Promise<Planned> {
    const planned = await act(name).plan(asking(now), values);
    asSigned(name, act(name).signature, planned.details);
    return planned;
  }
  return {
    asker,
    async look(name, values = {}, now = tuesday) {
      const found = systems.lookups.get(name);
      if (!found) throw new Error(`there is no look-up ${name}`);
      const looked = await found.look(asking(now), values, new AbortController().signal);
      return looked.kind === 'found' ? { ...looked, values: asSigned(name, found.signature, looked.values) } : looked;
    },
    plan,
    async act(name, values = {}, now = tuesday) {
      const planned = await plan(name, values, now);
      const commit = await commitOf(database, planned);
      if (!commit.done) throw new Error(`the commit of ${name} was refused at step ${commit.at}: ${commit.why}`);
      return planned;
    },
  };
}

/** Flows are checked against signatures before a customer is on the line: what is given must be what was signed. */
export function asSigned(name: string, { gives }: Signature, values: Values): Values {
  const wrong = Object.entries(values).filter(([field, value]) => !isOfKind(gives[field], value));
  if (wrong.length > 0) throw new Error(`${name} gives what its signature does not say: ${JSON.stringify(wrong)}`);
  return values;
}

function isOfKind(kind: Shape[string] | undefined, value: unknown): boolean {
  if (typeof kind === 'object') {
    const lines: readonly unknown[] = Array.isArray(value) ? value : [value];
    return lines.every(
      (line) =>
        typeof line === 'object' &&
        line !== null &&
        Object.entries(line).every(([field, one]) => one === undefined || isOfKind(kind.list[field], one)),
    );
  }
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'yes-no':
      return typeof value === 'boolean';
    case 'number':
      return Number.isFinite(value);
    case 'count':
    case 'moment':
      return Number.isInteger(value);
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
    case 'list':
      return Array.isArray(value) && value.every((one) => typeof one === 'string');
    case 'money':
      return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
    case undefined:
      return false;
  }
}

/** The steps of a plan as a turn's commit writes them. */
export const commitOf = (database: Database, planned: Planned): Promise<Commit> =>
  database.commit(planned.kind === 'done' ? planned.steps : []);

/** What was found, or the kind of answer that was not it. */
export const valuesOf = (looked: LookedUp): Values | string => (looked.kind === 'found' ? looked.values : looked.kind);

/** The word a refusal gives, or what was done. */
export const whyOf = (planned: Planned): unknown =>
  planned.kind === 'refused' ? planned.details['why'] : `done ${JSON.stringify(planned.details)}`;

function mustGoIn(result: object): void {
  if (!('imported' in result)) throw new Error(JSON.stringify(result));
}
