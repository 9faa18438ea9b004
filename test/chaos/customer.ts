import { randomUUID } from 'node:crypto';
import { pause } from './chance.js';
import { openLine, type Activity, type Line } from './direct-line.js';
import type { Product } from './process.js';
import type { Script } from './scripts.js';

/** What one customer did and saw, for the comparison at the end. */
export interface Record {
  readonly script: Script;
  readonly line: Line;
  /** Client ids in the order in which they were acknowledged, each with the activity's id. */
  readonly sent: { clientId: string; id: string; text: string }[];
  /** How many bot messages had come when each step was over. */
  readonly answered: number[];
  /** The server died twice over one of their messages: apology and a person, as documented. */
  gaveUp: boolean;
}

export interface Playing {
  readonly product: Product;
  readonly secret: string;
  readonly streams: boolean;
  /** How many bot messages each step brings; undefined while finding that out. */
  readonly expected: readonly number[] | undefined;
  readonly apology: string;
  readonly pauseMs: () => number;
  /** Told each line as it opens. */
  readonly onLine?: (line: Line) => void;
}

/** Long enough for a machine that has other work: a server killed every few seconds is seldom up. */
const patience = 900;

/** Plays a script to its end. */
export async function play(
  script: Script,
  { product, secret, streams, expected, apology, pauseMs, onLine }: Playing,
): Promise<Record> {
  const line = await openLine(product, secret, streams);
  onLine?.(line);
  const record: Record = { script, line, sent: [], answered: [], gaveUp: false };
  const botsWords = (): Activity[] => line.received.filter(({ type, from }) => type === 'message' && from.id === 'bot');
  const agentsWords = (): number =>
    line.received.filter(({ type, from }) => type === 'message' && from.id === 'agent').length;

  async function say(text: string): Promise<void> {
    const offered = line.received.findLast(({ suggestedActions }) => suggestedActions)?.suggestedActions?.actions ?? [];
    const clientId = randomUUID();
    const id = await line.send(clientId, text, offered.find(({ title }) => title === text)?.value);
    record.sent.push({ clientId, id, text });
  }

  for (const [index, step] of script.steps.entries()) {
    // Whose message could not be answered has a person now: the rest of the script is between them.
    if (record.gaveUp && step.kind === 'says') continue;
    await pause(pauseMs());
    switch (step.kind) {
      case 'says': {
        await say(step.text);
        const wanted = expected?.[index];
        if (wanted === undefined) await untilQuiet(line, botsWords);
        else {
          await line.readUntil(
            () => botsWords().length >= wanted || hasGivenUp(),
            patience,
            `answer ${wanted} to "${step.text}"`,
          );
          record.gaveUp = hasGivenUp();
        }
        break;
      }
      case 'tells the agent':
        await say(step.text);
        break;
      case 'waits for the agent':
        await line.readUntil(() => agentsWords() > 0, patience, 'an agent');
        break;
      case 'waits for the end':
        await line.readUntil(isClosed, patience, 'the end');
    }
    record.answered[index] = botsWords().length;
  }
  if (record.gaveUp && !isClosed()) {
    await line.readUntil(() => agentsWords() > 0, patience, 'an agent after an apology');
    await say('Never mind, thank you.');
    await line.readUntil(isClosed, patience, 'the end after an apology');
  }
  return record;

  function hasGivenUp(): boolean {
    return botsWords().some(({ text }) => text?.startsWith(apology));
  }
  function isClosed(): boolean {
    return line.received.some(
      ({ name, value }) => name === 'madoguchi/owner' && JSON.stringify(value).includes('"closed"'),
    );
  }
}

/** In the undisturbed run: an answer has come, and then nothing more for a while. */
async function untilQuiet(line: Line, words: () => readonly unknown[]): Promise<void> {
  const before = words().length;
  await line.readUntil(() => words().length > before, 30, 'the first answer');
  for (let known = -1; known !== words().length;) {
    known = words().length;
    const until = Date.now() + 1_000;
    await line.readUntil(() => Date.now() > until, 30, 'silence');
  }
}
