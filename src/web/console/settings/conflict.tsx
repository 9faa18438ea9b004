import { Alert, Button, Stack } from '@mantine/core';
import { Icon } from '../icon.js';
import { useWords } from '../words.js';
import { settingsWords } from './settings.words.js';
import type { SettingsDraft } from './use-settings.js';

/** Somebody saved meanwhile: what of it touches mine, and the choice. */
export function Conflict({ form: { conflict, discard } }: { readonly form: SettingsDraft }) {
  const say = useWords(settingsWords);
  const named: Readonly<Record<string, string>> = {
    ...{ name: say.name, languages: say.languages, zone: say.zone, holidays: say.holidays, hours: say.week },
    ...{ closures: say.closures, orderPatterns: say.orderPatterns, teams: say.teams, contact: say.contact },
    homepage: say.homepage,
  };
  return (
    <div role="alert">
      {conflict && (
        <Alert color="warning" variant="light" icon={<Icon name="alert" />} title={say.theirsTitle}>
          <Stack align="flex-start">
            {conflict.length === 0
              ? say.theirsNone
              : say.theirsSame(conflict.map((part) => named[part] ?? part).join(' · '))}
            <Button variant="default" onClick={discard}>
              {say.takeTheirs}
            </Button>
          </Stack>
        </Alert>
      )}
    </div>
  );
}
