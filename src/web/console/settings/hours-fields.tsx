import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import type { Closure } from '../../../office-wire.js';
import { Icon } from '../icon.js';
import { wrongIn } from '../sheet/doing.js';
import { useLanguageName } from '../sheet/names.js';
import { useLanguage, useWords } from '../words.js';
import type { SettingsPart } from './part.js';
import { holidayCountries } from './places.js';
import { settingsWords } from './settings.words.js';
import { ZoneField } from './shop-fields.js';
import { WeekEditor } from './week-editor.js';

/** When the shop is there: zone, week, public holidays, and days on which it is closed. */
export function HoursFields(part: SettingsPart) {
  const { draft, set, error } = part;
  const say = useWords(settingsWords);
  return (
    <Stack gap="lg">
      <div>
        <Text fw={600}>{say.week}</Text>
        <Text size="sm" c="dimmed" mb="xs">
          {say.weekHelp}
        </Text>
        <WeekEditor {...{ week: draft.hours, error, field: 'hours' }} onChange={(hours) => set({ hours })} />
      </div>
      <ZoneField {...part} />
      <HolidaysField {...part} />
    </Stack>
  );
}

function HolidaysField({ draft, set, error }: SettingsPart) {
  const say = useWords(settingsWords);
  const language = useLanguage();
  const regions = new Intl.DisplayNames([language], { type: 'region' });
  const nameOf = (place: string): string => {
    const [country = '', state] = place.split('-');
    return `${regions.of(country) ?? country}${state === undefined ? '' : ` (${state})`}`;
  };
  const places = [...new Set([...(draft.holidays === null ? [] : [draft.holidays]), ...holidayCountries])];
  const data = [{ value: '', label: say.noHolidays }, ...places.map((value) => ({ value, label: nameOf(value) }))];
  return (
    <Select
      {...{ label: say.holidays, description: say.holidaysHelp, value: draft.holidays ?? '', data, maw: 352 }}
      {...{ searchable: true, allowDeselect: false, error: wrongIn(error, 'holidays') }}
      onChange={(place) => set({ holidays: place === '' ? null : place })}
    />
  );
}

/** Closed from the first to the last day, with a reason customers may read. */
export function ClosuresFields({ draft, set, error }: SettingsPart) {
  const say = useWords(settingsWords);
  const nameOf = useLanguageName();
  const put = (at: number, change: Partial<Closure>): void =>
    set({ closures: draft.closures.map((one, n) => (n === at ? { ...one, ...change } : one)) });
  const today = new Date().toISOString().slice(0, 10);
  return (
    <Stack align="flex-start">
      <Text size="sm" c="dimmed">
        {say.closuresHelp}
      </Text>
      {draft.closures.map((closure, at) => (
        <Group key={at} align="flex-end" wrap="wrap">
          <TextInput
            {...{ type: 'date', label: say.first, value: closure.from, error: wrongIn(error, `closures.${at}.from`) }}
            onChange={(event) => put(at, { from: event.currentTarget.value })}
          />
          <TextInput
            {...{ type: 'date', label: say.last, value: closure.to, error: wrongIn(error, `closures.${at}.to`) }}
            onChange={(event) => put(at, { to: event.currentTarget.value })}
          />
          {draft.languages.map((language) => (
            <TextInput
              {...{ key: language, label: say.reason(nameOf(language)), value: closure.reason?.[language] ?? '' }}
              onChange={({ currentTarget: { value } }) => put(at, { reason: reasonWith(closure, language, value) })}
            />
          ))}
          <ActionIcon
            {...{ variant: 'subtle', color: 'danger', size: 36, 'aria-label': say.removeClosure }}
            onClick={() => set({ closures: draft.closures.filter((_, n) => n !== at) })}
          >
            <Icon name="close" />
          </ActionIcon>
        </Group>
      ))}
      <Button variant="default" onClick={() => set({ closures: [...draft.closures, { from: today, to: today }] })}>
        {say.addClosure}
      </Button>
    </Stack>
  );
}

/** A reason in no language is none: an empty list would be refused. */
function reasonWith({ reason }: Closure, language: string, value: string): Closure['reason'] {
  const words = Object.entries({ ...reason, [language]: value }).filter(([, text]) => text !== '');
  return words.length === 0 ? undefined : Object.fromEntries(words);
}
