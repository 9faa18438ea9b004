import { expect, test } from '@jest/globals';
import { comesToPerson } from '../../src/flows/graph.js';
import { readFlows } from '../../src/flows/read-flows.js';

test('what a form sends goes to a person where the roads on which all goes well come to a ticket or a handoff', async () => {
  const { flows } = await readFlows('dialogs', ['en', 'ja']);
  const sentTo = (name: string, step: string): boolean | undefined => {
    const flow = flows.find((one) => one.flow === name);
    return flow && comesToPerson(flow, step);
  };
  expect(sentTo('report-problem', 'read-back')).toBe(true);
  expect(sentTo('return-item', 'read-back')).toBe(true);
  // A person comes only when the receipt cannot be made.
  expect(sentTo('receipt', 'read-back')).toBe(false);
});
