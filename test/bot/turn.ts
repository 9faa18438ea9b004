import { freshState } from '../../src/bot/state.js';
import { newTurn as emptyTurn, type Turn } from '../../src/bot/turn.js';
import { readFlows } from '../../src/flows/read-flows.js';

const { words } = await readFlows('dialogs', ['en', 'ja']);

/** A turn as it begins, with the shop's own words, of a conversation that has not been stored. */
export function newTurn(language = 'en'): Turn {
  const spoken = words.find((one) => one.language === language);
  if (!spoken) throw new Error(`test: dialogs/words/${language}.yaml is missing`);
  const conversation = { conversation: 'c1', thread: 't1', site: 's1', channel: 'test', language };
  const standing = { turn: 1, head: 1, attempts: 0, pending: true, state: '', inbox: [] };
  return emptyTurn({
    loaded: { ...conversation, ...standing, owner: { status: 'bot' }, closedBy: null },
    ...{ state: freshState(), now: 1_000_000, language, words: spoken },
    wording: { language, zone: 'Asia/Tokyo', now: Date.UTC(2026, 10, 18), tables: spoken.tables },
  });
}

/** The customer's next message in the same conversation. */
export const nextTurn = (turn: Turn): Turn => ({ ...newTurn(turn.language), state: turn.state, waiting: turn.waiting });

export const spoken = (turn: Turn): string[] =>
  turn.events.flatMap(({ body }) => (body.kind === 'message' ? [body.message.text] : []));

export const buttons = (turn: Turn): string[] =>
  turn.events.flatMap(({ body }) =>
    body.kind === 'message' ? (body.message.choices ?? []).map(({ value }) => value) : [],
  );
