import { readPhrase } from '../language/phrases.js';
import { contactOf } from '../letters/contact.js';
import { yesNo, type Ears, type Said } from './ears.js';
import { currentRun } from './flow-dialog.js';
import { nameBeside, plainName } from './name-beside.js';
import { say, sentenceOf, type Turn } from './turn.js';

/**
 * The bot has asked where the answer may go: the form's fields, an address in free text, or a wish to skip it. An address
 * is also heard later, from who waits and has given none. What else a message says is heard after this.
 */
export async function contact(ears: Ears, heard: Said): Promise<boolean> {
  const { turn } = ears;
  const isAsked = turn.state.open?.kind === 'contact';
  const filled = heard.answers?.['mail'];
  if (filled !== undefined) return isAsked || turn.waiting ? noteMail(ears, filled, nameFrom(heard)) : false;
  if (isAsked && (heard.value === '@skip' || (await isDeclined(ears, heard)))) return skip(turn);
  if (heard.value !== undefined) return isAsked && heard.value.includes('@', 1) ? noteMail(ears, heard.value) : false;
  if (!/[@＠]/.test(heard.text)) return false;
  if (!isAsked && (!turn.waiting || currentRun(turn.state) || !(await isUnreachable(ears)))) return false;
  const reading = await ears.current.readers.read('email', heard.text, contextOf(turn));
  if (!isAsked && reading.status !== 'read' && reading.status !== 'ambiguous') return false;
  const isAll = reading.status !== 'read' || isOnlyContact(reading.rest);
  const noted = await noteMail(ears, heard.text, nameFrom(heard));
  return noted && isAll;
}

function skip(turn: Turn): true {
  turn.state.open = null;
  say(turn, 'mail-skipped');
  return true;
}

async function isDeclined(ears: Ears, { text, value }: Said): Promise<boolean> {
  if (value !== undefined) return false;
  if (readPhrase(text, ears.turn.language) === 'skip') return true;
  return (await yesNo(ears, text)) === 'no';
}

async function isUnreachable({ services, turn }: Ears): Promise<boolean> {
  return (await contactOf(services.database, turn.loaded.thread)).mail === null;
}

/** Reads the address; a likely slip of the finger is asked back, a wrong one once more. */
async function noteMail(ears: Ears, text: string, name?: string): Promise<true> {
  const { turn, current } = ears;
  const reading = await current.readers.read('email', text, contextOf(turn));
  if (reading.status === 'ambiguous') {
    turn.state.open = { kind: 'contact' };
    const choices = reading.candidates.map(({ display, value }) => ({ label: display, value }));
    say(turn, 'which-of-these', { choices });
    return true;
  }
  if (reading.status !== 'read') {
    turn.state.open = { kind: 'contact' };
    say(turn, reading.status === 'invalid' ? 'invalid-not-an-email' : 'unread-email');
    return true;
  }
  const { value: mail, display } = reading;
  turn.state.open = null;
  turn.contact = { mail, ...(name === undefined ? {} : { name }) };
  collect(turn, 'contact', sentenceOf(turn, 'mail-label'), display);
  if (name !== undefined) collect(turn, 'name', sentenceOf(turn, 'name-label'), name);
  turn.ticketTouched = turn.waiting;
  say(turn, 'mail-noted', { values: { mail: display } });
  return true;
}

/** For the agent's card. A flow's own name for the field is kept where it has one. */
function collect({ state }: Turn, name: string, label: string, value: string): void {
  state.collected[name] = { label: state.collected[name]?.label ?? label, value, display: value, state: 'given' };
}

const contextOf = ({ language, now }: Turn): { language: string; now: Date } => ({ language, now: new Date(now) });

function nameFrom({ answers, text }: Said): string | undefined {
  const name = plainName(answers?.['name'] ?? '');
  return name ?? (answers ? undefined : nameBeside(text));
}

/** What stands around an address and says nothing that an agent would have to read. */
function isOnlyContact(rest: string): boolean {
  return rest.replace(/[^\p{L}\p{N}]/gu, '').length <= 24;
}
