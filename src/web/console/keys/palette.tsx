import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { createSpotlight } from '@mantine/spotlight';
import { useState } from 'react';
import type { Me } from '../../../console-wire.js';
import { Icon } from '../icon.js';
import { useMe } from '../me.js';
import { changePreferences } from '../preferences.js';
import { navigate } from '../router.js';
import { screens } from '../screens.js';
import { statuses, usePresence } from '../shell/presence.js';
import { presenceWords } from '../shell/presence.words.js';
import { shellWords } from '../shell/shell.words.js';
import { useWords } from '../words.js';
import { handlerOf, keyMap } from './commands.js';
import { Keys } from './keys-sheet.js';
import { keysWords } from './keys.words.js';

const [store, palette] = createSpotlight();
export { palette };

/** Everything that can be done now, by typing a part of its name; each with its key, so that keys are learnt on the way. */
export function Palette() {
  const say = useWords(keysWords);
  const [actions, setActions] = useState<SpotlightActionData[]>([]);
  const build = useActions();
  return (
    <Spotlight
      {...{
        store,
        actions,
        nothingFound: say.nothing,
        shortcut: null,
        lockScroll: false,
        limit: 30,
        highlightQuery: true,
      }}
      searchProps={{ placeholder: say.search, 'aria-label': say.search, leftSection: <Icon name="search" /> }}
      onSpotlightOpen={() => setActions(build())}
    />
  );
}

function useActions(): () => SpotlightActionData[] {
  const say = useWords(keysWords);
  const names = useWords(shellWords);
  const presence = useWords(presenceWords);
  const me = useMe();
  const setPresence = usePresence();
  return () => [
    ...keyMap.flatMap(({ name, keys }): SpotlightActionData[] => {
      const handler = name === 'palette' || name === 'send' || name === 'leave' ? undefined : handlerOf(name);
      // The palette gives the focus back when it closes; what moves it comes after that.
      const onClick = (): void => void setTimeout(() => handler?.(), 60);
      return handler ? [{ id: name, label: say[name], rightSection: <Keys keys={keys} />, onClick }] : [];
    }),
    ...pagesFor(me).map(({ to, label }) => ({ id: to, label: names[label], onClick: () => navigate(to) })),
    ...statuses.map((status) => ({ id: status, label: presence[status], onClick: () => void setPresence(status) })),
    ...(['light', 'dark', 'auto'] as const).map((theme) => {
      return { id: theme, label: say[theme], onClick: () => changePreferences({ theme }) };
    }),
    { id: 'ja', label: say.toJapanese, onClick: () => changePreferences({ language: 'ja' }) },
    { id: 'en', label: say.toEnglish, onClick: () => changePreferences({ language: 'en' }) },
  ];
}

const pagesFor = (me: Me) => screens.flatMap(({ nav, may }) => (nav && (may?.(me) ?? true) ? [nav] : []));
