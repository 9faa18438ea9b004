import { SignJWT } from 'jose';
import { findOrder, type Order } from '../customers/order.js';
import type { Database } from '../database/database.js';

/**
 * Whom a visitor of the demo shop may pretend to be. A real shop knows its customers by their own sign-in; this one has
 * a switch, and only these four people are in it.
 */
export const visitors = [
  { id: 'C-1001', name: 'Kim Tanaka', mail: 'kim@example.com', language: 'en' },
  { id: 'C-1004', name: 'Maria Lopez', mail: 'maria@example.com', language: 'en' },
  { id: 'C-1002', name: '佐藤 花子', mail: 'hanako@example.jp', language: 'ja' },
  { id: 'C-1003', name: '鈴木 一郎', mail: 'ichiro@example.jp', language: 'ja' },
] as const;

export type Visitor = (typeof visitors)[number];

export const visitorCalled = (id: string): Visitor | undefined => visitors.find((one) => one.id === id);

/** As a shop's own server does it: says who is signed in, for a quarter of an hour, with the widget's secret. */
export async function signIdentity(
  { id, name, mail, language }: Visitor,
  secret: string,
  now: number,
): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT({ name, mail, language })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(id)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 900)
    .sign(new TextEncoder().encode(secret));
}

/** What a visitor's page of orders shows: the newest first, at most four. */
export async function newestOrders(database: Database, site: string, visitor: Visitor): Promise<Order[]> {
  const rows = await database.read(
    database.build
      .selectFrom('dataset')
      .innerJoin('shop_order', 'shop_order.load', 'dataset.load')
      .select('number')
      .where('dataset.site', '=', site)
      .where('dataset.name', '=', 'orders')
      .where('customer', '=', visitor.id)
      .orderBy('placed', 'desc')
      .orderBy('number', 'desc')
      .limit(4),
  );
  const orders = await Promise.all(rows.map(({ number }) => findOrder(database, site, number)));
  return orders.filter((order) => order !== undefined);
}
