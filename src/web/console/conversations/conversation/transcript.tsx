import { Button, Loader } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { Icon } from '../../icon.js';
import { useMe } from '../../me.js';
import { usePlace } from '../../place.js';
import { useWords } from '../../words.js';
import { usePending, type Pending } from '../compose/outbox.js';
import type { Conversation } from './conversation.js';
import { conversationWords } from './conversation.words.js';
import { entriesOf, type Entry } from './entries.js';
import { EntryView } from './entry-view.js';
import type { LineContext } from './event-line.js';
import style from './transcript.module.css';

interface TranscriptProps {
  readonly conversation: Conversation;
  readonly loadEarlier: () => Promise<void>;
  readonly onEdit: (pending: Pending) => void;
  /** Told what was before the agent's eyes: the end is on screen, in a page that is looked at. */
  readonly onSeen: (upTo: number) => void;
}

/** The log as people read it, newest at the bottom. Only what is near the screen is drawn. */
export function Transcript({ conversation, loadEarlier, onEdit, onSeen }: TranscriptProps) {
  const say = useWords(conversationWords);
  const { detail, view, reach, from } = conversation;
  const place = usePlace();
  const context = useLineContext(conversation);
  const pending = usePending(view, useMe().staff.id);
  const entries = useMemo(
    () => entriesOf(view.events, pending, place),
    [view.events, pending, place.language, place.zone],
  );
  const scroll = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const virtual = useVirtualizer({
    ...{ count: entries.length, overscan: 12, gap: 10, paddingStart: 12, paddingEnd: 12 },
    getScrollElement: () => scroll.current,
    estimateSize: (index) => roughHeight(entries[index]),
    getItemKey: (index) => entries[index]?.key ?? index,
    // What comes in before keeps the place on screen; at the end the newest stays in sight.
    ...{ anchorTo: 'end', followOnAppend: true, scrollEndThreshold: 60 },
    initialOffset: () => Number.MAX_SAFE_INTEGER,
  });
  const isEarlier = useEarlier({ from, loadEarlier });

  const look = useCallback(() => {
    const { current } = scroll;
    if (!current) return;
    setAtEnd(current.scrollHeight - current.scrollTop - current.clientHeight < 60);
    if (current.scrollTop < 400) isEarlier.load();
  }, [isEarlier]);
  useSeenReports({ atEnd, upTo: view.upTo, onSeen });
  useEffect(() => virtual.scrollToEnd(), [detail.conversation]);
  useStayAtEnd(scroll, () => virtual.scrollToEnd());

  const lastReply = view.events.findLast(({ author, body }) => author.startsWith('agent:') && body?.kind === 'message');
  const tellsState = (seq: number): boolean =>
    seq === lastReply?.seq || reach.deliveries.some((one) => one.seq === seq && one.state === 'not-sent');
  return (
    <div className={style['frame']}>
      <div
        ref={scroll}
        className={style['scroll']}
        onScroll={look}
        tabIndex={0}
        role="region"
        aria-label={say.transcript}
      >
        {from > 0 && (
          <p className={style['edge']} role="status">
            <Loader size="xs" aria-label={say.earlier} />
          </p>
        )}
        <div className={style['all']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const entry = entries[index];
            return (
              entry && (
                <div
                  {...{ key, ref: virtual.measureElement, 'data-index': index, className: style['one'] }}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <EntryView {...{ entry, reach, context, tellsState, onEdit }} />
                </div>
              )
            );
          })}
        </div>
      </div>
      {!atEnd && (
        <Button
          {...{ className: style['down'] ?? '', size: 'compact-sm', variant: 'default' }}
          leftSection={<Icon name="down" size={16} />}
          onClick={() => virtual.scrollToEnd()}
        >
          {say.newest}
        </Button>
      )}
      <NewestForReaders {...{ conversation, context }} />
    </div>
  );
}

/** The frame grows and shrinks with the card above and the field below: who is at the end stays there. */
function useStayAtEnd(scroll: RefObject<HTMLDivElement | null>, toEnd: () => void): void {
  const latest = useRef(toEnd);
  latest.current = toEnd;
  useEffect(() => {
    const { current } = scroll;
    if (!current) return;
    let wasAtEnd = true;
    const note = (): void => {
      wasAtEnd = current.scrollHeight - current.scrollTop - current.clientHeight < 60;
    };
    const observer = new ResizeObserver(() => {
      if (wasAtEnd) latest.current();
    });
    current.addEventListener('scroll', note, { passive: true });
    observer.observe(current);
    return () => {
      observer.disconnect();
      current.removeEventListener('scroll', note);
    };
  }, [scroll]);
}

/** How events are told here: by whose names, in which words. */
export function useLineContext({ detail }: Conversation): LineContext {
  const say = useWords(conversationWords);
  const { staff, site } = useMe();
  const { language } = usePlace();
  return useMemo(() => {
    const nameOf = (author: string): string => {
      if (author === 'customer') return say.customer;
      if (author === 'bot') return say.bot;
      if (author === 'system') return say.system;
      const id = author.replace(/^agent:/, '');
      return id === staff.id ? say.you : (detail.names[id] ?? id);
    };
    return { say, language, site, nameOf };
  }, [say, language, site, staff.id, detail.names]);
}

/** One request for what stands before at a time. */
function useEarlier({ from, loadEarlier }: { from: number; loadEarlier: () => Promise<void> }) {
  const busy = useRef(false);
  const left = useRef(from);
  left.current = from;
  return useMemo(
    () => ({
      load() {
        if (busy.current || left.current === 0) return;
        busy.current = true;
        void loadEarlier()
          .catch(() => undefined)
          .finally(() => (busy.current = false));
      },
    }),
    [loadEarlier],
  );
}

/** So long must something be on screen before it counts as read. */
const readingTime = 700;

function useSeenReports({
  atEnd,
  upTo,
  onSeen,
}: {
  atEnd: boolean;
  upTo: number;
  onSeen: (upTo: number) => void;
}): void {
  const latest = useRef(onSeen);
  latest.current = onSeen;
  useEffect(() => {
    if (!atEnd || upTo === 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const start = (): void => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') timer = setTimeout(() => latest.current(upTo), readingTime);
    };
    start();
    document.addEventListener('visibilitychange', start);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', start);
    };
  }, [atEnd, upTo]);
}

/** What has just come in, once, for who cannot see it: the drawn transcript changes too much to be read aloud. */
function NewestForReaders({ conversation, context }: { conversation: Conversation; context: LineContext }) {
  const { events } = conversation.view;
  const first = useRef(events.at(-1)?.seq ?? 0);
  const last = events.at(-1);
  const isNews =
    last !== undefined && last.seq > first.current && last.author === 'customer' && last.body?.kind === 'message';
  return (
    <p className="for-readers" aria-live="polite">
      {isNews && last.body?.kind === 'message' ? `${context.say.customer}: ${last.body.message.text}` : ''}
    </p>
  );
}

/** A first guess, so that the scroll bar tells the truth about a long log before it is drawn. */
function roughHeight(entry: Entry | undefined): number {
  if (entry?.kind !== 'event' || entry.event.body?.kind !== 'message') return 28;
  const { text, attachments = [] } = entry.event.body.message;
  return 40 + Math.ceil(text.length / 60) * 22 + (attachments.length > 0 ? 120 : 0);
}
