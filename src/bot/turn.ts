import { wordingOf, fill, type Wording } from '../flows/fill.js';
import type { FlowWords, Sentence, Words } from '../flows/words.js';
import type { NewEvent } from '../conversations/event.js';
import type { Step } from '../database/database.js';
import { reached } from '../points.js';
import type { Choice, EventBody, Message, Reasoning } from '../wire.js';
import type { Loaded } from './load.js';
import type { BotState } from './state.js';

/** Why a person is called, and what about. */
export interface HandoffWish {
  readonly topic: string;
  readonly reason: string;
  readonly subject: string;
  /** How it is told: the words' key of the first sentence. */
  readonly sentence: string;
}

export interface ActWish {
  readonly key: string;
  readonly act: string;
  readonly slots: Readonly<Record<string, string>>;
}

/** What a turn begins with. */
export interface TurnStart {
  readonly loaded: Loaded;
  readonly state: BotState;
  readonly now: number;
  language: string;
  words: Words;
  wording: Wording;
}

/**
 * What one turn gathers while it thinks: what is said and what shall happen. It is data until the commit; a thought
 * that is thrown away leaves nothing behind.
 */
export interface Turn extends TurnStart {
  /** Owner as this turn sees it: a reopened conversation waits already while its message is still being read. */
  waiting: boolean;
  readonly events: NewEvent[];
  readonly acts: ActWish[];
  /** Rows of the shop's own tables that become part of this turn's commit. */
  readonly steps: Step[];
  /** What the conversation is about, for routing: the last flow's or article's topic. */
  topic: string | undefined;
  handoff: HandoffWish | undefined;
  ticket: { topic: string; subject: string } | undefined;
  /** A detail reached the open ticket: its slots and evidence move along. */
  ticketTouched: boolean;
  /** Whether the flow that ended in this turn came to its own end, or was given up. */
  ended: 'done' | 'given up' | undefined;
  /** Where the answer may go, told in this turn. */
  contact: { mail: string; name?: string } | undefined;
  /** One miss at the most, however many messages a burst has. */
  missed: boolean;
  /** A closed ticket was opened again by this message, and waits. */
  reopened: boolean;
  /** A question nothing was found for: it is kept with what the bot says instead, for the people who read along. */
  unanswered?: Reasoning;
  /** The bot had asked which of several is meant, and this message is none of them: asking back again is a miss. */
  askedBack: boolean;
}

/** A turn in which nothing has been said or asked for yet. */
export function newTurn(start: TurnStart): Turn {
  return {
    loaded: start.loaded,
    state: start.state,
    now: start.now,
    language: start.language,
    words: start.words,
    wording: start.wording,
    waiting: false,
    events: [],
    acts: [],
    steps: [],
    topic: undefined,
    handoff: undefined,
    ticket: undefined,
    ticketTouched: false,
    ended: undefined,
    contact: undefined,
    missed: false,
    reopened: false,
    askedBack: false,
  };
}

export interface Saying {
  readonly values?: Readonly<Record<string, unknown>>;
  readonly choices?: readonly Choice[];
  readonly extra?: Pick<Message, 'sources' | 'receipt' | 'form'>;
  readonly reasoning?: Reasoning;
}

/** Says one of the bot's own sentences (`bot.<key>` in the words). */
export function say(turn: Turn, key: string, saying: Saying = {}): void {
  speak(turn, sentenceOf(turn, key, saying.values), saying);
}

/** The sentence itself, filled in: for building a message out of several. */
export function sentenceOf(turn: Turn, key: string, values: Readonly<Record<string, unknown>> = {}): string {
  return worded(turn, `bot.${key}`, turn.words.bot[key] ?? key, values);
}

/** A flow's own sentence (`flows.<flow>.say.<key>`), or undefined where the flow has none. */
export function flowSentence(
  turn: Turn,
  words: FlowWords,
  flow: string,
  key: string,
  values: Readonly<Record<string, unknown>>,
): string | undefined {
  const sentence = words.say[key];
  return sentence === undefined ? undefined : worded(turn, `${flow}.${key}`, sentence, values);
}

function worded(turn: Turn, name: string, sentence: Sentence, values: Readonly<Record<string, unknown>>): string {
  const times = turn.state.said[name] ?? 0;
  reached('bot: sentence', turn.loaded.conversation, name);
  // Only what has several wordings is counted: the memory stays small.
  if (typeof sentence !== 'string') turn.state.said[name] = times + 1;
  return fill(wordingOf(sentence, times), values, turn.wording);
}

/** Adds a message of the bot. Two sentences of one turn without choices between them become one message. */
export function speak(turn: Turn, text: string, { choices, extra, reasoning }: Saying = {}): void {
  const before = takeLast(turn);
  const message: Message = {
    text: before === undefined ? text : `${before}\n${text}`,
    language: turn.language,
    ...(choices && choices.length > 0 ? { choices: [...choices] } : {}),
    ...extra,
  };
  record(turn, { kind: 'message', message, ...(reasoning ? { reasoning } : {}) });
}

/** Takes back the message this turn ended with so far, when it has neither buttons nor sources: its text can open the next. */
export function takeLast(turn: Turn): string | undefined {
  const last = turn.events.at(-1);
  if (last?.author !== 'bot' || last.body.kind !== 'message' || last.body.reasoning) return undefined;
  const { text, choices, form, sources, receipt } = last.body.message;
  if (choices || form || sources || receipt) return undefined;
  turn.events.pop();
  return text;
}

export function record(turn: Turn, body: EventBody): void {
  turn.events.push({ author: 'bot', time: turn.now, body });
}

/** The customer got what they wanted: the budget is whole again. */
export function succeed(turn: Turn): void {
  turn.state.misses = 0;
  turn.state.offers = 0;
  turn.state.missed = null;
}
