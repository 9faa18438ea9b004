import { mkdir, writeFile } from 'node:fs/promises';
import { randomInt } from 'node:crypto';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';
import { planKills, reach } from './plan.js';
import { runChaos, type Outcome } from './run.js';

const seed = Number(process.env['SEED'] ?? randomInt(1_000_000));
const times = Number(process.env['KILLS'] ?? 20);
/** Below 1 each death comes sooner: after fewer passings of its point. */
const scale = Number(process.env['SCALE'] ?? 1);
const customers = Number(process.env['CUSTOMERS'] ?? 200);
const results = fileURLToPath(new URL('../../docs/results/', import.meta.url));

/** 200 customers at once, every point 20 times, on both databases; writes docs/results/kill.md. SEED= repeats a plan. */
test(`a server killed ${Object.keys(reach).length * times} times under ${customers} live conversations loses, repeats and doubles nothing`, async () => {
  const addresses: [string, string][] = [
    ['SQLite', join(temporaryFolder(), 'chaos.db')],
    ['PostgreSQL', await postgresUrl()],
  ];
  const outcomes = await Promise.all(
    addresses.map(async ([name, address]): Promise<[string, Outcome]> => {
      const progress = (line: string): void => void process.stderr.write(`${name}: ${line}\n`);
      progress(`SEED=${seed}`);
      const kills = planKills({ seed, times, scale });
      return [
        name,
        await runChaos({ address, folder: temporaryFolder(), seed, kills, customers, longestPauseMs: 6_000, progress }),
      ];
    }),
  );
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'kill.md'), report(outcomes));
  for (const [name, { problems, missed, exitCode, gaveUp, conversations }] of outcomes) {
    const where = `${name}, SEED=${seed}`;
    expect({ where, problems: problems.slice(0, 20), missed, exitCode }).toEqual({
      where,
      problems: [],
      missed: [],
      exitCode: 0,
    });
    expect(gaveUp).toBeLessThan(conversations / 5);
  }
}, 7_200_000);

function report(outcomes: readonly [string, Outcome][]): string {
  const row = (label: string, value: (outcome: Outcome) => string | number): string =>
    `| ${[label, ...outcomes.map(([, outcome]) => value(outcome))].join(' | ')} |`;
  const kills = ({ killed }: Outcome): number => [...killed.values()].reduce((sum, count) => sum + count, 0);
  return [
    '# Kill test: last result',
    '',
    `Written by \`npm run test:long\` on ${new Date().toISOString().slice(0, 10)}; seed ${seed} (\`SEED=${seed} SCALE=${scale}\` repeats the plan); ${availableParallelism()} cores`,
    `(${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.version}, both databases at the same time.`,
    '',
    `${customers} customers at once over Direct Line (two of five by WebSocket, the others by polling) and two agents; each message is`,
    'sent again under the same id until it is acknowledged. The server kills itself at the n-th passing of a named point',
    '(`src/points.ts`), n by chance, and is started again at once.',
    '',
    `| | ${outcomes.map(([name]) => name).join(' | ')} |`,
    `|---|${outcomes.map(() => '---:').join('|')}|`,
    row('kills', kills),
    ...Object.keys(reach).map((point) =>
      row(`… ${point}`, ({ killed }) => [...killed].find(([name]) => name === point)?.[1] ?? 0),
    ),
    row('kills that never came', ({ missed }) => missed.length),
    row('conversations played to their end', ({ conversations }) => conversations),
    row('messages acknowledged', ({ messages }) => messages),
    row('events in all logs', ({ events }) => events),
    row('acts performed by the shop, each once', ({ acts }) => acts),
    row("shop's answers lost (500 after performing)", ({ brokenAnswers }) => brokenAnswers),
    row('given up after two deaths over one message: apology, person, one ticket', ({ gaveUp }) => gaveUp),
    row(
      'log: thoughts that took longer than 3 s',
      ({ log }) => log.filter((line) => line.includes('thinking took longer')).length,
    ),
    row('log: conversations taken by sweeps', ({ log }) => sweptIn(log)),
    row('exit code of the last, kind stop', ({ exitCode }) => exitCode ?? 'none'),
    row('seconds', ({ seconds }) => seconds),
    row('**problems found**', ({ problems }) => `**${problems.length}**`),
    '',
    'Checked at the end: every acknowledged message stored once and in order, no gap in any log, every hash chain whole,',
    "nothing left to answer, the bot's sentences the same as in an undisturbed run of the same script (numbers and dates",
    'masked), one ticket where the script makes one, every act asked once and performed once, every event seen once and in',
    "order by its client, every agent's reply stored once.",
    ...outcomes.flatMap(([name, { problems }]) =>
      problems.length === 0 ? [] : ['', `## ${name}: problems`, '', ...problems.slice(0, 50).map((one) => `- ${one}`)],
    ),
    '',
  ].join('\n');
}

/** "took conversations nobody cared for", with how many. */
function sweptIn(log: readonly string[]): number {
  const counts = log
    .filter((line) => line.includes('nobody cared for'))
    .map((line) => Number(/"count":(\d+)/.exec(line)?.[1] ?? 0));
  return counts.reduce((sum, count) => sum + count, 0);
}
