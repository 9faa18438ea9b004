import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fieldKinds } from '../../../src/flows/shape.js';
import { addressOf } from '../../../src/shop/connect/address.js';
import { connectorsFile } from '../../../src/shop/connect/connectors-file.js';
import { readGiven } from '../../../src/shop/connect/gives.js';
import { outgoing } from '../../../src/shop/connect/outgoing.js';
import { bodyTemplate, filledBody } from '../../../src/shop/connect/template.js';
import { problemsOf } from './peer.js';

const signature = { takes: { number: 'text', note: 'text' }, optional: ['note'], gives: {} } as const;
const address = addressOf('/api', { path: '/orders/{number}/lines', query: { note: '{note}', fix: 'a b&c' } }, {});
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '../..',
    '..%2f',
    '\\..\\',
    '/',
    '//evil.example',
    '?x=1',
    '#',
    '\r\nHost: evil',
    '\ud800',
    '',
  ),
);

describe('whatever a customer writes', () => {
  test('stands in its own place of the address and in no other, or is not sent', () => {
    fc.assert(
      fc.property(anyText, fc.option(anyText, { nil: undefined }), (number, note) => {
        const ready = outgoing(signature, { number, note }, {});
        if (typeof ready === 'string') return;
        const made = address(ready);
        if (typeof made === 'string') return;
        // As a server reads it, and as one that normalises before it routes.
        expect(made.path).toMatch(/^[\x21-\x7e]+$/);
        const url = new URL(`http://erp.example${made.path}`);
        expect(url.host).toBe('erp.example');
        const segments = url.pathname.split('/');
        expect(segments).toHaveLength(5);
        expect(decodeURIComponent(segments[3] ?? '')).toBe(number.toWellFormed());
        const given = note === undefined || note === '' ? {} : { note: note.toWellFormed() };
        expect(Object.fromEntries(url.searchParams)).toEqual({ ...given, fix: 'a b&c' });
        expect(url.hash).toBe('');
      }),
      { numRuns: 1_000 },
    );
  });

  test('is one value of the body and nothing around it', () => {
    const body = bodyTemplate({ order: '{number}', text: 'No. {number}!', fixed: 1 }, {});
    fc.assert(
      fc.property(anyText, (number) => {
        const ready = outgoing(signature, { number }, {});
        if (typeof ready === 'string') return;
        const sent: unknown = JSON.parse(JSON.stringify(filledBody(body, ready)));
        expect(sent).toEqual({ order: number, text: `No. ${number}!`, fixed: 1 });
      }),
      { numRuns: 500 },
    );
  });
});

test('whatever a system answers, what is read has the declared kinds, or there is a fault', () => {
  const plain = Object.fromEntries(fieldKinds.map((kind) => [kind.replace('-', ''), kind]));
  const gives = { ...plain, lines: { list: plain }, deep: { kind: 'text', from: 'lines.0.text' } };
  const parsed = connectorsFile.parse({ systems: {}, lookups: { one: { system: 's', path: '/', gives } } });
  const fields = parsed.lookups['one']?.gives ?? {};
  const names = [...Object.keys(plain), 'lines', 'amount', 'currency', '__proto__', 'constructor'];
  const anyJson = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(
        null,
        true,
        'true',
        0,
        -1,
        1.5,
        1e300,
        1e15,
        '12.5',
        'JPY',
        '2026-11-21',
        '2026-11-21T10:00:00Z',
        '',
      ),
      fc.string(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...names), tie('value')),
    ),
  })).value;
  const right: Record<string, (value: unknown) => boolean> = {
    text: (value) => typeof value === 'string' && value.length <= 2_000,
    yesno: (value) => typeof value === 'boolean',
    number: (value) => Number.isFinite(value),
    count: (value) => Number.isSafeInteger(value),
    money: (value) => /^\{"amount":-?[\d.e+-]+,"currency":"[A-Z]{3}"\}$/.test(JSON.stringify(value)),
    date: (value) => typeof value === 'string' && /^-?\d{4,6}-\d{2}-\d{2}$/.test(value.replace('+', '')),
    moment: (value) => Number.isInteger(value),
    list: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  };
  fc.assert(
    fc.property(anyJson, (answer) => {
      const { values, faults } = readGiven(fields, answer, { zone: 'Asia/Tokyo' });
      for (const fault of faults) expect(fault).toMatch(/^\w+: [a-z, :]+$/i);
      for (const [name, value] of Object.entries(values)) {
        const entries =
          name === 'lines' && Array.isArray(value) ? value : [{ [name === 'deep' ? 'text' : name]: value }];
        for (const entry of entries as Record<string, unknown>[]) {
          for (const [kind, one] of Object.entries(entry))
            expect([kind, one, right[kind]?.(one)]).toEqual([kind, one, true]);
        }
      }
    }),
    { numRuns: 1_000 },
  );
});

test('whatever stands in the file, it is read or told, and never thrown', async () => {
  const base = `systems: { erp: { address: 'https://erp.example.com', headers: { A: 'b' } } }
lookups: { order: { system: erp, path: '/o/{n}', takes: { n: text }, gives: { s: text, l: { list: { a: text } } } } }
acts: { cancel: { system: erp, path: '/c', key: K, body: { n: '{n}' }, takes: { n: text }, find: { path: '/c/{key}' } } }
`;
  await fc.assert(
    fc.asyncProperty(fc.nat(base.length), fc.nat(12), fc.string({ maxLength: 6 }), async (at, cut, put) => {
      const problems = await problemsOf(base.slice(0, at) + put + base.slice(at + cut));
      for (const problem of problems) expect(problem).toMatch(/^connectors\.yaml:\d+: /);
    }),
    { numRuns: 100 },
  );
});
