import type { ShortArticle } from '../knowledge/catalogue.js';
import { questionsIn, type Questions } from '../language/questions.js';
import {
  askBack,
  consider,
  errandChoices,
  helpedChoices,
  noteShown,
  sourceOf,
  titleOf,
  type Considered,
} from './answer.js';
import { flowEntry, flowOf } from './flow-entry.js';
import { hintsOf, holdsDetail } from './details.js';
import type { Ears } from './ears.js';
import { personChoice } from './miss.js';
import { say, sentenceOf, speak, succeed, type Turn } from './turn.js';

/**
 * Two or three questions in one message: each gets its own answer, in one reply. Articles come first, together; an errand
 * comes last, because it ends with a question of its own, and a second errand follows when the first is done. False when
 * the message asks one thing, or when its parts lead to one place: then it is heard as a whole.
 */
export async function severalQuestions(ears: Ears, text: string): Promise<boolean> {
  const { services, current, turn } = ears;
  const asked = questionsIn(text, turn.language);
  if (!asked) return false;
  const parts = await Promise.all(
    asked.parts.map(async (part): Promise<Part> => {
      const considered = await consider(services, current, turn, part);
      return { text: part, considered, answer: answerOf(ears, part, considered) };
    }),
  );
  const answers = parts.map(({ answer }) => answer);
  if (!areSeveral(asked, answers)) return false;
  succeed(turn);
  await tell(ears, parts);
  return true;
}

/** What answers a part, and whether that is sure or only likely. */
export interface PartAnswer {
  readonly id: string;
  readonly sure: boolean;
}

/**
 * Whether a message cut into parts is answered in parts: two of one answer are one question in many words. What is plainly
 * two questions may hold one without an answer; what only may be two needs an answer to each, one of them sure.
 */
export function areSeveral({ clear }: Pick<Questions, 'clear'>, answers: readonly (PartAnswer | undefined)[]): boolean {
  const found = answers.filter((one) => one !== undefined);
  const isOpen = found.length < answers.length;
  if (isOpen) return clear && found.length > 0;
  return new Set(found.map(({ id }) => id)).size > 1 && (clear || found.some(({ sure }) => sure));
}

interface Part {
  readonly text: string;
  readonly considered: Considered;
  /** The article or flow that answers it, if one does. */
  readonly answer: PartAnswer | undefined;
}

/** Likelier than not: enough where two things are asked at once and each answer stands under its title. */
const likely = 0.5;

/** The best of what was found for a part, if it is likelier than not. */
export function answerTo({ decision, found }: Pick<Considered, 'decision' | 'found'>): PartAnswer | undefined {
  if (decision.kind === 'answer') return { id: decision.candidate.id, sure: true };
  const [best] = found.candidates;
  return best !== undefined && best.probability >= likely ? { id: best.id, sure: false } : undefined;
}

function answerOf(ears: Ears, text: string, considered: Considered): PartAnswer | undefined {
  const answer = answerTo(considered);
  if (answer !== undefined) return answer;
  // "Where is A-10293": the number says which errand is meant.
  const hint = holdsDetail(ears, text) ? hintsOf(ears).find(({ starts }) => starts) : undefined;
  return hint && { id: flowEntry(ears.turn.language, hint.flow), sure: false };
}

async function tell(ears: Ears, parts: readonly Part[]): Promise<void> {
  const { current, turn, errands } = ears;
  const found = once(parts.flatMap(({ answer }) => answer?.id ?? []));
  const articles = found.flatMap((id) => current.article(id) ?? []);
  const [errand, later] = once(parts.flatMap((part) => errandOf(part) ?? []));
  const open = parts.find(({ answer }) => answer === undefined);
  if (articles.length > 0) giveTogether(ears, articles, { asking: errand === undefined && open === undefined, parts });
  if (errand) {
    if (open) sayNotFound(turn, open);
    turn.state.later = later ?? null;
    say(turn, 'then-errand', {
      values: { title: titleOf(current, turn, flowEntry(turn.language, errand.flow)) ?? '' },
    });
    await errands.begin(errand.flow, errand.text);
  } else if (open && !asksBack(ears, open)) {
    sayNotFound(turn, open, true);
  }
}

const once = <T>(all: readonly T[]): T[] =>
  all.filter((one, at) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === at);

function errandOf({ answer, text }: Part): { flow: string; text: string } | undefined {
  const flow = answer && flowOf(answer.id);
  return flow === undefined ? undefined : { flow, text };
}

function asksBack({ current, turn }: Ears, { considered: { decision, reasoning } }: Part): boolean {
  return decision.kind === 'ask back' && askBack(current, turn, decision.candidates, reasoning).kind === 'asked back';
}

function sayNotFound(turn: Turn, { text }: Part, isLast = false): void {
  const choices = isLast ? [personChoice(turn)] : [];
  say(turn, 'other-not-found', { values: { question: text.slice(0, 120) }, choices });
}

/** Each answer under its article's title; "did that help?" only where no other question follows. */
function giveTogether(
  { current, turn }: Ears,
  articles: readonly ShortArticle[],
  { asking, parts }: { asking: boolean; parts: readonly Part[] },
): void {
  const answers = articles.map(({ title, answer }) => `**${title}**\n\n${answer}`);
  const text = [...answers, ...(asking ? [sentenceOf(turn, 'did-that-help')] : [])].join('\n\n');
  const [first] = parts;
  speak(turn, text, {
    choices: asking
      ? once([...helpedChoices(turn), ...articles.flatMap((one) => errandChoices(current, turn, one))])
      : [],
    extra: { sources: articles.map(sourceOf) },
    ...(first ? { reasoning: first.considered.reasoning } : {}),
  });
  noteShown(turn, articles);
  turn.state.open = asking ? { kind: 'helped' } : null;
}

/** The second of two errands asked for in one message begins when the first is done. */
export async function laterErrand({ current, turn, errands }: Omit<Ears, 'details'>): Promise<void> {
  const { later } = turn.state;
  if (!later || errands.depth > 0) return;
  turn.state.later = null;
  // A person has been called meanwhile, or the errand is no longer offered: nothing is begun behind their back.
  if (turn.handoff || turn.waiting || !current.flows.live.has(later.flow)) return;
  say(turn, 'then-errand', { values: { title: titleOf(current, turn, flowEntry(turn.language, later.flow)) ?? '' } });
  await errands.begin(later.flow, later.text);
}
