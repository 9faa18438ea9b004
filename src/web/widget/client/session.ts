import type { WidgetOpened, WidgetSession } from '../../../widget-wire.js';
import { widgetBase } from './address.js';
import { call, type Call, type Outcome } from './call.js';
import { keep, kept } from './keep.js';
import { alone } from './tabs.js';

export interface Session {
  /** The session we have, or a new one. Null: nobody answered. */
  begin(): Promise<WidgetSession | null>;
  /** Asks anew: another language, a proven identity, a token at its end. */
  renew(): Promise<WidgetSession | null>;
  /** The customer has chosen another language: told as soon as somebody answers, before anything else is said. */
  choose(): Promise<void>;
  /** A call with our token; renews it once when it is refused. */
  call<T>(what: Omit<Call, 'token'>): Promise<Outcome<T>>;
  token(): string | null;
  end(): void;
}

export interface SessionOptions {
  readonly language: () => string;
  readonly page: () => { url: string; title: string } | undefined;
  /** The shop's word for who this is; undefined for a guest. `anew`: the one before has expired. */
  readonly identity: (anew: boolean) => Promise<string | undefined>;
  /** A conversation is begun for who comes to the counter, not for who only passes by with the window shut. */
  readonly mayOpen: () => boolean;
  readonly onSession: (session: WidgetSession) => void;
  /** What this device has kept belongs to somebody else, or to nobody. */
  readonly onOtherThread: () => Promise<void>;
  readonly onProblem: (code: string) => void;
}

/** Near its end a token is renewed before it is used. */
const margin = 60_000;

export function createSession(options: SessionOptions): Session {
  let current: WidgetSession | null = null;
  let asking: Promise<WidgetSession | null> | null = null;
  let chosen = false;

  const ask = async (identity: string | undefined): Promise<Outcome<WidgetSession>> => {
    // What is undefined is left out by JSON itself.
    const json = { language: options.language(), chosen, identity, page: options.page() };
    const path = `${widgetBase}/sessions`;
    const answer = await call<WidgetSession>({ method: 'POST', path, json, token: kept('token') });
    if (answer.ok && json.language === options.language()) chosen = false;
    return answer;
  };

  /** Who cannot be proved any more is served as a guest, and a guest is never shown the other's conversation. */
  const askOnce = async (): Promise<Outcome<WidgetSession>> => {
    let answer = await ask(await options.identity(false));
    if (codeOf(answer) === 'identity-expired') {
      const proof = await options.identity(true);
      if (proof === undefined) keep('token', null);
      answer = await ask(proof);
    }
    const code = codeOf(answer);
    if (code !== 'identity-refused' && code !== 'identity-expired') return answer;
    options.onProblem(code);
    keep('token', null);
    return await ask(undefined);
  };

  const take = async (session: WidgetSession): Promise<WidgetSession> => {
    const before = kept('thread');
    if (before !== null && before !== session.thread) await options.onOtherThread();
    keep('token', session.token);
    keep('thread', session.thread);
    current = session;
    options.onSession(session);
    return session;
  };

  const open = async (session: WidgetSession): Promise<WidgetSession | null> => {
    const json = { language: session.language };
    const { token } = session;
    const answer = await call<WidgetOpened>({ method: 'POST', path: `${widgetBase}/conversation`, json, token });
    return answer.ok ? await take({ ...session, ...answer.value, opened: true }) : null;
  };

  /** One tab at a time: two new tabs would begin two conversations. */
  const renewNow = async (): Promise<WidgetSession | null> =>
    await alone('session', async () => {
      const answer = await askOnce();
      if (!answer.ok) {
        if (answer.status !== 0) options.onProblem(answer.code ?? 'session');
        return null;
      }
      const session = await take(answer.value);
      return session.opened || !options.mayOpen() ? session : await open(session);
    });

  const renew = (): Promise<WidgetSession | null> => {
    asking ??= renewNow().finally(() => (asking = null));
    return asking;
  };

  const begin = async (): Promise<WidgetSession | null> => {
    const fresh = current !== null && !chosen && current.expires - margin > Date.now();
    return fresh && (current?.opened || !options.mayOpen()) ? current : await renew();
  };

  return {
    ...{ begin, renew },
    async choose() {
      chosen = true;
      // Asked for in the language before, it tells nothing of the new one.
      await asking;
      if (current !== null) await begin();
    },
    async call<T>(what: Omit<Call, 'token'>): Promise<Outcome<T>> {
      const session = await begin();
      if (session === null) return { ok: false, status: 0, retryAfter: null, code: null };
      const first = await call<T>({ ...what, token: session.token });
      if (first.ok || (first.status !== 401 && first.status !== 403)) return first;
      const renewed = await renew();
      return renewed === null ? first : await call<T>({ ...what, token: renewed.token });
    },
    token: () => current?.token ?? null,
    end() {
      current = null;
    },
  };
}

function codeOf(answer: Outcome<unknown>): string | null {
  return answer.ok ? null : answer.code;
}
