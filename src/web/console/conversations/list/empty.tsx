import { Button } from '@mantine/core';
import { Icon, type IconName } from '../../icon.js';
import { Link } from '../../link.js';
import { useMe } from '../../me.js';
import { useAskForNotices } from '../../notices/notices.js';
import { noticesWords } from '../../notices/notices.words.js';
import { usePreferences } from '../../preferences.js';
import { useWords } from '../../words.js';
import { addressOf, type Place } from '../address.js';
import { listWords } from './list.words.js';
import style from './empty.module.css';

/** An empty list says why it is empty and what to do. */
export function Empty({ place }: { readonly place: Place }) {
  const say = useWords(listWords);
  const { presence } = useMe();
  const { notices } = usePreferences();
  const noticeWords = useWords(noticesWords);
  const askForNotices = useAskForNotices();
  const isOff = presence === 'offline' && place.list === 'waiting';
  const { icon, title, help } = said(place, say);
  return (
    <div className={style['empty']}>
      <span className={style['icon']}>
        <Icon name={icon} size={28} />
      </span>
      <h2>{title}</h2>
      <p>{isOff ? say.emptyWaitingOffline : help}</p>
      {place.list === 'waiting' && place.find === '' && !notices && (
        <Button
          variant="light"
          className={style['wraps']}
          leftSection={<Icon name="bell" size={16} />}
          onClick={() => void askForNotices()}
        >
          {noticeWords.ask}
        </Button>
      )}
      {place.list === 'mine' && place.find === '' && (
        <Button component={Link} variant="light" to={addressOf({ ...place, list: 'waiting' })}>
          {say.goWaiting}
        </Button>
      )}
    </div>
  );
}

function said({ list, find }: Place, say: (typeof listWords)['en']): { icon: IconName; title: string; help: string } {
  if (find !== '') return { icon: 'search', title: say.emptySearch, help: say.emptySearchHelp };
  switch (list) {
    case 'waiting':
      return { icon: 'check', title: say.emptyWaiting, help: say.emptyWaitingHelp };
    case 'mine':
      return { icon: 'chats', title: say.emptyMine, help: say.emptyMineHelp };
    case 'open':
      return { icon: 'tickets', title: say.emptyOpen, help: say.emptyOpenHelp };
    case 'solved':
      return { icon: 'checks', title: say.emptySolved, help: say.emptySolvedHelp };
  }
}
