import { parseFormValue } from '../conversations/form-value.js';
import { fill, type Wording } from '../flows/fill.js';
import type { FlowStep, Slot } from '../flows/flow.js';
import { comesToPerson } from '../flows/graph.js';
import type { PublishedFlow } from '../flows/published.js';
import type { FlowWords } from '../flows/words.js';
import type { Choice, Event } from '../wire.js';
import { choicesOf } from './flow-choices.js';
import { valuesOf, type FlowRun } from './flow-state.js';
import { lastPosted } from './form-log.js';
import type { FormStanding, Seen } from './form-standing.js';
import { suggests, type Asking } from './flow-prompt.js';

/** What a run waits for, as one question of a page. */
export interface FormQuestion {
  readonly step: string;
  readonly slot: string;
  /** What the slot is called when it is read back. */
  readonly label: string;
  readonly kind: Slot['kind'];
  readonly prompt: string;
  readonly example: string | undefined;
  readonly choices: readonly Choice[];
  readonly several: boolean;
  /** The choices are what an answer could have meant, or only suggested: another answer may be written as well. */
  readonly freely: boolean;
  readonly optional: boolean;
  /** What was answered the last time; empty where it is nobody's to read again. */
  readonly before: string;
  /** Why that was not taken. */
  readonly problem: string | undefined;
  /** Another answer that cannot be read calls a person. */
  readonly isLastTry: boolean;
  /** What the bot said before it asked. */
  readonly notices: readonly string[];
  readonly canGoBack: boolean;
}

/** The page that reads everything back before it is sent. */
export interface FormCheck {
  readonly step: string;
  readonly prompt: string;
  readonly rows: readonly { readonly slot: string; readonly label: string; readonly display: string }[];
  readonly notices: readonly string[];
  readonly canGoBack: boolean;
  /** What is sent from here goes to a person. */
  readonly toPerson: boolean;
}

interface Waiting {
  readonly run: FlowRun;
  readonly published: PublishedFlow;
  readonly today: string;
  readonly said: readonly string[];
}

export function questionOf(seen: Seen, { run, published, today, said }: Waiting): FormStanding {
  const { flow } = published;
  const words = published.words[seen.language] ?? Object.values(published.words)[0];
  const step = flow.steps.find(({ id }) => id === run.at);
  if (!step || !words) return { kind: 'lost' };
  const spoken = seen.current.flows.words.get(seen.language);
  const wording: Wording = {
    language: seen.language,
    zone: seen.current.settings.zone,
    now: seen.now,
    tables: spoken?.tables ?? {},
  };
  const values = valuesOf({ run, world: { day: { today } } });
  const filled = (key: string): string[] => {
    const sentence = words.say[key];
    return (sentence === undefined ? [] : [sentence].flat()).map((text) => fill(text, values, wording));
  };
  const told = aside(said, [...filled(`${step.id}-again`), ...filled(step.id)]);
  const place: Place = { run, step, words, wording, told, filled, canGoBack: canGoBack(run, step) };
  if ('confirm' in step)
    return { kind: 'check', check: { ...checkOf(place, step), toPerson: comesToPerson(flow, step.id) } };
  if (!('ask' in step || 'choose' in step)) return { kind: 'lost' };
  const slot = flow.slots['ask' in step ? step.ask : step.choose];
  return slot ? { kind: 'question', question: askedOf(seen, place, step, slot) } : { kind: 'lost' };
}

interface Place {
  readonly run: FlowRun;
  readonly step: FlowStep;
  readonly words: FlowWords;
  readonly wording: Wording;
  readonly told: Told;
  /** The wordings of one of the flow's sentences. */
  readonly filled: (key: string) => string[];
  readonly canGoBack: boolean;
}

function askedOf(
  { events }: Seen,
  { run, words, wording, told, filled, canGoBack: back }: Place,
  step: Asking,
  slot: Slot,
): FormQuestion {
  const name = 'ask' in step ? step.ask : step.choose;
  const isRefused = run.refused === name;
  const isWhich = run.waiting === 'which';
  const asked = filled(`${step.id}-form`)[0] ?? told.question ?? filled(step.id)[0] ?? words.slots[name] ?? name;
  return {
    step: step.id,
    slot: name,
    label: words.slots[name] ?? name,
    kind: slot.kind,
    prompt: isWhich ? (told.notices.at(-1) ?? asked) : asked,
    example: words.examples[name],
    choices: isWhich
      ? run.which.map(({ value, display }) => ({ value, label: display }))
      : choicesOf({ words, run, turn: { wording } }, name, slot),
    several: slot.several && !isWhich,
    freely: isWhich || suggests(slot),
    optional: 'ask' in step && step.optional,
    before:
      slot.scope === 'turn' || (isAskedOn(events, step.id) && !isRefused && !isWhich)
        ? ''
        : answeredBefore(events, step.id),
    problem: isRefused ? told.notices.join('\n') : undefined,
    isLastTry: isRefused && step.failed === undefined && run.tries >= step.retries,
    notices: isRefused ? [] : isWhich ? told.notices.slice(0, -1) : told.notices,
    canGoBack: back,
  };
}

function checkOf(
  { run, words, told, filled, canGoBack: back }: Place,
  step: Extract<FlowStep, { confirm: string[] }>,
): Omit<FormCheck, 'toPerson'> {
  const prompts = filled(step.id);
  const rows = step.confirm.flatMap((slot) => {
    const given = run.slots[slot];
    return given ? [{ slot, label: words.slots[slot] ?? slot, display: given.display }] : [];
  });
  // The list stands in the page as a list; what the bot said before it stays.
  const notices = told.notices.flatMap((text) => {
    const at = prompts.map((prompt) => text.indexOf(prompt)).find((place) => place >= 0);
    const before = text.slice(0, at).trim();
    return before === '' ? [] : [before];
  });
  return { step: step.id, prompt: prompts[0] ?? '', rows, notices, canGoBack: back };
}

/** The question itself among what was said, and what was said beside it. */
interface Told {
  readonly question: string | undefined;
  readonly notices: readonly string[];
}

/** A message joins the sentences of a turn: the question is how the last one ends. */
function aside(said: readonly string[], questions: readonly string[]): Told {
  const last = said.at(-1) ?? '';
  const question = questions
    .filter((one) => one !== '' && (last === one || last.endsWith(`\n${one}`)))
    .toSorted((a, b) => b.length - a.length)[0];
  const before = question === undefined ? last : last.slice(0, last.length - question.length);
  return { question, notices: [...said.slice(0, -1), before.trim()].filter((text) => text !== '') };
}

/** Something was posted from this very page and was no answer to it: another detail, noted as that. */
function isAskedOn(events: readonly Event[], step: string): boolean {
  const value = parseFormValue(lastPosted(events)?.value);
  return value?.kind === 'answer' && value.step === step;
}

/** What the customer wrote on this very page before, so that nobody types it twice. */
function answeredBefore(events: readonly Event[], step: string): string {
  const found = events.findLast(({ author, body }) => {
    const value = author === 'customer' && body?.kind === 'message' ? parseFormValue(body.message.value) : undefined;
    return value?.kind === 'answer' && value.step === step;
  });
  if (found?.body?.kind !== 'message') return '';
  const value = parseFormValue(found.body.message.value);
  return (value?.kind === 'answer' ? value.chosen : undefined) ?? found.body.message.text;
}

function canGoBack({ asked }: FlowRun, step: FlowStep): boolean {
  const own = 'ask' in step ? step.ask : 'choose' in step ? step.choose : undefined;
  return asked.length > (own !== undefined && asked.at(-1) === own ? 1 : 0);
}
