import type { JSX } from 'preact';
import { useClient, useCounter } from './context.js';
import { ForwardIcon } from './icons.js';

/** The empty counter: a question, and what others ask first. It stays until the customer has said something. */
export function Welcome(): JSX.Element | null {
  const client = useClient();
  const { words, session, thread, outgoing } = useCounter();
  const spoken = thread.events.some((event) => event.kind === 'message' && event.author === 'customer');
  if (spoken || outgoing.length > 0) return null;
  return (
    <section class="welcome">
      <h2>{words.welcome}</h2>
      {session !== null && session.starters.length > 0 && (
        <>
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
        </>
      )}
    </section>
  );
}

/** The button goes away with what it does: the box takes the focus first, so that it never falls to nowhere. */
export function choose(act: () => void): void {
  document.getElementById('box')?.focus();
  act();
}
