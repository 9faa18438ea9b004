import type { FlowStep, Slot } from '../flows/flow.js';
import type { PublishedFlow } from '../flows/published.js';
import type { Choice } from '../wire.js';
import { choicesOf } from './flow-choices.js';
import { valuesOf, type Running } from './flow-state.js';
import { flowSentence, say, sentenceOf, speak } from './turn.js';

/** A step that waits for the customer to fill a slot. */
export type Asking = Extract<FlowStep, { ask: string } | { choose: string }>;

/** Asks again what was asked last; of an act that another system has not answered, that it is still waited for. */
export function reprompt(running: Running): void {
  const step = running.flow.steps.find((one) => one.id === running.run.at);
  if (!step || running.run.waiting === null) return;
  if (running.run.waiting === 'act') say(running.turn, 'act-pending');
  else if ('confirm' in step) readBack(running, step);
  else if ('ask' in step || 'choose' in step) prompt(running, step);
}

/** Asks for a slot, in other words (`<step>-again`, where the flow has them) when it has been asked for already. */
export function prompt(running: Running, step: Asking): void {
  const { turn, run, flow, words } = running;
  const name = 'ask' in step ? step.ask : step.choose;
  const values = valuesOf(running);
  const again = run.prompted.includes(name)
    ? flowSentence(turn, words, flow.flow, `${step.id}-again`, values)
    : undefined;
  const text = again ?? flowSentence(turn, words, flow.flow, step.id, values) ?? words.slots[name] ?? name;
  speak(turn, text, { choices: buttonsOf(running, step) });
}

/** None of those suggested: it is asked for without them. */
export const anotherOne = '@another';

/** What a look-up brought is only suggested: anything of the kind may be written. */
export const suggests = ({ from, kind }: Pick<Slot, 'from' | 'kind'>): boolean =>
  from !== undefined && kind !== 'choice';

/** The buttons a question has, for the question itself and for telling why an answer to it could not be read. */
export function buttonsOf(running: Running, step: Asking): Choice[] {
  const { turn, flow } = running;
  const name = 'ask' in step ? step.ask : step.choose;
  const slot = flow.slots[name];
  const choices = slot ? choicesOf(running, name, slot) : [];
  const all =
    slot?.several === true && choices.length > 1 ? [{ label: sentenceOf(turn, 'all-of-them'), value: '@all' }] : [];
  const skip = 'ask' in step && step.optional ? [{ label: sentenceOf(turn, 'skip'), value: '@skip' }] : [];
  const another =
    slot && suggests(slot) && choices.length > 0 ? [{ label: sentenceOf(turn, 'another-one'), value: anotherOne }] : [];
  return [...choices.slice(0, 18), ...all, ...another, ...skip];
}

/** What can be chosen in answer to the step that waits, without `@skip` and the like, which are commands everywhere. */
export function buttonValues({
  turn,
  run,
  published: { flow, words },
}: Pick<Running, 'turn' | 'run'> & { readonly published: PublishedFlow }): Choice[] {
  const step = flow.steps.find(({ id }) => id === run.at);
  const own = words[turn.language] ?? Object.values(words)[0];
  if (!step || !own || !('ask' in step || 'choose' in step)) return [];
  const name = 'ask' in step ? step.ask : step.choose;
  const slot = flow.slots[name];
  return slot && !slot.several ? choicesOf({ words: own, run, turn }, name, slot) : [];
}

export function readBack(running: Running, step: Extract<FlowStep, { confirm: string[] }>): void {
  const { turn, run, flow, words } = running;
  const lines = step.confirm.flatMap((name) => {
    const slot = run.slots[name];
    return slot ? [sentenceOf(turn, 'line', { label: words.slots[name] ?? name, value: slot.display })] : [];
  });
  const heading = flowSentence(turn, words, flow.flow, step.id, valuesOf(running)) ?? '';
  const choices = [
    { label: sentenceOf(turn, 'yes-right'), value: 'yes' },
    ...step.confirm
      .filter((name) => run.slots[name])
      .map((name) => ({
        label: sentenceOf(turn, 'change', { label: words.slots[name] ?? name }),
        value: `@change:${name}`,
      })),
  ];
  run.remembered = run.remembered.filter((name) => !step.confirm.includes(name));
  speak(turn, [heading, ...lines].join('\n'), { choices });
}

/** Enough to recognise one's own, not enough for somebody who looks over a shoulder. */
export function masked(display: string): string {
  const at = display.indexOf('@');
  if (at > 0) return `${display.slice(0, Math.min(2, at))}…${display.slice(at)}`;
  return display.length <= 4 ? '…' : `…${display.slice(-4)}`;
}
