import { Button, Group, Modal, NativeSelect, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Colleague } from '../../../../console-wire.js';
import { get } from '../../api.js';
import { useMe } from '../../me.js';
import { useLanguage, useWords } from '../../words.js';
import { queueName } from '../queue-name.js';
import { actionWords } from './actions.words.js';
import type { Actions } from './use-actions.js';

interface TransferProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly actions: Actions;
}

/** To a team or to one colleague, never without a note: the customer must not have to tell it all again. */
export function TransferDialog({ isOpen, onClose, actions }: TransferProps) {
  const say = useWords(actionWords);
  const [kind, setKind] = useState<'queue' | 'agent'>('queue');
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const choices = useChoices(kind, isOpen);
  async function transfer(): Promise<void> {
    const name = choices.find(({ value }) => value === to)?.label ?? to;
    const done = await actions.run(
      'transfer',
      { note, to: kind === 'queue' ? { queue: to } : { agent: to } },
      say.transferred(name),
    );
    if (!done) return;
    setNote('');
    setTo('');
    onClose();
  }
  return (
    <Modal opened={isOpen} onClose={onClose} title={say.transferTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void transfer();
        }}
      >
        <Stack>
          <SegmentedControl
            {...{ value: kind, fullWidth: true, 'aria-label': say.whom }}
            data={[
              { value: 'queue', label: say.toTeam },
              { value: 'agent', label: say.toColleague },
            ]}
            onChange={(value) => {
              setKind(value === 'agent' ? 'agent' : 'queue');
              setTo('');
            }}
          />
          <NativeSelect
            {...{
              label: kind === 'queue' ? say.team : say.colleague,
              value: to,
              required: true,
              'data-autofocus': true,
            }}
            data={[{ value: '', label: say.pick, disabled: true }, ...choices]}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Textarea
            {...{ label: say.note, description: say.noteNeeded, value: note, required: true }}
            {...{ autosize: true, minRows: 3, maxLength: 4_000 }}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say.cancel}
            </Button>
            <Button type="submit" loading={actions.busy === 'transfer'} disabled={to === '' || note.trim() === ''}>
              {say.doTransfer}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function useChoices(kind: 'queue' | 'agent', isOpen: boolean): { value: string; label: string }[] {
  const say = useWords(actionWords);
  const language = useLanguage();
  const { staff, site, queues } = useMe();
  const { data = [] } = useQuery({
    queryKey: ['colleagues'],
    enabled: isOpen,
    queryFn: ({ signal }) => get<readonly Colleague[]>('/staff/colleagues', signal),
  });
  if (kind === 'queue') return queues.all.map((queue) => ({ value: queue, label: queueName(site, queue, language) }));
  return data
    .filter(({ id }) => id !== staff.id)
    .map(({ id, name, presence }) => ({
      value: id,
      label: `${name} (${presence === 'offline' ? say.absent : say[presence]})`,
    }));
}
