import { ActionIcon, Button, Group, Switch } from '@mantine/core';
import { weekdays, type Stretch, type Week, type Weekday } from '../../../office-wire.js';
import type { ApiError } from '../api.js';
import { Icon } from '../icon.js';
import { wrongIn } from '../sheet/doing.js';
import { useWords } from '../words.js';
import { shareOfDay } from './read-time.js';
import { settingsWords } from './settings.words.js';
import style from './settings.module.css';
import { TimeField } from './time-field.js';

interface WeekEditorProps {
  readonly week: Week;
  readonly onChange: (week: Week) => void;
  readonly error: ApiError | undefined;
  /** Where the week stands in the settings: `hours`, `teams.0.hours`. */
  readonly field: string;
}

const usual: Stretch = ['09:00', '18:00'];

/** The hours of a week, day by day: each day closed or with up to six stretches, and a bar that shows them. */
export function WeekEditor({ week, onChange, error, field }: WeekEditorProps) {
  const say = useWords(settingsWords);
  const set = (day: Weekday, stretches: readonly Stretch[]): void => onChange({ ...week, [day]: stretches });
  const everyWeekday = (): void => {
    const monday = week.mon ?? [usual];
    onChange({ ...week, mon: monday, tue: monday, wed: monday, thu: monday, fri: monday });
  };
  const allDay = (): void => onChange(Object.fromEntries(weekdays.map((day) => [day, [['00:00', '24:00']] as const])));
  return (
    <div>
      <ul className={style['week']}>
        {weekdays.map((day) => (
          <li key={day} className={style['day']}>
            <Day
              {...{ name: say[day], stretches: week[day] ?? [], error, field: `${field}.${day}` }}
              onChange={(stretches) => set(day, stretches)}
            />
          </li>
        ))}
      </ul>
      <Group mt="sm">
        <Button variant="default" onClick={everyWeekday}>
          {say.sameAll}
        </Button>
        <Button variant="default" onClick={allDay}>
          {say.allDay}
        </Button>
      </Group>
    </div>
  );
}

interface DayProps {
  readonly name: string;
  readonly stretches: readonly Stretch[];
  readonly onChange: (stretches: readonly Stretch[]) => void;
  readonly error: ApiError | undefined;
  readonly field: string;
}

function Day({ name, stretches, onChange, error, field }: DayProps) {
  const say = useWords(settingsWords);
  const isOpen = stretches.length > 0;
  const put = (at: number, stretch: Stretch): void => onChange(stretches.map((one, n) => (n === at ? stretch : one)));
  return (
    <>
      <Switch
        {...{ className: style['switch'] ?? '', label: name, checked: isOpen, 'aria-label': say.openOn(name) }}
        onChange={(event) => onChange(event.currentTarget.checked ? [usual] : [])}
      />
      <div className={style['stretches']}>
        {!isOpen && <span className={style['closed']}>{say.closed}</span>}
        {stretches.map(([from, until], at) => (
          <div key={at} className={style['stretch']}>
            <TimeField
              {...{ label: say.from(name), value: from }}
              error={wrongIn(error, `${field}.${at}.0`) ?? wrongIn(error, `${field}.${at}`)}
              onChange={(time) => put(at, [time, until])}
            />
            <span className={style['dash']} aria-hidden>
              –
            </span>
            <TimeField
              {...{ label: say.until(name), value: until, error: wrongIn(error, `${field}.${at}.1`) }}
              onChange={(time) => put(at, [from, time])}
            />
            <ActionIcon
              {...{ variant: 'subtle', color: 'quiet', size: 36, 'aria-label': say.removeStretch(name) }}
              onClick={() => onChange(stretches.filter((_, n) => n !== at))}
            >
              <Icon name="close" />
            </ActionIcon>
          </div>
        ))}
        {isOpen && stretches.length < 6 && (
          <div>
            <Button
              {...{ variant: 'subtle', size: 'compact-sm', 'aria-label': say.addStretchOn(name) }}
              onClick={() => onChange([...stretches, ['19:00', '21:00']])}
            >
              {say.addStretch}
            </Button>
          </div>
        )}
      </div>
      <Bar stretches={stretches} />
    </>
  );
}

/** The day from midnight to midnight. A stretch past midnight goes on the next morning: here to the day's end. */
function Bar({ stretches }: { readonly stretches: readonly Stretch[] }) {
  return (
    <div className={style['bar']} aria-hidden>
      {stretches.map(([from, until], at) => {
        const [start, end] = [shareOfDay(from), shareOfDay(until)];
        const width = (end > start ? end : 1) - start;
        return (
          <span key={at} className={style['open']} style={{ left: `${start * 100}%`, width: `${width * 100}%` }} />
        );
      })}
    </div>
  );
}
