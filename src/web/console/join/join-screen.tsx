import { Badge, Button, Group, Loader, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Invited } from '../../../office-wire.js';
import { isApiError, post } from '../api.js';
import { Link } from '../link.js';
import { useSessionChanged } from '../me.js';
import { navigate } from '../router.js';
import { Refused, useDoing, wrongIn } from '../sheet/doing.js';
import { inLanguage } from '../sheet/names.js';
import { NewPassword } from '../sheet/new-password.js';
import { Alone } from '../sheet/sheet.js';
import { sheetWords } from '../sheet/sheet.words.js';
import { takeToken } from '../sign-in/take-token.js';
import { useLanguage, useWords } from '../words.js';
import { joinWords } from './join.words.js';

/** The page behind an invitation, and behind the link that the first start of an empty shop prints. */
export function JoinScreen() {
  const say = useWords(joinWords);
  const [token] = useState(takeToken);
  const { data, error } = useQuery({
    ...{ queryKey: ['join', token], enabled: token !== undefined, staleTime: Infinity },
    queryFn: () => post<Invited>('/staff/join/look', { token }),
  });
  if (token !== undefined && data) {
    return (
      <Alone>
        <JoinForm token={token} invited={data} />
      </Alone>
    );
  }
  return (
    <Alone>
      {token === undefined ? (
        <Over text={say.noLink} />
      ) : error ? (
        <Over text={isApiError(error, 'offline') ? error.message : say.over} />
      ) : (
        <Loader type="dots" />
      )}
    </Alone>
  );
}

function Over({ text }: { readonly text: string }) {
  const say = useWords(joinWords);
  return (
    <Stack>
      <Title order={1} size="h3">
        {say.title}
      </Title>
      <Text role="alert">{text}</Text>
      <Text c="dimmed">{say.overHelp}</Text>
      <Text c="dimmed" size="sm">
        {say.overFirst}
      </Text>
      <Link to="/sign-in">{say.signIn}</Link>
    </Stack>
  );
}

function JoinForm({ token, invited }: { readonly token: string; readonly invited: Invited }) {
  const say = useWords(joinWords);
  const changed = useSessionChanged();
  const { busy, error, run } = useDoing();
  const isFirst = invited.kind === 'first owner';
  const [name, setName] = useState(invited.name);
  const [mail, setMail] = useState(invited.mail);
  const [password, setPassword] = useState('');

  const join = (withPassword: boolean) =>
    run(async () => {
      const own = isFirst ? { mail, languages: invited.shop.languages } : {};
      await post('/staff/join', { token, name, ...own, ...(withPassword ? { password } : {}) });
      await changed();
      navigate(isFirst ? '/set-up' : '/', { replace: true });
    });
  function send(event: FormEvent): void {
    event.preventDefault();
    void join(true);
  }
  return (
    <form onSubmit={send}>
      <Stack>
        <Title order={1} size="h3">
          {isFirst ? say.firstTitle : say.title}
        </Title>
        {isFirst ? <Text>{say.firstLead}</Text> : <To invited={invited} />}
        <Refused error={error?.code === 'bad-password' ? undefined : error} />
        {isFirst ? (
          <TextInput
            {...{ label: say.mail, description: say.mailHelp, value: mail, type: 'email', required: true }}
            {...{ autoComplete: 'username', withAsterisk: false, error: wrongIn(error, 'mail') }}
            onChange={(event) => setMail(event.currentTarget.value)}
          />
        ) : (
          <input hidden readOnly type="email" autoComplete="username" value={mail} />
        )}
        <TextInput
          {...{ label: say.name, description: say.nameHelp, value: name, required: true, withAsterisk: false }}
          {...{ autoComplete: 'name', maxLength: 100 }}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NewPassword label={say.password} value={password} onChange={setPassword} error={error} />
        <Button type="submit" loading={busy}>
          {isFirst ? say.begin : say.accept}
        </Button>
        <Button
          {...{ variant: 'subtle', disabled: busy || name.trim() === '' || mail === '' }}
          onClick={() => void join(false)}
        >
          {say.without}
        </Button>
        <Text size="sm" c="dimmed">
          {say.withoutHelp} {isFirst && say.withoutFirst}
        </Text>
      </Stack>
    </form>
  );
}

function To({ invited }: { readonly invited: Invited }) {
  const say = useWords(joinWords);
  const roles = useWords(sheetWords);
  const language = useLanguage();
  const teams = invited.teams.map((id) => {
    const team = invited.shop.teams.find((one) => one.id === id);
    return id === '*' ? roles.everyTeam : team ? inLanguage(team.name, language) : id;
  });
  return (
    <Stack gap="xs">
      <Text>{say.invites(invited.by ?? '', invited.shop.name)}</Text>
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          {say.as}
        </Text>
        <Badge tt="none" variant="light">
          {roles[invited.role]}
        </Badge>
      </Group>
      {teams.length > 0 && (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {say.teams}
          </Text>
          {teams.map((team) => (
            <Badge key={team} tt="none" variant="default">
              {team}
            </Badge>
          ))}
        </Group>
      )}
      <Text size="sm" c="dimmed">
        {invited.mail}
      </Text>
    </Stack>
  );
}
