import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readFlows, type FlowFolder } from '../../src/flows/read-flows.js';
import { temporaryFolder } from '../setup/databases.js';

const block = `flow: prove
topic: general
block: true
slots:
  contact: { kind: contact, scope: conversation }
steps:
  - id: ask-contact
    ask: contact
  - id: by-mail
    branch:
      - { when: 'slots.contact.contains("@")', to: end }
    else: wrong
  - id: wrong
    say: wrong
    next: fail
`;

const caller = `flow: errand
topic: general
slots:
  contact: { kind: contact }
steps:
  - id: proof
    call: prove
    failed: hand-over
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
  errand:
    title: An errand
    start: [an errand]
    slots: { contact: Contact }
    say: { thanks: 'Thank you, {contact}.', subject: 'An errand' }
  prove:
    title: Proof
    slots: { contact: Mail or phone }
    say: { ask-contact: 'Which mail?', wrong: 'That is no mail.' }
`;

async function folderWith(files: Record<string, string>): Promise<FlowFolder> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'words'));
  for (const [name, text] of Object.entries({
    'prove.yaml': block,
    'errand.yaml': caller,
    'words/en.yaml': words,
    ...files,
  }))
    writeFileSync(join(folder, name), text);
  return readFlows(folder, ['en']);
}

describe('a block stands in the flow that calls it', () => {
  test('its steps below the call, its ends where the call goes on', async () => {
    const { flows, problems } = await folderWith({});
    expect(problems).toEqual([]);
    expect(flows.map(({ flow }) => flow)).toEqual(['errand']);
    const steps = flows[0]?.steps ?? [];
    expect(steps.map(({ id }) => id)).toEqual([
      'proof',
      'proof.ask-contact',
      'proof.by-mail',
      'proof.wrong',
      'thanks',
      'hand-over',
    ]);
    expect(steps[0]).toMatchObject({ call: 'prove', inside: { first: 'proof.ask-contact', after: 'thanks' } });
    expect(steps[2]).toMatchObject({ branch: [{ to: 'thanks' }], else: 'proof.wrong' });
    expect(steps[3]).toMatchObject({ say: 'proof.wrong', next: 'hand-over' });
  });

  test("with its words, unless the caller words them itself; the caller's slot stands", async () => {
    const own = words.replace("subject: 'An errand' }", "subject: 'An errand', proof.wrong: 'Not that one.' }");
    const { flows, words: spoken } = await folderWith({ 'words/en.yaml': own });
    const said = spoken[0]?.flows['errand'];
    expect(said?.say).toMatchObject({ 'proof.ask-contact': 'Which mail?', 'proof.wrong': 'Not that one.' });
    expect(said?.slots).toEqual({ contact: 'Contact' });
    expect(flows[0]?.slots['contact']?.scope).toBe('flow');
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'one that is not there',
      { 'errand.yaml': caller.replace('call: prove', 'call: prov') },
      /^errand\.yaml:6: there is no flow called prov/,
    ],
    [
      'an errand of its own',
      { 'prove.yaml': block.replace('block: true\n', '') },
      /^errand\.yaml:6: prove is an errand of its own/,
    ],
    [
      'one that calls itself',
      { 'prove.yaml': block.replace('  - id: ask-contact\n', '  - id: again\n    call: prove\n  - id: ask-contact\n') },
      /^prove\.yaml:7: the blocks call one another in a circle: prove → prove/,
    ],
    [
      'a slot of the same name and another kind',
      { 'errand.yaml': caller.replace('kind: contact', 'kind: email') },
      /^errand\.yaml:6: slot contact is email here and contact in prove/,
    ],
  ])('%s is told where it is called', async (_, files, told) => {
    const { problems } = await folderWith(files);
    expect(problems.map(({ file, line, what }) => `${file}:${line}: ${what}`)).toContainEqual(
      expect.stringMatching(told),
    );
  });
});
