import type { TicketLine } from '../../../../console-wire.js';
import { useNow } from '../../clock.js';
import { Link } from '../../link.js';
import { useMe } from '../../me.js';
import { usePlace } from '../../place.js';
import { briefTime, span } from '../../times.js';
import { useWords } from '../../words.js';
import { queueName } from '../queue-name.js';
import { Wait } from '../wait.js';
import { listWords } from './list.words.js';
import style from './line.module.css';

interface LineProps {
  readonly line: TicketLine;
  readonly to: string;
  readonly isOpen: boolean;
  readonly isUnseen: boolean;
}

/** One ticket in a list: who, what, the last word, and how long they have waited. */
export function Line({ line, to, isOpen, isUnseen }: LineProps) {
  const say = useWords(listWords);
  const me = useMe();
  const { language } = usePlace();
  return (
    <Link
      to={to}
      data-tour="line"
      className={style['line']}
      aria-current={isOpen ? 'true' : undefined}
      data-unseen={isUnseen || undefined}
    >
      <span className={style['top']}>
        {isUnseen && <span className={style['dot']} role="img" aria-label={say.unseen} />}
        <span className={style['who']}>{line.customer || `${say.nobody} ${line.number}`}</span>
        <When line={line} />
      </span>
      <span className={style['subject']} lang={line.language}>
        {line.subject}
      </span>
      <LastWord line={line} />
      <span className={style['tags']}>
        <Promise line={line} />
        <span className={style['tag']}>{queueName(me.site, line.queue, language)}</span>
        {line.holder !== null && line.status === 'claimed' && (
          <span className={style['tag']}>
            {line.holder === me.staff.id ? say.withYou : say.heldBy(line.holderName ?? '')}
          </span>
        )}
      </span>
    </Link>
  );
}

function When({ line: { status, waitingSince, updated, last } }: { readonly line: TicketLine }) {
  const say = useWords(listWords);
  const place = usePlace();
  const now = useNow(60_000);
  if (status === 'waiting' && waitingSince !== null) {
    return (
      <span className={style['wait']} title={say.waitsFor(span(now - waitingSince, place.language))}>
        <span className="for-readers">{say.waits} </span>
        <Wait since={waitingSince} />
      </span>
    );
  }
  return <span className={style['time']}>{briefTime(Math.max(updated, last?.time ?? 0), now, place)}</span>;
}

function LastWord({ line: { last, language, holder, holderName } }: { readonly line: TicketLine }) {
  const say = useWords(listWords);
  const { id } = useMe().staff;
  if (!last) return <span className={style['last']} />;
  const agent = holder === id ? say.you : (holderName ?? say.agent);
  const by = last.by === 'customer' ? '' : `${last.by === 'bot' ? say.bot : agent}: `;
  return (
    <span className={style['last']}>
      {by}
      <span lang={language}>{last.text.replaceAll(/[*_#>`]+/g, '')}</span>
    </span>
  );
}

/** By when somebody was promised to answer: silent while there is time, loud when there is none. */
function Promise({ line: { promise, status } }: { readonly line: TicketLine }) {
  const say = useWords(listWords);
  const { language } = usePlace();
  const now = useNow(15_000);
  if (promise === null || (status !== 'waiting' && status !== 'open')) return null;
  const left = promise - now;
  if (left <= 0) return <span className={style['late']}>{say.overdue(span(-left, language))}</span>;
  if (left < 15 * 60_000) return <span className={style['soon']}>{say.promisedIn(span(left, language))}</span>;
  return null;
}
