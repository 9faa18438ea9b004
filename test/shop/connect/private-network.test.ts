import { describe, expect, test } from '@jest/globals';
import {
  createReach,
  parseAllowed,
  reachAnywhere,
  standingOf,
  type Allowed,
} from '../../../src/shop/connect/private-network.js';

const allowed = (...texts: string[]): Allowed[] =>
  texts.map((text) => {
    const one = parseAllowed(text);
    if (typeof one === 'string') throw new Error(one);
    return one;
  });

describe('where an address stands', () => {
  const inside = [
    ...['127.0.0.1', '127.255.255.254', '10.0.0.5', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['100.64.0.1', '100.127.255.255', '192.0.0.1', '192.0.2.7', '198.18.0.1', '198.51.100.1', '203.0.113.1'],
    ...['::1', '0:0:0:0:0:0:0:1', 'fd00::5', 'fc00::1', '2001:db8::1'],
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::FFFF:10.0.0.1', '0:0:0:0:0:ffff:c0a8:101', '64:ff9b::10.0.0.1'],
  ];
  test.each(inside)('%s stands inside', (address) => {
    expect(standingOf(address)).toBe('inside');
  });

  const never = [
    ...['0.0.0.0', '0.1.2.3', '169.254.169.254', '169.254.0.1', '224.0.0.1', '239.255.255.255', '255.255.255.255'],
    ...['240.0.0.1', '100.100.100.200', '192.0.0.192', '168.63.129.16'],
    ...['::', 'fe80::1', 'fe80::1%eth0', 'febf::1', 'fec0::1', 'ff02::1', 'fd00:ec2::254', 'fd20:ce::254'],
    ...['::ffff:169.254.169.254', '::ffff:0.0.0.0', '64:ff9b::169.254.169.254', '::127.0.0.1', '::ffff:0:127.0.0.1'],
    ...['2002:7f00:1::', '2001::1', '64:ff9b:1::1', '100::1', '4000::1', 'localhost', '', '127.1', '0x7f000001'],
  ];
  test.each(never)('%s is never called', (address) => {
    expect(standingOf(address)).toBe('never');
  });

  test.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('%s stands outside', (address) => {
    expect(standingOf(address)).toBe('outside');
  });
});

describe('what may be reached', () => {
  const mayReach = createReach(allowed('10.0.0.5:8080', '172.18.0.0/16:80', '[fd00::5]:443'));

  test('an address inside only where allow names it, with its port', () => {
    expect(mayReach('10.0.0.5', 8080, false)).toBeUndefined();
    expect(mayReach('10.0.0.5', 8081, true)).toMatch(/allow does not name 10\.0\.0\.5:8081/);
    expect(mayReach('10.0.0.6', 8080, true)).toMatch(/inside the private network/);
    expect(mayReach('172.18.3.4', 80, false)).toBeUndefined();
    expect(mayReach('172.19.0.1', 80, false)).toMatch(/inside the private network/);
    expect(mayReach('fd00::5', 443, true)).toBeUndefined();
    expect(mayReach('fd00::6', 443, true)).toMatch(/allow does not name \[fd00::6\]:443/);
  });

  test('one that is written as IPv6 is the IPv4 one that it is', () => {
    expect(mayReach('::ffff:10.0.0.5', 8080, false)).toBeUndefined();
    expect(mayReach('::ffff:127.0.0.1', 8080, false)).toMatch(/127\.0\.0\.1 stands inside/);
  });

  test('outside only over https', () => {
    expect(mayReach('8.8.8.8', 443, true)).toBeUndefined();
    expect(mayReach('8.8.8.8', 80, false)).toMatch(/only https/);
  });

  test('metadata never, not even for the address of the environment', () => {
    expect(mayReach('169.254.169.254', 80, true)).toMatch(/never called/);
    expect(reachAnywhere('169.254.169.254', 80, false)).toMatch(/never called/);
    expect(reachAnywhere('127.0.0.1', 80, false)).toBeUndefined();
  });
});

test.each([
  ['10.0.0.5', /with its port/],
  ['10.0.0.5:0', /with its port/],
  ['10.0.0.5:70000', /with its port/],
  ['erp.internal:80', /with its port/],
  ['10.0.0.0/4:80', /8 to 32 bits/],
  ['10.0.0.0/33:80', /8 to 32 bits/],
  ['169.254.169.254:80', /never called/],
  ['0.0.0.0:80', /never called/],
  ['[::ffff:169.254.169.254]:80', /never called/],
  ['8.8.8.8:443', /nothing has to be allowed/],
])('allow refuses %s', (text, why) => {
  expect(parseAllowed(text)).toMatch(why);
});
