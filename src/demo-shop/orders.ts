import { DateTime } from 'luxon';
import type { Order, OrderStatus } from '../customers/order.js';
import type { Product } from '../customers/product.js';
import { visitors } from './account.js';
import { nameOf, picture } from './card.js';
import { html, type Markup } from './html.js';
import { type PageContent, type Reader } from './page.js';
import { pointers, type Pointer } from './shelf.js';

export interface OrdersParts {
  readonly orders: readonly Order[];
  readonly products: ReadonlyMap<string, Product>;
  readonly articles: readonly Pointer[];
  readonly zone: string;
}

/** The visitor's orders with the way to ask about each, what is asked most, and a person. */
export function ordersPage(reader: Reader, parts: OrdersParts): PageContent {
  const { say } = reader;
  return {
    ...{ title: say.orders, path: '/orders', screen: 'orders', here: 'orders' },
    main: html`<div class="columns"><section class="orders" aria-labelledby="orders"><h1 id="orders">${say.ordersTitle}</h1>
${reader.visitor ? orderList(reader, parts) : guestPart(reader)}</section>
<div class="aside">
<section class="try"><h2>${say.tryTitle}</h2><ul>
${say.tryText.map(
  (text) => html`<li><button type="button" class="plain" data-ask="${asked(text)}">${text}</button></li>
`,
)}</ul></section>
${pointers(reader, parts.articles, say.helpTitle)}
<p class="actions"><button type="button" class="ask-person" data-ask="">${say.person}</button></p>
</div></div>`,
  };
}

/** What stands in brackets is for the reader, not for the chat. */
const asked = (text: string): string => text.replace(/\s*[(（].*[)）]$/u, '');

function guestPart({ say }: Reader): Markup {
  return html`<p class="lead">${say.ordersGuest}</p>
<ul class="visitors">${visitors.map(
    ({ id, name, language }) =>
      html`<li><button type="button" data-visitor="${id}" lang="${language}">${say.signInAs(name)}</button></li>
`,
  )}</ul>`;
}

function orderList(reader: Reader, { orders, products, zone }: OrdersParts): Markup {
  const { say } = reader;
  if (orders.length === 0) return html`<p class="lead">${say.ordersNone}</p>`;
  return html`<ol class="order-list">${orders.map(
    (order) => html`<li><div class="order-top"><h2>${say.orderOf(order.number)}</h2>
<span class="state ${order.status}">${say.status[order.status]}</span></div>
${road(reader, order.status)}
<ul class="lines">${order.lines.map(({ sku, quantity }) => line(reader, products.get(sku), quantity))}</ul>
${dates(reader, order, zone)}
<p class="actions"><button type="button" data-ask="${say.askOrderText(order.number)}">${say.askOrder}</button></p></li>
`,
  )}</ol>`;
}

const stations = ['placed', 'packed', 'shipped', 'out-for-delivery', 'delivered'] as const;

/** How far it has come, as a row of stations; nothing for what will not arrive. */
function road({ say }: Reader, status: OrderStatus): Markup | null {
  if (status === 'cancelled' || status === 'returned') return null;
  const at = status === 'delayed' ? 2 : stations.findIndex((one) => one === status);
  return html`<ol class="road">${stations.map(
    (one, index) =>
      html`<li class="${index < at ? 'past' : index === at ? 'now' : 'ahead'}"${index === at ? { markup: ' aria-current="step"' } : null}>${say.status[one]}</li>`,
  )}</ol>`;
}

function line(reader: Reader, product: Product | undefined, quantity: number): Markup {
  if (!product) return html``;
  return html`<li>${picture(product.sku, '')}<span>${nameOf(product, reader)}${quantity > 1 ? ` × ${quantity}` : null}</span></li>`;
}

function dates({ say, language }: Reader, order: Order, zone: string): Markup {
  const day = (at: number): string =>
    DateTime.fromMillis(at, { zone })
      .setLocale(language)
      .toLocaleString({ month: 'long', day: 'numeric', weekday: 'short' });
  const rows: [string, string][] = [
    [say.placed, day(order.placed)],
    order.delivered === null
      ? [say.expected, order.expected === null ? '' : day(order.expected)]
      : [say.delivered, day(order.delivered)],
    [say.carrier, order.carrier === null ? '' : `${order.carrier} ${order.tracking ?? ''}`],
    [say.total, say.price(order.total)],
  ];
  return html`<dl class="facts">${rows
    .filter(([, value]) => value !== '')
    .map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}
