/**
 * What the host page's loader and our frame tell each other by `postMessage`. Each side checks origin and source of what
 * it hears; none of it holds what was said in the conversation, for the host page could read it.
 */
export type Theme = 'auto' | 'light' | 'dark';

/** How the page around the frame stands; told whole whenever any of it changes. */
export interface Around {
  readonly open: boolean;
  /** The frame is the whole screen. */
  readonly full: boolean;
  /** Covered by a notch or a corner: top, right, bottom, left. Inside a frame the browser tells none of them. */
  readonly safe: readonly number[];
  readonly language: string | undefined;
  readonly theme: Theme | undefined;
  /** The host says who its customer is, when asked. */
  readonly identified: boolean;
  readonly page: { readonly url: string; readonly title: string };
}

export type ToFrame = ({ kind: 'around' } & Around) | { kind: 'identity'; token: string } | { kind: 'shutdown' };

export type ToHost =
  | { kind: 'ready' }
  | { kind: 'close' }
  | { kind: 'unread'; count: number }
  | { kind: 'message'; author: 'customer' | 'bot' | 'agent' }
  | { kind: 'ticket'; number: string; change: string }
  | { kind: 'error'; code: string }
  /** There is a conversation, so that the next page loads the frame by itself and hears what comes. */
  | { kind: 'known' }
  | { kind: 'identity needed' }
  | { kind: 'wiped' };

/** So that neither side takes other scripts' messages for ours. */
export const mark = 'madoguchi';

export interface Envelope<T> {
  readonly to: typeof mark;
  readonly say: T;
}
