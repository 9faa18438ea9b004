import { Stack, Text } from '@mantine/core';
import { TestLetter } from '../outbox/test-letter.js';
import { Code, Part } from '../sheet/sheet.js';
import { useWords } from '../words.js';
import { StepFoot, type StepProps } from './step-foot.js';
import { setUpWords } from './set-up.words.js';

const sample = `SMTP_URL=smtps://name:password@smtp.example.com
MAIL_FROM=Your shop <help@example.com>`;

/** Mail is set where passwords belong, in the server's environment: here is what is missing there. */
export function MailStep({ setUp, next }: StepProps) {
  const say = useWords(setUpWords);
  const missing = setUp.state?.steps.find(({ step }) => step === 'mail')?.facts.missing ?? [];
  return (
    <>
      <Part>
        <Stack>
          {missing.length === 0 ? (
            <>
              <Text fw={600}>{say.mailReady}</Text>
              <TestLetter />
            </>
          ) : (
            <>
              <Text fw={600}>{say.mailMissing(missing.join(', '))}</Text>
              <Text>{say.mailHow}</Text>
              <Text size="sm" c="dimmed">
                {say.sampleTitle}
              </Text>
              <Code label={say.sampleTitle}>{sample}</Code>
            </>
          )}
        </Stack>
      </Part>
      <StepFoot {...{ step: 'mail', setUp, next }} />
    </>
  );
}
