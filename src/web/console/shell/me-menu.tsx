import { Menu, UnstyledButton } from '@mantine/core';
import { post } from '../api.js';
import { Icon } from '../icon.js';
import { useMe, useSessionChanged } from '../me.js';
import { changePreferences, usePreferences } from '../preferences.js';
import { navigate } from '../router.js';
import { useWords } from '../words.js';
import { shellWords } from './shell.words.js';
import style from './me-menu.module.css';

/** Who is signed in, and what they like on this device. */
export function MeMenu() {
  const say = useWords(shellWords);
  const { staff } = useMe();
  const { theme, language } = usePreferences();
  const changed = useSessionChanged();
  async function signOut(): Promise<void> {
    await post('/staff/sign-out');
    await changed();
    navigate('/sign-in');
  }
  const tick = (on: boolean) => (on ? <Icon name="check" /> : <span className={style['blank']} />);
  return (
    <Menu position="right-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={style['me'] ?? ''} aria-label={`${say.me}: ${staff.name}`}>
          <span className={style['initial']} aria-hidden>
            {[...staff.name][0]}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{staff.name}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>{say.theme}</Menu.Label>
        {(['auto', 'light', 'dark'] as const).map((one) => (
          <Menu.Item key={one} leftSection={tick(theme === one)} onClick={() => changePreferences({ theme: one })}>
            {say[one]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{say.language}</Menu.Label>
        {(['en', 'ja'] as const).map((one) => (
          <Menu.Item
            {...{ key: one, lang: one, leftSection: tick(language === one) }}
            onClick={() => changePreferences({ language: one })}
          >
            {one === 'en' ? 'English' : '日本語'}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="out" />} onClick={() => void signOut()}>
          {say.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
