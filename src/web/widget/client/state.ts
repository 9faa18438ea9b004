import type { WidgetArticle, WidgetSession } from '../../../widget-wire.js';
import type { Words } from '../words/en.js';
import type { Language } from '../words/words.js';
import type { Outgoing } from './outgoing.js';
import { emptyThread, type Thread } from './thread.js';

/** How well we are connected: `catching up` while events are being fetched that others have already. */
export type Link = 'connecting' | 'live' | 'catching up' | 'offline';

/** What stands in the window: the conversation, or an article read over it. */
export type Screen =
  | { kind: 'thread' }
  | { kind: 'article'; slug: string; language: string; article: WidgetArticle | 'loading' | 'lost'; from: string };

export interface State {
  readonly language: Language;
  readonly words: Words;
  readonly session: WidgetSession | null;
  readonly thread: Thread;
  readonly outgoing: readonly Outgoing[];
  readonly link: Link;
  readonly typing: { by: 'bot' | 'agent'; name: string } | null;
  /** A person has seen everything up to here. */
  readonly seenByPerson: string;
  readonly queue: { ahead: number; promise: number | null } | null;
  readonly open: boolean;
  readonly screen: Screen;
  /** The history stands, so that what comes from now on is news. */
  readonly begun: boolean;
}

export function firstState(language: Language, words: Words): State {
  return {
    ...{ language, words, session: null, thread: emptyThread, outgoing: [], link: 'connecting', typing: null },
    ...{ seenByPerson: '', queue: null, open: false, screen: { kind: 'thread' }, begun: false },
  };
}
