import { SegmentedControl } from '@mantine/core';
import { useWords } from '../../words.js';
import { composeWords } from './compose.words.js';
import type { Mode } from './drafts.js';

/** Reply or note; each keeps a draft of its own. */
export function ModeSwitch({ mode, onChange }: { readonly mode: Mode; readonly onChange: (mode: Mode) => void }) {
  const say = useWords(composeWords);
  return (
    <SegmentedControl
      {...{ size: 'xs', value: mode, 'aria-label': say.kind }}
      data={[
        { value: 'reply', label: say.reply },
        { value: 'note', label: say.note },
      ]}
      onChange={(value) => onChange(value === 'note' ? 'note' : 'reply')}
    />
  );
}
