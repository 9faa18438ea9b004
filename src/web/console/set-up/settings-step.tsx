import { Button, Loader, Stack } from '@mantine/core';
import { Refused } from '../sheet/doing.js';
import { Part } from '../sheet/sheet.js';
import { Conflict } from '../settings/conflict.js';
import { HoursFields } from '../settings/hours-fields.js';
import { NameFields } from '../settings/shop-fields.js';
import { useSettings } from '../settings/use-settings.js';
import { useWords } from '../words.js';
import { StepFoot, type StepProps } from './step-foot.js';
import { setUpWords } from './set-up.words.js';

/** Name and languages, or the hours: the same fields as in the settings, saved the same way. */
export function SettingsStep({ step, setUp, next }: StepProps & { readonly step: 'name' | 'hours' }) {
  const say = useWords(setUpWords);
  const form = useSettings();
  if (!form.draft) return <Loader type="dots" />;
  const part = { draft: form.draft, set: form.set, error: form.doing.error };
  async function save(): Promise<void> {
    if (form.isChanged && !(await form.save())) return;
    next();
  }
  return (
    <>
      <Stack gap="sm" mb="sm">
        <Conflict form={form} />
        <Refused error={form.doing.error} />
      </Stack>
      <Part>{step === 'name' ? <NameFields {...part} spoken={form.spoken} /> : <HoursFields {...part} />}</Part>
      <StepFoot {...{ step, setUp, next }}>
        <Button loading={form.doing.busy} onClick={() => void save()}>
          {say.next}
        </Button>
      </StepFoot>
    </>
  );
}
