import { Kbd, Modal, Switch } from '@mantine/core';
import { changePreferences, usePreferences } from '../preferences.js';
import { useWords } from '../words.js';
import { keyMap } from './commands.js';
import { keysWords } from './keys.words.js';
import style from './keys-sheet.module.css';

/** Every key, and the switch that turns the single letters off. */
export function KeysSheet({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const say = useWords(keysWords);
  const { singleKeys } = usePreferences();
  return (
    <Modal opened={isOpen} onClose={onClose} title={say.title} size="lg" closeButtonProps={{ 'aria-label': say.close }}>
      <Switch
        {...{ label: say.single, description: say.singleHelp, checked: singleKeys }}
        onChange={(event) => changePreferences({ singleKeys: event.currentTarget.checked })}
      />
      <dl className={style['keys']}>
        {keyMap.map(({ name, keys }) => (
          <div key={name} data-off={!singleKeys && !keys.startsWith('mod+') && keys !== 'escape' ? true : undefined}>
            <dt>{say[name]}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

export function Keys({ keys }: { readonly keys: string }) {
  const say = useWords(keysWords);
  return keys.split(' ').map((step, at) => (
    <span key={step}>
      {at > 0 && ` ${say.then} `}
      {step.split('+').map((key) => (
        <Kbd key={key} size="xs">
          {{ mod: isMac ? '⌘' : 'Ctrl', shift: 'Shift', enter: 'Enter', escape: 'Esc' }[key] ?? key.toUpperCase()}
        </Kbd>
      ))}
    </span>
  ));
}
