import { Menu, UnstyledButton } from '@mantine/core';
import { post } from '../api.js';
import { dropDrafts } from '../conversations/compose/drafts.js';
import { forgetConversations } from '../conversations/conversation/use-conversation.js';
import { Icon } from '../icon.js';
import { handlerOf } from '../keys/commands.js';
import { keysWords } from '../keys/keys.words.js';
import { useMe, useSessionChanged } from '../me.js';
import { useAskForNotices } from '../notices/notices.js';
import { noticesWords } from '../notices/notices.words.js';
import { changePreferences, usePreferences } from '../preferences.js';
import { navigate } from '../router.js';
import { replayTour } from '../tour/tour.js';
import { tourWords } from '../tour/tour.words.js';
import { useWords } from '../words.js';
import { Dot, PresenceItems } from './presence.js';
import { presenceWords } from './presence.words.js';
import { shellWords } from './shell.words.js';
import style from './me-menu.module.css';

/** Who is signed in, and what they like on this device. */
export function MeMenu() {
  const say = useWords(shellWords);
  const tour = useWords(tourWords);
  const { staff, presence } = useMe();
  const status = useWords(presenceWords)[presence];
  const answers = staff.role !== 'editor';
  const { theme, language, notices } = usePreferences();
  const [noticeWords, keyWords] = [useWords(noticesWords), useWords(keysWords)];
  const askForNotices = useAskForNotices();
  const changed = useSessionChanged();
  async function signOut(): Promise<void> {
    await post('/staff/sign-out');
    dropDrafts();
    forgetConversations();
    await changed();
    navigate('/sign-in');
  }
  const tick = (on: boolean) => (on ? <Icon name="check" /> : <span className={style['blank']} />);
  return (
    <Menu position="right-end" width={280}>
      <Menu.Target>
        <UnstyledButton className={style['me'] ?? ''} data-tour="me">
          <span className="for-readers">
            {say.me}: {staff.name}
            {answers && ', '}
          </span>
          <span className={style['initial']} aria-hidden>
            {[...staff.name][0]}
          </span>
          {answers && (
            <span className={style['presence']}>
              <Dot status={presence} />
              <span className={style['status']}>{status}</span>
            </span>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{staff.name}</Menu.Label>
        <Menu.Item leftSection={<Icon name="person" />} onClick={() => navigate('/account')}>
          {say.account}
        </Menu.Item>
        <Menu.Divider />
        {answers && <PresenceItems />}
        {answers && <Menu.Divider />}
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
        <Menu.Item leftSection={<span className={style['blank']} />} onClick={replayTour}>
          {tour.show}
        </Menu.Item>
        <Menu.Item leftSection={tick(notices)} onClick={() => void askForNotices()}>
          {noticeWords.on}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="keys" />} onClick={() => handlerOf('sheet')?.()}>
          {keyWords.sheet}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="out" />} onClick={() => void signOut()}>
          {say.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
