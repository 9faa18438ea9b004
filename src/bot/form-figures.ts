import { formChannel } from '../conversations/form-value.js';
import type { Database } from '../database/database.js';
import { sql, template } from '../database/statements.js';

/** What became of one form's beginnings. Each is in one of the four last figures. */
export interface FormFigures {
  readonly flow: string;
  readonly begun: number;
  /** An article shown before sending solved it: nobody had to be asked. */
  readonly deflected: number;
  /** A ticket was opened, or a person called. */
  readonly sent: number;
  /** Over without a ticket: done, refused by a rule, cancelled. */
  readonly over: number;
  readonly unfinished: number;
}

/** Counted in the log itself, all of it: a vote stands there for each article that solved something. By flow. */
export async function formFigures(database: Database, site: string): Promise<FormFigures[]> {
  const rows = await database.rows<FormFigures>(counted(database, { site }), 'slow');
  return rows
    .map(({ flow, begun, deflected, sent, over, unfinished }) => ({
      ...{ flow, begun: Number(begun), deflected: Number(deflected), sent: Number(sent) },
      ...{ over: Number(over), unfinished: Number(unfinished) },
    }))
    .toSorted((a, b) => b.begun - a.begun || a.flow.localeCompare(b.flow));
}

/** A thread of a form is named by its flow. What is remembered of a form that waits is told without reading it here. */
const counted = template<{ site: string }>(
  (_, place, _now, dialect) => sql`
    select flow, count(*) as begun, sum(sent) as sent, sum((1 - sent) * solved) as deflected,
      sum((1 - sent) * (1 - solved) * waits) as unfinished, sum((1 - sent) * (1 - solved) * (1 - waits)) as "over"
    from (
      select ${dialect === 'sqlite' ? sql`substr(t.peer, 1, instr(t.peer, ':') - 1)` : sql`split_part(t.peer, ':', 1)`} as flow,
        case when exists (select 1 from ticket where ticket.conversation = c.id) then 1 else 0 end as sent,
        case when exists (select 1 from event where event.conversation = c.id and event.kind = 'vote') then 1 else 0 end as solved,
        case when c.state = '' or c.state not like '%"stack":[]%' or c.state like '%"kind":"suggested"%' then 1 else 0 end as waits
      from conversation c join thread t on t.id = c.thread
      where c.site = ${place.text('site')} and c.channel = ${formChannel} and c.ordinal = 0
    ) as form group by flow`,
);
