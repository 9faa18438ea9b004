import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import type { AccountSession } from '../../../office-wire.js';
import { post } from '../api.js';
import { useSessionChanged } from '../me.js';
import { navigate } from '../router.js';
import { Refused, useDoing } from '../sheet/doing.js';
import { useMoment } from '../sheet/names.js';
import { Part } from '../sheet/sheet.js';
import { useWords } from '../words.js';
import { accountWords } from './account.words.js';
import { deviceName } from './device.js';
import type { AccountPart } from './password-part.js';
import style from './qr.module.css';

/** Where one is signed in, each place to be ended alone, or all of them at once. */
export function SessionsPart({ account, changed }: AccountPart) {
  const say = useWords(accountWords);
  const { busy, error, run } = useDoing();
  const signedOut = useSessionChanged();
  const end = (id: string) =>
    run(async () => {
      await post(`/staff/account/sessions/${id}/end`);
      await changed();
    });
  const everywhere = () =>
    run(async () => {
      await post('/staff/sign-out-everywhere');
      await signedOut();
      navigate('/sign-in');
    });
  return (
    <Part title={say.sessions} tour="sessions">
      <Stack align="flex-start">
        <Refused error={error} />
        <ul className={style['sessions']}>
          {account.sessions.map((session) => (
            <Line key={session.id} session={session} busy={busy} end={() => void end(session.id)} />
          ))}
        </ul>
        <Button variant="default" loading={busy} onClick={() => void everywhere()}>
          {say.everywhere}
        </Button>
      </Stack>
    </Part>
  );
}

interface LineProps {
  readonly session: AccountSession;
  readonly busy: boolean;
  readonly end: () => void;
}

function Line({ session, busy, end }: LineProps) {
  const say = useWords(accountWords);
  const moment = useMoment();
  const device = deviceName(session.device) ?? say.unknownDevice;
  return (
    <li className={style['session']}>
      <div>
        <Group gap="xs">
          <Text fw={500}>{device}</Text>
          {session.current && (
            <Badge tt="none" variant="light">
              {say.here}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {say.since(moment(session.begun))} · {say.seen(moment(session.seen))}
        </Text>
      </div>
      {!session.current && (
        <Button variant="subtle" disabled={busy} aria-label={say.endOf(device)} onClick={end}>
          {say.end}
        </Button>
      )}
    </li>
  );
}
