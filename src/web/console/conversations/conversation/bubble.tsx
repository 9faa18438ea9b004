import { useMemo, type ReactNode } from 'react';
import type { Reach } from '../../../../console-wire.js';
import { treeOf } from '../../../../markdown/tree.js';
import type { Attachment, Author, Message } from '../../../../wire.js';
import { Icon } from '../../icon.js';
import { Markdown } from '../../markdown.js';
import { usePlace } from '../../place.js';
import { clockTime, fileSize, fullTime } from '../../times.js';
import { useWords } from '../../words.js';
import { conversationWords } from './conversation.words.js';
import style from './bubble.module.css';

interface BubbleProps {
  readonly author: Author;
  readonly name: string;
  readonly message: Message;
  readonly time: number;
  readonly follows: boolean;
  readonly conversation: string;
  /** What became of it, below it. */
  readonly state?: ReactNode;
}

/** What somebody said: the customer at the left, those who answer at the right. */
export function Bubble({ author, name, message, time, follows, conversation, state }: BubbleProps) {
  const say = useWords(conversationWords);
  const place = usePlace();
  const side = author === 'customer' ? 'customer' : author.startsWith('agent:') ? 'agent' : 'bot';
  const { text, attachments = [], sources = [], choices = [] } = message;
  return (
    <article className={style['message']} data-side={side} aria-label={`${name}, ${fullTime(time, place)}`}>
      {!follows && (
        <header className={style['by']}>
          {side === 'bot' && <Icon name="bot" size={14} />}
          <span className={style['name']}>{name}</span>
          <time dateTime={new Date(time).toISOString()} title={fullTime(time, place)}>
            {clockTime(time, place)}
          </time>
        </header>
      )}
      {text.trim() !== '' && (
        <div className={style['bubble']} lang={message.language}>
          <Words {...{ side, text, language: message.language }} />
        </div>
      )}
      <Files {...{ attachments, conversation }} />
      {sources.length > 0 && (
        <p className={style['extra']}>
          {say.shown}{' '}
          {sources.map(({ title, slug, language }, at) => (
            <span key={slug}>
              {at > 0 && ' · '}
              <a href={`/help/${language}/${slug}`} target="_blank" rel="noopener" lang={language}>
                {title}
              </a>
            </span>
          ))}
        </p>
      )}
      {choices.length > 0 && (
        <p className={style['extra']}>
          {say.choices}: {choices.map(({ label }) => label).join(' · ')}
        </p>
      )}
      {state !== undefined && <p className={style['state']}>{state}</p>}
    </article>
  );
}

/** The customer's own words are shown as they wrote them; ours are Markdown, as the customer sees it. */
function Words({ side, text, language }: { readonly side: string; readonly text: string; readonly language: string }) {
  const blocks = useMemo(
    () => (side === 'customer' ? [] : treeOf(text, { language, publicUrl: location.origin, lines: 'kept' })),
    [side, text, language],
  );
  return side === 'customer' ? <span className={style['plain']}>{text}</span> : <Markdown blocks={blocks} />;
}

const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

function Files({
  attachments,
  conversation,
}: {
  readonly attachments: readonly Attachment[];
  readonly conversation: string;
}) {
  const say = useWords(conversationWords);
  const { language } = usePlace();
  if (attachments.length === 0) return null;
  return (
    <ul className={style['files']} aria-label={say.files}>
      {attachments.map(({ id, name, type, size }) => {
        const address = `/staff/conversations/${conversation}/files/${id}`;
        return (
          <li key={id}>
            <a href={address} target="_blank" rel="noopener" className={style['file']}>
              {pictures.includes(type) ? (
                <img src={address} alt={name} loading="lazy" />
              ) : (
                <>
                  <Icon name="file" />
                  <span>{name}</span>
                  <small>{fileSize(size, language)}</small>
                </>
              )}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** What is known of a reply: on the server, on the customer's screen, in their mail, or nowhere and why. */
export function DeliveryState({
  reach: { deliveries, seenUpTo, online },
  seq,
}: {
  readonly reach: Reach;
  readonly seq: number;
}) {
  const say = useWords(conversationWords);
  const place = usePlace();
  const last = deliveries.findLast((one) => one.seq === seq);
  if ((seenUpTo ?? 0) >= seq) return <Told icon="checks" words={say.seen} />;
  switch (last?.state) {
    case 'not-sent':
      return (
        <span className={style['bad']}>
          <Icon name="alert" size={14} /> {say.notSent(last.why ?? '')}
        </span>
      );
    case 'mailed':
      return <Told icon="mail" words={say.mailed(last.to ?? '')} />;
    case 'mail-waiting':
      return <Told icon="check" words={`${say.sent} · ${say.mailWaiting(clockTime(last.time, place))}`} />;
    case 'no-address':
      return <Told icon="check" words={online === false ? say.noAddress : say.sent} />;
    case undefined:
      return <Told icon="check" words={say.sent} />;
  }
}

function Told({ icon, words }: { readonly icon: 'check' | 'checks' | 'mail'; readonly words: string }) {
  return (
    <>
      <Icon name={icon} size={14} /> {words}
    </>
  );
}
