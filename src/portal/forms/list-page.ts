import { escapeHtml } from '../../knowledge/message-html.js';
import type { PublishedFlow } from '../../flows/published.js';
import type { FlowWords } from '../../flows/words.js';
import { drawn, say, type Reader } from './page.js';
import { problemIn, type Vain } from './question-page.js';

/** A flow that is offered as a form, in the reader's language. */
export interface Offered {
  readonly flow: string;
  readonly title: string;
  readonly about: string | undefined;
}

export interface Unfinished {
  readonly path: string;
  readonly title: string;
  readonly begun: number;
}

/** A flow as a form, or undefined: a block is none, nor is what its editor keeps out, nor what this language has no words for. */
export function offeredAs(
  { flow, words }: PublishedFlow,
  language: string,
): (Offered & { words: FlowWords }) | undefined {
  const own = words[language];
  if (flow.block || !flow.form || !own) return undefined;
  return { flow: flow.flow, title: own.title, about: own.about, words: own };
}

/** Every form there is, and those this browser has begun. */
export function listPage(
  reader: Reader,
  {
    offered,
    unfinished,
    forgotten,
  }: { offered: readonly Offered[]; unfinished: readonly Unfinished[]; forgotten: boolean },
): string {
  const lang = escapeHtml(reader.language);
  const head = say(reader, ({ list }) => list);
  const items = offered.map(
    ({ flow, title, about }) =>
      `<li><a href="/form/${flow}?lang=${lang}">${escapeHtml(title)}</a>${about === undefined ? '' : `<p>${escapeHtml(about)}</p>`}</li>`,
  );
  return drawn(reader, {
    ...{ title: head, path: '/forms' },
    content: [
      forgotten ? `<p class="card notice" role="status">${say(reader, (words) => words.forgotten)}</p>` : '',
      `<h1>${head}</h1>\n<p class="about">${say(reader, ({ listText }) => listText)}</p>`,
      unfinishedOf(reader, unfinished),
      `<section class="card"><ul class="forms">${items.join('\n')}</ul></section>`,
    ].join('\n'),
  });
}

function unfinishedOf(reader: Reader, unfinished: readonly Unfinished[]): string {
  if (unfinished.length === 0) return '';
  const items = unfinished.map(
    ({ path, title, begun }) =>
      `<li><a href="${path}">${escapeHtml(title)}</a><p>${say(reader, (words) => words.begun.replace('{begun}', '{begun:moment}'), { begun })}</p></li>`,
  );
  return `<section class="card"><h2>${say(reader, (words) => words.unfinished)}</h2>
<ul class="forms">${items.join('\n')}</ul>
<form method="post" action="/forms/forget?lang=${escapeHtml(reader.language)}"><button class="link">${say(reader, ({ forget }) => forget)}</button></form></section>`;
}

/** What a form is for, and the button that begins it. `opening`: it asks what it is about, and looks for an answer first. */
export function startPage(
  reader: Reader,
  { offered, opening, pageId, vain }: { offered: Offered; opening: boolean; pageId: string; vain?: Vain | undefined },
): string {
  const { flow, title, about } = offered;
  const field = opening
    ? `<label for="text">${say(reader, (words) => words.about)} <small>${say(reader, ({ optional }) => optional)}</small></label>
<p class="hint" id="text-hint">${say(reader, ({ aboutHint }) => aboutHint)}</p>
<textarea id="text" name="text" maxlength="1000" aria-describedby="text-hint">${escapeHtml(vain?.typed ?? '')}</textarea>`
    : '';
  const problem =
    vain === undefined ? '' : `<p class="card notice problem" role="alert">${problemIn(reader, vain)}</p>\n`;
  return drawn(reader, {
    ...{ title, path: `/form/${flow}` },
    content: `${problem}<h1>${escapeHtml(title)}</h1>
${about === undefined ? '' : `<p class="about">${escapeHtml(about)}</p>`}
<form class="card" method="post" action="/form/${flow}?lang=${escapeHtml(reader.language)}">
<input type="hidden" name="page" value="${pageId}">
${field}<p class="quiet">${say(reader, ({ startHint }) => startHint)}</p>
<div class="actions"><button>${say(reader, ({ start }) => start)}</button></div>
</form>
<p class="links"><a href="/forms?lang=${escapeHtml(reader.language)}">${say(reader, ({ others }) => others)}</a></p>`,
  });
}
