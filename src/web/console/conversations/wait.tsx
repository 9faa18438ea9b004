import { useNow } from '../clock.js';
import { span } from '../times.js';
import { useLanguage } from '../words.js';

/** How long since then, ticking: seconds in the first hour, minutes after it. */
export function Wait({ since }: { readonly since: number }) {
  const language = useLanguage();
  const now = useNow();
  const waited = Math.max(0, now - since);
  if (waited >= 3_600_000) return <>{span(waited, language)}</>;
  const [minutes, seconds] = [Math.floor(waited / 60_000), Math.floor(waited / 1_000) % 60];
  return <>{`${minutes}:${String(seconds).padStart(2, '0')}`}</>;
}
