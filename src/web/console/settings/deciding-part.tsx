import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Deciding } from '../../../office-wire.js';
import { Refused } from '../sheet/doing.js';
import { useMoment } from '../sheet/names.js';
import { Part } from '../sheet/sheet.js';
import { useWords } from '../words.js';
import { DecidingResult, DecidingTables } from './deciding-result.js';
import { decidingWords } from './deciding.words.js';
import { useDeciding } from './use-deciding.js';

/** How the bot decides: what is in use, what customers' votes would make of it, and the way back. */
export function DecidingPart() {
  const say = useWords(decidingWords);
  const { deciding, tried, trying, changing, tryOut, use, back } = useDeciding();
  if (!deciding) return <Loader type="dots" />;
  const found = tried?.fitting ?? null;
  async function goBack(): Promise<void> {
    if (await back()) notifications.show({ message: say.wentBack, color: 'good' });
  }
  async function take(fitting: number): Promise<void> {
    if (await use(fitting)) notifications.show({ message: say.used, color: 'good' });
  }
  return (
    <>
      <Part>
        <Stack gap="sm" align="flex-start">
          <Text c="dimmed">{say.lead}</Text>
          <InUse deciding={deciding} />
          <Refused error={changing.error} />
          {deciding.fitting !== 0 && (
            <Button variant="default" loading={changing.busy} onClick={() => void goBack()}>
              {say.back}
            </Button>
          )}
        </Stack>
      </Part>
      <Part title={say.tryTitle}>
        <Stack gap="sm" align="flex-start">
          <Text c="dimmed">{say.tryLead}</Text>
          <Refused error={trying.error} />
          <Group>
            <Button variant="default" loading={trying.busy} onClick={() => void tryOut()}>
              {say.try}
            </Button>
            {found !== null && (
              <Button loading={changing.busy} onClick={() => void take(found)}>
                {say.use}
              </Button>
            )}
          </Group>
          {tried && <DecidingResult tried={tried} />}
        </Stack>
      </Part>
      {deciding.uses.length > 0 && (
        <Part title={say.history}>
          <History uses={deciding.uses} />
        </Part>
      )}
    </>
  );
}

function InUse({ deciding: { fitting, shipped, leftAside, heard, trials, uses } }: { readonly deciding: Deciding }) {
  const say = useWords(decidingWords);
  const moment = useMoment();
  const since = uses.find(({ act }) => act !== 'struck');
  return (
    <>
      <Text fw={500}>
        {fitting === 0 ? say.shipped(shipped) : say.fitted(fitting)} {since && say.since(moment(since.done), since.by)}
      </Text>
      {leftAside && <Text c="var(--colour-warning)">{say.leftAside}</Text>}
      {heard > 0 && <Text>{say.heard(heard)}</Text>}
      {fitting !== 0 && <DecidingTables trials={trials} isInUse />}
    </>
  );
}

function History({ uses }: Pick<Deciding, 'uses'>) {
  const say = useWords(decidingWords);
  const moment = useMoment();
  const told = ({ act, fitting }: Deciding['uses'][number]): string => {
    switch (act) {
      case 'used':
        return say.actUsed(fitting);
      case 'undone':
        return say.actBack(fitting);
      case 'shipped':
        return say.actShipped;
      case 'struck':
        return say.actStruck;
    }
  };
  return (
    <Stack component="ul" gap="xs" m={0} ps="md">
      {uses.map((use) => (
        <li key={use.done}>
          {told(use)} · {moment(use.done)} · {use.by}
        </li>
      ))}
    </Stack>
  );
}
