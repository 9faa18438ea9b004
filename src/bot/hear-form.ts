import { readCorrection } from '../language/phrases.js';
import { answerQuestion, titleOf } from './answer.js';
import { flowEntry } from './flow-entry.js';
import { asksSomething, withoutLeadIn } from '../language/questions.js';
import type { Slot } from '../flows/flow.js';
import { givesUp, soundsLikeASlip, wantsToKnow, withoutDenied } from '../language/slips.js';
import { yesNo, type Ears, type Said } from './ears.js';
import { currentRun } from './flow-dialog.js';
import { findable } from './flow-fill.js';
import type { FlowRun } from './flow-state.js';
import { miss } from './miss.js';
import { smallTalk, smallTalkIn } from './small-talk.js';
import { otherErrandChoices } from './other-errand.js';
import { say } from './turn.js';

/**
 * A form is being filled. In this order: a correction, small talk, a question in the middle, the answer to what was asked;
 * and when it is none of them, another errand, a change of language. Whatever is left is a miss.
 */
export async function flowUnderWay(ears: Ears, heard: Said): Promise<boolean> {
  const { turn } = ears;
  const run = currentRun(turn.state);
  if (!run) return false;
  const isFree = heard.value === undefined;
  if (isFree && (await correction(ears, run, heard.text))) return true;
  // "Are you a robot?" is a question too, but no article's.
  if (isFree && (await talkInForm(ears, heard))) return true;
  if (
    isFree &&
    asksSomething(heard.text, turn.language) &&
    (await inTheMiddle(ears, run, heard.text, { unread: false }))
  )
    return true;
  const asks = isFree && asksSomething(heard.text, turn.language);
  // A question is never what happened, nor a name, nor a colour it asks about: it is answered, or kept for a colleague, and the form asks on.
  const asked = asks ? await askedOf(ears, run) : undefined;
  const kind = asked?.kind;
  if ((kind === 'text' && asked?.mayAsk === false) || (kind === 'choice' && wantsToKnow(heard.text, turn.language))) {
    if (!(await inTheMiddle(ears, run, heard.text, { unread: true }))) await questionKept(ears, heard);
    return true;
  }
  const took = await ears.errands.ask({ kind: 'answer', text: heard.text, value: heard.value });
  if (took.kind !== 'missed') return true;
  if (isFree && givesUp(heard.text, turn.language)) {
    Object.assign(turn.state, { open: null, later: null });
    await ears.errands.drop();
    say(turn, 'cancelled');
    return true;
  }
  if (isFree && (await inTheMiddle(ears, run, heard.text, { unread: true }))) return true;
  if (turn.language !== (turn.loaded.language.split('-')[0] ?? '')) {
    say(turn, 'language-changed');
    await ears.errands.ask({ kind: 'repeat' });
    return true;
  }
  if (asks) {
    await questionKept(ears, heard);
    return true;
  }
  took.explain();
  miss(turn, heard.text, heard.time, { counted: heard.continues, silent: true });
  return true;
}

/** A greeting or thanks is no answer, unless it is also a yes or no; the form's question follows. */
async function talkInForm(ears: Ears, heard: Said): Promise<boolean> {
  const kind = smallTalkIn(heard.text, ears.turn.language);
  if (kind === undefined || kind === 'helpful' || (await yesNo(ears, heard.text)) !== undefined) return false;
  if (kind === 'greeting' && !ears.turn.waiting) say(ears.turn, 'talk-greeting-short');
  else smallTalk(ears, heard);
  if (kind !== 'bye' && !ears.turn.waiting) await ears.errands.ask({ kind: 'repeat' });
  return true;
}

/** Nothing certain is known about it: it stands on the card, a person is a word away, and the form goes on. */
async function questionKept(ears: Ears, { text, time, continues }: Said): Promise<void> {
  say(ears.turn, 'question-kept');
  await ears.errands.ask({ kind: 'repeat' });
  miss(ears.turn, text, time, { counted: continues, question: true, silent: true });
}

/** The slot that the form asks for now. */
async function askedOf({ current }: Ears, run: FlowRun): Promise<(Slot & { readonly name: string }) | undefined> {
  const flow = (await current.flows.version(run.flow, run.version))?.flow;
  const step = flow?.steps.find(({ id }) => id === run.at);
  const name = step && 'ask' in step ? step.ask : step && 'choose' in step ? step.choose : undefined;
  const slot = name === undefined ? undefined : flow?.slots[name];
  return slot && name !== undefined ? { ...slot, name } : undefined;
}

async function correction(ears: Ears, run: FlowRun, text: string): Promise<boolean> {
  return (await retold(ears, run, text)) || (await named(ears, run, text)) || (await replaced(ears, run, text));
}

/** 宛名は…にしてください while the purpose is asked for. Most flows ask for no such text. */
async function retold(ears: Ears, run: FlowRun, text: string): Promise<boolean> {
  const flow = (await ears.current.flows.version(run.flow, run.version))?.flow;
  if (!Object.values(flow?.slots ?? {}).some(({ short }) => short)) return false;
  return (await ears.errands.ask({ kind: 'retell', text })).kind !== 'unmoved';
}

/**
 * "Sorry, it's the KT-100", 4人ではなく6人です: words of a slip, and a value that what was given before could have been meant
 * by. What is asked for now is not corrected but answered.
 */
async function replaced(ears: Ears, run: FlowRun, text: string): Promise<boolean> {
  const meant = withoutDenied(text, ears.turn.language);
  const isDenied = meant !== text;
  if (!isDenied && !soundsLikeASlip(text, ears.turn.language)) return false;
  const flow = (await ears.current.flows.version(run.flow, run.version))?.flow;
  const asked = (await askedOf(ears, run))?.kind;
  const names = Object.entries(flow?.slots ?? {}).flatMap(([name, { kind }]) => {
    const isSure = findable.has(kind) || (isDenied && (kind === 'choice' || kind === 'count'));
    const isAsked = kind === asked && kind !== 'choice' ? true : asked !== undefined && fits(asked, kind);
    return run.slots[name] && isSure && !isAsked && !(asked !== undefined && fits(kind, asked)) ? [name] : [];
  });
  const took = await ears.errands.ask({ kind: 'correct', text: meant, names });
  return took.kind !== 'unmoved';
}

async function named(ears: Ears, run: FlowRun, text: string): Promise<boolean> {
  const corrected = readCorrection(text, ears.turn.language);
  if (!corrected) return false;
  const flow = (await ears.current.flows.version(run.flow, run.version))?.flow;
  const kinds = Object.entries(flow?.slots ?? {}).filter(([name]) => run.slots[name]);
  const fitting = kinds.filter(([, slot]) => corrected.about === undefined || fits(slot.kind, corrected.about));
  // Without a word for what is meant only what cannot be mistaken is taken: a number, a model, an address.
  const names = fitting
    .filter(([, slot]) => corrected.about !== undefined || findable.has(slot.kind))
    .map(([name]) => name);
  const took = await ears.errands.ask({ kind: 'correct', text: corrected.rest, names });
  if (took.kind !== 'unmoved') return true;
  const [first] = corrected.about === undefined ? [] : fitting;
  if (!first) return false;
  await ears.errands.ask({ kind: 'change', name: first[0] });
  return true;
}

/** Somebody who says "my phone number" means the contact they gave. */
function fits(kind: string, about: string): boolean {
  return kind === about || (kind === 'contact' && (about === 'email' || about === 'phone'));
}

/**
 * A question is answered and the form goes on: only a sure answer interrupts. Another errand is never begun unasked;
 * when the text was no answer to the form either (`unread`), a likely errand is worth asking about.
 */
async function inTheMiddle(ears: Ears, run: FlowRun, text: string, { unread }: { unread: boolean }): Promise<boolean> {
  const { turn, services, current, errands } = ears;
  const sure = asksSomething(text, turn.language) ? 'sure' : 'sure errands';
  const answered = await answerQuestion(services, current, turn, {
    text: withoutLeadIn(text, turn.language),
    only: unread && sure === 'sure' ? 'sure or likely errand' : sure,
  });
  if (answered.kind === 'answered') {
    turn.state.missed = null;
    say(turn, 'back-to-form');
    await ears.errands.ask({ kind: 'repeat' });
    return true;
  }
  if (answered.kind !== 'errand' || answered.flow === run.flow || errands.depth >= 3) return false;
  turn.state.open = { kind: 'errand', flow: answered.flow, text };
  say(turn, 'another-errand', {
    values: { title: titleOf(current, turn, flowEntry(turn.language, answered.flow)) ?? '' },
    choices: otherErrandChoices(turn),
  });
  return true;
}
