import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useCounter } from './context.js';

/** Says when the connection is not as it should be, and only when that lasts: a blink of the network is no news. */
export function StatusLine(): JSX.Element {
  const { words, link, session } = useCounter();
  const [lasting, setLasting] = useState(false);
  const fine = link === 'live';
  useEffect(() => {
    setLasting(false);
    if (fine) return;
    const timer = setTimeout(() => setLasting(true), link === 'offline' && !navigator.onLine ? 0 : 1_000);
    return () => clearTimeout(timer);
  }, [fine, link]);
  const text =
    link === 'offline'
      ? session === null || navigator.onLine
        ? words.down
        : words.offline
      : link === 'catching up'
        ? words.catchingUp
        : words.connecting;
  return (
    <p class="status" role="status">
      {!fine && lasting ? text : ''}
    </p>
  );
}
