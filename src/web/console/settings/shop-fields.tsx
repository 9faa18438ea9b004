import { Button, Checkbox, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { wrongIn } from '../sheet/doing.js';
import { useLanguageName } from '../sheet/names.js';
import { useWords } from '../words.js';
import type { SettingsPart } from './part.js';
import { zoneHere, zones } from './places.js';
import { settingsWords } from './settings.words.js';

/** Name and languages: the first step of the set-up, and the first part of the settings. */
export function NameFields({ draft, set, error, spoken }: SettingsPart & { readonly spoken: readonly string[] }) {
  const say = useWords(settingsWords);
  const nameOf = useLanguageName();
  const offered = [...new Set([...draft.languages, ...spoken, 'en', 'ja'])];
  const silent = draft.languages.filter((one) => !spoken.includes(one.split('-')[0] ?? one));
  return (
    <Stack>
      <TextInput
        {...{ label: say.name, description: say.nameHelp, value: draft.name, error: wrongIn(error, 'name') }}
        {...{ maxLength: 100, autoComplete: 'organization' }}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Checkbox.Group
        {...{ label: say.languages, description: say.languagesHelp, value: [...draft.languages] }}
        error={wrongIn(error, 'languages')}
        onChange={(chosen) => set({ languages: chosen })}
      >
        <Group mt="xs">
          {offered.map((one) => (
            <Checkbox key={one} value={one} label={nameOf(one)} />
          ))}
        </Group>
      </Checkbox.Group>
      {silent.map((one) => (
        <Text key={one} size="sm" c="var(--colour-warning)">
          {say.noSentences(nameOf(one))}
        </Text>
      ))}
    </Stack>
  );
}

/** How customers reach the shop otherwise, and how its orders are numbered. */
export function ShopFields({ draft, set, error }: SettingsPart) {
  const say = useWords(settingsWords);
  const wrongPattern = draft.orderPatterns.map((_, at) => wrongIn(error, `orderPatterns.${at}`)).find(Boolean);
  return (
    <Stack>
      <TextInput
        {...{ label: say.contact, description: say.contactHelp, value: draft.contact.mail ?? '', type: 'email' }}
        {...{ error: wrongIn(error, 'contact.mail'), autoComplete: 'off' }}
        onChange={({ currentTarget: { value } }) => set({ contact: value.trim() === '' ? {} : { mail: value.trim() } })}
      />
      <TextInput
        {...{ label: say.homepage, value: draft.homepage ?? '', placeholder: 'https://', inputMode: 'url' }}
        {...{ error: wrongIn(error, 'homepage'), autoComplete: 'url' }}
        onChange={({ currentTarget: { value } }) => set({ homepage: value.trim() === '' ? null : value.trim() })}
      />
      <Textarea
        {...{ label: say.orderPatterns, description: say.orderPatternsHelp, value: draft.orderPatterns.join('\n') }}
        {...{ error: wrongPattern, autosize: true, minRows: 2, spellCheck: false }}
        onChange={({ currentTarget: { value } }) => set({ orderPatterns: value === '' ? [] : value.split('\n') })}
      />
    </Stack>
  );
}

/** The zone all hours are meant in. */
export function ZoneField({ draft, set, error }: SettingsPart) {
  const say = useWords(settingsWords);
  const here = zoneHere();
  return (
    <Stack gap="xs" align="flex-start">
      <Select
        {...{
          label: say.zone,
          value: draft.zone,
          searchable: true,
          limit: 60,
          w: '100%',
          maw: 352,
          allowDeselect: false,
        }}
        {...{ error: wrongIn(error, 'zone'), data: [...new Set([draft.zone, ...zones()])] }}
        onChange={(zone) => zone !== null && set({ zone })}
      />
      {here !== draft.zone && (
        <Button variant="subtle" size="compact-sm" onClick={() => set({ zone: here })}>
          {say.zoneHere(here)}
        </Button>
      )}
    </Stack>
  );
}
