import type { FormStanding } from '../../bot/form-standing.js';
import { escapeHtml, messageHtml } from '../../knowledge/message-html.js';
import { drawn, say, type Reader } from './page.js';
import { action, button, hidden, problemIn, type Open, type Vain } from './question-page.js';

type Ended = Extract<FormStanding, { kind: 'ended' }>;

const goodEnds: ReadonlySet<Ended['how']> = new Set(['done', 'ticket', 'person', 'solved']);

/** How a form ended, in the bot's words, and what there is to do next. `ticket`: where its page is. */
export function outcomePage(
  reader: Reader,
  open: Open,
  ended: Ended,
  { ticket, vain }: { ticket: string | undefined; vain: Vain | undefined },
): string {
  const head = say(reader, (words) => words.ended[ended.how]);
  const { form } = open;
  const number =
    ended.ticket === undefined
      ? ''
      : `<p class="number">${say(reader, (words) => words.number)}: ${escapeHtml(ended.ticket)}</p>`;
  const link =
    ticket === undefined
      ? ''
      : `<p class="links"><a href="${escapeHtml(ticket)}?lang=${escapeHtml(reader.language)}">${say(reader, (words) => words.ticket)}</a></p>`;
  return drawn(reader, {
    ...{ title: `${head} — ${form.title}`, path: open.path, isPrivate: true },
    content: [
      `<p class="caption">${escapeHtml(form.title)}</p>`,
      `<h1>${head}</h1>`,
      `<section class="card status${goodEnds.has(ended.how) ? ' solved' : ''}">${number}${ended.said.map(messageHtml).join('')}${link}</section>`,
      ended.asksMail ? mailForm(reader, open, vain) : '',
      nextOf(reader, form.flow, ended.how),
    ].join('\n'),
  });
}

function nextOf(reader: Reader, flow: string, how: Ended['how'] | 'gone'): string {
  const { language } = reader;
  const again = ['cancelled', 'stopped', 'refused', 'gone'].includes(how)
    ? `<a href="/form/${escapeHtml(flow)}?lang=${escapeHtml(language)}">${say(reader, (words) => words.again)}</a>`
    : '';
  return `<p class="links others">${again}<a href="/forms?lang=${escapeHtml(language)}">${say(reader, ({ others }) => others)}</a></p>`;
}

/** The bot has asked where the answer may go. */
function mailForm(reader: Reader, open: Open, vain: Vain | undefined): string {
  const wrong = vain && `<p class="field-problem" id="wrong" role="alert">${problemIn(reader, vain)}</p>`;
  return `<form class="card" method="post" action="${action(reader, open)}" novalidate>
${hidden(open, 'mail')}<h2>${say(reader, ({ mailHead }) => mailHead)}</h2>
<label for="name">${say(reader, ({ name }) => name)} <small>${say(reader, ({ optional }) => optional)}</small></label>
<input id="name" type="text" name="name" maxlength="100" autocomplete="name">
<label for="mail">${say(reader, ({ mail }) => mail)}</label>
${wrong ?? ''}<input id="mail" type="email" name="mail" maxlength="254" autocomplete="email"${wrong === undefined ? '' : ' aria-invalid="true" aria-describedby="wrong"'}>
<div class="actions">${button(
    'mail',
    say(reader, ({ send }) => send),
    'first',
  )}
${button(
  'no-mail',
  say(reader, ({ noMail }) => noMail),
)}</div></form>`;
}

/** Worked on: the page looks again by itself. */
export function busyPage(reader: Reader, open: Open, said: readonly string[]): string {
  const head = say(reader, ({ busy }) => busy);
  return drawn(reader, {
    ...{ title: `${head} — ${open.form.title}`, path: open.path, isPrivate: true, refresh: 3 },
    content: `<p class="caption">${escapeHtml(open.form.title)}</p>
<h1>${head}</h1>
<section class="card" role="status">${said.map(messageHtml).join('')}<p>${say(reader, ({ busyText }) => busyText)}</p>
<p class="links"><a href="${action(reader, open)}">${say(reader, ({ look }) => look)}</a></p></section>`,
  });
}

/** Its place can no longer be read; the bot begins it again with what was given. */
export function lostPage(reader: Reader, open: Open): string {
  const head = say(reader, ({ lost }) => lost);
  return drawn(reader, {
    ...{ title: `${head} — ${open.form.title}`, path: open.path, isPrivate: true },
    content: `<h1>${head}</h1>
<form class="card" method="post" action="${action(reader, open)}">
${hidden(open, 'lost')}<p>${say(reader, ({ lostText }) => lostText)}</p>
<div class="actions">${button(
      'repeat',
      say(reader, ({ goOn }) => goOn),
      'first',
    )}</div></form>`,
  });
}

/** How to come back: the address, and until when it works. */
export function laterPage(reader: Reader, open: Open, { address, until }: { address: string; until: number }): string {
  const head = say(reader, ({ laterHead }) => laterHead);
  return drawn(reader, {
    ...{ title: `${head} — ${open.form.title}`, path: `${open.path}/later`, isPrivate: true },
    content: `<p class="caption">${escapeHtml(open.form.title)}</p>
<h1>${head}</h1>
<section class="card"><p>${say(reader, ({ laterText }) => laterText)}</p>
<label for="address">${say(reader, (words) => words.address)}</label>
<input id="address" type="text" readonly value="${escapeHtml(address)}">
<p class="quiet">${say(reader, ({ laterUntil }) => laterUntil.replace('{until}', '{until:date}'), { until })}</p>
<p class="links"><a href="${action(reader, open)}">${say(reader, ({ goOn }) => goOn)}</a></p></section>`,
  });
}

/** Instead of a form: its address is too old or was cut, or there is none of this name. Nothing is told of what it held. */
export function gonePage(reader: Reader, why: 'expired' | 'broken' | 'none', flow: string | undefined): string {
  const head = say(reader, (words) => words[why]);
  const path = flow === undefined ? '/forms' : `/form/${flow}`;
  const next =
    flow === undefined
      ? `<p class="links"><a href="/forms?lang=${escapeHtml(reader.language)}">${say(reader, ({ others }) => others)}</a></p>`
      : nextOf(reader, flow, 'gone');
  return drawn(reader, {
    ...{ title: head, path },
    content: `<h1>${head}</h1>\n<section class="card"><p>${say(reader, (words) => words[`${why}Text`])}</p></section>\n${next}`,
  });
}
