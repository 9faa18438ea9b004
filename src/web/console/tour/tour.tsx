import { useEffect, useState } from 'react';
import { hasSeen } from '../../tour/seen.js';
import { startTour, targetOf } from '../../tour/tour.js';
import '../../tour/tour.css';
import { useMe } from '../me.js';
import { usePath } from '../router.js';
import { useLanguage } from '../words.js';
import { tours } from './steps.js';

const heard = new Set<() => void>();

/** Shows the tour of the screen that is open once more: for the help menu. */
export const replayTour = (): void => heard.forEach((hear) => hear());

/** How long a screen may take to draw what its first step points at. */
const patience = 6_000;

/**
 * The guided tour of the screen that is open, on its first visit by this person on this device. It draws nothing itself:
 * its bubble lies above the page and is no part of it.
 */
export function Tour(): null {
  const { staff } = useMe();
  const { path } = usePath();
  const language = useLanguage();
  const [again, setAgain] = useState(0);
  const name = tourOf(path);

  useEffect(() => {
    const hear = (): void => setAgain((times) => times + 1);
    heard.add(hear);
    return () => void heard.delete(hear);
  }, []);

  // Asked for on one screen, it does not run on the next.
  useEffect(() => setAgain(0), [name]);

  useEffect(() => {
    const { steps, ...words } = tours[language];
    const own = steps[name] ?? [];
    const first = own[0];
    if (!first || (again === 0 && hasSeen(name, staff.id))) return;
    let leave = (): void => undefined;
    const since = Date.now();
    const timer = setInterval(() => {
      const isThere = targetOf(first.target) !== undefined;
      if (!isThere && Date.now() - since < patience) return;
      clearInterval(timer);
      leave = startTour({ ...{ name, who: staff.id, steps: own, words }, home: 'content', asked: again > 0 });
    }, 300);
    return () => {
      clearInterval(timer);
      leave();
    };
  }, [name, again, language, staff.id]);

  return null;
}

/**
 * `/conversations` and `/conversations/c_1` are two screens to whoever sees them first. A step of the setting up leads by
 * itself: over it the list's tour would point at nothing and lie on what is to be filled in.
 */
function tourOf(path: string): string {
  const [screen = '', id] = path.split('/').filter((part) => part !== '');
  if (screen === 'conversations' && id !== undefined) return 'conversation';
  return screen === 'set-up' && id !== undefined ? 'set-up step' : screen;
}
