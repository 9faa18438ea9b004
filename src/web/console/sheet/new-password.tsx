import { PasswordInput } from '@mantine/core';
import type { ApiError } from '../api.js';
import { useWords } from '../words.js';
import { sheetWords } from './sheet.words.js';

interface NewPasswordProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: ApiError | undefined;
}

/** A field for a new password. What is wrong with it stands beside it, not above the form. */
export function NewPassword({ label, value, onChange, error }: NewPasswordProps) {
  const say = useWords(sheetWords);
  const told: Readonly<Record<string, string>> = {
    ...{ short: say.passwordShort, long: say.passwordLong, common: say.passwordCommon, name: say.passwordName },
  };
  const why = error?.code === 'bad-password' ? (told[String(error.details['why'])] ?? error.message) : undefined;
  return (
    <PasswordInput
      {...{ label, value, error: why, description: say.passwordHelp, autoComplete: 'new-password' }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
