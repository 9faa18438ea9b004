import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { FormQuestion } from '../../bot/form-question.js';
import type { FormConversation } from '../../bot/form-standing.js';
import { formatFormValue, parseFormValue } from '../../conversations/form-value.js';
import { receiveFile, type Received } from '../../files/receive.js';
import type { Door } from '../../conversations/say.js';
import { limits, type Message } from '../../wire.js';
import { readFileForm, readPlainForm } from '../read-form.js';
import { choicesOf } from './field.js';
import type { Reader } from './page.js';
import { formWords, type FormProblem, type FormWords } from './words.js';

/** What a page has posted. */
export interface Posted {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: readonly Received[];
}

/** A page with a place for photos sends them with it; all others send plain fields. `told`: the fields, also when it fails. */
export async function readPosted(
  door: Door,
  incoming: IncomingMessage,
  { upload, told }: { upload: () => Promise<void>; told: Map<string, string> },
): Promise<Posted> {
  if (!/^multipart\//i.test(incoming.headers['content-type'] ?? '')) {
    const fields = await readPlainForm(incoming);
    for (const [name, value] of fields) told.set(name, value);
    return { fields, files: [] };
  }
  const keep = async (name: string, content: Readable): Promise<Received> => {
    await upload();
    return receiveFile(door, name, content);
  };
  return readFileForm(incoming, keep, (name, value) => void told.set(name, value));
}

/** What the customer says with it; or why there is nothing to say; or nothing, when the page was of another moment. */
export type Meant =
  | {
      readonly kind: 'say';
      readonly message: Pick<Message, 'text' | 'value' | 'answers'>;
      /** Chosen beside a button that leads away from the question, files are not sent. */
      readonly withFiles: boolean;
    }
  | { readonly kind: 'vain'; readonly problem: FormProblem; readonly typed: string }
  | { readonly kind: 'stale' };

const said = (text: string, value: string | undefined, answers?: Message['answers']): Meant => ({
  kind: 'say',
  message: { text, ...(value === undefined ? {} : { value }), ...(answers ? { answers } : {}) },
  withFiles: value === '@person' || parseFormValue(value)?.kind === 'answer',
});

/**
 * The buttons and fields of a page as the customer's message. What it says of itself is compared with where the form really
 * stands: the step it asked, the choices it offered. Nothing is judged here; that is the bot's.
 */
export function meantBy(reader: Reader, { standing }: FormConversation, { fields, files }: Posted): Meant {
  const words = formWords(reader.language);
  const act = fields.get('act') ?? 'answer';
  const step = fields.get('step') ?? '';
  if (standing.kind === 'ended')
    return standing.asksMail && step === 'mail' ? mailMeant(words, act, fields) : { kind: 'stale' };
  if (standing.kind === 'lost') return said(words.goOn, '@repeat');
  if (standing.kind === 'busy' || standing.kind === 'new') return { kind: 'stale' };
  if (act === 'person') return personMeant(words, fields);
  if (act === 'cancel') return said(words.cancel, '@cancel');
  if (standing.kind === 'suggested') return suggestedMeant(words, standing, act);
  const at = standing.kind === 'check' ? standing.check : standing.question;
  if (at.step !== step) return { kind: 'stale' };
  if (act === 'back') return said(words.back, '@back');
  if (standing.kind === 'question')
    return act === 'skip' ? said(words.skip, '@skip') : answerMeant(reader, standing.question, { fields, files });
  const [, slot] = /^change:(\w{1,60})$/.exec(act) ?? [];
  const row = standing.check.rows.find((one) => one.slot === slot);
  if (row) return said(`${words.change}: ${row.label}`, `@change:${row.slot}`);
  const send = standing.check.toPerson ? words.send : words.confirm;
  return act === 'send' ? said(send, formatFormValue({ kind: 'answer', step, chosen: 'yes' })) : { kind: 'stale' };
}

/** What stands in the field unsent is told to the person who takes over. */
function personMeant({ person }: FormWords, fields: Posted['fields']): Meant {
  const typed = (fields.get('text') ?? '').slice(0, limits.textCharacters - 100).trim();
  return said(typed === '' ? person : `${person}\n${typed}`, '@person');
}

function answerMeant(reader: Reader, question: FormQuestion, { fields, files }: Posted): Meant {
  const { step, optional } = question;
  const words = formWords(reader.language);
  const answer = (text: string, chosen?: string): Meant =>
    said(text, formatFormValue({ kind: 'answer', step, chosen }));
  const nothing = (problem: FormProblem): Meant =>
    optional ? said(words.skip, '@skip') : { kind: 'vain', problem, typed: '' };
  if (question.kind === 'photo') return files.length > 0 ? answer('') : nothing('emptyPhoto');
  const choices = choicesOf(reader, question);
  const text = (fields.get('text') ?? '').slice(0, limits.textCharacters).trim();
  const ticked = [...fields].flatMap(([name, value]) => (/^choice(\.\d{1,2})?$/.test(name) ? [value] : []));
  const chosen = choices.filter(({ value }) => ticked.includes(value));
  const values = chosen.map(({ value }) => value).join('\n');
  if (chosen.length > 0 && !(question.freely && isAnew(question, text, values))) {
    const labels = chosen.map(({ label }) => label).join(reader.language.startsWith('ja') ? '、' : ', ');
    return answer(labels, values);
  }
  if (choices.length > 0 && !question.freely) return nothing('emptyChoice');
  const day = /^\d{4}-\d\d-\d\d$/.exec((fields.get('day') ?? '').trim())?.[0] ?? '';
  const written = text === '' || isAnew(question, day, text) ? day || text : text;
  return written === '' ? nothing(question.freely ? 'emptyChoice' : 'empty') : answer(written);
}

/** Where an answer has two places, what stood in one of them already gives way to what was put into the other. */
const isAnew = ({ before }: FormQuestion, one: string, other: string): boolean =>
  one !== '' && one !== before && other === before;

function suggestedMeant(
  words: FormWords,
  { articles }: Extract<FormConversation['standing'], { kind: 'suggested' }>,
  act: string,
): Meant {
  if (act === 'carry-on') return said(words.carryOn, formatFormValue({ kind: 'carry on' }));
  const article = articles.find(({ id }) => act === `solved:${id}`);
  return article
    ? said(`${words.solved}: ${article.title}`, formatFormValue({ kind: 'solved', article: article.id }))
    : { kind: 'stale' };
}

/** The bot's own question after a handoff, answered as its form in the chat is. */
function mailMeant(words: FormWords, act: string, fields: Posted['fields']): Meant {
  if (act === 'no-mail') return said(words.noMail, '@skip');
  const mail = (fields.get('mail') ?? '').trim().slice(0, 254);
  const name = (fields.get('name') ?? '').trim().slice(0, 100);
  if (mail === '') return { kind: 'vain', problem: 'empty', typed: '' };
  return said(name === '' ? mail : `${name}, ${mail}`, undefined, { mail, ...(name === '' ? {} : { name }) });
}
