import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent } from 'react';
import type { Account } from '../../../office-wire.js';
import { call } from '../api.js';
import { Refused, useDoing } from '../sheet/doing.js';
import { useMoment } from '../sheet/names.js';
import { NewPassword } from '../sheet/new-password.js';
import { Part } from '../sheet/sheet.js';
import { sheetWords } from '../sheet/sheet.words.js';
import { useWords } from '../words.js';
import { accountWords } from './account.words.js';

export interface AccountPart {
  readonly account: Account;
  readonly changed: () => Promise<void>;
}

/** Sets or changes the password. The current one is asked for: an unlocked screen must not be enough. */
export function PasswordPart({ account, changed }: AccountPart) {
  const say = useWords(accountWords);
  const moment = useMoment();
  const [open, setOpen] = useState(false);
  const has = account.password !== null;
  return (
    <Part title={say.password} tour="password">
      <Stack align="flex-start">
        <Text>{account.password ? say.passwordSet(moment(account.password.changed, 'day')) : say.passwordNone}</Text>
        {open ? (
          <PasswordForm {...{ account, changed }} close={() => setOpen(false)} />
        ) : (
          <Button variant="default" onClick={() => setOpen(true)}>
            {has ? say.change : say.set}
          </Button>
        )}
      </Stack>
    </Part>
  );
}

function PasswordForm({ account, changed, close }: AccountPart & { readonly close: () => void }) {
  const say = useWords(accountWords);
  const common = useWords(sheetWords);
  const { busy, error, run } = useDoing();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const has = account.password !== null;
  const save = () =>
    run(async () => {
      await call('/staff/account/password', { method: 'PUT', body: { password, ...(has ? { current } : {}) } });
      await changed();
      notifications.show({ message: say.passwordDone, color: 'good' });
      close();
    });
  function send(event: FormEvent): void {
    event.preventDefault();
    void save();
  }
  return (
    <form onSubmit={send}>
      <Stack maw={416}>
        <Refused error={error?.code === 'bad-password' ? undefined : error} />
        <input hidden readOnly type="email" autoComplete="username" value={account.staff.mail} />
        {has && (
          <PasswordInput
            {...{ label: say.current, value: current, autoComplete: 'current-password', required: true }}
            {...{ withAsterisk: false, autoFocus: true }}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
        )}
        <NewPassword label={say.fresh} value={password} onChange={setPassword} error={error} />
        <Text size="sm" c="dimmed">
          {say.othersEnd}
        </Text>
        <Group>
          <Button type="submit" loading={busy}>
            {say.save}
          </Button>
          <Button variant="subtle" onClick={close}>
            {common.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
