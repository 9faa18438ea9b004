import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readFlows } from '../../src/flows/read-flows.js';
import { temporaryFolder } from '../setup/databases.js';

const flow = `flow: call-back
topic: general
slots:
  when: { kind: text }
steps:
  - id: ask-when
    ask: when
  - id: by-length
    branch:
      - { when: size(slots.when) > 5, to: thanks }
    else: hand-over
  - id: thanks
    say: thanks
    next: end
  - id: hand-over
    handoff: { topic: general, reason: subject }
`;

const words = `language: en
bot: {}
tables: {}
flows:
  call-back:
    title: Call me back
    start: [call me back]
    slots: { when: When }
    say: { ask-when: 'When?', thanks: Thanks., subject: '{when}' }
`;

/** Problems of a folder with one flow and its words, each changed at one place. */
async function problemsOf(
  change: [string, string] | undefined,
  { inWords = false, files = {} }: { inWords?: boolean; files?: Record<string, string> } = {},
): Promise<string[]> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'words'));
  const changed = (text: string): string => {
    if (!change) return text;
    if (!text.includes(change[0])) throw new Error(`test: "${change[0]}" does not occur`);
    return text.replace(...change);
  };
  writeFileSync(join(folder, 'call-back.yaml'), inWords ? flow : changed(flow));
  writeFileSync(join(folder, 'words/en.yaml'), inWords ? changed(words) : words);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { problems } = await readFlows(folder, ['en']);
  return problems.map(({ file, line, what }) => `${file}:${line}: ${what}`);
}

describe("an editor's mistake is told by file and line", () => {
  test('without a mistake nothing is told', async () => {
    expect(await problemsOf(undefined)).toEqual([]);
  });

  test('what the shop ships has no mistake', async () => {
    expect((await readFlows('dialogs', ['en', 'ja'])).problems).toEqual([]);
  });

  const mistakes: [string, [string, string], RegExp][] = [
    [
      'an unknown key',
      ['    ask: when\n', '    ask: when\n    retry: 3\n'],
      /^call-back\.yaml:8: .*there is no such key/,
    ],
    [
      'an unknown key at the top',
      ['topic: general\n', 'topic: general\ncolour: red\n'],
      /^call-back\.yaml:3: .*there is no such key/,
    ],
    ['a step of no kind', ['    ask: when\n', '    aks: when\n'], /^call-back\.yaml:6: .*a step is one of: say, ask,/],
    ['a value of the wrong form', ['kind: text', 'kind: txt'], /^call-back\.yaml:4: slots\.when\.kind: /],
    [
      'a step that leads nowhere',
      ['else: hand-over', 'else: hand-ovr'],
      /^call-back\.yaml:8: step by-length leads to hand-ovr, which does not exist/,
    ],
    [
      'a step nobody comes to',
      ['else: hand-over', 'else: thanks'],
      /^call-back\.yaml:15: step hand-over can never be reached/,
    ],
    [
      'two steps of one name',
      ['id: thanks', 'id: by-length'],
      /^call-back\.yaml:12: there is already a step called by-length/,
    ],
    [
      'a slot that is not declared',
      ['    ask: when\n', '    ask: then\n'],
      /^call-back\.yaml:6: there is no slot called then/,
    ],
    [
      'a slot nobody asks for',
      ['  when: { kind: text }\n', '  when: { kind: text }\n  name: { kind: text }\n'],
      /^call-back\.yaml:5: slot name is never asked for/,
    ],
    [
      'a choice without choices',
      ['kind: text', 'kind: choice'],
      /^call-back\.yaml:4: slot when is a choice without choices/,
    ],
    [
      'a condition that cannot be read',
      ['size(slots.when) > 5', 'size(slots.when >'],
      /^call-back\.yaml:8: "size\(slots\.when >": /,
    ],
    [
      'a key misspelt by a letter',
      ['    ask: when\n', '    ask: when\n    optionl: true\n'],
      /^call-back\.yaml:8: .*there is no such key; optional is meant, perhaps/,
    ],
    [
      'a kind of step misspelt by a letter',
      ['    say: thanks\n', '    sayy: thanks\n'],
      /^call-back\.yaml:12: .*a step is one of: .*; say is meant, perhaps/,
    ],
    [
      'a place misspelt by a letter',
      ['else: hand-over', 'else: hand-ovr'],
      /^call-back\.yaml:8: step by-length leads to hand-ovr, which does not exist; hand-over is meant, perhaps/,
    ],
    [
      'a name with a dot, which stands for a step of a block',
      ['- id: thanks', '- id: thanks.all'],
      /^call-back\.yaml:12: the id thanks\.all has a dot/,
    ],
    [
      'a condition about something else than yes or no',
      ['size(slots.when) > 5', 'slots.when'],
      /^call-back\.yaml:8: "slots\.when": it gives string, not true or false/,
    ],
    [
      'a condition about a slot that is not there',
      ['size(slots.when) > 5', 'size(slots.then) > 5'],
      /^call-back\.yaml:8: "size\(slots\.then\) > 5": No such key: then/,
    ],
    [
      'a look-up by a name of the language',
      [
        '  - id: by-length\n',
        '  - { id: find, lookup: own-order, as: today, none: end }\n  - { id: late, when: today.late, say: thanks }\n  - id: by-length\n',
      ],
      /^call-back\.yaml:9: "today\.late": today means something else in expressions: name it otherwise after "as"/,
    ],
    [
      'a circle nobody counts',
      ['    next: end\n', '    next: by-length\n'],
      /^call-back\.yaml:8: steps by-length, thanks stand in a circle without a bound/,
    ],
    [
      'a flow that never ends',
      [
        '    next: end\n  - id: hand-over\n    handoff: { topic: general, reason: subject }\n',
        '    limit: { times: 3, then: thanks }\n    next: thanks\n  - id: hand-over\n    say: thanks\n    next: thanks\n',
      ],
      /^call-back\.yaml:12: from step thanks there is no way out of the flow/,
    ],
    [
      'the end of a block in an errand of its own',
      ['else: hand-over', 'else: fail'],
      /^call-back\.yaml:8: step by-length leads to fail, which only a block knows/,
    ],
    ['broken YAML', ['{ kind: text }', '{ kind: text'], /^call-back\.yaml:\d: /],
  ];
  test.each(mistakes)('%s', async (_, change, told) => {
    const problems = await problemsOf(change);
    expect(problems).toContainEqual(expect.stringMatching(told));
  });

  test('a flow in which nothing that goes wrong leads to a person', async () => {
    const alone = `flow: call-back
topic: general
slots:
  when: { kind: text }
steps:
  - id: ask-when
    ask: when
    failed: thanks
  - id: thanks
    say: thanks
`;
    const problems = await problemsOf(undefined, { files: { 'call-back.yaml': alone } });
    expect(problems).toContain(
      'call-back.yaml:6: from step ask-when no road leads to a person: let one end in a handoff or a ticket',
    );
  });

  test('a slot that is asked for and never used', async () => {
    const idle = `flow: call-back
topic: general
slots:
  when: { kind: text }
steps:
  - id: ask-when
    ask: when
  - id: thanks
    say: thanks
`;
    const plain = words.replace("'{when}'", 'Call back');
    const problems = await problemsOf(undefined, { files: { 'call-back.yaml': idle, 'words/en.yaml': plain } });
    expect(problems).toContainEqual(expect.stringMatching(/^call-back\.yaml:4: slot when is asked for and never used/));
  });

  test.each<[string, [string, string], RegExp]>([
    [
      'a sentence is missing',
      ['thanks: Thanks., ', ''],
      /^words\/en\.yaml:9: flows\.call-back\.say\.thanks is missing/,
    ],
    [
      'the name of a slot is missing',
      ['    slots: { when: When }\n', ''],
      /^words\/en\.yaml:\d+: flows\.call-back\.slots\.when is missing/,
    ],
    [
      'a text told in passing for a slot there is not',
      ['    slots: { when: When }\n', '    slots: { when: When }\n    told: { whem: [at …] }\n'],
      /^words\/en\.yaml:9: flows\.call-back\.told\.whem belongs to no slot; when is meant, perhaps/,
    ],
    [
      'an example of nothing',
      [
        '    slots: { when: When }\n',
        '    slots: { when: When }\n    examples:\n      when: at noon\n      whose: mine\n',
      ],
      /^words\/en\.yaml:11: flows\.call-back\.examples\.whose belongs to no slot$/,
    ],
    [
      'other words for a choice there is not',
      ['    slots: { when: When }\n', '    slots: { when: When }\n    also: { now: [at once] }\n'],
      /^words\/en\.yaml:9: flows\.call-back\.also\.now belongs to no choice$/,
    ],
    ['the whole flow is missing', ['  call-back:', '  call-me:'], /^words\/en\.yaml:\d+: flows\.call-back is missing/],
    [
      'an expression of feeling that cannot be read',
      ['bot: {}', "bot: {}\nfeelings: { angry: { add: ['... gutted'] } }"],
      /^words\/en\.yaml:3: feelings\.angry\.add\.0: an expression begins and ends with a word/,
    ],
    [
      'a group of synonyms with one word',
      ['bot: {}', 'bot: {}\nsynonyms:\n  kettle: [kettle, water boiler]\n  lamp: [lamp]'],
      /^words\/en\.yaml:5: synonyms\.lamp: a group has two words at least/,
    ],
    [
      'a phrase in two groups of synonyms',
      ['bot: {}', 'bot: {}\nsynonyms:\n  kettle: [kettle, boiler]\n  heating:\n    - heating\n    - Boiler'],
      /^words\/en\.yaml:7: synonyms\.heating: "Boiler" stands in kettle already/,
    ],
    [
      'a slip in what a matter offers',
      ['bot: {}', 'bot: {}\nmatters:\n  call:\n    named: [call]\n    offers:\n      - call-back\n      - call-bak'],
      /^words\/en\.yaml:8: matters\.call\.offers: there is no flow called call-bak; call-back is meant, perhaps/,
    ],
    [
      'a matter with one errand',
      ['bot: {}', 'bot: {}\nmatters: { call: { named: [call], offers: [call-back] } }'],
      /^words\/en\.yaml:3: matters\.call\.offers: of one errand the start lines are enough/,
    ],
    [
      'an expression taken out that no list holds',
      ['bot: {}', 'bot: {}\nfeelings: { angry: { remove: [delighted] } }'],
      /^words\/en\.yaml:3: feelings\.angry\.remove: there is no "delighted" in the list/,
    ],
    [
      'a list of feelings there is not',
      ['bot: {}', 'bot: {}\nfeelings: { joy: { add: [yay] } }'],
      /^words\/en\.yaml:3: feelings/,
    ],
  ])('in the words: %s', async (_, change, told) => {
    expect(await problemsOf(change, { inWords: true })).toContainEqual(expect.stringMatching(told));
  });

  test("what is missing in a flow's own file of words is told there", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'words/en'), { recursive: true });
    writeFileSync(
      join(folder, 'call-back.yaml'),
      flow.replace('kind: text', 'kind: date').replace('size(slots.when) > 5', "'true'"),
    );
    writeFileSync(join(folder, 'words/en.yaml'), 'language: en\nbot: {}\ntables: {}\n');
    const own =
      "title: Call me back\nstart: [call me back]\ntold: { when: [at …] }\nslots: { when: When }\nsay:\n  ask-when: 'When?'\n";
    writeFileSync(join(folder, 'words/en/call-back.yaml'), own);
    const { problems } = await readFlows(folder, ['en']);
    expect(problems.map(({ file, line, what }) => `${file}:${line}: ${what}`)).toEqual([
      'words/en/call-back.yaml:6: flows.call-back.say.thanks is missing',
      'words/en/call-back.yaml:6: flows.call-back.say.subject is missing',
      'words/en/call-back.yaml:3: flows.call-back.told.when is of the kind date: only a text is heard by the words around it',
    ]);
  });

  test('two flows of one name: the second file is told', async () => {
    const problems = await problemsOf(undefined, { files: { 'second.yaml': flow } });
    expect(problems).toEqual(['second.yaml:1: there is already a flow called call-back']);
  });

  test('a language without words is told', async () => {
    const { problems } = await readFlows('dialogs', ['en', 'fr']);
    expect(problems).toEqual([
      { file: 'words/fr.yaml', line: 1, what: 'the shop speaks fr, but there is no such file' },
    ]);
  });
});
