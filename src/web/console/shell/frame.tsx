import type { ReactNode } from 'react';
import { Icon } from '../icon.js';
import { Link } from '../link.js';
import { useMe } from '../me.js';
import { matchPath, usePath } from '../router.js';
import { screens, type Screen } from '../screens.js';
import { useWords } from '../words.js';
import { LiveBanner } from './live-banner.js';
import { MeMenu } from './me-menu.js';
import { Tour } from '../tour/tour.js';
import { shellWords } from './shell.words.js';
import style from './frame.module.css';

/** What stays while pages change: the navigation at the side (on a phone below), and the page. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const say = useWords(shellWords);
  return (
    <div className={style['frame']}>
      <a className={style['skip']} href="#content">
        {say.skip}
      </a>
      <nav className={style['nav']} aria-label={say.nav}>
        <div className={style['mark']} aria-hidden>
          窓
        </div>
        <Items />
        <MeMenu />
      </nav>
      <div className={style['right']}>
        <LiveBanner />
        <div className={style['page']} id="content" tabIndex={-1}>
          {children}
        </div>
      </div>
      <Tour />
    </div>
  );
}

function Items() {
  const me = useMe();
  const say = useWords(shellWords);
  const { path } = usePath();
  const shown = screens.flatMap((screen) =>
    screen.nav && (screen.may?.(me) ?? true) ? [{ ...screen.nav, screen }] : [],
  );
  return (
    <ul className={style['items']}>
      {shown.map(({ icon, label, to, screen }) => (
        <li key={to}>
          <Link to={to} className={style['item']} aria-current={isHere(screen, path) ? 'page' : undefined}>
            <Icon name={icon} size={20} />
            <span>{say[label]}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

const isHere = (screen: Screen, path: string): boolean => matchPath(screen.path, path) !== undefined;
