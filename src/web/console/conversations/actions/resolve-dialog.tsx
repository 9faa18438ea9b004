import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../words.js';
import { outcomes, writeOutcome, type Outcome } from '../outcome.js';
import { actionWords } from './actions.words.js';
import type { Actions } from './use-actions.js';

interface ResolveProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly actions: Actions;
  readonly seenUpTo: () => number;
  readonly onResolved?: () => void;
}

/** How it ended: one press for the usual, words when there is something to say. */
export function ResolveDialog({ isOpen, onClose, actions, seenUpTo, onResolved }: ResolveProps) {
  const say = useWords(actionWords);
  const [outcome, setOutcome] = useState<Outcome>('solved');
  const [text, setText] = useState('');
  async function resolve(): Promise<void> {
    const body = { outcome: writeOutcome(outcome, text).slice(0, 500), basedOn: seenUpTo() };
    const done = await actions.run('resolve', body, say.resolved);
    onClose();
    if (!done) return;
    setText('');
    setOutcome('solved');
    onResolved?.();
  }
  return (
    <Modal opened={isOpen} onClose={onClose} title={say.resolveTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void resolve();
        }}
      >
        <Stack>
          <Radio.Group
            label={say.how}
            value={outcome}
            onChange={(value) => setOutcome(outcomes.find((one) => one === value) ?? 'solved')}
          >
            <Stack gap="xs" mt="xs">
              {outcomes.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={say[one]}
                  {...(one === 'solved' ? { 'data-autofocus': true } : {})}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            {...{ label: say.inWords, value: text, autosize: true, minRows: 2, maxLength: 450 }}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say.cancel}
            </Button>
            <Button type="submit" loading={actions.busy === 'resolve'}>
              {say.doResolve}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
