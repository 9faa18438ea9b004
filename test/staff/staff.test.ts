import { expect, test } from '@jest/globals';
import { may, roles, type Action } from '../../src/staff/role.js';
import { parseStaff } from '../../src/staff/staff.js';

test('bad rows are told by row and field, all at once', () => {
  const good = { mail: 'a@example.com', name: 'A', role: 'agent', languages: 'en', teams: '' };
  const { rows, problems } = parseStaff([
    good,
    { ...good, mail: 'nobody' },
    { ...good, mail: 'b@example.com', role: 'admin', languages: 'english!' },
    { ...good, mail: ' A@Example.com ' },
    'a line',
    { ...good, mail: 'c@example.com', name: ' ', languages: [] },
  ]);
  expect(rows[0]).toEqual({ mail: 'a@example.com', name: 'A', role: 'agent', languages: ['en'], teams: [] });
  expect(problems.map(({ row, field }) => `${row} ${field}`)).toEqual([
    '2 mail',
    '3 role',
    '3 languages',
    '4 mail',
    '5 ',
    '6 name',
    '6 languages',
  ]);
});

test('each role may what the table says and nothing else', () => {
  const actions: Action[] = [
    'answer customers',
    'write articles',
    'publish flows',
    'take over from a colleague',
    'manage staff',
    'erase a customer',
  ];
  const table = Object.fromEntries(roles.map((role) => [role, actions.filter((action) => may(role, action))]));
  expect(table).toEqual({
    owner: actions,
    supervisor: ['answer customers', 'write articles', 'publish flows', 'take over from a colleague'],
    agent: ['answer customers'],
    editor: ['write articles'],
  });
});
