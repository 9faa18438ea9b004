import type { Attachment, EventBody } from '../wire.js';
import type { Loaded } from './load.js';
import type { BotState } from './state.js';

/** One thing to react to: what the customer said (a burst is one), or what an act brought. */
export type Heard =
  | {
      readonly kind: 'said';
      readonly text: string;
      readonly value: string | undefined;
      /** The fields of a form, by name. */
      readonly answers?: Readonly<Record<string, string>> | undefined;
      readonly attachments: readonly Attachment[];
      readonly seq: number;
      readonly time: number;
      /** The second half of a message whose first half nobody understood: its miss has been counted already. */
      readonly continues: boolean;
    }
  | { readonly kind: 'act done'; readonly body: Extract<EventBody, { kind: 'act done' }>; readonly seq: number }
  | { readonly kind: 'flow moved'; readonly body: Extract<EventBody, { kind: 'flow moved' }>; readonly seq: number }
  | { readonly kind: 'silence'; readonly seq: number };

/** People send a thought in pieces; what comes within this time of the piece before belongs to it. */
const burst = 1_500;

/**
 * The unanswered events as things to react to, in order. Free texts written within 1.5 s of each other, or while the
 * bot was thinking, are read as one. A tap on a button is never joined: it has a meaning of its own. The very same once
 * more, with the very same files, before the bot had spoken, is said once: a button tapped twice.
 */
export function heardIn(
  { inbox, head }: Pick<Loaded, 'inbox' | 'head'>,
  state: Pick<BotState, 'missed' | 'spoke' | 'heard'>,
): Heard[] {
  const heard: Heard[] = [];
  for (const [at, event] of inbox.entries()) {
    const { body, seq, time } = event;
    // What the bot said stands behind it in the log. Times alone do not tell: clocks differ, and are set back.
    const wasEarly = time <= state.spoke && head - seq > inbox.length - 1 - at;
    if (body?.kind === 'act done') heard.push({ kind: 'act done', body, seq });
    if (body?.kind === 'flow moved') heard.push({ kind: 'flow moved', body, seq });
    if (body?.kind === 'silence') heard.push({ kind: 'silence', seq });
    if (body?.kind !== 'message') continue;
    const { text, value, answers, attachments = [] } = body.message;
    const last = heard.at(-1);
    const isPlain = value === undefined && answers === undefined && attachments.length === 0;
    const before = last?.kind === 'said' ? last : last === undefined && wasEarly ? state.heard : null;
    if (before && isSame(before, { text, value, answers, attachments })) {
      if (last?.kind === 'said') heard[heard.length - 1] = { ...last, seq, time };
      continue;
    }
    if (
      isPlain &&
      last?.kind === 'said' &&
      last.value === undefined &&
      last.answers === undefined &&
      (time - last.time <= burst || time <= state.spoke)
    ) {
      heard[heard.length - 1] = { ...last, text: `${last.text}\n${text}`, seq, time };
      continue;
    }
    const { missed } = state;
    const continues = isPlain && last === undefined && missed !== null && time - missed.time <= burst;
    heard.push({
      kind: 'said',
      text: continues ? `${missed.text}\n${text}` : text,
      value,
      answers,
      attachments,
      seq,
      time,
      continues,
    });
  }
  return heard;
}

/** What is longer was not sent twice by a finger, and is not kept to be compared. */
const longest = 300;

/** What is to be remembered of the last thing said. */
export function lastSaid(heard: readonly Heard[]): BotState['heard'] {
  const last = heard.findLast((one) => one.kind === 'said');
  if (last?.kind !== 'said' || last.answers !== undefined || last.text.length > longest) return null;
  const { text, value, attachments } = last;
  return {
    text,
    ...(value === undefined ? {} : { value }),
    ...(attachments.length === 0 ? {} : { attachments: attachments.map(({ id }) => ({ id })) }),
  };
}

interface Words {
  readonly text: string;
  readonly value?: string | undefined;
  readonly answers?: Readonly<Record<string, string>> | undefined;
  readonly attachments?: readonly Pick<Attachment, 'id'>[] | undefined;
}

const isSame = (one: Words, other: Words): boolean =>
  one.text === other.text &&
  one.value === other.value &&
  JSON.stringify(one.answers) === JSON.stringify(other.answers) &&
  filesOf(one) === filesOf(other);

/** Each file handed in has an id of its own: the same photo chosen again has another, and is looked at again. */
const filesOf = ({ attachments = [] }: Words): string => attachments.map(({ id }) => id).join('\n');
