import type { JSX } from 'preact';
import type { WidgetEvent } from '../../../widget-wire.js';
import { promise } from '../client/times.js';
import { useCounter } from './context.js';
import { OutIcon } from './icons.js';
import { TranscriptButton } from './transcript-button.js';

type Receipt = NonNullable<Extract<WidgetEvent, { kind: 'message' }>['receipt']>;

/** The slip one takes home from a counter: number, promise, and where to look. */
export function ReceiptCard({ receipt, language }: { receipt: Receipt; language: string }): JSX.Element {
  const { words, session } = useCounter();
  const zone = session?.shop.zone;
  return (
    <section class="receipt" aria-label={words.receipt}>
      <dl>
        <div>
          <dt>{words.receiptNumber}</dt>
          <dd class="number">{receipt.ticket}</dd>
        </div>
        {receipt.promise === null ? (
          <p>{words.receiptNoPromise}</p>
        ) : (
          <div>
            <dt>{words.receiptPromise}</dt>
            <dd>
              <time dateTime={new Date(receipt.promise).toISOString()}>{promise(receipt.promise, language, zone)}</time>
            </dd>
          </div>
        )}
      </dl>
      <p class="acts">
        {receipt.url !== null && (
          <a href={receipt.url} target="_blank" rel="noopener noreferrer" class="quietly">
            <OutIcon />
            {words.ticketPage}
            <span class="hidden"> ({words.newWindow})</span>
          </a>
        )}
        <TranscriptButton />
      </p>
    </section>
  );
}
