import { Button, Loader, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { Link } from '../link.js';
import type { ScreenProps } from '../screens.js';
import { Refused } from '../sheet/doing.js';
import { Part, Sheet } from '../sheet/sheet.js';
import { useWords } from '../words.js';
import { Conflict } from './conflict.js';
import { DecidingPart } from './deciding-part.js';
import { ClosuresFields, HoursFields } from './hours-fields.js';
import { settingsWords } from './settings.words.js';
import style from './settings.module.css';
import { NameFields, ShopFields } from './shop-fields.js';
import { TeamsFields } from './teams-fields.js';
import { useSettings, type SettingsDraft } from './use-settings.js';

const sections = ['shop', 'hours', 'teams', 'deciding'] as const;

/** Everything the shop says about itself, in three sections that are saved together; and how its bot decides. */
export function SettingsScreen({ params }: ScreenProps) {
  const say = useWords(settingsWords);
  const form = useSettings();
  const here = sections.find((one) => one === params['section']) ?? 'shop';
  useAskBeforeLeaving(form.isChanged);
  return (
    <Sheet
      title={say.title}
      actions={
        <Link to="/set-up" data-tour="set-up">
          {say.setUp}
        </Link>
      }
    >
      <nav data-tour="sections" className={style['tabs']} aria-label={say.title}>
        {sections.map((one) => (
          <Link
            {...{ key: one, to: one === 'shop' ? '/settings' : `/settings/${one}`, className: style['tab'] }}
            aria-current={one === here ? 'page' : undefined}
          >
            {say[one]}
          </Link>
        ))}
      </nav>
      <Stack gap="sm" mb="sm">
        <Conflict form={form} />
        <Refused error={form.doing.error} />
      </Stack>
      {form.draft ? <Section here={here} form={form} /> : <Loader type="dots" />}
      <SaveBar form={form} />
    </Sheet>
  );
}

function Section({ here, form }: { readonly here: (typeof sections)[number]; readonly form: SettingsDraft }) {
  const say = useWords(settingsWords);
  if (!form.draft) return null;
  const part = { draft: form.draft, set: form.set, error: form.doing.error };
  switch (here) {
    case 'shop':
      return (
        <>
          <Part>
            <NameFields {...part} spoken={form.spoken} />
          </Part>
          <Part>
            <ShopFields {...part} />
          </Part>
        </>
      );
    case 'hours':
      return (
        <>
          <Part>
            <HoursFields {...part} />
          </Part>
          <Part title={say.closures}>
            <ClosuresFields {...part} />
          </Part>
        </>
      );
    case 'teams':
      return <TeamsFields {...part} />;
    case 'deciding':
      return <DecidingPart />;
  }
}

function SaveBar({ form }: { readonly form: SettingsDraft }) {
  const say = useWords(settingsWords);
  if (!form.isChanged) return null;
  async function save(): Promise<void> {
    if (await form.save()) notifications.show({ message: say.saved, color: 'good' });
  }
  return (
    <div className={style['save']}>
      <span className={style['unsaved']}>{say.unsaved}</span>
      <Button variant="subtle" onClick={form.discard}>
        {say.discard}
      </Button>
      <Button loading={form.doing.busy} onClick={() => void save()}>
        {say.save}
      </Button>
    </div>
  );
}

/** A closed tab must not take an hour's work with it. */
function useAskBeforeLeaving(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isChanged]);
}
