import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { connectorsSchema, readConnectors } from '../../../src/shop/connect/read-connectors.js';
import { problemsOf, read } from './peer.js';

const good = `allow: ['10.0.0.5:8080']
systems:
  erp:
    address: https://erp.example.com/api
    headers: { Authorization: 'Bearer \${ERP_TOKEN}' }
    breaker: { failures: 3 }
  stock:
    address: http://10.0.0.5:8080
lookups:
  order-status:
    system: erp
    path: /orders/{number}
    takes: { number: text, contact: text }
    optional: [contact]
    query: { contact: '{contact}' }
    gives:
      status: text
      total: { kind: money, currency: JPY }
      lines: { list: { sku: text } }
acts:
  cancel-order:
    system: erp
    path: /orders/{order}/cancellation
    key: Idempotency-Key
    takes: { order: text }
    gives: { reference: text }
    find: { path: '/cancellations/{key}' }
`;
const environment = { ERP_TOKEN: 'very-secret' };

const changed = (from: string, to: string): string => {
  if (!good.includes(from)) throw new Error(`test: "${from}" does not occur`);
  return good.replace(from, to);
};

describe('a mistake in connectors.yaml is told by file and line', () => {
  test('without a mistake nothing is told', async () => {
    expect(await problemsOf(good, environment)).toEqual([]);
  });

  const mistakes: [string, string, string, RegExp][] = [
    [
      'an unknown key',
      '    optional: [contact]',
      '    optinal: [contact]',
      /^connectors\.yaml:14: lookups\.order-status\.optinal: there is no such key; is optional meant\?$/,
    ],
    ['an unknown key at the top', 'lookups:', 'lookup:', /:9: lookup: there is no such key; is lookups meant\?$/],
    ['an unknown key of a system', 'breaker: {', 'braker: {', /:6: systems\.erp\.braker: .*is breaker meant/],
    [
      'an unknown key of a field',
      'currency: JPY',
      'curency: JPY',
      /:18: .*gives\.total\.curency: there is no such key; is currency meant/,
    ],
    ['an unknown kind', 'status: text', 'status: txt', /:17: .*gives\.status: one of: text, .*; is text meant/],
    ['an unknown kind in an entry', 'sku: text', 'sku: tekst', /:19: .*lines\.list\.sku: one of: .*is text meant/],
    [
      'an unknown kind that is taken',
      'takes: { order: text }',
      'takes: { order: yesno }',
      /:25: .*takes\.order: one of: .*is yes-no meant/,
    ],
    [
      'a system that does not exist',
      '    system: erp\n    path: /orders/{number}',
      '    system: erpp\n    path: /orders/{number}',
      /:11: .*there is no system erpp; is erp meant/,
    ],
    ['a missing path', '    path: /orders/{number}\n', '', /lookups\.order-status\.path: is missing/],
    [
      'a value that nobody takes',
      '/orders/{number}',
      '/orders/{numbr}',
      /:12: .*\{numbr\} is not in takes; is number meant/,
    ],
    [
      'a value that goes nowhere',
      "    query: { contact: '{contact}' }\n",
      '',
      /:13: .*\{contact\} is taken and sent nowhere/,
    ],
    [
      'a hole in the address',
      '/orders/{number}',
      '/orders/{number}/{contact}',
      /:12: .*is optional: without it the address would have a hole/,
    ],
    ['an optional that is not taken', '[contact]', '[contat]', /:14: .*takes has no contat; is contact meant/],
    [
      'a place that is none',
      '/orders/{number}',
      '/orders/{Number}',
      /:12: .*\{Number\} is neither a \{value\} nor a \$\{VARIABLE\}/,
    ],
    ['a query in the path', '/orders/{number}', '/orders?n={number}', /:12: .*has no \? \(that is query\)/],
    [
      'money in the address',
      'takes: { order: text }',
      'takes: { order: money }',
      /:23: .*\{order\} is money: write \{order\.amount\}/,
    ],
    [
      'a variable that is missing',
      'ERP_TOKEN',
      'ERP_TOKN',
      /:5: systems\.erp\.headers\.Authorization: the environment has no ERP_TOKN$/,
    ],
    [
      'a customer who chooses the machine',
      'https://erp.example.com',
      'https://{site}.example.com',
      /:4: .*no value stands in the address of a system/,
    ],
    ['a password in the address', 'https://erp', 'https://me:pw@erp', /:4: .*use headers/],
    ['http to the outside', 'https://erp', 'http://erp', /:4: .*http goes only to addresses that allow names/],
    ['http to an address outside', 'https://erp.example.com', 'http://8.8.8.8', /:4: .*only https/],
    [
      'an address inside that is not allowed',
      'http://10.0.0.5:8080',
      'http://10.0.0.5:8081',
      /:8: .*allow does not name 10\.0\.0\.5:8081/,
    ],
    ['this machine', 'http://10.0.0.5:8080', 'http://127.0.0.1:8080', /:8: .*allow does not name 127\.0\.0\.1:8080/],
    [
      'this machine, written otherwise',
      'http://10.0.0.5:8080',
      'http://0x7f.1:8080',
      /:8: .*allow does not name 127\.0\.0\.1:8080/,
    ],
    ['this machine as one number', 'http://10.0.0.5:8080', 'http://2130706433:8080', /:8: .*127\.0\.0\.1/],
    ['this machine in IPv6', 'http://10.0.0.5:8080', 'http://[::ffff:127.0.0.1]:8080', /:8: .*127\.0\.0\.1/],
    ['metadata', 'http://10.0.0.5:8080', 'https://169.254.169.254', /:8: .*never called/],
    ['another protocol', 'http://10.0.0.5:8080', 'ftp://10.0.0.5:8080', /:8: .*an address such as https:/],
    [
      'an address to allow that is none',
      "'10.0.0.5:8080'",
      "'10.0.0.5'",
      /:1: .*"10\.0\.0\.5": an address with its port/,
    ],
    ['a header of ours', 'Authorization:', 'Content-Length:', /:5: .*set by the connector itself/],
    ['a header that is none', 'Authorization:', "'Autho rization':", /:5: .*no name of a header/],
    ["a customer's words in a header", 'headers: {', "headers: { X-A: '{number}',", /:5: .*does not stand in a header/],
    ['a key header that is none', 'key: Idempotency-Key', 'key: "a b"', /:24: .*no name of a header/],
    [
      'a search by a key that was never told',
      '    key: Idempotency-Key\n',
      '',
      /:26: .*looks by a key that the act never tells/,
    ],
    ['a search without the key', '/cancellations/{key}', '/cancellations/last', /:27: .*looks for nothing/],
    [
      'a GET with a body',
      "    query: { contact: '{contact}' }",
      "    body: { contact: '{contact}' }",
      /:15: .*a GET has no body/,
    ],
    ['a time that is too long', 'breaker: { failures: 3 }', 'timeout: 60', /:6: systems\.erp\.timeout: .*15/],
    ['a name that is none', '  cancel-order:', '  Cancel_order:', /acts\.Cancel_order: a name in small letters/],
    ['a name of a field that is none', 'reference: text', 're-ference: text', /a name such as number/],
    [
      'aliases',
      '{ reference: text }',
      '&a { reference: text }\n    body: *a',
      /connectors\.yaml: names of other places/,
    ],
    ['no YAML', 'systems:', 'systems: [', /^connectors\.yaml:\d+: /],
    ['the same name twice', '  stock:', '  erp:', /:7: .*unique/i],
  ];
  test.each(mistakes)('%s', async (_, from, to, told) => {
    const problems = await problemsOf(changed(from, to), environment);
    expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(told)]));
  });

  test('all of them at once', async () => {
    const text = changed('status: text', 'status: txt').replace('breaker: {', 'braker: {');
    expect(await problemsOf(text, environment)).toHaveLength(2);
    expect(await problemsOf(changed('ERP_TOKEN', 'MISSING').replace('{number}', '{numbr}'), environment)).toHaveLength(
      3,
    );
  });

  test('and no secret is ever repeated', async () => {
    const text = changed('https://erp.example.com/api', '${ERP_URL}').replace('Bearer ${ERP_TOKEN}', '${ERP_TOKEN}');
    const problems = await problemsOf(text, { ERP_URL: 'ftp://user:hush@erp', ERP_TOKEN: 'hush\nhush' });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toContain('hush');
  });

  test('a file that is not there is told as such, and no file at all is nothing wrong', async () => {
    expect((await readConnectors('/nowhere/connectors.yaml', {})).problems).toMatchObject([
      { file: 'connectors.yaml', what: expect.stringContaining('there is no such file') },
    ]);
    expect((await readConnectors(undefined, {})).problems).toEqual([]);
  });
});

test('flows may be checked against it where the secrets are not: then nothing can be asked', async () => {
  const { signatures, systems, problems } = await read(good);
  expect(problems).toHaveLength(1);
  expect(systems.lookups.size).toBe(0);
  expect(signatures.lookups.get('order-status')).toEqual({
    takes: { number: 'text', contact: 'text' },
    optional: ['contact'],
    gives: { status: 'text', total: 'money', lines: { list: { sku: 'text' } } },
  });
  expect(signatures.acts.get('cancel-order')).toEqual({ takes: { order: 'text' }, gives: { reference: 'text' } });
});

test('the example in docs/connectors.md is right', async () => {
  const examples = [...readFileSync('docs/connectors.md', 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    ([, text]) => text ?? '',
  );
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) {
    expect(await problemsOf(example, { ERP_TOKEN: 'a', RETURNS_KEY: 'b' })).toEqual([]);
  }
});

test('editors get a schema that knows every key', () => {
  expect(connectorsSchema()).toMatchObject({
    properties: { systems: { additionalProperties: { properties: { address: {} }, additionalProperties: false } } },
  });
});
