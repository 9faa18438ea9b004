import { expect, test } from '@jest/globals';
import { readContent, readWords, storedText, storedWords } from '../../src/flows/checked.js';
import { readFlows } from '../../src/flows/read-flows.js';
import type { FlowWords } from '../../src/flows/words.js';
import { ownSignatures } from '../../src/shop/own/signatures.js';

const { flows, words } = await readFlows('dialogs', ['en', 'ja'], ownSignatures());
const contents = flows.map((flow) => {
  const spoken = words.flatMap(({ language, flows: own }) => {
    const its = own[flow.flow];
    return its ? [[language, its] as const] : [];
  });
  return { flow: { ...flow, tests: [] }, words: Object.fromEntries<FlowWords>(spoken) };
});

test('a flow taken as it was stored is the one that checking it gives', () => {
  expect(contents.length).toBeGreaterThan(10);
  for (const content of contents) {
    const taken = readContent(storedText(content));
    expect(taken).toEqual(readContent(JSON.stringify(content)));
    expect(taken).toEqual(content);
  }
});

test('a flow that other code has checked, or none, is checked again', () => {
  const [content] = contents;
  if (!content) throw new Error('no flow is shipped');
  const { flow, ...rest } = content;
  const spoilt = { ...rest, flow: { ...flow, steps: [{ walk: 'away' }] } };
  expect(() => readContent(JSON.stringify(spoilt))).toThrow();
  expect(() => readContent(JSON.stringify({ checked: 'by other code', ...spoilt }))).toThrow();
});

test("a language's words are taken as they were stored, and checked when other code has stored them", () => {
  for (const one of words) {
    expect(readWords(storedWords(one))).toEqual(one);
    expect(readWords(JSON.stringify(one))).toEqual(one);
    expect(() => readWords(JSON.stringify({ checked: 'by other code', words: { ...one, bot: 1 } }))).toThrow();
  }
});
