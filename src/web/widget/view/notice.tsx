import type { JSX } from 'preact';
import type { WidgetEvent } from '../../../widget-wire.js';
import type { Words } from '../words/en.js';
import { TranscriptButton } from './transcript-button.js';
import { useCounter } from './context.js';

/** A line between two rules: what happened to the conversation itself. */
export function Notice({
  event,
}: {
  event: Extract<WidgetEvent, { kind: 'owner' | 'ticket' | 'erased' }>;
}): JSX.Element {
  const { words, language } = useCounter();
  const closed = event.kind === 'owner' && event.status === 'closed';
  return (
    <li class="notice" lang={language} tabIndex={-1} id={`m-${event.position}`}>
      <p>{noticeOf(event, words)}</p>
      {closed && <TranscriptButton />}
    </li>
  );
}

export function noticeOf(event: Extract<WidgetEvent, { kind: 'owner' | 'ticket' | 'erased' }>, words: Words): string {
  if (event.kind === 'erased') return words.erased;
  if (event.kind === 'ticket') {
    return event.change === 'solved' ? words.ticketSolved(event.number) : words.ticketReopened(event.number);
  }
  switch (event.status) {
    case 'agent':
      return words.agentCame(event.name || words.someone);
    case 'waiting':
      return words.waiting;
    case 'closed':
      return words.closed;
    case 'bot':
      return words.botBack;
  }
}
