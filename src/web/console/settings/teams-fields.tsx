import { Button, Checkbox, Group, NumberInput, Stack, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import type { ShopTeam } from '../../../office-wire.js';
import { wrongIn } from '../sheet/doing.js';
import { inLanguage, useLanguageName } from '../sheet/names.js';
import { Part } from '../sheet/sheet.js';
import { useLanguage, useWords } from '../words.js';
import type { SettingsPart } from './part.js';
import { settingsWords } from './settings.words.js';
import { WeekEditor } from './week-editor.js';

/** The teams: each has a queue in each of its languages. */
export function TeamsFields(part: SettingsPart) {
  const { draft, set, error } = part;
  const say = useWords(settingsWords);
  const add = (): void => {
    const taken = new Set(draft.teams.map(({ id }) => id));
    const id = ['team', ...Array.from({ length: 50 }, (_, n) => `team-${n + 2}`)].find((one) => !taken.has(one)) ?? '';
    const name = Object.fromEntries(draft.languages.map((language) => [language, say.newTeam]));
    const fresh = { id, name, languages: draft.languages, topics: [], minutesPerConversation: 12, capacity: 4 };
    set({ teams: [...draft.teams, fresh] });
  };
  return (
    <>
      {wrongIn(error, 'teams') !== undefined && (
        <Text c="var(--colour-danger)" mb="sm">
          {wrongIn(error, 'teams')}
        </Text>
      )}
      {draft.teams.map((team, at) => (
        <TeamFields key={at} {...part} team={team} at={at} />
      ))}
      <Button variant="default" mt="md" onClick={add}>
        {say.addTeam}
      </Button>
    </>
  );
}

function TeamFields({ draft, set, error, team, at }: SettingsPart & { readonly team: ShopTeam; readonly at: number }) {
  const say = useWords(settingsWords);
  const language = useLanguage();
  const nameOf = useLanguageName();
  const put = (change: Partial<ShopTeam>): void =>
    set({ teams: draft.teams.map((one, n) => (n === at ? { ...one, ...change } : one)) });
  const wrong = (field: string): string | undefined => wrongIn(error, `teams.${at}.${field}`);
  const named = (one: string, value: string): Record<string, string> =>
    Object.fromEntries(Object.entries({ ...team.name, [one]: value }).filter(([, text]) => text !== ''));
  const number = (value: string | number): number =>
    typeof value === 'number' ? value : Number.parseInt(value, 10) || 0;
  return (
    <Part title={inLanguage(team.name, language) || team.id}>
      <Stack>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          {[...new Set([...draft.languages, ...Object.keys(team.name)])].map((one) => (
            <TextInput
              {...{ key: one, label: say.teamName(nameOf(one)), value: team.name[one] ?? '', error: wrong('name') }}
              onChange={(event) => put({ name: named(one, event.currentTarget.value) })}
            />
          ))}
          <TextInput
            {...{ label: say.teamId, description: say.teamIdHelp, value: team.id, error: wrong('id') }}
            {...{ spellCheck: false, inputWrapperOrder: ['label', 'input', 'description', 'error'] }}
            onChange={(event) => put({ id: event.currentTarget.value })}
          />
        </Group>
        <Checkbox.Group
          {...{ label: say.teamLanguages, value: [...team.languages], error: wrong('languages') }}
          onChange={(chosen) => put({ languages: chosen })}
        >
          <Group mt="xs">
            {[...new Set([...draft.languages, ...team.languages])].map((one) => (
              <Checkbox key={one} value={one} label={nameOf(one)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Switch
          {...{ label: say.allTopics, checked: team.topics === '*' }}
          onChange={(event) => put({ topics: event.currentTarget.checked ? '*' : [] })}
        />
        {team.topics !== '*' && (
          <TagsInput
            {...{ label: say.topics, description: say.topicsHelp, value: [...team.topics], error: wrong('topics') }}
            onChange={(topics) => put({ topics })}
          />
        )}
        <Group align="flex-start">
          <NumberInput
            {...{ label: say.capacity, value: team.capacity, min: 1, max: 50, error: wrong('capacity') }}
            onChange={(value) => put({ capacity: number(value) })}
          />
          <NumberInput
            {...{ label: say.minutes, value: team.minutesPerConversation, min: 1, max: 240 }}
            error={wrong('minutesPerConversation')}
            onChange={(value) => put({ minutesPerConversation: number(value) })}
          />
        </Group>
        <Switch
          {...{ label: say.ownHours, checked: team.hours !== undefined }}
          onChange={(event) => put({ hours: event.currentTarget.checked ? draft.hours : undefined })}
        />
        {team.hours && (
          <WeekEditor
            {...{ week: team.hours, error, field: `teams.${at}.hours` }}
            onChange={(hours) => put({ hours })}
          />
        )}
        {draft.teams.length > 1 && (
          <div>
            <Button
              {...{ variant: 'subtle', color: 'danger' }}
              onClick={() => set({ teams: draft.teams.filter((_, n) => n !== at) })}
            >
              {say.removeTeam}
            </Button>
          </div>
        )}
      </Stack>
    </Part>
  );
}
