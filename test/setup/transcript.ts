/**
 * A conversation as people read it. Lines:
 *
 *   # anything                     a comment; the first one is the claim the transcript makes
 *   language: ja                   what the page says the customer speaks (en by default)
 *   customer: text                 ` / ` is a line break; `customer taps: label` presses a button
 *   customer sends: photo.png      an attachment
 *   bot: text                      one message of the bot; `*` stands for what changes from run to run
 *     [One | Two]                  its buttons, all of them, in order
 *     (source: Title)              the article it names
 *   bot is silent
 *   agent kim claims | agent kim: text | agent kim resolves: outcome | agent kim hands back | agent kim leaves
 *   after 73 hours
 *   owner: waiting | bot | agent | closed
 *   ticket: slot=value (state)     a detail the open ticket holds
 */
export type Line =
  | { kind: 'customer'; text: string }
  | { kind: 'taps'; label: string }
  | { kind: 'sends'; name: string }
  | { kind: 'bot'; text: string; choices: string[] | undefined; source: string | undefined }
  | { kind: 'silent' }
  | {
      kind: 'agent';
      who: string;
      does: 'claims' | 'says' | 'resolves' | 'hands back' | 'comes' | 'leaves';
      text: string;
    }
  | { kind: 'after'; hours: number }
  | { kind: 'owner'; status: string }
  | { kind: 'ticket'; slot: string; value: string };

export interface Transcript {
  readonly claim: string;
  readonly language: string;
  readonly lines: readonly { readonly line: number; readonly said: Line }[];
}

export function parseTranscript(text: string): Transcript {
  let claim = '';
  let language = 'en';
  const lines: { line: number; said: Line }[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trimEnd();
    if (line.trim() === '') continue;
    const last = lines.at(-1)?.said;
    if (line.startsWith('#')) claim ||= line.slice(1).trim();
    else if (line.startsWith('language:')) language = line.slice('language:'.length).trim();
    else if (/^\s+\[.*\]$/.test(line) && last?.kind === 'bot') last.choices = line.trim().slice(1, -1).split(' | ');
    else if (/^\s+\(source: .*\)$/.test(line) && last?.kind === 'bot')
      last.source = line.trim().slice('(source: '.length, -1);
    else lines.push({ line: index + 1, said: parseLine(line, index + 1) });
  }
  return { claim, language, lines };
}

function parseLine(line: string, number: number): Line {
  const unfold = (text: string): string => text.trim().replaceAll(' / ', '\n');
  const colon = line.indexOf(':');
  const [head, rest] = colon < 0 ? [line.trim(), ''] : [line.slice(0, colon).trim(), line.slice(colon + 1)];
  if (head === 'customer') return { kind: 'customer', text: unfold(rest) };
  if (head === 'customer taps') return { kind: 'taps', label: rest.trim() };
  if (head === 'customer sends') return { kind: 'sends', name: rest.trim() };
  if (head === 'bot') return { kind: 'bot', text: unfold(rest), choices: undefined, source: undefined };
  if (head === 'bot is silent') return { kind: 'silent' };
  if (head === 'owner') return { kind: 'owner', status: rest.trim() };
  if (head === 'ticket') {
    const [slot = '', ...value] = rest.trim().split('=');
    return { kind: 'ticket', slot, value: value.join('=') };
  }
  const after = /^after (\d+) hours?$/.exec(head);
  if (after) return { kind: 'after', hours: Number(after[1]) };
  const agent = /^agent (\w+)(?: (claims|resolves|hands back|comes|leaves))?$/.exec(head);
  if (agent?.[1]) return { kind: 'agent', who: agent[1], does: actOf(agent[2]), text: unfold(rest) };
  throw new Error(`transcript: line ${number} is none of the known kinds: ${line}`);
}

function actOf(word: string | undefined): Extract<Line, { kind: 'agent' }>['does'] {
  switch (word) {
    case 'claims':
    case 'resolves':
    case 'hands back':
    case 'comes':
    case 'leaves':
      return word;
    default:
      return 'says';
  }
}

/** The customer's and agents' lines as they stand, the bot's as they really were: for reading, and for writing anew. */
export function formatBot(text: string, choices: readonly string[], source: string | undefined): string {
  const lines = [`bot: ${text.replaceAll('\n', ' / ')}`];
  if (choices.length > 0) lines.push(`  [${choices.join(' | ')}]`);
  if (source !== undefined) lines.push(`  (source: ${source})`);
  return lines.join('\n');
}

/** `*` in an expected text stands for anything. */
export function matches(expected: string, actual: string): boolean {
  const pattern = expected.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('[^]*')}$`, 'u').test(actual);
}
