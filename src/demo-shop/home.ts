import type { Product } from '../customers/product.js';
import type { Staff } from '../staff/staff.js';
import { picture, productCard } from './card.js';
import { departmentOf, departments, favourites } from './departments.js';
import { html, type Markup } from './html.js';
import { nameFor } from './people.js';
import { address, type PageContent, type Reader } from './page.js';

export interface HomeParts {
  readonly products: readonly Product[];
  readonly people: readonly Staff[];
}

/** The shop's first page: what it is, its shelves, its window, what it promises, and who answers. */
export function homePage(reader: Reader, { products, people }: HomeParts): PageContent {
  const { say } = reader;
  const inWindow = favourites.flatMap((sku) => products.filter((product) => product.sku === sku));
  return {
    ...{ title: say.shop, path: '', screen: 'home' },
    main: html`${hero(reader)}
<section class="departments" aria-label="${say.shelves}"><ul>
${departments.map(({ id, sign }) => {
  const count = products.filter(({ category }) => departmentOf(category)?.id === id).length;
  return html`<li><a href="${address(reader, `/shelves/${id}`)}">${picture(sign, '')}<span>${say.departments[id]}</span><small>${say.products(count)}</small></a></li>
`;
})}</ul></section>
<section aria-labelledby="window"><h2 id="window">${say.favourites}</h2><p class="lead">${say.favouritesText}</p>
<ul class="cards">${inWindow.map((product) => productCard(product, reader))}</ul></section>
${promises(reader)}
${counter(reader, people)}`,
  };
}

function hero({ say }: Reader): Markup {
  return html`<section class="hero">
<div><h1>${say.heroTitle}</h1><p>${say.heroText}</p>
<p class="actions"><button type="button" class="main hero-ask" data-ask="">${say.heroAsk}</button>
<a class="button" href="#window">${say.heroLook}</a></p></div>
<img src="/shop/scene.svg" alt="" width="640" height="440">
</section>`;
}

function promises(reader: Reader): Markup {
  return html`<section class="promises"><ul>
${(['shipping', 'returns', 'warranty', 'people'] as const).map((one) => {
  const [title, text, slug] = reader.say.service[one];
  return html`<li><a href="/help/${reader.language}/${slug}"><strong>${title}</strong><span>${text}</span></a></li>
`;
})}</ul></section>`;
}

function counter({ say, language }: Reader, people: readonly Staff[]): Markup {
  return html`<section aria-labelledby="counter"><h2 id="counter">${say.counter}</h2><p class="lead">${say.counterText}</p>
<ul class="people">
${people.map(({ name, role, languages, teams }, index) => {
  const does = teams.length === 1 && teams[0] === 'repairs' ? say.repairs : say.roles[role];
  const speaks = languages.map((one) => (one === 'en' || one === 'ja' ? say.speaks[one] : one)).join(', ');
  return html`<li><img src="/shop/people/${index}.svg" alt="" width="96" height="96"><strong>${nameFor(name, language)}</strong><span>${does}</span><small>${speaks}</small></li>
`;
})}</ul></section>`;
}
