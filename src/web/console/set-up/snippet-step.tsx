import { Button, Group, Stack, Text } from '@mantine/core';
import { Copy } from '../sheet/copy.js';
import { Code, Part } from '../sheet/sheet.js';
import { useWords } from '../words.js';
import { StepFoot, type StepProps } from './step-foot.js';
import { setUpWords } from './set-up.words.js';

/** The one line for the shop's own pages, and a look at what it does. */
export function SnippetStep({ setUp, next }: StepProps) {
  const say = useWords(setUpWords);
  const line = `<script async src="${setUp.state?.publicUrl ?? ''}/widget.js" data-site="main"></script>`;
  return (
    <>
      <Part>
        <Stack>
          <Text>{say.snippetHow}</Text>
          <Code label={say.snippetCode}>{line}</Code>
          <Group>
            <Copy text={line} />
            <Button component="a" variant="default" href="/preview" target="_blank" rel="noopener">
              {say.preview}
            </Button>
            <Button component="a" variant="subtle" href="/chat" target="_blank" rel="noopener">
              {say.chatAlone}
            </Button>
          </Group>
          <Text size="sm" c="dimmed">
            {say.originsHelp}
          </Text>
        </Stack>
      </Part>
      <StepFoot {...{ step: 'snippet', setUp, next }}>
        <Button onClick={next}>{say.goOn}</Button>
      </StepFoot>
    </>
  );
}
