import { Badge, Button, Group, Loader, Stack, Text } from '@mantine/core';
import type { Outbox, OutboxLetter } from '../../../office-wire.js';
import { post } from '../api.js';
import { Link } from '../link.js';
import { useMe } from '../me.js';
import { Refused, useDoing } from '../sheet/doing.js';
import { useMoment } from '../sheet/names.js';
import { Part, Sheet } from '../sheet/sheet.js';
import style from '../team/team.module.css';
import { useWords } from '../words.js';
import { outboxWords } from './outbox.words.js';
import { TestLetter } from './test-letter.js';
import { useOutbox } from './use-outbox.js';

/** What did not reach a customer by mail, and why. */
export function OutboxScreen() {
  const say = useWords(outboxWords);
  const { outbox, changed } = useOutbox();
  return (
    <Sheet title={say.title} lead={say.lead}>
      {outbox ? (
        <>
          <Part tour="sending">
            <State outbox={outbox} />
          </Part>
          <Part title={say.notSent} tour="not-sent">
            {outbox.letters.length === 0 ? (
              <Text c="dimmed">{say.none}</Text>
            ) : (
              <ul className={style['list']}>
                {outbox.letters.map((letter) => (
                  <Letter key={letter.id} letter={letter} changed={changed} />
                ))}
              </ul>
            )}
          </Part>
        </>
      ) : (
        <Loader type="dots" />
      )}
    </Sheet>
  );
}

function State({ outbox: { sending, from, afterSeconds, mailbox } }: { readonly outbox: Outbox }) {
  const say = useWords(outboxWords);
  const isOwner = useMe().staff.role === 'owner';
  return (
    <Stack gap="xs" align="flex-start">
      {sending ? (
        <Text>{say.sendingAs(from ?? '', Math.max(1, Math.round(afterSeconds / 60)))}</Text>
      ) : (
        <Text c="var(--colour-warning)" fw={500}>
          {say.notSending}
        </Text>
      )}
      {!sending && isOwner && <Link to="/set-up/mail">{say.notSendingHow}</Link>}
      <Text c="dimmed">
        {mailbox === null ? say.noMailbox : mailbox.read ? say.readAs(mailbox.name) : say.notReadYet(mailbox.name)}{' '}
        {mailbox !== null && mailbox.unknown > 0 && say.unknown(mailbox.unknown)}
      </Text>
      {sending && isOwner && <TestLetter />}
    </Stack>
  );
}

function Letter({ letter, changed }: { readonly letter: OutboxLetter; readonly changed: () => Promise<void> }) {
  const say = useWords(outboxWords);
  const moment = useMoment();
  const { busy, error, run } = useDoing();
  const again = () =>
    run(async () => {
      await post(`/staff/mail/${letter.id}/retry`);
      await changed();
    });
  const facts = [
    letter.kind === 'test' ? say.testKind : say[letter.kind],
    moment(letter.created),
    ...(letter.tries > 0 ? [say.tried(letter.tries)] : []),
    ...(letter.nextTry === null || letter.tries === 0 ? [] : [say.next(moment(letter.nextTry))]),
  ];
  return (
    <li className={style['line']}>
      <div className={style['who']}>
        <Group gap="xs">
          <Text fw={500}>{letter.recipient}</Text>
          <Badge tt="none" variant="light" color={letter.state === 'failed' ? 'danger' : 'warning'}>
            {say[letter.state]}
          </Badge>
          {letter.conversation !== null && letter.ticket !== null && (
            <Link to={`/conversations/${letter.conversation}`}>{say.ticket(letter.ticket)}</Link>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {facts.join(' · ')}
        </Text>
        {letter.reason !== null && <Text size="sm">{letter.reason}</Text>}
        <Refused error={error} />
      </div>
      <Button variant="default" loading={busy} aria-label={say.againTo(letter.recipient)} onClick={() => void again()}>
        {say.again}
      </Button>
    </li>
  );
}
