import { fill, type Wording } from '../flows/fill.js';
import { allowedTypes, shownTypes } from '../files/type.js';
import { escapeHtml, messageHtml, plainHtml } from '../knowledge/message-html.js';
import type { TicketSlot } from '../tickets/ticket.js';
import { limits, type Attachment, type Event } from '../wire.js';
import { shownEvent, type TicketView } from './ticket-view.js';
import { ticketWords, type TicketWords } from './ticket-words.js';

/** What became of the form that was sent: said on top of the page it leads back to. */
export type Notice =
  | { readonly done: keyof TicketWords['done'] }
  | { readonly problem: keyof TicketWords['problems']; readonly text: string };

export interface TicketPage {
  readonly view: TicketView;
  /** The link's own word: every form and file of the page hangs on it. */
  readonly token: string;
  readonly language: string;
  readonly shop: string;
  readonly zone: string;
  readonly now: number;
  readonly notice: Notice | undefined;
  /** Names what this page's form sends, so that pressing the button twice says it once. */
  readonly formId: string;
}

const megabytes = limits.fileBytes / 1024 / 1024;

/** The customer's own page of a ticket. It is made whole on the server and works without a script. */
export function ticketPage(page: TicketPage): string {
  const { view, language, shop, zone, now, token } = page;
  const words = ticketWords(language);
  const wording: Wording = { language, zone, now, tables: {} };
  const { ticket } = view;
  const say = (text: string, values: Readonly<Record<string, unknown>> = {}): string =>
    escapeHtml(fill(text, { ticket: ticket.number, ...limitsTold, ...values }, wording));
  const title = say(words.title);
  const parts: Parts = { page, words, say };
  return layout({
    ...{ language, shop, title, words, path: `/ticket/${token}` },
    content: [
      `<h1>${title}</h1><p class="subject">${escapeHtml(ticket.subject)}</p>`,
      noticeOf(parts),
      statusOf(parts),
      answerOf(parts),
      writingForm(parts),
      detailsOf(parts),
      ticket.status === 'solved' ? '' : solvedForm(parts),
      transcriptOf(parts),
      `<footer>${say(words.keepPrivate)} <a href="/forms?lang=${language}">${say(words.forms)}</a></footer>`,
    ].join('\n'),
  });
}

const limitsTold = { count: String(limits.filesPerMessage), size: String(megabytes) };

interface Parts {
  readonly page: TicketPage;
  readonly words: TicketWords;
  readonly say: (text: string, values?: Readonly<Record<string, unknown>>) => string;
}

function noticeOf({ page: { notice }, words, say }: Parts): string {
  if (!notice) return '';
  return 'done' in notice
    ? `<p class="card notice" role="status">${say(words.done[notice.done])}</p>`
    : `<p class="card notice problem" role="alert">${say(words.problems[notice.problem])}</p>`;
}

/** What happens next and by when, in a sentence. */
function statusOf({ page, words, say }: Parts): string {
  const { view, now } = page;
  const { ticket } = view;
  const promise = ticket.promise.at;
  const isAnswered = view.answer.length > 0 && ticket.status !== 'solved';
  const isLate = !isAnswered && ticket.status === 'waiting' && promise !== null && promise < now;
  const status = isAnswered ? 'answered' : ticket.status;
  const next = isLate
    ? words.next.late
    : status === 'waiting' && promise === null
      ? words.next.waitingNoPromise
      : status === 'open' && promise === null
        ? words.next.waitingNoPromise
        : words.next[status];
  const who = view.names.get(ticket.holder ?? '') ?? words.colleague;
  const values = { promise, who, closed: ticket.updated };
  return `<section class="card status${status === 'solved' ? ' solved' : isLate ? ' late' : ''}">
<h2>${say(words.status[status])}</h2>
<p>${say(withForms(next), values)}</p>
<p class="quiet">${say(withForms(words.opened), { opened: ticket.opened })}</p>
</section>`;
}

/** Every time on the page is written the same way. */
const withForms = (text: string): string => text.replace(/\{(promise|opened|closed)\}/g, '{$1:moment}');

function answerOf({ page: { view, token }, words, say }: Parts): string {
  if (view.answer.length === 0) return '';
  const said = view.answer.map((event) =>
    event.body?.kind === 'message'
      ? `${messageHtml(event.body.message.text)}${filesOf(event.body.message.attachments ?? [], token)}`
      : '',
  );
  return `<section class="card"><h2>${say(words.answer)}</h2><div class="answer">${said.join('')}</div></section>`;
}

function writingForm({ page, words, say }: Parts): string {
  const { token, view, notice, formId } = page;
  const text = notice && 'problem' in notice ? notice.text : '';
  const head = view.ticket.status === 'solved' ? words.writeSolved : words.write;
  return `<section class="card" id="write"><h2>${say(head)}</h2>
<form method="post" action="/ticket/${token}/message?lang=${page.language}" enctype="multipart/form-data">
<input type="hidden" name="form" value="${formId}">
<label for="text">${say(words.message)}</label>
<textarea id="text" name="text" maxlength="${limits.textCharacters}">${escapeHtml(text)}</textarea>
<label for="files">${say(words.photos)}</label>
<input id="files" type="file" name="files" multiple accept="${allowedTypes.join(',')}">
<p class="quiet">${say(words.photosHint)}</p>
<button>${say(words.send)}</button>
</form></section>`;
}

function detailsOf({ page, words, say }: Parts): string {
  const { view, token, formId } = page;
  const { slots, status } = view.ticket;
  if (slots.length === 0) return '';
  const isOpen = status !== 'solved';
  const correcting = ({ name, label, display }: TicketSlot): string =>
    `<details><summary>${say(words.correct)}<span class="unseen"> (${escapeHtml(label)})</span></summary>
<form method="post" action="/ticket/${token}/detail?lang=${page.language}">
<input type="hidden" name="form" value="${formId}"><input type="hidden" name="name" value="${escapeHtml(name)}">
<label for="slot-${escapeHtml(name)}">${say(words.newValue)}</label>
<input id="slot-${escapeHtml(name)}" type="text" name="value" value="${escapeHtml(display)}" maxlength="300" required>
<button>${say(words.save)}</button>
</form></details>`;
  const rows = slots
    .filter(({ state }) => state !== 'refused')
    .map(
      (slot) =>
        `<div class="detail"><dt>${escapeHtml(slot.label)}</dt><dd>${escapeHtml(slot.display)}${isOpen ? correcting(slot) : ''}</dd></div>`,
    );
  return `<section class="card"><h2>${say(words.details)}</h2><dl>${rows.join('\n')}</dl></section>`;
}

function solvedForm({ page: { token, formId, language }, words, say }: Parts): string {
  return `<section class="card"><h2>${say(words.solvedHead)}</h2>
<form method="post" action="/ticket/${token}/solved?lang=${language}">
<input type="hidden" name="form" value="${formId}">
<p>${say(words.solvedText)}</p>
<button class="second">${say(words.solvedButton)}</button>
</form></section>`;
}

function transcriptOf(parts: Parts): string {
  const { page, words, say } = parts;
  let day = '';
  const lines = page.view.events.flatMap((event) => {
    const line = lineOf(parts, event);
    if (line === '') return [];
    const before = day;
    day = say('{at:date}', { at: event.time });
    return before === day ? [line] : [`<li class="day">${day}</li>`, line];
  });
  return `<section class="card"><h2>${say(words.transcript)}</h2><ol class="log">${lines.join('\n')}</ol></section>`;
}

function lineOf(parts: Parts, event: Event): string {
  const { page, words, say } = parts;
  const body = shownEvent(event)?.body;
  if (body === undefined) return '';
  if (body === null) return `<li class="happened">${say(words.erased)}</li>`;
  const at = { at: event.time };
  if (body.kind === 'message') {
    const who = speaker(parts, event);
    const { text, language, attachments = [] } = body.message;
    const content = event.author === 'customer' ? plainHtml(text) : messageHtml(text);
    return `<li class="${event.author.split(':')[0] ?? ''}"><p class="by"><b>${escapeHtml(who)}</b> <span>${say('{at:time}', at)}</span></p>
<div class="said" lang="${escapeHtml(language)}">${text.trim() === '' ? '' : content}${filesOf(attachments, page.token)}</div></li>`;
  }
  const happened =
    body.kind === 'ticket' && body.change !== 'updated'
      ? say(words.events[body.change], { ticket: body.number })
      : body.kind === 'owner' && body.to.status === 'agent'
        ? say(words.events.claimed, { who: body.name ?? words.colleague })
        : undefined;
  return happened === undefined ? '' : `<li class="happened">${happened} <span>· ${say('{at:time}', at)}</span></li>`;
}

function speaker({ page: { view }, words }: Parts, { author }: Event): string {
  if (author === 'customer') return words.you;
  if (!author.startsWith('agent:')) return words.bot;
  return view.names.get(author.slice('agent:'.length)) ?? words.colleague;
}

/** A browser shows the pictures; everything else it is offered to save. */
function filesOf(files: readonly Attachment[], token: string): string {
  if (files.length === 0) return '';
  const items = files.map(({ id, name, type }) => {
    const url = `/ticket/${token}/files/${escapeHtml(id)}`;
    const shown = shownTypes.includes(type)
      ? `<img src="${url}" alt="${escapeHtml(name)}" loading="lazy">`
      : escapeHtml(name);
    return `<li><a href="${url}">${shown}</a></li>`;
  });
  return `<ul class="files">${items.join('')}</ul>`;
}

export interface Layout {
  readonly language: string;
  readonly shop: string;
  readonly title: string;
  readonly words: TicketWords;
  /** The page's own address, for the other language. */
  readonly path: string;
  readonly content: string;
}

export function layout({ language, shop, title, words, path, content }: Layout): string {
  const { code, label } = words.otherLanguage;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title} — ${escapeHtml(shop)}</title>
<link rel="stylesheet" href="/ticket/page.css">
</head>
<body><div class="wide">
<header class="top"><span>${escapeHtml(shop)}</span><a href="${path}?lang=${code}" lang="${code}">${label}</a></header>
<main>
${content}
</main>
</div></body>
</html>
`;
}
