import { z } from 'zod';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { addressKey } from '../http/address.js';
import { errorLanguage } from '../http/errors.js';
import type { Rates } from '../http/limits.js';
import { route, type HttpServer } from '../http/server.js';
import { Refusal } from '../refusal.js';
import type { LinkKind, LinkReading, ShopLinks } from '../shop/own/links.js';
import { shopReceipt } from '../shop/own/receipt.js';
import { visitCalendar } from '../shop/own/shop-letter.js';
import { visitOf } from '../shop/own/visit.js';
import type { Settings } from '../site/settings.js';
import { noReceiptPage, receiptPage, receiptStyle } from './receipt-page.js';

export interface ShopRoutes {
  readonly database: Database;
  readonly clock: Clock;
  readonly rates: Rates;
  readonly site: string;
  readonly publicUrl: string;
  readonly links: ShopLinks;
  readonly settings: () => Settings;
}

const params = z.object({ token: z.string().max(120) });
const query = z.object({ lang: z.enum(['en', 'ja']).optional() });

/** No script, nothing from elsewhere, in nobody's frame: the page holds what somebody bought. */
const headers = {
  'content-security-policy': "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'cross-origin-resource-policy': 'same-origin',
};

/** What errands leave in a customer's hand, each under a signed link that expires: receipts and calendar files. */
export function shopRoutes(server: HttpServer, options: ShopRoutes): void {
  const { database, site, settings } = options;
  route(server, 'get', '/receipt/page.css', {}, () =>
    Promise.resolve({
      ...{ status: 200, type: 'text/css; charset=utf-8', text: receiptStyle },
      headers: { 'cache-control': 'public, max-age=3600' },
    }),
  );
  route(server, 'get', '/receipt/:token', { params, query }, async (call) => {
    const reading = await read(options, 'receipt', call);
    const receipt = reading.status === 'good' ? await shopReceipt(database, site, reading.id) : undefined;
    if (!receipt) {
      const reader = call.query.lang ?? errorLanguage(call.headers['accept-language']);
      const text = noReceiptPage({ language: reader, shop: settings().name });
      return { status: reading.status === 'expired' ? 410 : 404, type: 'text/html; charset=utf-8', text, headers };
    }
    const language = call.query.lang ?? (receipt.language.startsWith('ja') ? 'ja' : 'en');
    const text = receiptPage(receipt, { language, zone: settings().zone });
    return { status: 200, type: 'text/html; charset=utf-8', text, headers };
  });
  route(server, 'get', '/visit/:token', { params }, async (call) => {
    const reading = await read(options, 'visit', call);
    const visit = reading.status === 'good' ? await visitOf(database, site, reading.id) : undefined;
    if (!visit) throw new Refusal('not-found', `visit: the link is ${reading.status}`);
    const language = visit.language || errorLanguage(call.headers['accept-language']);
    const text = await visitCalendar(options, { site, visit, language });
    const method = visit.status === 'cancelled' ? 'CANCEL' : 'PUBLISH';
    return {
      ...{ status: 200, type: `text/calendar; charset=utf-8; method=${method}`, text },
      headers: { ...headers, 'content-disposition': 'attachment; filename="visit.ics"' },
    };
  });
}

/** The one check of a link. A wrong one counts against the address it came from. */
async function read(
  { links, rates, clock }: ShopRoutes,
  kind: LinkKind,
  { params: { token }, address }: { params: { token: string }; address: string },
): Promise<LinkReading> {
  const reading = links.read(kind, token, clock.now());
  if (reading.status === 'broken') await rates.take('refusals', addressKey(address));
  if (reading.status === 'good') await rates.take('reads', reading.id);
  return reading;
}
