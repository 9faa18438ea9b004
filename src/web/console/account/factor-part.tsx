import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { FactorAnswer } from '../../../office-wire.js';
import { post } from '../api.js';
import { Copy } from '../sheet/copy.js';
import { Refused, useDoing } from '../sheet/doing.js';
import { useMoment } from '../sheet/names.js';
import { Part } from '../sheet/sheet.js';
import { sheetWords } from '../sheet/sheet.words.js';
import { useWords } from '../words.js';
import { accountWords } from './account.words.js';
import type { AccountPart } from './password-part.js';
import { Qr } from './qr.js';
import style from './qr.module.css';

type Step =
  | { readonly at: 'rest' }
  | { readonly at: 'enrol'; readonly offer: FactorAnswer }
  | { readonly at: 'prove'; readonly what: 'recovery' | 'remove' }
  | { readonly at: 'codes'; readonly codes: readonly string[] };

/** The second factor: set up with an app, its recovery codes, and how to take it away. */
export function FactorPart({ account: { factor }, changed }: AccountPart) {
  const say = useWords(accountWords);
  const moment = useMoment();
  const { busy, error, run } = useDoing();
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const begin = () =>
    run(async () => setStep({ at: 'enrol', offer: await post<FactorAnswer>('/staff/account/factor') }));
  const codesFrom = async (path: string, code: string): Promise<void> => {
    const { recovery = [] } = await post<{ recovery?: string[] }>(path, { code });
    await changed();
    setStep(recovery.length > 0 ? { at: 'codes', codes: recovery } : { at: 'rest' });
  };
  const rest = (): void => setStep({ at: 'rest' });
  return (
    <Part title={say.factor} tour="factor">
      <Stack align="flex-start">
        <Text>{say.factorWhat}</Text>
        {step.at === 'rest' && (
          <>
            <Text fw={500}>
              {factor
                ? `${say.factorOn(moment(factor.since, 'day'))} ${say.recoveryLeft(factor.recoveryLeft)}`
                : say.factorOff}
            </Text>
            <Refused error={error} />
            {factor ? (
              <Group>
                <Button variant="default" onClick={() => setStep({ at: 'prove', what: 'recovery' })}>
                  {say.newCodes}
                </Button>
                <Button variant="subtle" color="danger" onClick={() => setStep({ at: 'prove', what: 'remove' })}>
                  {say.remove}
                </Button>
              </Group>
            ) : (
              <Button variant="default" loading={busy} onClick={() => void begin()}>
                {say.enrol}
              </Button>
            )}
          </>
        )}
        {step.at === 'enrol' && (
          <>
            <Offer offer={step.offer} />
            <CodeForm
              {...{ label: say.code, button: say.confirm, close: rest }}
              act={(code) => codesFrom('/staff/account/factor/confirm', code)}
            />
          </>
        )}
        {step.at === 'prove' && (
          <>
            <Text>{say.withCode}</Text>
            <CodeForm
              {...{ label: say.code, button: say.goOn, close: rest }}
              act={(code) => codesFrom(`/staff/account/factor/${step.what}`, code)}
            />
          </>
        )}
        {step.at === 'codes' && <Codes codes={step.codes} close={rest} />}
      </Stack>
    </Part>
  );
}

function Offer({ offer }: { readonly offer: FactorAnswer }) {
  const say = useWords(accountWords);
  return (
    <>
      <Text>{say.scan}</Text>
      <Qr text={offer.uri} label={say.qr} />
      <Text>
        {say.byHand} <span className={style['key']}>{offer.key.replace(/(.{4})(?=.)/g, '$1 ')}</span>
      </Text>
    </>
  );
}

interface CodeFormProps {
  readonly label: string;
  readonly button: string;
  readonly act: (code: string) => Promise<void>;
  readonly close: () => void;
}

function CodeForm({ label, button, act, close }: CodeFormProps) {
  const common = useWords(sheetWords);
  const { busy, error, run } = useDoing();
  const [code, setCode] = useState('');
  function send(event: FormEvent): void {
    event.preventDefault();
    void run(() => act(code));
  }
  return (
    <form onSubmit={send}>
      <Stack>
        <Refused error={error} />
        <TextInput
          {...{ label, value: code, required: true, withAsterisk: false, autoComplete: 'one-time-code', maxLength: 20 }}
          {...{ autoFocus: true }}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={busy}>
            {button}
          </Button>
          <Button variant="subtle" onClick={close}>
            {common.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Codes({ codes, close }: { readonly codes: readonly string[]; readonly close: () => void }) {
  const say = useWords(accountWords);
  return (
    <>
      <Text fw={600}>{say.codesTitle}</Text>
      <Text>{say.codesWhat}</Text>
      <ul className={style['codes']}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group>
        <Copy text={codes.join('\n')} />
        <Button onClick={close}>{say.codesKept}</Button>
      </Group>
    </>
  );
}
