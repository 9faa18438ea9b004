import { escapeHtml } from '../knowledge/message-html.js';
import type { ShopReceipt } from '../shop/own/receipt.js';
import { receiptWords, type ReceiptWords } from './receipt-words.js';

export interface ReceiptPage {
  readonly language: 'en' | 'ja';
  readonly zone: string;
}

/**
 * A receipt (領収書) to print or to save as a PDF with the browser's own fonts: one A4 sheet. A PDF made here would need a
 * Japanese font of several megabytes in the product, and would show nothing more.
 */
export function receiptPage(receipt: ShopReceipt, { language, zone }: ReceiptPage): string {
  const words = receiptWords(language);
  const { content } = receipt;
  const paper: Paper = { receipt, words, money: moneyIn(language, content.currency), day: dayIn(language, zone) };
  const title = `${words.title} ${escapeHtml(receipt.number)} — ${escapeHtml(content.issuer)}`;
  return sheet({ language, title }, [
    `<p class="screen">${words.howToPrint}</p>`,
    `<main>\n${head(paper)}\n${linesOf(paper)}\n${taxesOf(paper)}\n${foot(paper)}\n</main>`,
  ]);
}

/** Instead of a receipt: the link is too old, or was cut. Whether there is such a receipt is not told. */
export function noReceiptPage({ language, shop }: { language: 'en' | 'ja'; shop: string }): string {
  const words = receiptWords(language);
  const title = `${words.title} — ${escapeHtml(shop)}`;
  return sheet({ language, title }, [`<main><h1>${words.title}</h1><p>${words.gone}</p></main>`]);
}

function sheet({ language, title }: { language: string; title: string }, content: readonly string[]): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="stylesheet" href="/receipt/page.css">
</head>
<body>
${content.join('\n')}
</body>
</html>
`;
}

interface Paper {
  readonly receipt: ShopReceipt;
  readonly words: ReceiptWords;
  readonly money: (amount: number) => string;
  readonly day: (at: number) => string;
}

function head({ receipt, words, money, day }: Paper): string {
  const { number, order, addressee, note, made, copy, content } = receipt;
  const again = copy > 1 ? `<p class="again">${words.again}</p>` : '';
  const taxed = content.taxes.length > 0 ? `<span class="taxed">${words.taxIncluded}</span>` : '';
  return `<header><h1>${words.title}</h1>${again}
<dl><div><dt>${words.number}</dt><dd>${escapeHtml(number)}</dd></div>
<div><dt>${words.issued}</dt><dd>${day(made)}</dd></div>
<div><dt>${words.order}</dt><dd>${escapeHtml(order)}</dd></div>
<div><dt>${words.sold}</dt><dd>${day(content.sold)}</dd></div></dl></header>
<p class="addressee">${addressed(words, addressee)}</p>
<p class="total"><span>${words.amount}</span> <strong>${money(content.total)}</strong>${taxed}</p>
<p class="note">${words.note.replace('{note}', () => escapeHtml(note === '' ? words.usualNote : note))}<br>${words.received}</p>`;
}

/** 「株式会社見本 御中」 has its honorific already; a second one would be a mistake on a document. */
function addressed(words: ReceiptWords, addressee: string): string {
  const frame = /(?:様|御中|殿|宛)$/.test(addressee) ? '{name}' : words.addressee;
  return frame.replace('{name}', () => escapeHtml(addressee === '' ? words.nobody : addressee));
}

function linesOf({ receipt: { content }, words, money }: Paper): string {
  const isReduced = (rate: number | null): boolean => rate === 8 && words.reducedMark !== '';
  const lines = content.lines.map(
    ({ name, quantity, amount, rate }) =>
      `<tr><td>${escapeHtml(name)}${isReduced(rate) ? ` ${words.reducedMark}` : ''}</td><td>${quantity}</td><td>${amount === null ? '' : money(amount)}</td></tr>`,
  );
  const extra = content.extra > 0 ? `<tr><td>${words.extra}</td><td></td><td>${money(content.extra)}</td></tr>` : '';
  const mark = content.lines.some(({ rate }) => isReduced(rate)) ? `<p class="quiet">${words.reducedNote}</p>` : '';
  return `<table><thead><tr><th>${words.goods}</th><th>${words.quantity}</th><th>${words.price}</th></tr></thead>
<tbody>${lines.join('\n')}${extra}</tbody></table>${mark}`;
}

function taxesOf({ receipt: { content }, words, money }: Paper): string {
  if (content.taxes.length === 0) return '';
  const rows = content.taxes.map(
    ({ rate, amount, tax }) =>
      `<tr><td>${words.rate.replace('{rate}', String(rate))}</td><td>${money(amount)}</td><td>${money(tax)}</td></tr>`,
  );
  return `<table class="taxes"><thead><tr><th></th><th>${words.taxedAmount}</th><th>${words.tax}</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
}

function foot({ receipt: { content }, words }: Paper): string {
  const { issuer, address, registration } = content;
  const lines = [
    `<strong>${escapeHtml(issuer)}</strong>`,
    ...(address === null ? [] : [escapeHtml(address)]),
    ...(registration === null ? [] : [`${words.registration} ${escapeHtml(registration)}`]),
  ];
  return `<footer><p>${lines.join('<br>')}</p><p class="quiet">${words.electronic}</p></footer>`;
}

const moneyIn = (language: string, currency: string): ((amount: number) => string) => {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  return (amount) => escapeHtml(format.format(amount));
};

const dayIn = (language: string, zone: string): ((at: number) => string) => {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone });
  return (at) => escapeHtml(format.format(at));
};

/** Ink on paper: the same on every screen, so that what is printed is what was seen. */
export const receiptStyle = `
@page{size:A4;margin:18mm}
*{box-sizing:border-box}
body{margin:0;background:#eceff3;color:#1d2330;font:16px/1.6 system-ui,"Hiragino Sans","Noto Sans JP",sans-serif;overflow-wrap:anywhere}
main{max-width:44rem;margin:1.5rem auto;padding:2.5rem;background:#fff}
.screen{max-width:44rem;margin:1.5rem auto 0;padding:0 1rem;color:#4a5364}
header{display:flex;flex-wrap:wrap;gap:1rem 2rem;justify-content:space-between;align-items:start}
h1{margin:0;font-size:2rem;letter-spacing:.2em}
.again{margin:0;padding:.2rem .8rem;border:2px solid #b42318;color:#b42318;font-weight:700}
dl{margin:0;font-size:.875rem}
dl div{display:flex;gap:1rem;justify-content:space-between}
dt{color:#4a5364}
dd{margin:0}
.addressee{font-size:1.25rem;border-bottom:1px solid #1d2330;padding-bottom:.25rem;margin:2rem 0 1.5rem}
.total{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline;padding:1rem 1.25rem;background:#f2f4f7;margin:0 0 1rem}
.total strong{font-size:1.9rem}
.taxed{color:#4a5364}
table{width:100%;border-collapse:collapse;margin:1.5rem 0 0}
th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #cfd5de}
th{font-size:.875rem;color:#4a5364;font-weight:600}
td:nth-child(n+2),th:nth-child(n+2){text-align:right;white-space:nowrap}
.taxes{width:auto;min-width:60%;margin-left:auto}
.quiet{font-size:.875rem;color:#4a5364}
footer{margin-top:2.5rem;text-align:right}
@media (max-width:32rem){main{padding:1.25rem;margin:1rem 0}}
@media print{body{background:none}main{max-width:none;margin:0;padding:0}.screen{display:none}.total{border:1px solid #1d2330}tr{break-inside:avoid}}
`;
