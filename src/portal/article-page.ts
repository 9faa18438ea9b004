import MarkdownIt from 'markdown-it';
import type { Article } from '../knowledge/articles.js';
import type { Offered } from './forms/list-page.js';
import { formWords } from './forms/words.js';

// html: false: whatever an editor pastes is shown as text; links keep only schemes that cannot run anything.
const markdown = new MarkdownIt({ html: false, linkify: false });
markdown.validateLink = (url) => /^(https?:|mailto:|[^:]*$)/i.test(url.trim());

/** An article as a page of its own: readable, printable, without a script. `errands`: forms that go further than it. */
export function articlePage({ title, body, language }: Article, shop: string, errands: readonly Offered[]): string {
  const content = markdown.render(body.replace(/\]\(([a-z0-9-]+)\.md\)/g, `](/help/${language}/$1)`));
  return `<!doctype html>
<html lang="${escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} — ${escape(shop)}</title>
<link rel="stylesheet" href="/help/page.css">
</head>
<body>
<header>${escape(shop)}</header>
<main>
<h1>${escape(title)}</h1>
${content}</main>
${next(language, errands)}</body>
</html>
`;
}

/** What a person can have done about it, and the way to all of that. */
function next(language: string, errands: readonly Offered[]): string {
  const lang = escape(encodeURIComponent(language));
  const links = errands.map(({ flow, title }) => `<li><a href="/form/${flow}?lang=${lang}">${escape(title)}</a></li>`);
  const all = `<li><a href="/forms?lang=${lang}">${escape(formWords(language).others)}</a></li>`;
  return `<nav aria-label="${escape(formWords(language).list)}"><ul>${links.join('')}${all}</ul></nav>
`;
}

export const articleStyle = `
:root { color-scheme: light dark; --ink: #1d2330; --paper: #ffffff; --quiet: #5b6475; --line: #dfe3ea; --link: #0b57a4 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebf1; --paper: #14171d; --quiet: #a4adbd; --line: #2c323d; --link: #86b9f2 } }
body { margin: 0; color: var(--ink); background: var(--paper); font: 16px/1.7 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif }
header, main, nav { max-width: 42rem; margin: 0 auto; padding: 1rem 1.25rem }
header { color: var(--quiet); border-bottom: 1px solid var(--line) }
h1 { font-size: 1.5rem; line-height: 1.35 } h2 { font-size: 1.15rem; margin-top: 2rem } a { color: var(--link) }
nav { border-top: 1px solid var(--line) } nav ul { list-style: none; margin: 0; padding: 0 } nav a { display: inline-flex; align-items: center; min-height: 2.75rem }
@media print { nav { display: none } }
table { border-collapse: collapse } td, th { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left }
`;

function escape(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (one) => names[one] ?? one);
}
