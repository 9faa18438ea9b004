import { fill } from '../../flows/fill.js';
import { escapeHtml } from '../../knowledge/message-html.js';
import { formWords, type FormWords } from './words.js';

/** Who reads a page of the forms, and where. */
export interface Reader {
  readonly language: string;
  /** The shop's languages. */
  readonly languages: readonly string[];
  readonly shop: string;
  readonly zone: string;
  readonly now: number;
}

export interface Drawn {
  /** As it stands on the tab, with what went wrong first. */
  readonly title: string;
  /** The page's own address, for the other languages. */
  readonly path: string;
  readonly content: string;
  /** Looks again by itself after so many seconds. */
  readonly refresh?: number;
  /** It may be shown to nobody but who has its address. */
  readonly isPrivate?: boolean;
}

/** A page made whole on the server. It works without a script; the one it names only keeps a button from being pressed twice. */
export function drawn(reader: Reader, { title, path, content, refresh, isPrivate = false }: Drawn): string {
  const { language, shop } = reader;
  const words = formWords(language);
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${isPrivate ? '<meta name="robots" content="noindex, nofollow">\n' : ''}${refresh === undefined ? '' : `<meta http-equiv="refresh" content="${refresh}">\n`}<title>${escapeHtml(title)} — ${escapeHtml(shop)}</title>
<link rel="stylesheet" href="/forms/page.css">
<script src="/forms/page.js" defer></script>
</head>
<body><div class="wide">
<header class="top"><a href="/forms?lang=${escapeHtml(language)}">${escapeHtml(shop)}</a>${otherLanguages(reader, path)}</header>
<main>
${content}
</main>
${isPrivate ? `<footer>${escapeHtml(words.keepPrivate)}</footer>\n` : ''}</div></body>
</html>
`;
}

function otherLanguages({ language, languages }: Reader, path: string): string {
  const links = languages
    .filter((one) => one !== language)
    .map((one) => {
      const name = new Intl.DisplayNames([one], { type: 'language' }).of(one) ?? one;
      return `<a href="${path}?lang=${escapeHtml(one)}" lang="${escapeHtml(one)}">${escapeHtml(name)}</a>`;
    });
  return `<span class="languages">${links.join(' ')}</span>`;
}

/** One of the pages' sentences, filled in and safe to stand in a page. */
export function say(
  { language, zone, now }: Reader,
  choose: (words: FormWords) => string,
  values: Readonly<Record<string, unknown>> = {},
): string {
  return escapeHtml(fill(choose(formWords(language)), values, { language, zone, now, tables: {} }));
}
