import type { FormQuestion } from '../../bot/form-question.js';
import { allowedTypes } from '../../files/type.js';
import { escapeHtml } from '../../knowledge/message-html.js';
import { limits } from '../../wire.js';
import { say, type Reader } from './page.js';

/** The part of a page that takes the answer, and the ids of what describes it. */
export interface Field {
  readonly question: FormQuestion;
  /** The question itself, as markup. */
  readonly asks: string;
  /** What stands between the question and the place for the answer: hints, and why the last answer was not taken. */
  readonly between: string;
  readonly describedBy: string;
  readonly isWrong: boolean;
  /** What was typed: it stands there again. */
  readonly typed: string;
}

/** More choices than this are easier to find in a list that opens. */
const radiosAtMost = 8;

/** The right place for the answer by the kind of the slot. The first that takes it has the id `answer`. */
export function field(reader: Reader, one: Field): string {
  const { question } = one;
  const choices = choicesOf(reader, question);
  if (choices.length > 0) {
    if (question.several) return ticked(one, choices, 'checkbox');
    const list = choices.length > radiosAtMost;
    const offered = list ? labelled(one) + selected(reader, one, choices) : ticked(one, choices, 'radio');
    return offered + (question.freely ? somethingElse(reader, one, choices) : '');
  }
  return labelled(one) + input(reader, one);
}

/** A question of yes or no has its two answers without its flow naming them. */
export function choicesOf(reader: Reader, question: FormQuestion): FormQuestion['choices'] {
  if (question.choices.length > 0 || question.kind !== 'yes-no') return question.choices;
  return [
    { value: 'yes', label: say(reader, ({ yes }) => yes) },
    { value: 'no', label: say(reader, ({ no }) => no) },
  ];
}

const labelled = ({ asks, between }: Field): string =>
  `<h1 class="question"><label for="answer">${asks}</label></h1>\n${between}`;

const described = ({ describedBy, isWrong }: Field): string =>
  `${describedBy === '' ? '' : ` aria-describedby="${describedBy}"`}${isWrong ? ' aria-invalid="true"' : ''}`;

function ticked(one: Field, choices: FormQuestion['choices'], type: 'radio' | 'checkbox'): string {
  const before = new Set(one.typed.split('\n'));
  const options = choices.map(({ value, label }, place) => {
    const id = place === 0 ? 'answer' : `answer-${place}`;
    const name = type === 'radio' ? 'choice' : `choice.${place}`;
    const checked = before.has(value) ? ' checked' : '';
    return `<li><label for="${id}"><input id="${id}" type="${type}" name="${name}" value="${escapeHtml(value)}"${checked}> <span>${escapeHtml(label)}</span></label></li>`;
  });
  return `<fieldset${described(one)}><legend><h1 class="question">${one.asks}</h1></legend>
${one.between}<ul class="options">
${options.join('\n')}
</ul></fieldset>`;
}

function selected(reader: Reader, one: Field, choices: FormQuestion['choices']): string {
  const options = choices.map(
    ({ value, label }) =>
      `<option value="${escapeHtml(value)}"${value === one.typed ? ' selected' : ''}>${escapeHtml(label)}</option>`,
  );
  const none = `<option value="">${say(reader, ({ choose }) => choose)}</option>`;
  return `<select id="answer" name="choice"${described(one)}>${none}${options.join('')}</select>`;
}

/** Likely meant, but perhaps none of them: then it is written once more. */
function somethingElse(reader: Reader, { typed }: Field, choices: FormQuestion['choices']): string {
  const written = choices.some(({ value }) => value === typed) ? '' : typed;
  return `<label for="else">${say(reader, (words) => words.somethingElse)}</label>
<input id="else" type="text" name="text" value="${escapeHtml(written)}" maxlength="300" autocomplete="off">`;
}

function input(reader: Reader, one: Field): string {
  const { question, typed } = one;
  const rest = `id="answer"${described(one)}`;
  const value = ` value="${escapeHtml(typed)}"`;
  switch (question.kind) {
    case 'text':
      return `<textarea ${rest} name="text" maxlength="${limits.textCharacters}">${escapeHtml(typed)}</textarea>`;
    case 'address':
      return `<textarea ${rest} name="text" maxlength="600" autocomplete="street-address">${escapeHtml(typed)}</textarea>`;
    case 'photo':
      return `<input ${rest} type="file" name="files" multiple accept="${allowedTypes.join(',')}">`;
    case 'email':
      return `<input ${rest} type="email" name="text"${value} maxlength="254" autocomplete="email" inputmode="email">`;
    case 'phone':
      return `<input ${rest} type="tel" name="text"${value} maxlength="60" autocomplete="tel">`;
    case 'contact':
      return `<input ${rest} type="text" name="text"${value} maxlength="254" autocomplete="email">`;
    case 'count':
    case 'number':
      return `<input ${rest} type="text" name="text"${value} maxlength="60" inputmode="numeric" autocomplete="off">`;
    case 'date':
      return dateInput(reader, rest, typed);
    default:
      return `<input ${rest} type="text" name="text"${value} maxlength="300" autocomplete="off" spellcheck="false">`;
  }
}

/** A day from the calendar, or "next Friday": the second is the quicker way for many, and for those without a calendar the only one. */
function dateInput(reader: Reader, rest: string, typed: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(typed);
  const inWords = isDay ? '' : typed;
  return `<input ${rest} type="date" name="day"${isDay ? ` value="${typed}"` : ''}>
<details${inWords === '' ? '' : ' open'}><summary>${say(reader, (words) => words.inWords)}</summary>
<label for="written" class="unseen">${say(reader, (words) => words.inWords)}</label>
<input id="written" type="text" name="text" value="${escapeHtml(inWords)}" maxlength="100" autocomplete="off"></details>`;
}
