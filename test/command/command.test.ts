import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../setup/databases.js';

interface Ran {
  code: number | null;
  out: string;
  error: string;
}

const main = join(process.cwd(), 'dist/main.js');
const started: ChildProcess[] = [];
afterEach(() => started.splice(0).forEach((child) => child.kill('SIGKILL')));

/** Runs the command as an operator would, in an empty folder, with nothing in the environment but what is given. */
function madoguchi(
  words: string[],
  environment: Record<string, string> = {},
  folder = temporaryFolder(),
  lines?: readonly string[],
): Promise<Ran> {
  const child = spawn(process.execPath, [main, ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment },
  });
  let [out, error] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (error += bytes.toString()));
  if (lines) child.stdin.end(`${lines.join('\n')}\n`);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, error })));
}

interface Running {
  url: string;
  child: ChildProcess;
  lines: () => string;
  ended: Promise<number | null>;
}

async function serve(environment: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, [main, 'demo'], {
    cwd: temporaryFolder(),
    env: { PATH: process.env['PATH'], PORT: '0', READINGS: 'off', ...environment },
  });
  started.push(child);
  let out = '';
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (out += bytes.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  // Two hundred past conversations are played at the first start.
  const until = Date.now() + 90_000;
  while (Date.now() < until) {
    const port = /Listening on [\d.]+:(\d+)/.exec(out)?.[1];
    if (port !== undefined && out.includes('Stop with'))
      return { url: `http://127.0.0.1:${port}`, child, lines: () => out, ended };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the server did not start:\n${out}`);
}

async function post(url: string, body: unknown, token?: string): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** A customer who asks one thing and reads the bot's answer. */
async function ask(url: string, text: string): Promise<string> {
  const { token } = (await (await post(`${url}/chat/token`, { language: 'en' })).json()) as { token: string };
  const opened = (await (await post(`${url}/v3/directline/conversations`, {}, token)).json()) as {
    conversationId: string;
    token: string;
  };
  const activities = `${url}/v3/directline/conversations/${opened.conversationId}/activities`;
  const sent = await post(
    activities,
    { type: 'message', text, from: { id: 'x' }, channelData: { clientActivityID: 'a' } },
    opened.token,
  );
  expect(sent.status).toBe(200);
  for (let tries = 0; tries < 200; tries++) {
    const set = (await (await fetch(activities, { headers: { authorization: `Bearer ${opened.token}` } })).json()) as {
      activities: { type: string; text?: string; from: { role?: string } }[];
    };
    const said = set.activities.filter((one) => one.type === 'message');
    const own = said.findIndex((one) => one.text === text);
    const answer = said[own + 1];
    if (own >= 0 && answer) return answer.text ?? '';
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the bot never answered');
}

describe('the command line', () => {
  test('tells every command when asked for help, and refuses what it does not know', async () => {
    const help = await madoguchi(['--help']);
    expect(help.code).toBe(0);
    for (const word of ['start', 'demo', 'check', 'migrate', 'import', 'sign-in', 'verify'])
      expect(help.out).toContain(`\n  ${word}`);
    const unknown = await madoguchi(['brew']);
    expect(unknown.code).toBe(2);
    expect(unknown.error).toContain('There is no command "brew"');
  });

  test('tells all mistakes of the configuration at once and starts nothing', async () => {
    const { code, error } = await madoguchi(['start'], { PORT: '99999', LOG_LEVEL: 'loud', PUBLIC_URL: 'help' });
    expect(code).toBe(2);
    for (const name of ['PORT', 'LOG_LEVEL', 'PUBLIC_URL']) expect(error).toContain(name);
  });

  test('check prints what is in force with the secrets cut, and makes nothing', async () => {
    const folder = temporaryFolder();
    const secrets = { METRICS_TOKEN: 'a-very-secret-token', SHOP_TOKEN: 'another-one' };
    const { out, code } = await madoguchi(['check'], secrets, folder);
    expect(code).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
    expect(out).toContain('METRICS_TOKEN      (set)');
    expect(out).not.toMatch(/a-very-secret-token|another-one/);
  });

  test('check tells what is wrong in connectors.yaml by file and line, and a start with it serves nothing', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'connectors.yaml'),
      "systems:\n  erp:\n    address: https://erp.example.com\n    headers: { Authorization: 'Bearer ${ERP_TOKEN}' }\n",
    );
    const environment = { CONNECTORS: 'connectors.yaml', DATABASE_URL: 'test.db', PORT: '0' };
    const wrong = /connectors\.yaml:4 systems\.erp\.headers\.Authorization: the environment has no ERP_TOKEN/;
    expect(await madoguchi(['check'], environment, folder)).toMatchObject({
      code: 1,
      error: expect.stringMatching(wrong),
    });
    expect(await madoguchi(['start'], environment, folder)).toMatchObject({
      code: 1,
      error: expect.stringMatching(wrong),
    });
    const right = await madoguchi(['check'], { ...environment, ERP_TOKEN: 'hush' }, folder);
    expect(right.out).toContain('0 look-ups and 0 acts in connectors.yaml, 0 problems.');
    expect(right.out).not.toContain('hush');
  });

  test('an import with a bad row names file, line and field, exits with 1, and nothing is there afterwards', async () => {
    const folder = temporaryFolder();
    const products =
      'sku,name_en,name_ja,aliases,category,price_jpy,details_en,details_ja,warranty_months\nKT-1,Kettle,ケトル,,kettle,1000,a,b,12\nKT-2,Kettle,ケトル,,kettle,many,a,b,12\n';
    writeFileSync(join(folder, 'products.csv'), products);
    const bad = await madoguchi(['import', 'products', 'products.csv'], {}, folder);
    expect(bad.code).toBe(1);
    expect(bad.error).toMatch(/products\.csv:3 price_jpy/);
    writeFileSync(join(folder, 'products.csv'), products.replace('many', '1000'));
    const good = await madoguchi(['import', 'products', 'products.csv'], {}, folder);
    expect(good).toMatchObject({ code: 0, out: expect.stringContaining('2 products') });
  });

  test('a file that is not there is told as such', async () => {
    const { code, error } = await madoguchi(['import', 'articles', 'nowhere']);
    expect(code).toBe(1);
    expect(error).toContain('nowhere: there is no such file or folder');
  });
});

describe('a running server', () => {
  test('takes up an imported article within a second, drains on SIGTERM, and logs no message text', async () => {
    const database = join(temporaryFolder(), 'running.db');
    const server = await serve({ DATABASE_URL: database });
    const { url } = server;
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ready: true });

    const secret = 'zebra-striped umbrella stand';
    expect(await ask(url, `do you sell a ${secret}?`)).not.toContain('Umbrellas');
    const folder = temporaryFolder();
    cpSync('knowledge', folder, { recursive: true });
    mkdirSync(join(folder, 'en'), { recursive: true });
    writeFileSync(
      join(folder, 'en/umbrella-stands.md'),
      `---\ntitle: Do you sell umbrella stands?\ntopic: products\nquestions:\n  - do you sell a zebra-striped umbrella stand\nwords: []\nowner: shop@hinata-home.example\nreview: 2027-05-31\n---\nUmbrellas and their stands are sold from April on.\n`,
    );
    const imported = await madoguchi(['import', 'articles', folder], { DATABASE_URL: database });
    expect(imported).toMatchObject({ code: 0, out: expect.stringContaining('1 articles') });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await ask(url, `do you sell a ${secret}?`)).toContain('Umbrellas and their stands are sold from April on.');

    const chatted = await madoguchi(['chat'], { PORT: new URL(url).port }, temporaryFolder(), [
      `do you sell a ${secret}?`,
      'thank you so much that helped',
    ]);
    // Lines that are piped in wait for the answer to the one before: neither is read as the other's second half.
    expect(chatted.out).toMatch(/Umbrellas and their stands are sold from April on\.[^]+Glad to hear it/);

    const link = await madoguchi(['sign-in', 'kim@hinata-home.example'], { DATABASE_URL: database, PUBLIC_URL: url });
    const token = new URL(link.out.trim()).searchParams.get('token');
    expect((await post(`${url}/staff/sign-in`, { token })).status).toBe(200);
    expect((await post(`${url}/staff/sign-in`, { token })).status).toBe(403);

    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('madoguchi_points_total{point="turn: after commit"}');
    expect(metrics).toContain('madoguchi_turn_seconds_bucket');
    expect(metrics).toContain('madoguchi_shop_calls_total');

    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(server.lines()).toContain('stopped');
    expect(server.lines()).not.toContain('zebra');
    const verified = await madoguchi(['verify'], { DATABASE_URL: database });
    expect(verified).toMatchObject({ code: 0, out: expect.stringMatching(/^2\d\d conversations, 0 not whole/) });
  }, 120_000);
});
