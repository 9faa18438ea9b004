import { Badge, Button, Group, Loader, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { InvitationLine, PersonLine } from '../../../office-wire.js';
import { post } from '../api.js';
import { useMe } from '../me.js';
import { Refused, useDoing } from '../sheet/doing.js';
import { inLanguage, useLanguageName, useMoment } from '../sheet/names.js';
import { Part, Sheet } from '../sheet/sheet.js';
import { sheetWords } from '../sheet/sheet.words.js';
import { useLanguage, useWords } from '../words.js';
import { InviteForm } from './invite-form.js';
import { PersonActions } from './person-actions.js';
import style from './team.module.css';
import { teamWords } from './team.words.js';
import { usePeople } from './use-people.js';

/** Who works here, who is invited, who has left. */
export function TeamScreen() {
  const say = useWords(teamWords);
  const { people, changed } = usePeople();
  const [inviting, setInviting] = useState(false);
  const here = people?.people.filter((one) => one.deactivated === null) ?? [];
  const gone = people?.people.filter((one) => one.deactivated !== null) ?? [];
  return (
    <Sheet
      title={say.title}
      lead={say.lead}
      actions={
        <Button data-tour="invite" onClick={() => setInviting(true)}>
          {say.invite}
        </Button>
      }
    >
      {people === undefined && <Loader type="dots" />}
      {people && people.invitations.length > 0 && <Invitations lines={people.invitations} changed={changed} />}
      {here.length > 0 && <Persons title={say.people} lines={here} changed={changed} />}
      {gone.length > 0 && <Persons title={say.left} lines={gone} changed={changed} />}
      <Modal opened={inviting} onClose={() => setInviting(false)} title={say.inviteTitle} size="lg">
        <InviteForm onMade={changed} onDone={() => setInviting(false)} />
      </Modal>
    </Sheet>
  );
}

interface ListProps<L> {
  readonly lines: readonly L[];
  readonly changed: () => Promise<void>;
}

function Invitations({ lines, changed }: ListProps<InvitationLine>) {
  const say = useWords(teamWords);
  const common = useWords(sheetWords);
  const moment = useMoment();
  const { busy, error, run } = useDoing();
  const revoke = (id: string) =>
    run(async () => {
      await post(`/staff/invitations/${id}/revoke`);
      await changed();
    });
  return (
    <Part title={say.pending}>
      <Refused error={error} />
      <ul className={style['list']}>
        {lines.map((one) => (
          <li key={one.id} className={style['line']}>
            <div className={style['who']}>
              <Group gap="xs">
                <Text fw={500}>{one.name}</Text>
                <Badge tt="none" variant="light">
                  {common[one.role]}
                </Badge>
              </Group>
              <Text size="sm" c="dimmed">
                {one.mail} · {say.pendingBy(one.by ?? '', moment(one.expires, 'day'))}
              </Text>
            </div>
            <Button
              {...{ variant: 'subtle', color: 'danger', disabled: busy, 'aria-label': say.revokeOf(one.name) }}
              onClick={() => void revoke(one.id)}
            >
              {say.revoke}
            </Button>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Persons({ title, lines, changed }: ListProps<PersonLine> & { readonly title: string }) {
  return (
    <Part title={title} tour="people">
      <ul className={style['list']}>
        {lines.map((one) => (
          <PersonRow key={one.id} person={one} changed={changed} />
        ))}
      </ul>
    </Part>
  );
}

function PersonRow({ person, changed }: { readonly person: PersonLine; readonly changed: () => Promise<void> }) {
  const say = useWords(teamWords);
  const common = useWords(sheetWords);
  const language = useLanguage();
  const nameOf = useLanguageName();
  const { staff, site } = useMe();
  const teams = person.teams.map((id) => {
    const team = site.teams.find((one) => one.id === id);
    return id === '*' ? common.everyTeam : team ? inLanguage(team.name, language) : id;
  });
  const status = (['online', 'away', 'transfer-only'] as const).find((one) => one === person.status) ?? 'offline';
  const facts = [
    person.mail,
    person.languages.map(nameOf).join(', '),
    teams.join(', '),
    ...(person.hasPassword ? [] : [say.noPassword]),
    ...(person.hasFactor ? [say.factor] : []),
  ];
  return (
    <li className={style['line']}>
      <div className={style['who']}>
        <Group gap="xs">
          <Text fw={500}>{person.name}</Text>
          <Badge tt="none" variant="light">
            {common[person.role]}
          </Badge>
          {person.id === staff.id && (
            <Badge tt="none" variant="default">
              {say.you}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {facts.filter((one) => one !== '').join(' · ')}
        </Text>
        {person.deactivated === null && (
          <Text size="sm">
            <span className={style['there']} data-on={status === 'offline' ? undefined : true} aria-hidden />
            {say[status]}
            {person.holds > 0 && ` · ${say.holds(person.holds)}`}
          </Text>
        )}
      </div>
      <PersonActions person={person} changed={changed} />
    </li>
  );
}
