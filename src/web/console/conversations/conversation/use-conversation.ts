import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConversationDetail, Reach } from '../../../../console-wire.js';
import type { Batch } from '../../../../wire.js';
import { get, isApiError } from '../../api.js';
import { serverNow, setServerClock } from '../../clock.js';
import { ask, look } from '../../live.js';
import { heard, opened, refreshed, withEarlier, withReach, type Conversation } from './conversation.js';

/** The last few that were open: going back to one draws it at once, and the socket brings what it lacks. */
const recent = new Map<string, Conversation>();
const mostRecent = 15;

function keep(conversation: Conversation): void {
  const { conversation: id } = conversation.detail;
  recent.delete(id);
  recent.set(id, conversation);
  const oldest = recent.keys().next().value;
  if (recent.size > mostRecent && oldest !== undefined) recent.delete(oldest);
}

export function forgetConversations(): void {
  recent.clear();
}

export interface Opened {
  readonly conversation: Conversation | undefined;
  /** How far the log went when it was first read after the opening: what was drawn from memory may be older. */
  readonly stood: number;
  readonly error: Error | undefined;
  readonly retry: () => void;
  /** Reads what stands before; true while there is more. */
  readonly loadEarlier: () => Promise<void>;
}

/** One conversation, kept up to date until the screen leaves it. */
export function useConversation(id: string): Opened {
  const [known, setKnown] = useState<Conversation | undefined>(() => recent.get(id));
  const [error, setError] = useState<Error>();
  const [tries, setTries] = useState(0);
  const [stood, setStood] = useState(0);
  const latest = useRef(known);

  const change = useCallback((next: (before: Conversation | undefined) => Conversation | undefined) => {
    const after = next(latest.current);
    latest.current = after;
    if (after) keep(after);
    setKnown(after);
  }, []);

  useEffect(() => {
    const stop = new AbortController();
    latest.current = recent.get(id);
    setKnown(latest.current);
    setError(undefined);
    setStood(0);
    const read = async (): Promise<void> => {
      const detail = await readDetail(id, stop.signal);
      setServerClock(detail.now);
      change((before) => (before ? refreshed(before, detail) : opened(detail)));
    };
    let leave = (): void => undefined;
    read().then(
      () => {
        if (stop.signal.aborted) return;
        setStood(latest.current?.view.upTo ?? 0);
        leave = look(id, {
          position: () => latest.current?.view.upTo ?? 0,
          hear(frame) {
            change((before) => before && heard(before, frame, serverNow()));
            if (latest.current?.gap) ask(id);
            if (latest.current?.card?.stale) void read().catch(() => undefined);
          },
        });
      },
      (problem: unknown) => {
        if (!stop.signal.aborted) setError(problem instanceof Error ? problem : new Error('unknown'));
      },
    );
    return () => {
      stop.abort();
      leave();
    };
  }, [id, tries, change]);

  // What becomes of a reply on its way by mail is no event of the log: asked now and then, while there is one unseen.
  const isOnItsWay = known !== undefined && hasUnseenReply(known);
  useEffect(() => {
    if (!isOnItsWay) return;
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return;
      get<Reach>(`/staff/conversations/${id}/reach`).then(
        (reach) => change((before) => before && withReach(before, reach)),
        () => undefined,
      );
    }, 15_000);
    return () => clearInterval(timer);
  }, [id, isOnItsWay, change]);

  const loadEarlier = useCallback(async () => {
    const from = latest.current?.from ?? 0;
    if (from === 0) return;
    const after = Math.max(0, from - 300);
    const batch = await get<Batch>(`/staff/conversations/${id}/events?after=${after}&limit=${from - after}`);
    change((before) => before && withEarlier(before, batch));
  }, [id, change]);

  const retry = useCallback(() => setTries((count) => count + 1), []);
  const isThis = known?.detail.conversation === id;
  return { conversation: isThis ? known : undefined, stood, error, retry, loadEarlier };
}

function hasUnseenReply({ view, reach }: Conversation): boolean {
  const last = view.events.findLast(({ author, body }) => author.startsWith('agent:') && body?.kind === 'message');
  return last !== undefined && last.seq > (reach.seenUpTo ?? 0);
}

/** Asked again while nothing answers: opening a conversation on a train must not end in an error page. */
async function readDetail(id: string, signal: AbortSignal): Promise<ConversationDetail> {
  for (let tries = 0; ; tries++) {
    try {
      return await get<ConversationDetail>(`/staff/conversations/${encodeURIComponent(id)}`, signal);
    } catch (error) {
      if (signal.aborted || !isApiError(error, 'offline') || tries > 60) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(5_000, 500 * 2 ** tries)));
    }
  }
}
