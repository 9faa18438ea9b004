import { Button, CloseButton, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CustomerContext } from '../../../../console-wire.js';
import { get } from '../../api.js';
import { Icon } from '../../icon.js';
import { Link } from '../../link.js';
import { usePlace } from '../../place.js';
import { shortDay } from '../../times.js';
import { useWords } from '../../words.js';
import { Copy } from '../conversation/handoff-card.js';
import type { Conversation } from '../conversation/conversation.js';
import { readOutcome } from '../outcome.js';
import { conversationWords } from '../conversation/conversation.words.js';
import { contextWords } from './context.words.js';
import { Order } from './order.js';
import style from './context-pane.module.css';

/** The right pane: who the customer is and how surely, what they ordered, what was before. */
export function ContextPane({
  conversation,
  onClose,
}: {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}) {
  const say = useWords(contextWords);
  const { conversation: id } = conversation.detail;
  const { language } = usePlace();
  const { data, error, refetch } = useQuery({
    // What the bot or the customer adds to the ticket may tell more about who they are.
    queryKey: ['customer', id, language, conversation.card?.slots.length],
    queryFn: ({ signal }) => get<CustomerContext>(`/staff/conversations/${id}/customer`, signal),
  });
  return (
    <aside className={style['pane']} data-tour="context" aria-label={say.title}>
      <header className={style['head']}>
        <h2>{say.title}</h2>
        <CloseButton aria-label={say.close} onClick={onClose} />
      </header>
      {data ? (
        <>
          <Who customer={data} />
          <Orders customer={data} />
          <Earlier customer={data} />
        </>
      ) : error ? (
        <Part title={say.failed}>
          <Button variant="default" onClick={() => void refetch()}>
            {say.again}
          </Button>
        </Part>
      ) : (
        <div className={style['part']}>
          <Skeleton height={16} mb="sm" />
          <Skeleton height={64} />
        </div>
      )}
      <Articles conversation={conversation} />
    </aside>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={style['part']}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Who({ customer: { name, mail, phone, customer, identity } }: { readonly customer: CustomerContext }) {
  const say = useWords(contextWords);
  const help = { signed: say.signedHelp, proven: say.provenHelp, said: say.saidHelp, unknown: '' }[identity];
  const facts = [
    { label: say.mail, value: mail },
    { label: say.phone, value: phone },
    { label: say.number, value: customer ?? '' },
  ].filter(({ value }) => value !== '');
  return (
    <section className={style['part']}>
      <p className={style['name']}>{name || say.noName}</p>
      <p className={style['identity']} data-identity={identity}>
        <Icon name={identity === 'signed' || identity === 'proven' ? 'check' : 'alert'} size={14} />
        {say[identity]}
      </p>
      {help !== '' && <p className={style['quiet']}>{help}</p>}
      {facts.length > 0 && (
        <dl className={style['facts']}>
          {facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                {value}
                <Copy value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Orders({ customer: { orders, identity } }: { readonly customer: CustomerContext }) {
  const say = useWords(contextWords);
  return (
    <Part title={say.orders}>
      {orders.length === 0 ? (
        <p className={style['quiet']}>{say.noOrders}</p>
      ) : (
        <>
          {identity === 'said' && <p className={style['warning']}>{say.unverifiedOrders}</p>}
          <ul className={style['list']}>
            {orders.map((order) => (
              <Order key={order.number} order={order} />
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}

function Earlier({ customer: { earlier } }: { readonly customer: CustomerContext }) {
  const say = useWords(contextWords);
  const outcomes = useWords(conversationWords);
  const place = usePlace();
  return (
    <Part title={say.earlier}>
      {earlier.length === 0 ? (
        <p className={style['quiet']}>{say.noEarlier}</p>
      ) : (
        <ul className={style['list']}>
          {earlier.map(({ number, conversation, subject, status, opened, outcome }) => (
            <li key={number}>
              <Link to={`/conversations/${conversation}?list=solved`}>{subject}</Link>
              <p className={style['quiet']}>
                {number} · {shortDay(opened, place)} · {outcome === null ? say[status] : readOutcome(outcome, outcomes)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function Articles({ conversation: { card } }: { readonly conversation: Conversation }) {
  const say = useWords(contextWords);
  if (!card || card.articles.length === 0) return null;
  return (
    <Part title={say.articles}>
      <ul className={style['list']}>
        {card.articles.map(({ article, title, slug }) => (
          <li key={article}>
            <a href={`/help/${card.language}/${slug}`} target="_blank" rel="noopener" lang={card.language}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </Part>
  );
}
