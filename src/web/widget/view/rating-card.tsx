import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { WidgetEvent } from '../../../widget-wire.js';
import { useClient, useCounter } from './context.js';
import { FaceIcon } from './icons.js';

const scores = [1, 2, 3, 4, 5] as const;

/** One tap is enough; words are optional, and both can be changed. */
export function RatingCard({ event }: { event: Extract<WidgetEvent, { kind: 'rating' }> }): JSX.Element {
  const client = useClient();
  const { words, language } = useCounter();
  const [score, setScore] = useState(event.score);
  const [comment, setComment] = useState(event.comment ?? '');
  const [told, setTold] = useState<string | null>(null);
  const current = score ?? event.score;

  const send = async (value: number, thanks: string): Promise<void> => {
    setScore(value);
    const words_ = comment.trim();
    const arrived = await client.rate({
      ...{ conversation: event.conversation, score: value },
      ...(words_ === '' ? {} : { comment: words_ }),
    });
    if (!arrived) setScore(event.score);
    setTold(arrived ? thanks : words.failedRating);
  };

  return (
    <li class="rating" lang={language} tabIndex={-1} id={`m-${event.position}`}>
      <fieldset>
        <legend>{words.ratingAsk}</legend>
        <div class="scores">
          {scores.map((value) => (
            <button
              {...{ key: value, type: 'button', title: words.ratingScores[value - 1] }}
              aria-label={words.ratingScores[value - 1]}
              aria-pressed={current === value}
              onClick={() => void send(value, words.ratingThanks)}
            >
              <FaceIcon score={value} />
            </button>
          ))}
        </div>
      </fieldset>
      <p class="told" role="status">
        {told ?? (current === null ? '' : words.ratingThanks)}
      </p>
      {current !== null && (
        <form
          onSubmit={(submit) => {
            submit.preventDefault();
            void send(current, words.ratingKept);
          }}
        >
          <label for={`comment-${event.position}`}>{words.ratingComment}</label>
          <textarea
            {...{ id: `comment-${event.position}`, rows: 2, maxLength: 1_000, value: comment }}
            onInput={(input) => setComment(input.currentTarget.value)}
          />
          <button type="submit">{words.ratingSend}</button>
        </form>
      )}
    </li>
  );
}
