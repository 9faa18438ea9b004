/**
 * How many messages a second are answered, against a bare botbuilder echo? `npm run bench -- turn`
 *
 * Direct Line on both sides: 20 customers, each with a kept-alive connection and a stream, each posting the next message
 * when the answer to the last one was seen. The product stores durably on an SQLite file and answers from the index; the
 * echo keeps nothing. Rounds are short and alternate, so that what else the machine does meets both. `--check` fails under a fifth.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isFromArticle, isOwn, openCustomer, openStream, post, type Customer, type Seen } from './load/customer.js';
import { machine } from './load/machine.js';
import { openLine, type Line } from './load/post-line.js';
import { answeredQuestions, askedQuestions } from './load/questions.js';
import { startServer, type ServerProcess } from './load/server-process.js';
import { median, tell } from './load/times.js';

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '9' },
    messages: { type: 'string', default: '2000' },
    connections: { type: 'string', default: '20' },
    /** A folder for CPU profiles of the product's threads. */
    profile: { type: 'string' },
  },
});
const [rounds, messages, connections] = [options.rounds, options.messages, options.connections].map(Number) as [
  number,
  number,
  number,
];
const [least, aim] = [0.2, 0.33];

interface Seat {
  readonly customer: Customer;
  readonly line: Line;
}

interface Round {
  readonly rate: number;
  readonly times: number[];
  readonly user: number;
  readonly system: number;
  readonly client: number;
  /** Answers that named no article. */
  readonly others: number;
}

const folder = await mkdtemp(join(tmpdir(), 'madoguchi-bench-'));
const execArgv = options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`];
const counter = await startServer('counter', { args: [folder, '0'], execArgv });
const echo = await startServer('echo');
try {
  process.exitCode = await compare();
} finally {
  await Promise.all([counter.stop(), echo.stop()]);
  await rm(folder, { recursive: true, force: true });
}

async function compare(): Promise<number> {
  console.log(`turn: ${machine()}`);
  const questions = await answeredQuestions(counter);
  console.log(
    `  ${connections} connections, closed loop, ${rounds} rounds of ${messages} messages a side, alternating; the client is one process for both\n` +
      `  product: as built in dist, SQLite file in ${tmpdir()}, synchronous=full, log level info, rate limits raised through createRates\n` +
      `  questions: ${questions.length} of test/ranking/en.txt (of ${askedQuestions().length} that name an article, the others begin an errand or are asked back)\n` +
      '  echo: botbuilder TurnContext on restify with its body parser, in memory, the message and its answer on the stream\n',
  );
  const asked = questions.map((text) => () => text);
  const anew = questions.map((text) => () => recased(text));
  const seats = { counter: await seated(counter), echo: await seated(echo) };
  // Not counted, the same for both: compiled code is what a server that has run for a minute is made of.
  await round(echo, seats.echo, asked, messages);
  await round(counter, seats.counter, asked, messages);

  const told = { counter: [] as Round[], echo: [] as Round[] };
  for (let n = 1; n <= rounds; n++) {
    told.counter.push(show(`round ${n} product`, await round(counter, seats.counter, asked, messages)));
    told.echo.push(show(`round ${n} echo   `, await round(echo, seats.echo, asked, messages)));
  }
  const forgetful = await round(counter, seats.counter, anew, messages);
  console.log('');
  show('product (median) ', together(told.counter));
  show('echo (median)    ', together(told.echo));
  show('product, no answer remembered', forgetful);
  const ratios = told.counter.map(({ rate }, n) => rate / (told.echo[n]?.rate ?? NaN));
  const ratio = median(ratios);
  const verdict = ratio >= aim ? 'reaches the aim' : ratio >= least ? 'passes' : 'FAILS';
  console.log(
    `\nratio: ${ratio.toFixed(3)} of the echo's rate (rounds: ${ratios.map((one) => one.toFixed(3)).join(', ')}), ${verdict}: at least ${least}, aim ${aim}; ` +
      `without remembered answers ${(forgetful.rate / together(told.echo).rate).toFixed(3)}`,
  );
  return options.check && ratio < least ? 1 : 0;
}

async function seated(server: ServerProcess): Promise<Seat[]> {
  return Promise.all(
    Array.from({ length: connections }, async () => {
      const line = await openLine(server.port);
      const customer = await openCustomer(server, line);
      await openStream(customer, server.port);
      return { customer, line };
    }),
  );
}

async function round(
  server: ServerProcess,
  seats: readonly Seat[],
  asked: readonly (() => string)[],
  count: number,
): Promise<Round> {
  const times: number[] = [];
  let others = 0;
  let next = 0;
  async function converse({ customer, line }: Seat): Promise<void> {
    for (let n = next++; n < count; n = next++) {
      const text = asked[n % asked.length]?.() ?? '';
      const began = performance.now();
      const answer = new Promise<Seen>((resolve) => {
        customer.hear = (seen) => {
          if (!isOwn(seen)) resolve(seen);
        };
      });
      const stored = post(customer, line, text, `m${n}-${began}`);
      const seen = await answer;
      times.push(performance.now() - began);
      if (server === counter && !isFromArticle(seen)) others++;
      await stored;
    }
  }
  const [before, own, began] = [await server.usage(), process.cpuUsage(), performance.now()];
  await Promise.all(seats.map(converse));
  const seconds = (performance.now() - began) / 1_000;
  const [after, client] = [await server.usage(), process.cpuUsage(own)];
  const per = 1_000 / count;
  return {
    ...{ rate: count / seconds, times, others },
    ...{ user: (after.user - before.user) * per, system: (after.system - before.system) * per },
    client: ((client.user + client.system) / 1e6) * per,
  };
}

function together(rounds: readonly Round[]): Round {
  const of = (value: (round: Round) => number): number => median(rounds.map(value));
  return {
    ...{
      rate: of(({ rate }) => rate),
      times: rounds.flatMap(({ times }) => times),
      others: rounds.reduce((sum, { others }) => sum + others, 0),
    },
    ...{ user: of(({ user }) => user), system: of(({ system }) => system), client: of(({ client }) => client) },
  };
}

function show(name: string, round: Round): Round {
  console.log(
    `  ${name}: ${round.rate.toFixed(0).padStart(5)} answered/s  ${tell(round.times)}  ` +
      `CPU s per 1,000: ${round.user.toFixed(2)} user + ${round.system.toFixed(2)} system (client ${round.client.toFixed(2)})` +
      (round.others > 0 ? `  ${round.others} answers without an article` : ''),
  );
  return round;
}

/** The same words in other letter cases: the same search, but no remembered answer fits. */
function recased(text: string): string {
  return text.replace(/\p{L}/gu, (letter) => (Math.random() < 0.5 ? letter.toUpperCase() : letter.toLowerCase()));
}
