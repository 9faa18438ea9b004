/**
 * `npm run first-hour`: how long a stranger waits, measured on a fresh clone of what is committed here: installed,
 * started, first answer, first ticket claimed. With `--write` the table in README.md is written anew.
 * A machine's steps, one right after the other: what a person reads and types in between is theirs.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './steps.mjs';

const folder = mkdtempSync(join(tmpdir(), 'madoguchi-first-hour-'));
execFileSync('git', ['clone', '--quiet', root, folder]);
const busy = loadavg()[0];
const began = Date.now();
const seconds = () => Math.round((Date.now() - began) / 1000);
const child = spawn('npm', ['run', 'demo'], {
  cwd: folder,
  env: { ...process.env, PORT: '0', LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
  // Its own group: npm, its shell and the server end together.
  detached: true,
});
let said = '';
child.stdout.setEncoding('utf8').on('data', (text) => {
  said += text;
  process.stdout.write(text);
});

try {
  const rows = [];
  const done = (what) => {
    rows.push([what, seconds()]);
    console.log(`${what}: ${rows.at(-1)[1]} s`);
  };
  await until(() => /Installing packages … \d+ s/.test(said));
  done('packages installed');
  await until(() => said.includes('Ctrl-C'));
  done('built and started, with the demo shop in it');
  const url = /(http:\S+)\/shop\/en/.exec(said)[1];
  const customer = await openChat(url);
  await customer.says('how do I return an item?');
  await customer.hears(/within 30 days/);
  done('first answer');
  await customer.says('I want to talk to a human');
  const ticket = await customer.hears(/T-\d+/);
  await claim(url, /Kim .*\n\s+\S+token=(\S+)/.exec(said)[1], ticket);
  done('first ticket claimed by a person');
  if (process.argv.includes('--write')) write(rows);
} finally {
  process.kill(-child.pid, 'SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}

async function openChat(url) {
  const { token, conversationId } = await ask(`${url}/chat/token`, 'POST', undefined, { language: 'en' });
  const path = `${url}/v3/directline/conversations`;
  await ask(path, 'POST', token, {});
  return {
    says: (text) =>
      ask(`${path}/${conversationId}/activities`, 'POST', token, { type: 'message', from: { id: 'me' }, text }),
    async hears(words) {
      let found;
      await until(async () => {
        const { activities } = await ask(`${path}/${conversationId}/activities`, 'GET', token);
        found = activities.map(({ text }) => words.exec(text ?? '')?.[0]).find((one) => one !== undefined);
        return found !== undefined;
      });
      return found;
    },
  };
}

async function claim(url, link, ticket) {
  const { token } = await ask(`${url}/staff/sign-in`, 'POST', undefined, { token: link });
  const card = await ask(`${url}/staff/tickets/${ticket}`, 'GET', token);
  const [, conversation] = /"conversation":"([^"]+)"/.exec(JSON.stringify(card));
  await ask(`${url}/staff/conversations/${conversation}/claim`, 'POST', token, {});
}

async function ask(url, method, token, body) {
  const answer = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function until(is) {
  while (!(await is())) {
    if (child.exitCode !== null || seconds() > 1_800) throw new Error('first hour: the demo did not come that far');
    await new Promise((next) => setTimeout(next, 200));
  }
}

function write(rows) {
  const [{ model }] = cpus();
  const beside = busy < 0.5 ? 'nothing else running' : `other work beside it (load ${busy.toFixed(1)})`;
  const table = [
    `Measured by \`npm run first-hour\` on ${new Date().toISOString().slice(0, 10)}: a fresh clone, ${availableParallelism()} cores (${model.trim()}),`,
    `Node ${process.version}, npm's cache warm, ${beside}. Seconds since the first command:`,
    '',
    '| | seconds |',
    '|---|---:|',
    ...rows.map(([what, at]) => `| ${what} | ${at} |`),
  ].join('\n');
  const readme = readFileSync(`${root}/README.md`, 'utf8');
  writeFileSync(
    `${root}/README.md`,
    readme.replace(
      /<!-- first hour -->[\s\S]*<!-- \/first hour -->/,
      `<!-- first hour -->\n\n${table}\n\n<!-- /first hour -->`,
    ),
  );
  execFileSync(process.execPath, ['node_modules/prettier/bin/prettier.cjs', '--write', 'README.md'], { cwd: root });
}
