import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { flowJsonSchema, wordsJsonSchema } from '../../src/flows/json-schema.js';
import { flowReference } from '../../src/flows/reference.js';

test('the reference is what the schema says today (madoguchi flow reference > docs/flows-reference.md)', () => {
  expect(readFileSync('docs/flows-reference.md', 'utf8')).toBe(`${flowReference()}\n`);
});

test('every key an editor may write tells what it is for', () => {
  const undescribed = flowReference()
    .split('\n')
    .filter((line) => line.startsWith('| `') && line.endsWith('|  |'))
    .map((line) => line.split('`')[1]);
  expect(
    undescribed.filter(
      (key) =>
        ![
          'id',
          'slots',
          'steps',
          'tests',
          'check',
          'branch',
          'else',
          'retries',
          'talk',
          'language',
          'ticket',
          'handoff',
          'given',
          'again',
          'optional',
        ].includes(key ?? ''),
    ),
  ).toEqual([]);
});

test('the JSON Schemas name every kind of step and of slot', () => {
  const schema = JSON.stringify(flowJsonSchema());
  for (const word of ['"say"', '"lookup"', '"call"', '"handoff"', '"order number"', '"photo"', '"fromOpening"'])
    expect(schema).toContain(word);
  expect(JSON.stringify(wordsJsonSchema())).toContain('"rules"');
});
