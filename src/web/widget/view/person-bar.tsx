import type { JSX } from 'preact';
import { ownerOf } from '../client/thread.js';
import { promise } from '../client/times.js';
import { useClient, useCounter } from './context.js';
import { PersonIcon } from './icons.js';

/** What the server understands in any state, in the middle of a form too. */
export const personValue = '@person';

/** Always in sight: the way to a person, and whether one is there. Once somebody is called, it says how that stands. */
export function PersonBar({ onAsked }: { onAsked: () => void }): JSX.Element {
  const client = useClient();
  const { words, session, thread, language, queue } = useCounter();
  const owner = ownerOf(thread);
  const zone = session?.shop.zone;
  const ask = (): void => {
    client.back();
    client.say(words.person, { value: personValue });
    onAsked();
  };
  if (owner.status === 'agent') {
    return (
      <section class="person here" aria-label={words.person}>
        <span class="lamp on" />
        <p>{words.withYou(owner.name || words.someone)}</p>
      </section>
    );
  }
  if (owner.status === 'waiting') {
    const parts = [
      ...(queue === null ? [] : [words.ahead(queue.ahead)]),
      ...(!queue?.promise ? [] : [words.promised(promise(queue.promise, language, zone))]),
    ];
    return (
      <section class="person here" aria-label={words.person}>
        <span class="lamp wait" />
        <p>
          {words.waiting}
          {parts.length > 0 && <small>{parts.join(' · ')}</small>}
        </p>
      </section>
    );
  }
  const people = session?.shop.people;
  const when = !people
    ? ''
    : people.online
      ? words.online
      : people.opens === null
        ? words.away
        : words.opens(promise(people.opens, language, zone));
  return (
    <section class="person" aria-label={words.person}>
      <span class={people?.online ? 'lamp on' : 'lamp'} />
      <p>{when}</p>
      <button type="button" onClick={ask}>
        <PersonIcon />
        {words.person}
      </button>
    </section>
  );
}
