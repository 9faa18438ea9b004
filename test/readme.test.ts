import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parseConfig } from '../src/config.js';
import { rates } from '../src/http/limits.js';
import { limits } from '../src/wire.js';

const readme = readFileSync('README.md', 'utf8');
const commands: unknown = JSON.parse(readFileSync('package.json', 'utf8'));

/** The limits as README.md shows them, written from the code that keeps them. */
function limitsTable(): string {
  const sizes = [
    ['text of a message', `${limits.textCharacters.toLocaleString('en')} characters`],
    ['body of a request', `${limits.jsonBytes / 1024} KB of JSON, ${limits.jsonDepth} levels deep, not compressed`],
    ['a file', `${limits.fileBytes / 1024 / 1024} MB; ${limits.filesPerMessage} a message`],
    ['open sockets', `${limits.socketsPerConversation} per conversation`],
  ];
  const rows = Object.values(rates).map(({ what, count, seconds, per }) => {
    const time = seconds % 60 === 0 ? (seconds === 60 ? 'a minute' : `${seconds / 60} minutes`) : `${seconds} s`;
    return [what, `${count.toLocaleString('en')} in ${time} per ${per}`];
  });
  return [
    '| what | at most |',
    '|---|---|',
    ...[...sizes, ...rows].map(([what, most]) => `| ${what} | ${most} |`),
  ].join('\n');
}

/** A table without the spaces and dashes the formatter lays it out with. */
const bare = (table: string): string =>
  table
    .trim()
    .replace(/ +/g, ' ')
    .replace(/-+/g, '-')
    .replace(/\| ?- ?/g, '|-');

test('the limits in README.md are the ones the server keeps', () => {
  const written = /<!-- limits -->\n([\s\S]*?)\n?<!-- \/limits -->/.exec(readme)?.[1];
  if (process.env['WRITE_README']) {
    writeFileSync(
      'README.md',
      readme.replace(/<!-- limits -->[\s\S]*<!-- \/limits -->/, `<!-- limits -->\n${limitsTable()}\n<!-- /limits -->`),
    );
    return;
  }
  expect(bare(written ?? '')).toBe(bare(limitsTable()));
});

test('every npm command that README.md names exists', () => {
  const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
  expect(commands).toHaveProperty('scripts');
  for (const name of new Set(named)) expect(commands).toHaveProperty(['scripts', name ?? '']);
});

test('.env.example shows every variable and no other', () => {
  const config = parseConfig({});
  const shown = [...readFileSync('.env.example', 'utf8').matchAll(/^(?:# )?([A-Z_]+)=/gm)]
    .map(([, name]) => name ?? '')
    .sort();
  const bot = ['BOT_APP_ID', 'BOT_APP_PASSWORD', 'BOT_APP_TENANT'];
  const optional = [
    'METRICS_TOKEN',
    'SHOP_URL',
    'SHOP_TOKEN',
    'CONNECTORS',
    ...bot,
    'SMTP_URL',
    'MAIL_FROM',
    'IMAP_URL',
  ];
  expect(shown).toEqual([...new Set([...Object.keys(config), ...optional])].sort());
});

test('a wrong configuration is told whole: every variable with what it wants', () => {
  const problems = parseConfig({ PORT: 'x', LOG_LEVEL: 'loud', ALLOWED_ORIGINS: 'shop', BOT_APP_ID: 'a' });
  expect(problems).toEqual(
    expect.arrayContaining([
      { name: 'PORT', what: 'a port from 0 to 65535' },
      expect.objectContaining({ name: 'LOG_LEVEL' }),
      expect.objectContaining({ name: 'ALLOWED_ORIGINS' }),
    ]),
  );
});
