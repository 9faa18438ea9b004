import { Checkbox, Group, Radio, Stack, TextInput } from '@mantine/core';
import type { ApiError } from '../api.js';
import type { OfficeRole } from '../../../office-wire.js';
import { useMe } from '../me.js';
import { wrongIn } from '../sheet/doing.js';
import { inLanguage, useLanguageName } from '../sheet/names.js';
import { sheetWords } from '../sheet/sheet.words.js';
import { useLanguage, useWords } from '../words.js';
import { teamWords } from './team.words.js';

export interface PersonDraft {
  readonly name: string;
  readonly role: OfficeRole;
  readonly languages: readonly string[];
  readonly teams: readonly string[];
}

interface PersonFieldsProps {
  readonly draft: PersonDraft;
  readonly onChange: (draft: PersonDraft) => void;
  readonly error: ApiError | undefined;
}

const roles = ['agent', 'supervisor', 'editor', 'owner'] as const;

/** What somebody is called, what they may do, in which languages and teams. */
export function PersonFields({ draft, onChange, error }: PersonFieldsProps) {
  const say = useWords(teamWords);
  const common = useWords(sheetWords);
  const language = useLanguage();
  const { site } = useMe();
  const nameOf = useLanguageName();
  const set = (change: Partial<PersonDraft>): void => onChange({ ...draft, ...change });
  const help = { owner: say.ownerHelp, supervisor: say.supervisorHelp, agent: say.agentHelp, editor: say.editorHelp };
  const languages = [...new Set([...site.languages, ...draft.languages])];
  return (
    <Stack>
      <TextInput
        {...{ label: say.name, value: draft.name, required: true, withAsterisk: false, maxLength: 100 }}
        {...{ error: wrongIn(error, 'name'), autoComplete: 'off' }}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Radio.Group
        {...{ label: say.role, value: draft.role }}
        onChange={(chosen) => set({ role: roles.find((one) => one === chosen) ?? draft.role })}
      >
        <Stack gap="xs" mt="xs">
          {roles.map((role) => (
            <Radio key={role} value={role} label={common[role]} description={help[role]} />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox.Group
        {...{ label: say.languages, value: [...draft.languages] }}
        onChange={(chosen) => set({ languages: chosen })}
      >
        <Group mt="xs">
          {languages.map((one) => (
            <Checkbox key={one} value={one} label={nameOf(one)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Checkbox.Group {...{ label: say.teams, value: [...draft.teams] }} onChange={(chosen) => set({ teams: chosen })}>
        <Group mt="xs">
          <Checkbox value="*" label={common.everyTeam} />
          {site.teams.map((team) => (
            <Checkbox
              {...{ key: team.id, value: team.id, label: inLanguage(team.name, language) }}
              disabled={draft.teams.includes('*')}
            />
          ))}
        </Group>
      </Checkbox.Group>
    </Stack>
  );
}
