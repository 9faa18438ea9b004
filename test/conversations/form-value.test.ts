import { expect, test } from '@jest/globals';
import { formatFormValue, parseFormValue, type FormValue } from '../../src/conversations/form-value.js';

test('what a page posts is read back as it was meant, also with colons and lines in what was chosen', () => {
  const values: FormValue[] = [
    { kind: 'begin', flow: 'report-problem' },
    { kind: 'answer', step: 'prove.ask-order', chosen: undefined },
    { kind: 'answer', step: 'ask-items', chosen: 'KT-200\nWM-90' },
    { kind: 'answer', step: 'ask-time', chosen: '2026-11-23T10:00' },
    { kind: 'carry on' },
    { kind: 'solved', article: 'aB_-9' },
  ];
  expect(values.map(formatFormValue).map(parseFormValue)).toEqual(values);
});

test('other buttons, half a word and somebody else’s text are none of it', () => {
  for (const value of [undefined, '', 'yes', '@person', '@answer', '@answer:', '@form', '@change:order', 'x@answer:y'])
    expect(parseFormValue(value)).toBeUndefined();
});
