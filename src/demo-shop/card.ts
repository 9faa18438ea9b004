import type { Product } from '../customers/product.js';
import { html, type Markup } from './html.js';
import { address, type Reader } from './page.js';

export const nameOf = ({ name, sku }: Pick<Product, 'name' | 'sku'>, { language }: Reader): string =>
  name[language] ?? sku;

/** A product as it stands on a shelf: the whole card is one link. */
export function productCard(product: Product, reader: Reader): Markup {
  const { sku, price, details } = product;
  return html`<li class="card"><a href="${address(reader, `/products/${sku}`)}">
${picture(sku, '')}
<span class="name">${nameOf(product, reader)}</span>
<span class="details">${details[reader.language] ?? ''}</span>
<span class="price">${reader.say.price(price)} <small>${reader.say.tax}</small></span>
</a></li>
`;
}

/** Drawn pictures have one size; it is told before they come, so that nothing moves. */
export const picture = (sku: string, alt: string): Markup =>
  html`<img class="picture" src="/shop/pictures/${sku}.svg" alt="${alt}" width="240" height="240" loading="lazy">`;
