import { Loader, SegmentedControl, Stack, Text } from '@mantine/core';
import { changePreferences, usePreferences } from '../preferences.js';
import { Part, Sheet } from '../sheet/sheet.js';
import { useWords } from '../words.js';
import { accountWords } from './account.words.js';
import { FactorPart } from './factor-part.js';
import { PasswordPart } from './password-part.js';
import { SessionsPart } from './sessions-part.js';
import { useAccount } from './use-account.js';

/** What is one's own: password, second factor, where one is signed in, how this device looks. */
export function AccountScreen() {
  const say = useWords(accountWords);
  const { account, changed } = useAccount();
  return (
    <Sheet title={say.title} {...(account ? { lead: `${account.staff.name} · ${account.staff.mail}` } : {})}>
      {account ? (
        <>
          <PasswordPart account={account} changed={changed} />
          <FactorPart account={account} changed={changed} />
          <SessionsPart account={account} changed={changed} />
          <DevicePart />
        </>
      ) : (
        <Loader type="dots" />
      )}
    </Sheet>
  );
}

function DevicePart() {
  const say = useWords(accountWords);
  const { theme, language } = usePreferences();
  return (
    <Part title={say.device} tour="device">
      <Stack align="flex-start">
        <div>
          <Text id="language" size="sm" fw={500} mb="xs">
            {say.language}
          </Text>
          <SegmentedControl
            {...{ 'aria-labelledby': 'language', value: language }}
            data={[
              { value: 'en', label: 'English' },
              { value: 'ja', label: '日本語' },
            ]}
            onChange={(chosen) => changePreferences({ language: chosen === 'ja' ? 'ja' : 'en' })}
          />
        </div>
        <div>
          <Text id="theme" size="sm" fw={500} mb="xs">
            {say.theme}
          </Text>
          <SegmentedControl
            {...{ 'aria-labelledby': 'theme', value: theme }}
            data={(['auto', 'light', 'dark'] as const).map((one) => ({ value: one, label: say[one] }))}
            onChange={(chosen) =>
              changePreferences({ theme: (['light', 'dark'] as const).find((one) => one === chosen) ?? 'auto' })
            }
          />
        </div>
      </Stack>
    </Part>
  );
}
