import { mark, type Envelope, type ToFrame, type ToHost } from '../between.js';
import { opened } from '../edge.js';

/** The page around us, when there is one: our own full page has none. */
export interface Host {
  readonly framed: boolean;
  tell(say: ToHost): void;
}

/**
 * Listens to the window that embeds us and to no other; its origin is learnt from its first word (who may embed us at all
 * is `frame-ancestors` on the server) and is the only one we ever answer.
 */
export function createHost(hear: (say: ToFrame) => void): Host {
  const framed = window.parent !== window;
  let origin: string | null = null;
  const waiting: ToHost[] = [];
  const post = (say: ToHost, to: string): void =>
    window.parent.postMessage({ to: mark, say } satisfies Envelope<ToHost>, to);
  if (framed) {
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (event.source !== window.parent || (origin !== null && event.origin !== origin)) return;
      const say = opened<ToFrame>(event.data);
      if (say === undefined || (origin === null && say.kind !== 'around')) return;
      if (origin === null) {
        origin = event.origin;
        for (const early of waiting.splice(0)) post(early, origin);
      }
      hear(say);
    });
  }
  return {
    framed,
    tell(say) {
      if (!framed) return;
      if (origin === null) waiting.push(say);
      else post(say, origin);
    },
  };
}
