import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isAfter } from '../client/position.js';
import { day, fullDate } from '../client/times.js';
import { MessageView } from './message.js';
import { OutgoingView } from './outgoing.js';
import { Notice } from './notice.js';
import { RatingCard } from './rating-card.js';
import { isEmpty, Starters } from './starters.js';
import { entriesOf, type Entry } from './entries.js';
import { useCounter } from './context.js';
import { DownIcon } from './icons.js';

/** So near its end the list follows what comes; a reader further up is left where they read. */
const near = 96;

/** The conversation. Up, Down, Home and End move from message to message; Escape goes back to the box. */
export function Log({ onLeave }: { onLeave: () => void }): JSX.Element {
  const state = useCounter();
  const { words, language, session, typing, seenByPerson } = state;
  const entries = entriesOf(state, (position) => seenByPerson !== '' && !isAfter(position, seenByPerson));
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const emptyNow = useRef(true);
  const [below, setBelow] = useState(false);
  const last = entries.at(-1)?.key;
  const own = entries.at(-1)?.kind === 'outgoing';
  // The first screen is read from its top.
  const empty = isEmpty(state);

  useLayoutEffect(() => {
    emptyNow.current = empty;
    const list = box.current;
    if (list === null || empty) return;
    if (atEnd.current || own) {
      toEnd(list);
      setBelow(false);
    } else if (last !== undefined) setBelow(true);
  }, [last, own, typing !== null, session !== null]);

  // Pictures that arrive and keyboards that open change the heights: the end stays the end.
  useEffect(() => {
    const list = box.current;
    if (list === null) return;
    const watch = new ResizeObserver(() => atEnd.current && !emptyNow.current && toEnd(list));
    watch.observe(list);
    if (list.firstElementChild) watch.observe(list.firstElementChild);
    return () => watch.disconnect();
  }, []);

  const onScroll = (): void => {
    const list = box.current;
    if (list === null) return;
    atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < near;
    if (atEnd.current) setBelow(false);
  };

  return (
    <div class="scroll" ref={box} onScroll={onScroll}>
      <div class="inside">
        {empty && <h2>{words.welcome}</h2>}
        <ol class="log" id="log" aria-label={words.log} tabIndex={0} onKeyDown={(event) => moveByKeys(event, onLeave)}>
          {entries.map((entry) => (
            <EntryView key={entry.key} entry={entry} language={language} zone={session?.shop.zone} />
          ))}
        </ol>
        {empty && <Starters />}
        {typing !== null && <Typing name={typing.name} text={words.typing(typing.name || session?.shop.name || '')} />}
      </div>
      {below && (
        <button type="button" class="below" onClick={() => box.current && toEnd(box.current)}>
          <DownIcon />
          {words.newMessages}
        </button>
      )}
    </div>
  );
}

/** A long answer is read from its beginning: the end is shown only as far as its head stays in sight. */
function toEnd(list: HTMLElement): void {
  const items = list.querySelectorAll<HTMLElement>('.log > li');
  const last = items[items.length - 1];
  const end = list.scrollHeight - list.clientHeight;
  list.scrollTop = last && last.offsetHeight > list.clientHeight ? Math.min(end, last.offsetTop - 16) : end;
}

function EntryView({
  entry,
  language,
  zone,
}: {
  entry: Entry;
  language: string;
  zone: string | undefined;
}): JSX.Element {
  switch (entry.kind) {
    case 'day':
      return (
        <li class="day">
          <time dateTime={new Date(entry.time).toISOString()} title={fullDate(entry.time, language, zone)}>
            {day(entry.time, language, zone)}
          </time>
        </li>
      );
    case 'message':
      return <MessageView {...entry} />;
    case 'outgoing':
      return <OutgoingView message={entry.message} opens={entry.opens} />;
    case 'notice':
      return <Notice event={entry.event} />;
    case 'rating':
      return <RatingCard event={entry.event} />;
  }
}

function Typing({ text }: { name: string; text: string }): JSX.Element {
  return (
    <p class="typing">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {text}
    </p>
  );
}

function moveByKeys(event: TargetedKeyboardEvent<HTMLOListElement>, onLeave: () => void): void {
  const list = event.currentTarget;
  const from = document.activeElement;
  // In a field or on a button the arrows belong to it; Escape leads out of anywhere.
  const inside = from instanceof HTMLElement && from !== list && from.parentElement !== list;
  if (event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    return onLeave();
  }
  if (inside) return;
  const items = [...list.querySelectorAll<HTMLElement>(':scope > li[tabindex]')];
  const at = items.findIndex((item) => item === from);
  const to = targetOf(event.key, at, items.length);
  if (to === undefined) return;
  event.preventDefault();
  items[to]?.focus();
}

function targetOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return at < 0 ? count - 1 : Math.max(0, at - 1);
    case 'ArrowDown':
      return at < 0 ? 0 : Math.min(count - 1, at + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
