import { afterEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { doubtsAbout, parseConfig } from '../../src/config.js';
import { createHttpServer, type HttpServer } from '../../src/http/server.js';

const servers: HttpServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close(0))));

async function listening(trustedProxies: readonly string[]): Promise<{ url: string; told: string[] }> {
  const told: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void told.push(line) });
  const openTo = { prefix: '/open/', origins: '*' as const };
  const server = createHttpServer({ log, trustedProxies, openTo, publicUrl: 'https://help.example.com' });
  servers.push(server);
  return { url: `http://127.0.0.1:${(await server.listen(0)).port}/`, told };
}

const asProxy = (host: string, protocol: string): Record<string, string> => ({
  ...{ 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': host, 'x-forwarded-proto': protocol },
});

test('a proxy that asks for another address than PUBLIC_URL is told of once', async () => {
  const { url, told } = await listening(['127.0.0.1']);
  await fetch(url, { headers: asProxy('help.example.com', 'https') });
  await fetch(url, { headers: asProxy('help.example.com:443', 'https') });
  await fetch(url);
  expect(told).toEqual([]);
  await fetch(url, { headers: asProxy('chat.example.com', 'https') });
  await fetch(url, { headers: asProxy('other.example.com', 'https') });
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('https://chat.example.com');
});

test('http where PUBLIC_URL says https is told of too', async () => {
  const { url, told } = await listening(['127.0.0.1']);
  await fetch(url, { headers: asProxy('help.example.com', 'http') });
  expect(told.join()).toContain('another address than PUBLIC_URL');
});

test('a proxy nobody named is told of once, and not with its words', async () => {
  const { url, told } = await listening([]);
  await fetch(url, { headers: asProxy('chat.example.com', 'https') });
  await fetch(url, { headers: asProxy('chat.example.com', 'https') });
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('TRUSTED_PROXIES');
  expect(told[0]).not.toContain('chat.example.com');
});

test.each([
  ['10.0.0.0/33', 'a number from 1 to 32'],
  ['fe80::/200', 'a number from 1 to 128'],
  ['10.0.0.0/x', 'a number from 1 to 32'],
  ['proxy.local', 'neither an address nor a network'],
  ['10.0.0.1/8/8', 'neither an address nor a network'],
  ['::/0', 'trusts everybody'],
])('TRUSTED_PROXIES refuses %s', (wrong, why) => {
  expect(parseConfig({ TRUSTED_PROXIES: `127.0.0.1,${wrong}` })).toEqual([
    { name: 'TRUSTED_PROXIES', what: expect.stringMatching(new RegExp(`'${wrong}'.*${why}`)) },
  ]);
});

test('PUBLIC_URL is a whole host', () => {
  expect(parseConfig({ PUBLIC_URL: 'https://example.com/help' })).toMatchObject([{ name: 'PUBLIC_URL' }]);
  expect(parseConfig({ PUBLIC_URL: 'https://example.com?x=1' })).toMatchObject([{ name: 'PUBLIC_URL' }]);
  expect(parseConfig({ PUBLIC_URL: 'https://help.example.com/' })).toMatchObject({
    PUBLIC_URL: 'https://help.example.com',
  });
});

test.each([
  ['the usual, on this machine alone', {}, []],
  ['open to others who are sent to localhost', { HOST: '0.0.0.0' }, ['PUBLIC_URL']],
  ['in the open without https', { HOST: '0.0.0.0', PUBLIC_URL: 'http://help.example.com' }, ['PUBLIC_URL']],
  ['https without a proxy that is trusted', { PUBLIC_URL: 'https://help.example.com' }, ['TRUSTED_PROXIES']],
  ['as it should be', { PUBLIC_URL: 'https://help.example.com', TRUSTED_PROXIES: '127.0.0.1,::1' }, []],
])('doubts about %s', (_, environment, names) => {
  const config = parseConfig(environment);
  if (Array.isArray(config)) throw new Error(JSON.stringify(config));
  expect(doubtsAbout(config).map(({ name }) => name)).toEqual(names);
});
