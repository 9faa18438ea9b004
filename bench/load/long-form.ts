import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Questions in turn: a free text, a count, a yes or no, a choice. */
const kinds = [
  { slot: '{ kind: text }', answer: (at: number) => `the ${at}th thing is blue and round` },
  { slot: '{ kind: count }', answer: (at: number) => `${at + 2}` },
  { slot: '{ kind: yes-no }', answer: (at: number) => (at % 2 === 0 ? 'yes' : 'no, thanks') },
  {
    slot: '{ kind: choice, choices: [small, large] }',
    answer: (at: number) => (at % 2 === 0 ? 'small' : 'the large one'),
  },
] as const;
type Kind = (typeof kinds)[number];
const all = (questions: number): Kind[] =>
  Array.from({ length: questions }, (_, at) => kinds[at % kinds.length] ?? kinds[0]);

/** The shipped flows and one called `long-form` with so many questions, in a folder of their own. Gives what to answer. */
export function writeLongForm(folder: string, languages: readonly string[], questions: number): string[] {
  cpSync('dialogs', folder, { recursive: true });
  const asked = all(questions);
  const slots = asked.map(({ slot }, at) => `  part${at}: ${slot}`);
  const steps = asked.map((_, at) => `  - { id: ask-${at}, ask: part${at} }`);
  const flow = [
    'flow: long-form',
    'topic: general',
    'slots:',
    ...slots,
    'steps:',
    ...steps,
    '  - { id: thanks, say: thanks }',
  ];
  writeFileSync(join(folder, 'long-form.yaml'), `${flow.join('\n')}\n`);
  const words = [
    ...[
      'title: A long form',
      'start: [fill in the long form]',
      'slots:',
      ...asked.map((_, at) => `  part${at}: Part ${at}`),
    ],
    ...[
      'choices: { small: Small, large: Large }',
      'say:',
      ...asked.map((_, at) => `  ask-${at}: What about part ${at}?`),
    ],
    `  thanks: Thank you for ${asked.map((_, at) => `{part${at}}`).join(' ')}.`,
  ];
  for (const language of languages)
    writeFileSync(join(folder, 'words', language, 'long-form.yaml'), `${words.join('\n')}\n`);
  return asked.map(({ answer }, at) => answer(at));
}
