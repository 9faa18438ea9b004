/** What a host page may call. Copy this file beside your own types, or name it in `types` of your `tsconfig.json`. */
export interface MadoguchiOptions {
  /** Which counter: the name under which the shop was set up. */
  site?: string;
  /** `en`, `ja`; without it, what the customer's browser prefers. */
  language?: string;
  position?: 'right' | 'left';
  theme?: 'auto' | 'light' | 'dark';
}

interface Base<T extends string> {
  /** Different for every event. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly type: T;
}

/** None of them holds what was said: the transcript stays in the frame, where no other script of the page can read it. */
export interface MadoguchiEvents {
  ready: Base<'ready'>;
  open: Base<'open'>;
  close: Base<'close'>;
  unread: Base<'unread'> & { readonly count: number };
  message: Base<'message'> & { readonly author: 'customer' | 'bot' | 'agent' };
  ticket: Base<'ticket'> & { readonly number: string; readonly change: string };
  error: Base<'error'> & { readonly code: string };
}

export interface Madoguchi {
  /** Shows the launcher. The script tag with `data-site` does it by itself. */
  (command: 'boot', options?: MadoguchiOptions): void;
  /** The shop's own signed word for who this is: asked again whenever it has expired. */
  (command: 'identify', token: () => Promise<string>): void;
  (command: 'open' | 'close' | 'show' | 'hide'): void;
  /** Leaves nothing of this customer on this device: call it when they sign out. */
  (command: 'shutdown'): Promise<void> | undefined;
  (command: 'update', options: Omit<MadoguchiOptions, 'site'>): void;
  /** Gives the function that ends it (once the script has loaded; before that, nothing). */
  <T extends keyof MadoguchiEvents>(
    command: 'on',
    type: T,
    hear: (event: MadoguchiEvents[T]) => void,
  ): (() => void) | undefined;
  /** Calls made before the script was there. */
  q?: ArrayLike<unknown>[];
}

declare global {
  interface Window {
    madoguchi?: Madoguchi;
  }
}
