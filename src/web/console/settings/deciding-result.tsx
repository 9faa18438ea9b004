import { Stack, Table, Text } from '@mantine/core';
import type { DecidingFigures, DecidingMet, DecidingTrial, DecidingTried } from '../../../office-wire.js';
import type { ReactNode } from 'react';
import { useLanguageName } from '../sheet/names.js';
import { useWords } from '../words.js';
import { decidingWords } from './deciding.words.js';
import style from './settings.module.css';

/** What came of a trial: the figures, what articles would learn, and questions that would be met otherwise. */
export function DecidingResult({ tried: { fitting, trials, heard, enough } }: { readonly tried: DecidingTried }) {
  const say = useWords(decidingWords);
  const examples = trials.flatMap((trial) => trial.examples);
  const changed = trials.reduce((sum, trial) => sum + trial.changed, 0);
  if (trials.length === 0) return <Text role="status">{say.nothingToTry}</Text>;
  return (
    <Stack gap="sm" w="100%">
      <DecidingTables trials={trials} enough={enough} />
      {fitting === null && <Text role="status">{say.nothingNew}</Text>}
      {heard.length > 0 && (
        <div>
          <Text fw={500}>{say.learns}</Text>
          {heard.map(({ title, questions }) => (
            <Text key={title} size="sm">
              {title}: {questions.map((question) => `“${question}”`).join(' ')}
            </Text>
          ))}
        </div>
      )}
      {examples.length > 0 && (
        <div>
          <Text fw={500}>{say.examples(changed)}</Text>
          <Wide label={say.examples(changed)}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{say.question}</Table.Th>
                  <Table.Th>{say.before}</Table.Th>
                  <Table.Th>{say.after}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {examples.map(({ question, now, next }) => (
                  <Table.Tr key={question}>
                    <Table.Td>{question}</Table.Td>
                    <Table.Td>
                      <Met met={now} />
                    </Table.Td>
                    <Table.Td>
                      <Met met={next} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Wide>
        </div>
      )}
    </Stack>
  );
}

function Met({ met: { kind, titles } }: { readonly met: DecidingMet }) {
  const say = useWords(decidingWords);
  const all = titles.join(' | ');
  return kind === 'answer' ? say.answer(all) : kind === 'ask back' ? say['ask back'](all) : say.nothing;
}

/** A language's figures, one line for each way of deciding. */
export function DecidingTables({
  trials,
  enough,
  isInUse = false,
}: {
  readonly trials: readonly DecidingTrial[];
  readonly enough?: DecidingTried['enough'];
  readonly isInUse?: boolean;
}) {
  const say = useWords(decidingWords);
  const named = useLanguageName();
  return trials.map(({ language, told, now, heard, coefficients }) => (
    <div key={language}>
      <Text fw={500}>{named(language)}</Text>
      <Text size="sm" c="dimmed">
        {say.basis(told.questions, told.visitors, told.right, told.wrong)}
      </Text>
      <Wide label={named(language)}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {[say.way, say.answeredRight, say.answeredWrong, say.offeredRight, say.left, say.loss].map((head) => (
                <Table.Th key={head}>{head}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Line name={isInUse ? say.then : say.now} figures={now} />
            {heard.kind === 'offered' && <Line name={say.withHeard(heard.questions)} figures={heard.figures} />}
            <Line name={say.withCoefficients} figures={coefficients.figures} />
          </Table.Tbody>
        </Table>
      </Wide>
      {heard.kind === 'not better' && <Text size="sm">{say.heardWorse}</Text>}
      {coefficients.kind === 'too few' && enough && (
        <Text size="sm">{say['too few'](enough.questions, enough.visitors)}</Text>
      )}
      {coefficients.kind === 'not better' && <Text size="sm">{say.notBetter}</Text>}
    </div>
  ));
}

/** A table wider than a phone: it is moved by itself, also with the keyboard. */
function Wide({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={style['wide']} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

function Line({ name, figures }: { readonly name: string; readonly figures: DecidingFigures | undefined }) {
  if (!figures) return null;
  const { answeredRight, answeredWrong, offeredRight, left, loss } = figures;
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      {[answeredRight, answeredWrong, offeredRight, left, loss.toFixed(3)].map((value, at) => (
        <Table.Td key={at}>{value}</Table.Td>
      ))}
    </Table.Tr>
  );
}
