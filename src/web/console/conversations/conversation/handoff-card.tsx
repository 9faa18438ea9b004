import { CopyButton, Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ConversationDetail, TicketCard, Tried } from '../../../../console-wire.js';
import { useNow } from '../../clock.js';
import { Icon } from '../../icon.js';
import { usePlace } from '../../place.js';
import { briefTime, fullTime, span } from '../../times.js';
import { useWords } from '../../words.js';
import { readOutcome } from '../outcome.js';
import { languageName } from '../queue-name.js';
import { Wait } from '../wait.js';
import { cardWords, whyHandedOver } from './card.words.js';
import { conversationWords } from './conversation.words.js';
import style from './handoff-card.module.css';

interface CardProps {
  readonly card: TicketCard;
  readonly detail: Pick<ConversationDetail, 'firstWords' | 'tried' | 'page' | 'channel' | 'language'>;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** What an agent must know before the first word, by rules and never by guessing: why, who said what, what was tried. */
export function HandoffCard({ card, detail, isOpen, onToggle }: CardProps) {
  const say = useWords(cardWords);
  const why = whyHandedOver(card.reason, say);
  return (
    <section className={style['card']} data-tour="card" aria-label={say.card}>
      <UnstyledButton
        {...{ className: style['head'] ?? '', 'aria-expanded': isOpen, title: isOpen ? say.hide : say.show }}
        onClick={onToggle}
      >
        <Icon name={isOpen ? 'down' : 'forward'} size={16} />
        <strong>{why}</strong>
        {!isOpen && <Brief card={card} />}
      </UnstyledButton>
      {isOpen && (
        // It may scroll and hold nothing to press: by keys it is reached itself.
        <div className={style['body']} tabIndex={0} role="group" aria-label={say.card}>
          <div className={style['column']}>
            <FirstWords said={detail.firstWords} />
            <Details slots={card.slots} />
          </div>
          <div className={style['column']}>
            <Facts {...{ card, detail }} />
            <TriedList tried={detail.tried} />
            <Articles articles={card.articles} language={card.language} />
          </div>
        </div>
      )}
    </section>
  );
}

function Brief({ card }: { readonly card: TicketCard }) {
  const told = card.slots.filter(({ state }) => state !== 'refused').map(({ display }) => display);
  return <span className={style['brief']}>{told.join(' · ')}</span>;
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={style['part']}>
      <h3>{title}</h3>
      {children}
    </div>
  );
}

function FirstWords({ said }: { readonly said: ConversationDetail['firstWords'] }) {
  const say = useWords(cardWords);
  if (said.length === 0) return null;
  return (
    <Part title={say.firstWords}>
      {said.map(({ seq, text, language }) => (
        <blockquote key={seq} lang={language}>
          {text}
        </blockquote>
      ))}
    </Part>
  );
}

const marks = { given: 'info', checked: 'check', refused: 'close' } as const;

function Details({ slots }: { readonly slots: TicketCard['slots'] }) {
  const say = useWords(cardWords);
  const help = { given: say.givenHelp, checked: say.checkedHelp, refused: say.refusedHelp };
  return (
    <Part title={say.details}>
      {slots.length === 0 ? (
        <p className={style['quiet']}>{say.noDetails}</p>
      ) : (
        <dl className={style['slots']}>
          {slots.map(({ name, label, display, value, state }) => (
            <div key={name}>
              <dt>{label}</dt>
              <dd>
                {state === 'refused' ? '–' : display}
                {state !== 'refused' && <Copy value={value} />}
                <Tooltip label={help[state]}>
                  <span className={style['mark']} data-state={state}>
                    <Icon name={marks[state]} size={12} />
                    {say[state]}
                  </span>
                </Tooltip>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Part>
  );
}

export function Copy({ value }: { readonly value: string }) {
  const say = useWords(cardWords);
  return (
    <CopyButton value={value} timeout={1_500}>
      {({ copied, copy }) => (
        <UnstyledButton className={style['copy'] ?? ''} aria-label={`${say.copy}: ${value}`} onClick={copy}>
          {copied ? say.copied : <Icon name="file" size={12} />}
        </UnstyledButton>
      )}
    </CopyButton>
  );
}

function TriedList({ tried }: { readonly tried: readonly Tried[] }) {
  const say = useWords(cardWords);
  if (tried.length === 0) return null;
  const told = { answer: say.answered, 'ask back': say.askedBack, nothing: say.nothing };
  return (
    <Part title={say.tried}>
      <ol className={style['tried']}>
        {tried.map(({ seq, question, decision, titles }) => (
          <li key={seq}>
            <span className={style['question']}>“{question}”</span>{' '}
            <span className={style['mark']} data-state={decision === 'nothing' ? 'refused' : 'given'}>
              {told[decision]}
            </span>{' '}
            {titles.join(' · ')}
          </li>
        ))}
      </ol>
    </Part>
  );
}

function Articles({ articles, language }: { readonly articles: TicketCard['articles']; readonly language: string }) {
  const say = useWords(cardWords);
  if (articles.length === 0) return null;
  return (
    <Part title={say.articles}>
      <ul className={style['articles']}>
        {articles.map(({ article, title, slug, vote }) => (
          <li key={article}>
            <a href={`/help/${language}/${slug}`} target="_blank" rel="noopener" lang={language}>
              {title}
            </a>
            <span className={style['mark']} data-state={vote === 'helped' ? 'checked' : vote === null ? '' : 'refused'}>
              {vote !== null && <Icon name={vote === 'helped' ? 'up' : 'downVote'} size={12} />}
              {vote === null ? say.noVote : vote === 'helped' ? say.helped : say.notHelped}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Facts({ card, detail }: Pick<CardProps, 'card' | 'detail'>) {
  const say = useWords(cardWords);
  const outcomes = useWords(conversationWords);
  const place = usePlace();
  const { page, channel } = detail;
  return (
    <Part title={say.about}>
      <dl className={style['facts']}>
        {card.waitingSince !== null && card.status === 'waiting' && (
          <Fact name={say.waited}>
            <Wait since={card.waitingSince} />
          </Fact>
        )}
        <Fact name={say.promise}>
          <Promised card={card} />
        </Fact>
        <Fact name={say.language}>{languageName(detail.language, place.language)}</Fact>
        <Fact name={say.channel}>{channel === 'form' ? say.form : channelName(channel, say.chat)}</Fact>
        {page && (
          <Fact name={say.page}>
            <span title={page.url}>{page.title || page.url}</span>
          </Fact>
        )}
        {card.outcome !== null && <Fact name={say.outcome}>{readOutcome(card.outcome, outcomes)}</Fact>}
        {card.score !== null && (
          <Fact name={say.rating}>
            {'★'.repeat(card.score)}
            {'☆'.repeat(Math.max(0, 5 - card.score))} {card.comment}
          </Fact>
        )}
      </dl>
    </Part>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function Promised({ card: { promise, status } }: { readonly card: TicketCard }) {
  const say = useWords(cardWords);
  const place = usePlace();
  const now = useNow(15_000);
  if (promise.at === null) return <>{say.noPromise}</>;
  const isOverdue = promise.at < now && (status === 'waiting' || status === 'open');
  return (
    <>
      <span title={fullTime(promise.at, place)}>{briefTime(promise.at, now, place)}</span>
      {isOverdue && <strong className={style['late']}> {say.overdue(span(now - promise.at, place.language))}</strong>}
    </>
  );
}

/** `botframework:msteams` as people call it. */
export function channelName(channel: string, chat: string): string {
  const outside = channel.split(':')[1];
  if (outside === undefined) return chat;
  return { msteams: 'Microsoft Teams', slack: 'Slack', webchat: 'Web Chat', line: 'LINE' }[outside] ?? outside;
}
