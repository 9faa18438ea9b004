import { Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { SignInAnswer } from '../../../office-wire.js';
import { post } from '../api.js';
import { Refused, useDoing } from '../sheet/doing.js';
import { useWords } from '../words.js';
import { signInWords } from './sign-in.words.js';

interface CodeFormProps {
  readonly challenge: string;
  readonly onDone: (answer: SignInAnswer) => Promise<void>;
  readonly onAgain: () => void;
}

/** The second step: a code of the app, or one of the recovery codes. */
export function CodeForm({ challenge, onDone, onAgain }: CodeFormProps) {
  const say = useWords(signInWords);
  const { busy, error, run, clear } = useDoing();
  const [code, setCode] = useState('');
  const [byApp, setByApp] = useState(true);
  const isOver = error?.code === 'token-expired';
  function send(event: FormEvent): void {
    event.preventDefault();
    void run(async () => onDone(await post<SignInAnswer>('/staff/sign-in/code', { challenge, code })));
  }
  function other(): void {
    setByApp(!byApp);
    setCode('');
    clear();
  }
  if (isOver) {
    return (
      <Stack>
        <Text role="alert">{say.expired}</Text>
        <Button onClick={onAgain}>{say.again}</Button>
      </Stack>
    );
  }
  return (
    <form onSubmit={send}>
      <Stack>
        <Title order={1} size="h3">
          {say.codeTitle}
        </Title>
        <Text>{byApp ? say.codeHow : say.recoveryHow}</Text>
        <Refused error={error} />
        <TextInput
          {...{
            label: byApp ? say.code : say.recovery,
            value: code,
            required: true,
            withAsterisk: false,
            autoFocus: true,
          }}
          {...{ inputMode: byApp ? 'numeric' : 'text', autoComplete: byApp ? 'one-time-code' : 'off', maxLength: 20 }}
          key={byApp ? 'app' : 'recovery'}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy}>
          {say.goOn}
        </Button>
        <Button variant="subtle" onClick={other}>
          {byApp ? say.useRecovery : say.useApp}
        </Button>
      </Stack>
    </form>
  );
}
