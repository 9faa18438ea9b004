import type { FormCheck } from '../../bot/form-question.js';
import type { SuggestedArticle } from '../../bot/form-standing.js';
import { escapeHtml, messageHtml } from '../../knowledge/message-html.js';
import { drawn, say, type Reader } from './page.js';
import { action, button, hidden, noticesOf, otherWays, type Open } from './question-page.js';

/** Everything that was answered, each with a way to change it, before it is sent. */
export function checkPage(reader: Reader, open: Open, check: FormCheck): string {
  const rows = check.rows.map(({ slot, label, display }) => {
    const unseen = `<span class="unseen"> (${escapeHtml(label)})</span>`;
    const change = button(`change:${slot}`, `${say(reader, (words) => words.change)}${unseen}`, 'link');
    return `<div><dt>${escapeHtml(label)}</dt><dd class="said-it">${escapeHtml(display)}</dd><dd class="change">${change}</dd></div>`;
  });
  const head = say(reader, (words) => words.check);
  return drawn(reader, {
    ...{ title: `${head} — ${open.form.title}`, path: open.path, isPrivate: true },
    content: [
      noticesOf(check.notices),
      `<p class="caption">${escapeHtml(open.form.title)}</p>`,
      `<h1>${head}</h1>`,
      `<form id="page" class="card" method="post" action="${action(reader, open)}">`,
      hidden(open, check.step),
      messageHtml(check.prompt),
      `<dl class="answers">${rows.join('\n')}</dl>`,
      `<p class="quiet">${say(reader, (words) => words.checkText)}</p>`,
      `<div class="actions">${button(
        'send',
        say(reader, ({ send, confirm }) => (check.toPerson ? send : confirm)),
        'first',
      )}`,
      check.canGoBack
        ? button(
            'back',
            say(reader, ({ back }) => back),
          )
        : '',
      '</div></form>',
      otherWays(reader, open),
    ].join('\n'),
  });
}

/** Articles that may have the answer already, before anybody is asked. */
export function suggestedPage(reader: Reader, open: Open, articles: readonly SuggestedArticle[]): string {
  const head = say(reader, (words) => words.suggested);
  const parts = articles.map(({ id, title, slug, language, excerpt }) => {
    const address = `/help/${encodeURIComponent(language)}/${encodeURIComponent(slug)}`;
    const named = `<span class="unseen">: ${escapeHtml(title)}</span>`;
    const read = `${say(reader, (words) => words.read)}${named} ${say(reader, ({ newTab }) => newTab)}`;
    return `<section class="article" lang="${escapeHtml(language)}"><h2>${escapeHtml(title)}</h2>
${messageHtml(excerpt)}<p><a href="${address}" target="_blank" rel="noopener">${read}</a></p>
${button(`solved:${id}`, `${say(reader, ({ solved }) => solved)}${named}`)}</section>`;
  });
  return drawn(reader, {
    ...{ title: `${head} — ${open.form.title}`, path: open.path, isPrivate: true },
    content: [
      `<p class="caption">${escapeHtml(open.form.title)}</p>`,
      `<h1>${head}</h1>`,
      `<form id="page" class="card" method="post" action="${action(reader, open)}">`,
      hidden(open, 'suggested'),
      `<p>${say(reader, (words) => words.suggestedText)}</p>`,
      parts.join('\n'),
      `<div class="actions">${button(
        'carry-on',
        say(reader, ({ carryOn }) => carryOn),
        'first',
      )}</div></form>`,
      otherWays(reader, open),
    ].join('\n'),
  });
}
