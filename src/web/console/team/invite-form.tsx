import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { InvitationMade } from '../../../office-wire.js';
import { post } from '../api.js';
import { useMe } from '../me.js';
import { Copy } from '../sheet/copy.js';
import { Refused, useDoing } from '../sheet/doing.js';
import { Code } from '../sheet/sheet.js';
import { useWords } from '../words.js';
import { PersonFields, type PersonDraft } from './person-fields.js';
import { teamWords } from './team.words.js';

interface InviteFormProps {
  /** After the link was made: read the list again. */
  readonly onMade: () => Promise<void>;
  readonly onDone: () => void;
}

/** Asks who is invited to what, then shows the link: once, since only its hash is kept. */
export function InviteForm({ onMade, onDone }: InviteFormProps) {
  const say = useWords(teamWords);
  const { site } = useMe();
  const { busy, error, run } = useDoing();
  const [mail, setMail] = useState('');
  const [draft, setDraft] = useState<PersonDraft>({ name: '', role: 'agent', languages: site.languages, teams: ['*'] });
  const [made, setMade] = useState<InvitationMade>();
  function send(event: FormEvent): void {
    event.preventDefault();
    void run(async () => {
      setMade(await post<InvitationMade>('/staff/invitations', { ...draft, mail }));
      await onMade();
    });
  }
  if (made) {
    return (
      <Stack>
        <Text fw={600}>{say.made(draft.name)}</Text>
        <Text>{say.madeHelp}</Text>
        <Code label={say.link}>{made.link}</Code>
        <Group>
          <Copy text={made.link} />
          <Button onClick={onDone}>{say.done}</Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form onSubmit={send}>
      <Stack>
        <Text>{say.inviteHelp}</Text>
        <Refused error={error} />
        <TextInput
          {...{ label: say.mail, value: mail, type: 'email', required: true, withAsterisk: false, autoComplete: 'off' }}
          onChange={(event) => setMail(event.currentTarget.value)}
        />
        <PersonFields draft={draft} onChange={setDraft} error={error} />
        <Group>
          <Button type="submit" loading={busy}>
            {say.make}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
