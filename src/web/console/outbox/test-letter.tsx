import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Outbox, OutboxLetter } from '../../../office-wire.js';
import { get, post } from '../api.js';
import { Refused, useDoing } from '../sheet/doing.js';
import { useLanguage, useWords } from '../words.js';
import { outboxWords } from './outbox.words.js';

/** A letter to oneself, followed until the mail server has taken or refused it. */
export function TestLetter() {
  const say = useWords(outboxWords);
  const language = useLanguage();
  const { busy, error, run } = useDoing();
  const [id, setId] = useState<string>();
  const { data } = useQuery<OutboxLetter | null>({
    ...{ queryKey: ['mail', 'test', id], enabled: id !== undefined },
    // Until it is settled; a letter that is refused for now waits for hours.
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'waiting' ? false : 1_000),
    queryFn: async ({ signal }) => {
      const all = await get<Outbox>('/staff/mail?states=sent,failed,waiting,not configured', signal);
      return all.letters.find((one) => one.id === id) ?? null;
    },
  });
  const send = () => run(async () => setId((await post<{ id: string }>('/staff/mail/test', { language })).id));
  return (
    <Stack align="flex-start" gap="xs">
      <Refused error={error} />
      <Button variant="default" loading={busy} onClick={() => void send()}>
        {say.test}
      </Button>
      <div role="status">
        {id !== undefined && (
          <Text
            c={
              data?.state === 'sent'
                ? 'var(--colour-good)'
                : data?.state === 'failed'
                  ? 'var(--colour-danger)'
                  : 'dimmed'
            }
          >
            {data?.state === 'sent'
              ? say.testSent
              : data && data.state !== 'waiting'
                ? say[data.state]
                : say.testQueued}
            {data?.reason !== undefined && data.reason !== null && `: ${data.reason}`}
          </Text>
        )}
      </div>
    </Stack>
  );
}
