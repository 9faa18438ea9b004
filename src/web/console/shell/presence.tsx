import { Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { PresenceStatus } from '../../../console-wire.js';
import { post } from '../api.js';
import { Icon } from '../icon.js';
import { useMe } from '../me.js';
import { useWords } from '../words.js';
import { presenceWords } from './presence.words.js';
import style from './presence.module.css';

export const statuses: readonly PresenceStatus[] = ['online', 'away', 'transfer-only', 'offline'];

/** Sets the status. The server keeps it for as long as this tab's socket lives. */
export function usePresence(): (status: PresenceStatus) => Promise<void> {
  const queries = useQueryClient();
  const say = useWords(presenceWords);
  return async (status) => {
    try {
      await post('/staff/presence', { status });
      await queries.invalidateQueries({ queryKey: ['me'] });
    } catch {
      notifications.show({ message: say.failed, color: 'warning' });
    }
  };
}

export function PresenceItems() {
  const say = useWords(presenceWords);
  const { presence } = useMe();
  const change = usePresence();
  return (
    <>
      <Menu.Label>{say.title}</Menu.Label>
      {statuses.map((status) => (
        <Menu.Item
          {...{ key: status, leftSection: <Dot status={status} />, onClick: () => void change(status) }}
          rightSection={presence === status ? <Icon name="check" /> : undefined}
        >
          {say[status]}
          <span className={style['help']}>{say[`${status}Help`]}</span>
        </Menu.Item>
      ))}
    </>
  );
}

/** Told by its shape as well as by its colour. */
export function Dot({ status }: { readonly status: PresenceStatus }) {
  return <span className={style['dot']} data-status={status} aria-hidden />;
}
