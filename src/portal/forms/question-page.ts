import type { FormConversation } from '../../bot/form-standing.js';
import type { FormQuestion } from '../../bot/form-question.js';
import { escapeHtml, messageHtml } from '../../knowledge/message-html.js';
import { limits } from '../../wire.js';
import { field } from './field.js';
import { drawn, say, type Reader } from './page.js';
import type { FormProblem } from './words.js';

/** A form under way as its pages need it. */
export interface Open {
  readonly form: FormConversation;
  /** The page's own address, without the language. */
  readonly path: string;
  /** Names what this page posts, so that pressing twice says it once. */
  readonly pageId: string;
}

/** What was posted in vain: nothing of it has reached the bot. */
export interface Vain {
  readonly problem: FormProblem;
  readonly typed: string;
}

/** One question, with what the bot said before it and every way on from it. */
export function questionPage(reader: Reader, open: Open, question: FormQuestion, vain?: Vain): string {
  const problem = vain
    ? problemIn(reader, vain)
    : question.problem && escapeHtml(question.problem).replaceAll('\n', '<br>');
  const { before, asks, behind } = parted(question.prompt, question.label);
  const hints = [
    ...(behind === '' ? [] : [messageHtml(behind)]),
    ...(question.example === undefined
      ? []
      : [`<p>${say(reader, ({ example }) => example, { example: question.example })}</p>`]),
    ...(question.kind === 'photo' ? [`<p>${say(reader, ({ photoHint }) => photoHint, limitsTold)}</p>`] : []),
  ];
  const lead = before === '' ? '' : `<div class="lead" id="lead">${messageHtml(before)}</div>\n`;
  const hint = hints.length === 0 ? '' : `<div class="hint" id="hint">${hints.join('')}</div>\n`;
  const last = question.isLastTry ? `<br>${say(reader, ({ lastTry }) => lastTry)}` : '';
  const wrong = problem === undefined ? '' : `<p class="field-problem" id="wrong">${problem}${last}</p>\n`;
  const optional = question.optional ? ` <small>${say(reader, (words) => words.optional)}</small>` : '';
  const body = field(reader, {
    question,
    asks: `${escapeHtml(asks)}${optional}`,
    between: `${hint}${wrong}`,
    describedBy: [lead && 'lead', hint && 'hint', wrong && 'wrong'].filter((id) => id !== '').join(' '),
    isWrong: problem !== undefined,
    typed: vain?.typed ?? question.before,
  });
  const isFile = question.kind === 'photo';
  return drawn(reader, {
    title: `${problem === undefined ? '' : `${say(reader, ({ error }) => error)} `}${asks} — ${open.form.title}`,
    path: open.path,
    isPrivate: true,
    content: [
      problem === undefined ? '' : summary(reader, problem),
      noticesOf(question.notices),
      `<p class="caption">${escapeHtml(open.form.title)}</p>`,
      `<form id="page" class="card" method="post" action="${action(reader, open)}" novalidate${isFile ? ' enctype="multipart/form-data"' : ''}>`,
      hidden(open, question.step),
      `${lead}<div${problem === undefined ? '' : ' class="wrong"'}>${body}</div>`,
      `<div class="actions"><button>${say(reader, (words) => words.continue)}</button>`,
      question.optional
        ? button(
            'skip',
            say(reader, ({ skip }) => skip),
          )
        : '',
      question.canGoBack
        ? button(
            'back',
            say(reader, ({ back }) => back),
          )
        : '',
      `</div></form>`,
      otherWays(reader, open),
    ].join('\n'),
  });
}

/** Why a page was sent in vain. */
export const problemIn = (reader: Reader, { problem }: Vain): string =>
  say(reader, ({ problems }) => problems[problem], limitsTold);

const limitsTold = { count: String(limits.filesPerMessage), size: String(limits.fileBytes / 1024 / 1024) };

export const action = ({ language }: Reader, { path }: Open): string => `${path}?lang=${escapeHtml(language)}`;

export const hidden = ({ pageId }: Open, step: string): string =>
  `<input type="hidden" name="page" value="${pageId}"><input type="hidden" name="step" value="${escapeHtml(step)}">`;

export const button = (act: string, label: string, look = 'second'): string =>
  `<button class="${look}" name="act" value="${escapeHtml(act)}">${label}</button>`;

/** What the bot said on the way here. */
export const noticesOf = (notices: readonly string[]): string =>
  notices.length === 0 ? '' : `<div class="card" role="status">${notices.map(messageHtml).join('')}</div>`;

function summary(reader: Reader, problem: string): string {
  return `<div class="card notice problem" role="alert" id="problem" tabindex="-1">
<h2>${say(reader, (words) => words.problem)}</h2>
<ul><li><a href="#answer">${problem}</a></li></ul>
</div>`;
}

/**
 * On every page of a form under way: stop for now, or have a person instead. The buttons belong to the page's form: what was
 * typed and not sent goes to the person too.
 */
export function otherWays(reader: Reader, open: Open): string {
  const way = (act: string, label: string): string =>
    `<button class="link" form="page" name="act" value="${act}">${label}</button>`;
  return `<section class="others"><h2>${say(reader, (words) => words.otherWays)}</h2>
<a href="${open.path}/later?lang=${escapeHtml(reader.language)}">${say(reader, ({ later }) => later)}</a>
${way(
  'person',
  say(reader, ({ person }) => person),
)}
${way(
  'cancel',
  say(reader, ({ cancel }) => cancel),
)}
</section>`;
}

const longestHeading = 110;

/**
 * A prompt of several sentences is a heading and hints: the heading is its last question, or all of it when it is short.
 * 「ご注文番号をご入力ください。」 asks as well.
 */
function parted(prompt: string, label: string): { before: string; asks: string; behind: string } {
  const sentences = prompt.split(/(?<=[.!?](?=\s)|[。！？\n])/u).filter((one) => one.trim() !== '');
  const at = sentences.findLastIndex((one) => /[?？]\s*$|(?:ください|願いします|でしょうか|ますか)。?\s*$/u.test(one));
  const joined = (some: readonly string[]): string => some.join('').trim();
  const asks = (sentences[at] ?? '').trim();
  if (at >= 0 && asks.length <= longestHeading)
    return { before: joined(sentences.slice(0, at)), asks, behind: joined(sentences.slice(at + 1)) };
  if (prompt.length <= longestHeading) return { before: '', asks: prompt.trim(), behind: '' };
  return { before: prompt, asks: label, behind: '' };
}
