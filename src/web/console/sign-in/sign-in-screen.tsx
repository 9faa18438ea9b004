import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useSessionChanged } from '../me.js';
import { useWords } from '../words.js';
import { signInWords } from './sign-in.words.js';
import style from './sign-in.module.css';

/** Shown to whoever has no session: how to get one. */
export function SignInScreen() {
  const say = useWords(signInWords);
  const changed = useSessionChanged();
  return (
    <main className={style['page']}>
      <Paper withBorder p="xl" radius="lg" className={style['card'] ?? ''}>
        <Stack>
          <Title order={1} size="h3">
            {say.title}
          </Title>
          <Text>{say.how}</Text>
          <Button variant="light" onClick={() => void changed()}>
            {say.again}
          </Button>
        </Stack>
      </Paper>
    </main>
  );
}
