import { succeed, type Turn } from './turn.js';
import type { Answered } from './answer.js';
import type { Detail } from './details.js';
import type { Errands } from './errands.js';
import type { Heard } from './heard.js';
import type { Current, Services } from './services.js';

/** All that hearing needs: the turn, the errands under way, and the world to look things up in. */
export interface Ears {
  readonly services: Services;
  readonly current: Current;
  readonly turn: Turn;
  readonly errands: Errands;
  /** What a free message holds of what errands ask for; empty while a form is open, which reads its own. */
  readonly details: readonly Detail[];
}

export type Said = Extract<Heard, { kind: 'said' }>;

/** Begins the errand a question led to. False when it led to nothing. */
export async function follow({ turn, errands }: Ears, answered: Answered, opening: string): Promise<boolean> {
  if (answered.kind === 'nothing') return false;
  if (answered.kind === 'errand') {
    turn.state.open = null;
    succeed(turn);
    await errands.begin(answered.flow, opening);
  }
  return true;
}

/** A bare yes or no, with nothing else said. */
export async function yesNo({ turn, current }: Ears, text: string): Promise<string | undefined> {
  const reading = await current.readers.read('yes-no', text, { language: turn.language, now: new Date(turn.now) });
  return reading.status === 'read' && reading.rest.trim() === '' ? reading.value : undefined;
}

const questionEnds =
  /[?？]\s*$|(ですか|ますか|ませんか|でしょうか|ますでしょうか|かな|(です|ます|たい|る|た|ない)の)[。!！\s]*$/u;
const questionBegins =
  /^(?:and |but |so |ok |okay |also |by the way |btw |sorry |excuse me |quick question )*[,:]? ?(?:how|what|whats|what's|when|where|which|who|why|can|could|do|does|did|is|are|will|would|may|should|tell me|i(?:'d| would) like to|i want to|i need to)\b/i;
const wishEnds =
  /(たいの?(です)?(が|けど|けれど)?|んですが|んですけど|のですが|教えて(ください|下さい|ほしい(です)?|欲しい(です)?)?|知りたい(です)?|たいです)[。!！\s]*$/u;

/** "Before that, …", ところで: what only leads over to a question hides it from the search. */
export const withoutLeadIn = (text: string): string =>
  text.replace(
    /^\s*(?:(?:その前に|ところで|ちなみに|あと|それと|すみません|すいません|先に)[、,\s]+|(?:before that|by the way|btw|first|sorry|excuse me|quick question)[,:]\s*)+/iu,
    '',
  );

/** Whether somebody wants to know something, or only tells: what is told in a form is for the form. */
export const asksSomething = (text: string): boolean => {
  const plain = text.trim();
  return questionEnds.test(plain) || questionBegins.test(plain) || wishEnds.test(plain);
};
