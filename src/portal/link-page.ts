import { escapeHtml } from '../knowledge/message-html.js';
import { layout } from './ticket-page.js';
import { ticketWords } from './ticket-words.js';

export interface LinkPage {
  readonly language: string;
  readonly shop: string;
  /** An expired link is proof enough of whose it was: one press sends a new one. A broken one proves nothing. */
  readonly state: { readonly kind: 'expired'; readonly token: string } | { readonly kind: 'broken' | 'sent' };
}

/** Instead of the ticket: the link is too old or was cut, and how to get a new one. */
export function linkPage({ language, shop, state }: LinkPage): string {
  const words = ticketWords(language);
  const token = state.kind === 'expired' ? state.token : undefined;
  const [head, text] =
    state.kind === 'sent'
      ? [words.linkSentHead, words.linkSent]
      : state.kind === 'expired'
        ? [words.expiredHead, words.expiredText]
        : [words.brokenHead, words.brokenText];
  const fields =
    token === undefined
      ? `<label for="number">${words.number}</label>
<input id="number" type="text" name="number" required maxlength="20" autocomplete="off">
<label for="mail">${words.mail}</label>
<input id="mail" type="email" name="mail" required maxlength="254" autocomplete="email">`
      : `<input type="hidden" name="token" value="${escapeHtml(token)}">`;
  const form = `<form method="post" action="/ticket/new-link?lang=${language}">${fields}<button>${words.askLink}</button></form>`;
  return layout({
    ...{ language, shop, words, title: head, path: token === undefined ? '/ticket/new-link' : `/ticket/${token}` },
    content: `<h1>${head}</h1>\n<section class="card"><p>${text}</p>${state.kind === 'sent' ? '' : form}</section>`,
  });
}
