import { Icon } from '../icon.js';
import { Link } from '../link.js';
import { useLiveState } from '../live.js';
import { useWords } from '../words.js';
import { presenceWords } from './presence.words.js';
import style from './live-banner.module.css';

/** Says when what is on the screen may not be all there is. */
export function LiveBanner() {
  const say = useWords(presenceWords);
  const state = useLiveState();
  const said = {
    connecting: '',
    live: '',
    'catching-up': say.catchingUp,
    offline: say.lost,
    'signed-out': say.signedOut,
  }[state];
  return (
    <div role="status" className={said === '' ? 'for-readers' : style['banner']} data-live={state}>
      {said !== '' && <Icon name={state === 'catching-up' ? 'refresh' : 'offline'} size={16} />}
      {said}
      {state === 'signed-out' && <Link to="/sign-in">{say.signIn}</Link>}
    </div>
  );
}
