import { visitors, type Visitor } from './account.js';
import { departments } from './departments.js';
import { html, type Markup } from './html.js';
import { tourWords } from './tour-words.js';
import { otherLanguage, words, type ShopLanguage, type ShopWords } from './words.js';

/** What every page of the shop knows of its reader. */
export interface Reader {
  readonly language: ShopLanguage;
  readonly say: ShopWords;
  readonly visitor: Visitor | undefined;
}

export interface PageContent {
  readonly title: string;
  /** The address below `/shop/<language>`, for the other language's link. */
  readonly path: string;
  /** Which steps the guided tour has here. */
  readonly screen: 'home' | 'shelf' | 'product' | 'orders';
  readonly here?: string;
  readonly main: Markup;
}

export const address = ({ language }: Pick<Reader, 'language'>, path = ''): string => `/shop/${language}${path}`;

/** The whole page: nothing inline that runs or styles, so that the strictest policy fits a shop that embeds the widget. */
export function shopPage(reader: Reader, content: PageContent): string {
  const { language, say } = reader;
  const script = JSON.stringify({ screen: content.screen, copied: say.copied, tour: tourWords[language] });
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${content.title === say.shop ? `${say.shop} – ${say.tagline}` : `${content.title} – ${say.shop}`}</title>
<link rel="icon" type="image/svg+xml" href="/shop/mark.svg">
<link rel="stylesheet" href="/shop/shop.css">
<script type="application/json" id="page">${{ markup: script.replaceAll('<', '\\u003c') }}</script>
<script src="/shop/shop.js" defer></script>
<script src="/widget.js" data-site="main" data-language="${language}" async></script>
</head>
<body>
<a class="skip" href="#main">${say.skip}</a>
<p class="notice">${say.notice}</p>
${header(reader, content)}
<main id="main" tabindex="-1">
${content.main}
</main>
<p id="status" role="status"></p>
${footer(reader)}
</body>
</html>
`.markup;
}

export const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="12" fill="#faf2e0"/><path d="M13 27a11 11 0 0 1 22 0z" fill="#e8a33d"/><path d="M24 7v5M10.6 12.6l3.5 3.5M37.4 12.6l-3.5 3.5" stroke="#e8a33d" stroke-width="3" stroke-linecap="round"/><path d="M7 27h34" stroke="#2e2d2b" stroke-width="3.5" stroke-linecap="round"/><path d="M13 33v8M35 33v8M13 33h22" stroke="#2e2d2b" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round" fill="none"/></svg>`;

function header(reader: Reader, { path, here }: PageContent): Markup {
  const { language, say } = reader;
  const other = otherLanguage(language);
  return html`<header class="top">
<div class="bar">
<a class="wordmark" href="${address(reader)}"><img src="/shop/mark.svg" alt="" width="40" height="40"><span>${say.shop}</span></a>
<div class="tools">
<a class="tool" href="${address(reader, '/orders')}"${here === 'orders' ? { markup: ' aria-current="page"' } : null}>${say.orders}</a>
<a class="tool" href="/shop/${other}${path}" lang="${other}" hreflang="${other}">${other === 'ja' ? '日本語' : 'English'}</a>
${signInSwitch(reader)}
</div>
</div>
<nav class="shelves" aria-label="${say.shelves}"><ul>
${departments.map(
  ({ id }) =>
    html`<li><a href="${address(reader, `/shelves/${id}`)}"${here === id ? { markup: ' aria-current="page"' } : null}>${say.departments[id]}</a></li>
`,
)}</ul></nav>
</header>`;
}

function signInSwitch({ say, visitor }: Reader): Markup {
  const option = (id: string, name: string): Markup =>
    html`<option value="${id}"${id === (visitor?.id ?? '') ? { markup: ' selected' } : null}>${name}</option>`;
  return html`<label class="who" data-tour="who"><span>${say.signedInAs}</span>
<select id="visitor" autocomplete="off">${option('', say.guest)}${visitors.map(({ id, name }) => option(id, name))}</select></label>`;
}

function footer(reader: Reader): Markup {
  const { say } = reader;
  return html`<footer><div>
<p class="wordmark"><img src="/shop/mark.svg" alt="" width="32" height="32"><span>${say.shop}</span></p>
<p>${say.footer}</p>
<p class="links"><a href="/forms?lang=${reader.language}">${say.forms}</a>
<button type="button" class="plain" id="tour">${say.tour}</button>
<a href="/console" data-tour="console">${say.console}</a></p>
</div></footer>`;
}

export const readerOf = (language: ShopLanguage, visitor: Visitor | undefined): Reader => ({
  ...{ language, visitor },
  say: words[language],
});
