import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState } from 'react';
import type { TicketList } from '../../../console-wire.js';
import { get } from '../api.js';
import { useSeen } from '../conversations/seen.js';
import { hearAll } from '../live.js';
import { changePreferences, preferences } from '../preferences.js';
import { navigate } from '../router.js';
import { setUnseen } from '../title.js';
import { useWords } from '../words.js';
import { noticesWords } from './notices.words.js';

/** Asks the browser, in answer to a press and never by itself. */
export function useAskForNotices(): () => Promise<void> {
  const say = useWords(noticesWords);
  return async () => {
    if (preferences().notices) return changePreferences({ notices: false });
    const answer = 'Notification' in window ? await Notification.requestPermission() : 'denied';
    if (answer === 'granted') changePreferences({ notices: true });
    else notifications.show({ message: say.blocked, color: 'warning' });
  };
}

/**
 * Tells who looks elsewhere that a customer waits or has written: on the desktop if they wished it, and in the tab's
 * title. Nothing a customer wrote is shown there: a desktop is seen by others.
 */
export function useNotices(): void {
  const say = useWords(noticesWords);
  const seen = useSeen();
  const [latest, setLatest] = useState<ReadonlyMap<string, number>>(new Map());
  const waiting = useRef<number>(undefined);
  const words = useRef(say);
  words.current = say;

  useEffect(
    () =>
      hearAll((frame) => {
        if (frame.kind === 'mine') {
          setLatest((known) => new Map(known).set(frame.conversation, frame.upTo));
          show(words.current.wrote, words.current.open, `/conversations/${frame.conversation}?list=mine`);
        }
        if (frame.kind === 'queue') void countWaiting();
      }),
    [],
  );

  async function countWaiting(): Promise<void> {
    if (document.visibilityState === 'visible' || !preferences().notices) return;
    const { counts } = await get<TicketList>('/staff/tickets?list=waiting&limit=1').catch(() => ({
      counts: undefined,
    }));
    if (counts === undefined) return;
    if (counts.waiting > (waiting.current ?? 0)) show(words.current.waiting, words.current.open, '/conversations');
    waiting.current = counts.waiting;
  }

  const unseen = [...latest].filter(([conversation, upTo]) => upTo > (seen.get(conversation) ?? 0)).length;
  useEffect(() => setUnseen(unseen), [unseen]);
}

function show(title: string, body: string, to: string): void {
  const isWanted = preferences().notices && 'Notification' in window && Notification.permission === 'granted';
  if (!isWanted || document.visibilityState === 'visible') return;
  // One name for all tabs: two open ones show one notice.
  const notice = new Notification(title, { body, tag: to });
  notice.addEventListener('click', () => {
    window.focus();
    navigate(to);
    notice.close();
  });
}
