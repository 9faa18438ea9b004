import { ActionIcon, Button, Group, Menu, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent } from 'react';
import type { PersonLine } from '../../../office-wire.js';
import { call, post } from '../api.js';
import { Icon } from '../icon.js';
import { Copy } from '../sheet/copy.js';
import { Refused, useDoing } from '../sheet/doing.js';
import { Code } from '../sheet/sheet.js';
import { sheetWords } from '../sheet/sheet.words.js';
import { useWords } from '../words.js';
import { PersonFields, type PersonDraft } from './person-fields.js';
import { teamWords } from './team.words.js';

interface PersonProps {
  readonly person: PersonLine;
  readonly changed: () => Promise<void>;
}

type Open = 'edit' | 'link' | 'factor' | 'leave';

/** What an owner does with somebody: change, hand a link, take a lost factor away, let go, take back on. */
export function PersonActions({ person, changed }: PersonProps) {
  const say = useWords(teamWords);
  const [open, setOpen] = useState<Open>();
  const { busy, run } = useDoing();
  const close = (): void => setOpen(undefined);
  if (person.deactivated !== null) {
    const back = () =>
      run(async () => {
        await post(`/staff/people/${person.id}/reactivate`);
        await changed();
      });
    return (
      <Button variant="default" loading={busy} onClick={() => void back()}>
        {say.reactivate}
      </Button>
    );
  }
  return (
    <Group gap="xs">
      <Button variant="default" aria-label={say.editOf(person.name)} onClick={() => setOpen('edit')}>
        {say.edit}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={say.more(person.name)}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen('link')}>{say.signInLink}</Menu.Item>
          {person.hasFactor && <Menu.Item onClick={() => setOpen('factor')}>{say.resetFactor}</Menu.Item>}
          <Menu.Item color="danger" onClick={() => setOpen('leave')}>
            {say.deactivate}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={open === 'edit'} onClose={close} title={say.editOf(person.name)} size="lg">
        <EditForm {...{ person, changed, close }} />
      </Modal>
      <Modal opened={open === 'link'} onClose={close} title={say.signInLinkTitle(person.name)}>
        <SignInLink person={person} />
      </Modal>
      <Modal opened={open === 'factor'} onClose={close} title={say.resetFactor}>
        <Ask
          {...{ text: say.resetFactorAsk(person.name), button: say.resetFactor, close }}
          act={async () => {
            await post(`/staff/people/${person.id}/reset-factor`);
            await changed();
          }}
        />
      </Modal>
      <Modal opened={open === 'leave'} onClose={close} title={say.deactivate}>
        <Ask
          {...{ text: say.deactivateAsk(person.name), button: say.deactivate, close }}
          act={async () => {
            const { returned } = await post<{ returned: number }>(`/staff/people/${person.id}/deactivate`);
            notifications.show({ message: say.deactivated(person.name, returned) });
            await changed();
          }}
        />
      </Modal>
    </Group>
  );
}

function EditForm({ person, changed, close }: PersonProps & { readonly close: () => void }) {
  const say = useWords(teamWords);
  const common = useWords(sheetWords);
  const { busy, error, run } = useDoing();
  const { name, role, languages, teams } = person;
  const [draft, setDraft] = useState<PersonDraft>({ name, role, languages, teams });
  function send(event: FormEvent): void {
    event.preventDefault();
    void run(async () => {
      await call(`/staff/people/${person.id}`, { method: 'PUT', body: draft });
      await changed();
      close();
    });
  }
  return (
    <form onSubmit={send}>
      <Stack>
        <Refused error={error} />
        <PersonFields draft={draft} onChange={setDraft} error={error} />
        <Group>
          <Button type="submit" loading={busy}>
            {say.save}
          </Button>
          <Button variant="subtle" onClick={close}>
            {common.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Made by a press and not by looking: each link is one more way in. */
function SignInLink({ person }: { readonly person: PersonLine }) {
  const say = useWords(teamWords);
  const { busy, error, run } = useDoing();
  const [link, setLink] = useState<string>();
  const make = () =>
    run(async () => setLink((await post<{ link: string }>(`/staff/people/${person.id}/sign-in-link`)).link));
  return (
    <Stack>
      <Text>{say.signInLinkHelp}</Text>
      <Refused error={error} />
      {link === undefined ? (
        <Button loading={busy} onClick={() => void make()}>
          {say.make}
        </Button>
      ) : (
        <>
          <Code label={say.link}>{link}</Code>
          <Copy text={link} />
        </>
      )}
    </Stack>
  );
}

interface AskProps {
  readonly text: string;
  readonly button: string;
  readonly act: () => Promise<void>;
  readonly close: () => void;
}

function Ask({ text, button, act, close }: AskProps) {
  const common = useWords(sheetWords);
  const { busy, error, run } = useDoing();
  return (
    <Stack>
      <Text>{text}</Text>
      <Refused error={error} />
      <Group>
        <Button color="danger" loading={busy} onClick={() => void run(act).then((done) => done && close())}>
          {button}
        </Button>
        <Button variant="subtle" onClick={close}>
          {common.cancel}
        </Button>
      </Group>
    </Stack>
  );
}
