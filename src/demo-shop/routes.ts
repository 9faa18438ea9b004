import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../clock.js';
import { allProducts, productBySku, type Product } from '../customers/product.js';
import type { Database } from '../database/database.js';
import type { Answer } from '../http/answer.js';
import { errorLanguage } from '../http/errors.js';
import { route, type HttpServer } from '../http/server.js';
import { liveArticle } from '../knowledge/articles.js';
import { Refusal } from '../refusal.js';
import { readSettings } from '../site/site.js';
import { staffOfSite, type Staff } from '../staff/staff.js';
import { newestOrders, signIdentity, visitorCalled, type Visitor } from './account.js';
import { departments } from './departments.js';
import { homePage } from './home.js';
import { ordersPage } from './orders.js';
import { readerOf, shopPage, type PageContent, type Reader } from './page.js';
import { peopleOnShow } from './people.js';
import { productPage, shelfPage, type Pointer } from './shelf.js';
import { shopFileRoutes } from './files.js';

export interface DemoShop {
  readonly database: Database;
  readonly site: string;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** With what the shop signs who its customers are. */
  readonly identitySecret: string;
  /** The folder `demo`, with its pictures. */
  readonly folder: string;
}

const language = z.enum(['en', 'ja']);
const page = z.object({ language });
const cookieName = 'hinata-visitor';

/** The demo's shop under `/shop`: a customer's site that happens to stand on the same address. Made by `demo` alone. */
export function demoShopRoutes(server: HttpServer, shop: DemoShop): void {
  const { database, site, clock } = shop;
  const people = async (): Promise<Staff[]> => peopleOnShow(await staffOfSite(database, site));
  shopFileRoutes(server, { folder: join(shop.folder, 'pictures'), people });

  route(server, 'get', '/shop', {}, async ({ headers }) => ({
    ...{ status: 302, empty: true },
    headers: { location: `/shop/${errorLanguage(headers['accept-language'])}`, vary: 'Accept-Language' },
  }));

  const showPage = <P extends z.infer<typeof page>>(
    path: string,
    params: z.ZodType<P>,
    write: (reader: Reader, params: P) => Promise<PageContent>,
  ): void =>
    route(server, 'get', path, { params }, async (call) => {
      const reader = readerOf(call.params.language, visitorOf(call.headers.cookie));
      return pageAnswer(shop, shopPage(reader, await write(reader, call.params)));
    });

  showPage('/shop/:language', page, async (reader) =>
    homePage(reader, { products: await allProducts(database, site), people: await people() }),
  );
  showPage('/shop/:language/shelves/:department', page.extend({ department: z.string() }), async (reader, params) => {
    const department = departments.find(({ id }) => id === params.department);
    if (!department) throw new Refusal('not-found', `shop: there is no department ${params.department}`);
    return shelfPage(reader, department, await allProducts(database, site));
  });
  showPage('/shop/:language/products/:sku', page.extend({ sku: z.string().max(40) }), async (reader, params) => {
    const product = await productBySku(database, site, params.sku);
    if (!product) throw new Refusal('not-found', `shop: there is no product ${params.sku}`);
    const articles = await pointersTo(shop, reader, articlesFor(product));
    return productPage(reader, product, { products: await allProducts(database, site), articles });
  });
  showPage('/shop/:language/orders', page, async (reader) => {
    const products = new Map((await allProducts(database, site)).map((product) => [product.sku, product]));
    const orders = reader.visitor ? await newestOrders(database, site, reader.visitor) : [];
    const articles = await pointersTo(shop, reader, askedMost);
    return ordersPage(reader, { orders, products, articles, zone: (await readSettings(database, site)).zone });
  });

  // Like a shop's own sign-in, but for four invented people and without a password: the cookie names one of them.
  route(server, 'post', '/shop/visitor', { body: z.object({ visitor: z.string().max(20) }) }, async ({ body }) => {
    const visitor = visitorCalled(body.visitor);
    const kept = visitor ? `${visitor.id}; Max-Age=86400` : '; Max-Age=0';
    const cookie = `${cookieName}=${kept}; Path=/shop; HttpOnly; SameSite=Lax`;
    return { status: 200, json: { visitor: visitor?.id ?? null }, headers: { 'set-cookie': cookie } };
  });
  route(server, 'get', '/shop/identity', {}, async ({ headers }) => {
    const visitor = visitorOf(headers.cookie);
    const token = visitor ? await signIdentity(visitor, shop.identitySecret, clock.now()) : null;
    return { status: 200, json: { token } };
  });
}

/** What a shop that embeds the widget has to allow, and nothing else: one script, one frame, one place to call. */
function pageAnswer({ publicUrl }: DemoShop, text: string): Answer {
  const origin = new URL(publicUrl).origin;
  const policy = [
    `default-src 'none'; script-src 'self' ${origin}; style-src 'self'; img-src 'self' data:`,
    `connect-src 'self' ${origin} ${origin.replace(/^http/, 'ws')}; frame-src 'self' ${origin}`,
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  ].join('; ');
  const headers = { 'content-security-policy': policy, vary: 'Cookie' };
  return { status: 200, type: 'text/html; charset=utf-8', text, headers };
}

function visitorOf(cookie: string | undefined): Visitor | undefined {
  const parts = (cookie ?? '').split(';').map((part) => part.trim().split('='));
  return visitorCalled(parts.find(([name]) => name === cookieName)?.[1] ?? '');
}

const askedMost = [
  ...['track-an-order', 'return-an-item', 'cancel-an-order', 'shipping-cost'],
  ...['request-a-repair', 'payment-methods', 'points'],
];

/** What is asked about such a product; the general ones for all that have none of their own. */
function articlesFor({ category }: Product): string[] {
  const own: Record<string, string[]> = {
    kettle: ['kettle-leaks'],
    vacuum: ['vacuum-does-not-start'],
    'robot vacuum': ['robot-vacuum-does-not-return'],
    'rice cooker': ['rice-cooker-error-code'],
    router: ['router-cannot-connect'],
    headphones: ['headphones-pairing'],
    'washing machine': ['washing-machine-smell', 'recycling-old-appliances'],
    refrigerator: ['recycling-old-appliances'],
    television: ['recycling-old-appliances'],
  };
  return [...(own[category] ?? []), 'warranty', 'return-an-item', 'request-a-repair'];
}

async function pointersTo(shop: DemoShop, reader: Reader, slugs: readonly string[]): Promise<Pointer[]> {
  const found = await Promise.all(slugs.map((slug) => liveArticle(shop.database, shop.site, reader.language, slug)));
  return found.flatMap((article) => (article ? [{ slug: article.slug, title: article.title }] : []));
}
