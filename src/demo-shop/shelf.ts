import type { Product } from '../customers/product.js';
import { nameOf, picture, productCard } from './card.js';
import { departmentOf, type Department } from './departments.js';
import { html, type Markup } from './html.js';
import { address, type PageContent, type Reader } from './page.js';

/** One department with everything that stands in it, by category as the list has them. */
export function shelfPage(reader: Reader, department: Department, products: readonly Product[]): PageContent {
  const { say } = reader;
  const standing = onShelf(department, products);
  return {
    ...{ title: say.departments[department.id], path: `/shelves/${department.id}`, screen: 'shelf' },
    here: department.id,
    main: html`<section><h1>${say.departments[department.id]}</h1><p class="lead">${say.products(standing.length)}</p>
<ul class="cards">${standing.map((product) => productCard(product, reader))}</ul></section>`,
  };
}

function onShelf({ categories }: Department, products: readonly Product[]): Product[] {
  return categories.flatMap((category) => products.filter((product) => product.category === category));
}

/** An article the page points at. */
export interface Pointer {
  readonly slug: string;
  readonly title: string;
}

/** One product: what it is, what it costs, and the way to ask about it without explaining which one is meant. */
export function productPage(
  reader: Reader,
  product: Product,
  { products, articles }: { products: readonly Product[]; articles: readonly Pointer[] },
): PageContent {
  const { say, language } = reader;
  const name = nameOf(product, reader);
  const department = departmentOf(product.category);
  const beside = department ? onShelf(department, products).filter(({ sku }) => sku !== product.sku) : [];
  const alike = [...beside.filter(({ category }) => category === product.category), ...beside];
  return {
    ...{ title: name, path: `/products/${product.sku}`, screen: 'product' },
    ...(department ? { here: department.id } : {}),
    main: html`<article class="product">
${picture(product.sku, name)}
<div><p class="crumb">${department ? html`<a href="${address(reader, `/shelves/${department.id}`)}">${say.departments[department.id]}</a>` : null}</p>
<h1>${name}</h1>
<p class="lead">${product.details[language] ?? ''}</p>
<p class="price">${say.price(product.price)} <small>${say.tax}</small></p>
${facts(reader, product)}
<p class="actions"><button type="button" class="main ask-product" data-ask="${say.askProduct(name, product.sku)}">${say.askAbout}</button></p>
</div></article>
${pointers(reader, articles, say.good)}
<section aria-labelledby="alike"><h2 id="alike">${say.alike}</h2>
<ul class="cards">${[...new Set(alike)].slice(0, 4).map((one) => productCard(one, reader))}</ul></section>`,
  };
}

function facts({ say, language }: Reader, { sku, warrantyMonths, aliases, price, category }: Product): Markup {
  const isLarge = ['washing machine', 'refrigerator', 'television'].includes(category) && price > 20_000;
  const known = aliases.filter((one) => /^[\x20-\x7e]+$/.test(one) === (language === 'en')).slice(0, 3);
  const rows: [string, string][] = [
    [say.model, sku],
    [say.warrantyLabel, warrantyMonths === null ? say.noWarranty : say.months(warrantyMonths)],
    [say.delivery, isLarge ? say.deliveryLarge : say.deliveryText],
    [say.known, known.join(language === 'ja' ? '、' : ', ')],
  ];
  return html`<dl class="facts">${rows.filter(([, value]) => value !== '').map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** Links to articles of the help centre: the ones the chat would answer from. */
export function pointers({ language }: Reader, articles: readonly Pointer[], title: string): Markup {
  return html`<section class="good" aria-label="${title}"><h2>${title}</h2>
<ul>${articles.map(
    ({ slug, title: called }) => html`<li><a href="/help/${language}/${slug}">${called}</a></li>
`,
  )}</ul></section>`;
}
