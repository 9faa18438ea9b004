import { DateTime } from 'luxon';

/** One line of a scripted conversation. */
export type Line =
  | { readonly kind: 'says'; readonly text: string }
  | { readonly kind: 'taps'; readonly label: string }
  | { readonly kind: 'waits'; readonly milliseconds: number }
  | { readonly kind: 'rates'; readonly score: number; readonly comment: string }
  | { readonly kind: 'agent'; readonly who: string; readonly does: AgentAct; readonly text: string };

const agentActs = ['claims', 'notes', 'resolves', 'hands back', 'says'] as const;
export type AgentAct = (typeof agentActs)[number];

export interface Script {
  /** Names it: played once, whatever is added to the file before or after it. */
  readonly name: string;
  readonly language: string;
  readonly when: When;
  /** The shop's number of the customer, when they were signed in. */
  readonly customer: string | undefined;
  readonly about: string;
  readonly lines: readonly Line[];
}

/** So many minutes before now, or at a time of day so many days ago. */
export type When =
  { readonly minutes: number } | { readonly days: number; readonly hour: number; readonly minute: number };

/**
 * Reads a history file: `== language | when | customer | about`, then a line a message. `>` presses a button, `+` lets time
 * pass, `@kim` is somebody of the staff (`claims`, `notes:`, `resolves:`, `hands back`, or `@kim: text`), `*` rates.
 * Throws with the file's line when one cannot be read.
 */
export function parseHistory(file: string, text: string): Script[] {
  const scripts: (Script & { readonly lines: Line[] })[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('== ')) scripts.push({ ...parseHead(line, file, index + 1), lines: [] });
    else scripts.at(-1)?.lines.push(parseLine(line, file, index + 1));
  }
  return named(scripts, file);
}

/** By what was said and not by place: a script keeps its name when others come and go. */
function named(scripts: readonly Script[], file: string): Script[] {
  const times = new Map<string, number>();
  return scripts.map((script) => {
    const first = script.lines[0];
    const said = first?.kind === 'says' ? first.text : '';
    const base = `${file}/${said.slice(0, 60)}`;
    const time = (times.get(base) ?? 0) + 1;
    times.set(base, time);
    return { ...script, name: `${base}/${time}` };
  });
}

function parseHead(line: string, file: string, at: number): Omit<Script, 'lines'> {
  const [language = '', when = '', customer = '-', about = ''] = line.slice(3).split(' | ');
  const found = parseWhen(when);
  if (!found || !/^[a-z]{2}$/.test(language)) throw unreadable(file, at, line);
  return { name: '', language, when: found, customer: customer === '-' ? undefined : customer, about };
}

function parseWhen(text: string): When | undefined {
  const ago = /^(\d+)(m|h)$/.exec(text);
  if (ago) return { minutes: Number(ago[1]) * (ago[2] === 'h' ? 60 : 1) };
  const [, days, hour, minute] = /^(\d+)d (\d\d):(\d\d)$/.exec(text) ?? [];
  return days === undefined ? undefined : { days: Number(days), hour: Number(hour), minute: Number(minute) };
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

function parseLine(line: string, file: string, at: number): Line {
  if (line.startsWith('> ')) return { kind: 'taps', label: line.slice(2) };
  const wait = /^\+ (\d+)([smh])$/.exec(line);
  if (wait) return { kind: 'waits', milliseconds: Number(wait[1]) * (units[wait[2] ?? ''] ?? 0) };
  const rating = /^\* ([1-5])(?: (.*))?$/.exec(line);
  if (rating) return { kind: 'rates', score: Number(rating[1]), comment: rating[2] ?? '' };
  const agent = /^@(\w+)(?: (claims|notes|resolves|hands back))?(?:: (.*))?$/.exec(line);
  if (agent?.[1] !== undefined) {
    const does = agentActs.find((one) => one === agent[2]) ?? 'says';
    return { kind: 'agent', who: agent[1], does, text: agent[3] ?? '' };
  }
  if (/^[>+*@]/.test(line)) throw unreadable(file, at, line);
  return { kind: 'says', text: line };
}

const unreadable = (file: string, at: number, line: string): Error =>
  new Error(`${file}:${at} is none of the known kinds: ${line}`);

/** When it began. A time of today that is still to come was yesterday's. */
export function startOf(when: When, now: number, zone: string): number {
  if ('minutes' in when) return now - when.minutes * 60_000;
  const { days, hour, minute } = when;
  const day = DateTime.fromMillis(now, { zone }).startOf('day').minus({ days });
  const at = day.set({ hour, minute });
  return (at.toMillis() > now - 1_800_000 ? at.minus({ days: 1 }) : at).toMillis();
}
