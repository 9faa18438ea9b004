import type { JSX } from 'preact';
import type { State } from '../client/state.js';
import { useClient, useCounter } from './context.js';
import { ForwardIcon } from './icons.js';

/** The customer has said nothing yet. */
export function isEmpty({ thread, outgoing }: State): boolean {
  return (
    outgoing.length === 0 && !thread.events.some((event) => event.kind === 'message' && event.author === 'customer')
  );
}

/** What others ask first, below the greeting. */
export function Starters(): JSX.Element | null {
  const client = useClient();
  const { words, session } = useCounter();
  if (session === null || session.starters.length === 0) return null;
  return (
    <section class="starters">
      <p id="starters" class="label">
        {words.starters}
      </p>
      <ul aria-labelledby="starters">
        {session.starters.map(({ label, value }) => (
          <li key={value}>
            <button type="button" onClick={() => choose(() => client.say(label, { value }))}>
              <span>{label}</span>
              <ForwardIcon />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The button goes away with what it does: the box takes the focus first, so that it never falls to nowhere. */
export function choose(act: () => void): void {
  document.getElementById('box')?.focus();
  act();
}
