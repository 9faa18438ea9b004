import { Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { SignInAnswer } from '../../../office-wire.js';
import { post } from '../api.js';
import { useSessionChanged } from '../me.js';
import { Alone } from '../sheet/sheet.js';
import { Refused, useDoing } from '../sheet/doing.js';
import { useWords } from '../words.js';
import { CodeForm } from './code-form.js';
import { takeToken } from './take-token.js';
import { signInWords } from './sign-in.words.js';

/** The way in: by one-time link or by password, and then by a code for those with a second factor. */
export function SignInScreen() {
  const changed = useSessionChanged();
  const [link, setLink] = useState(takeToken);
  const [challenge, setChallenge] = useState<string>();
  async function next({ challenge: wanted }: SignInAnswer): Promise<void> {
    setChallenge(wanted);
    if (wanted === undefined) await changed();
  }
  function again(): void {
    setChallenge(undefined);
    setLink(undefined);
  }
  return (
    <Alone>
      {challenge !== undefined ? (
        <CodeForm challenge={challenge} onDone={next} onAgain={again} />
      ) : link !== undefined ? (
        <LinkForm token={link} onDone={next} onOther={again} />
      ) : (
        <PasswordForm onDone={next} />
      )}
    </Alone>
  );
}

type Done = (answer: SignInAnswer) => Promise<void>;

function PasswordForm({ onDone }: { readonly onDone: Done }) {
  const say = useWords(signInWords);
  const { busy, error, run } = useDoing();
  const [mail, setMail] = useState('');
  const [password, setPassword] = useState('');
  function send(event: FormEvent): void {
    event.preventDefault();
    void run(async () => onDone(await post<SignInAnswer>('/staff/sign-in/password', { mail, password })));
  }
  return (
    <form onSubmit={send}>
      <Stack>
        <Title order={1} size="h3">
          {say.title}
        </Title>
        <Refused error={error} />
        <TextInput
          {...{
            label: say.mail,
            value: mail,
            type: 'email',
            autoComplete: 'username',
            required: true,
            autoFocus: true,
          }}
          {...{ withAsterisk: false }}
          onChange={(event) => setMail(event.currentTarget.value)}
        />
        <PasswordInput
          {...{ label: say.password, value: password, autoComplete: 'current-password', required: true }}
          {...{ withAsterisk: false }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy}>
          {say.signIn}
        </Button>
        <Text size="sm" c="dimmed">
          {say.noPassword}
        </Text>
      </Stack>
    </form>
  );
}

/** Spent by a press only: mail programs open links ahead of their readers. */
function LinkForm({
  token,
  onDone,
  onOther,
}: {
  readonly token: string;
  readonly onDone: Done;
  readonly onOther: () => void;
}) {
  const say = useWords(signInWords);
  const { busy, error, run } = useDoing();
  const isOver = error?.code === 'token-expired' || error?.code === 'not-signed-in';
  return (
    <Stack>
      <Title order={1} size="h3">
        {say.title}
      </Title>
      {isOver ? (
        <Text role="alert">{say.badLink}</Text>
      ) : (
        <>
          <Text>{say.link}</Text>
          <Refused error={error} />
          <Button
            {...{ loading: busy, autoFocus: true }}
            onClick={() => void run(async () => onDone(await post<SignInAnswer>('/staff/sign-in', { token })))}
          >
            {say.linkButton}
          </Button>
        </>
      )}
      <Button variant="subtle" onClick={onOther}>
        {say.other}
      </Button>
    </Stack>
  );
}
