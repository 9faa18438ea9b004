import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { formConversation, type FormConversation } from '../../bot/form-standing.js';
import type { Current } from '../../bot/services.js';
import type { Door } from '../../conversations/say.js';
import type { Flow } from '../../flows/flow.js';
import type { Answer } from '../../http/answer.js';
import type { Rates } from '../../http/limits.js';
import { Refusal } from '../../refusal.js';
import { isOwnPage } from '../../staff/access.js';
import { languageCode } from '../../wire.js';
import type { FormLinks } from './link.js';
import { offeredAs, type Offered } from './list-page.js';
import { gonePage } from './outcome-page.js';
import type { Reader } from './page.js';

export interface FormRoutes {
  readonly door: Door;
  readonly links: FormLinks;
  readonly rates: Rates;
  readonly site: string;
  readonly publicUrl: string;
  readonly current: () => Current;
  /** The address of a ticket's own page. */
  readonly ticketUrl: (number: string) => string;
}

export const query = z.object({
  lang: languageCode.optional().catch(undefined),
  done: z.literal('forgotten').optional(),
});

/** Nothing from elsewhere, in nobody's frame; the one script is ours and no page needs it. */
const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  // Not 'no-referrer': browsers would then send forms with the origin 'null', and their origin could not be checked.
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
/**
 * The list, and what begins a form: everybody may find them. Kept nowhere all the same: the list shows what this browser has
 * begun, and whoever sent the id of somebody else's first page again would be led into their form.
 */
export const publicly = { ...headers, 'cache-control': 'no-store' };
/** Whoever has the address can go on with the form: it stays out of search engines as well. */
export const privately = { ...publicly, 'x-robots-tag': 'noindex, nofollow, noarchive' };

export interface Calling {
  readonly query: z.infer<typeof query>;
  readonly headers: IncomingHttpHeaders;
}

export function offeredIn(
  { current }: FormRoutes,
  flow: string,
  { language }: Reader,
): (Offered & { form: Flow }) | undefined {
  const published = current().flows.live.get(flow);
  const offered = published && offeredAs(published, language);
  return offered && published && { ...offered, form: published.flow };
}

/** In the language of the address where the shop speaks it, else in the conversation's own. */
export async function conversationOf(
  { door: { database, clock }, site, current }: FormRoutes,
  conversation: string,
  lang: string | undefined,
): Promise<FormConversation | undefined> {
  const { languages } = current().settings;
  const wanted = lang !== undefined && languages.includes(lang) ? lang : undefined;
  return formConversation({ database, site, current, now: () => clock.now() }, conversation, wanted);
}

export function readerOf({ current, door }: FormRoutes, { query: { lang }, headers: sent }: Calling): Reader {
  const { settings } = current();
  const { languages, name, zone } = settings;
  const liked = (sent['accept-language'] ?? '').slice(0, 200).match(/[a-z]{2,3}/gi) ?? [];
  const language = [lang ?? '', ...liked.map((one) => one.toLowerCase())].find((one) => languages.includes(one));
  return { language: language ?? languages[0] ?? 'en', languages, shop: name, zone, now: door.clock.now() };
}

export function mustBeOwnPage({ publicUrl }: FormRoutes, sent: IncomingHttpHeaders): void {
  if (!isOwnPage(sent, publicUrl)) throw new Refusal('not-allowed', 'form: it came from another page');
}

export const page = (
  text: string,
  { status = 200, headers: given }: { status?: number; headers: Record<string, string> },
): Answer => ({
  ...{ status, type: 'text/html; charset=utf-8', text, headers: given },
});

export const seeOther = (location: string, more: Record<string, string> = {}): Answer => ({
  ...{ status: 303, empty: true, headers: { ...privately, ...more, location } },
});

export const gone = (reader: Reader, why: 'expired' | 'broken' | 'none', flow: string | undefined): Answer =>
  page(gonePage(reader, why, flow), { status: why === 'expired' ? 410 : 404, headers: privately });
