import type { Step } from '../database/database.js';
import { contactOf, contactSteps } from '../letters/contact.js';
import { letterSteps } from '../letters/letter.js';
import { lookLaterSteps } from '../letters/unseen.js';
import type { Services } from './services.js';
import { say, sentenceOf, type Turn } from './turn.js';

/**
 * A ticket has just been opened or joined: how its answer reaches a customer who has left. With a mail address known a
 * receipt goes there; else the bot asks for one, once in a thread. The ticket stands whether they answer or not: it is
 * in this same commit.
 */
export async function reachSteps({ database }: Services, turn: Turn, ticket: string): Promise<Step[]> {
  const { loaded, now } = turn;
  const { thread } = loaded;
  const known = await contactOf(database, thread);
  const told = mailTold(turn);
  const mail = told ?? known.mail;
  if (mail !== null) {
    const isNews = told !== undefined && told !== known.mail;
    const noted = isNews ? contactSteps(database, { thread, now, mail: told }) : [];
    return [...noted, ...receiptSteps({ database }, turn, { ticket, mail })];
  }
  // Who is in distress is not handed a form.
  if (known.asked !== null || phoneTold(turn) || turn.handoff?.sentence === 'handoff-distress') return [];
  askForMail(turn);
  return contactSteps(database, { thread, now, asked: now });
}

/** The customer has told it now: it is kept for the thread, the ticket's receipt goes there, and so does what they missed. */
export function toldSteps(
  { database, unseenSeconds }: Pick<Services, 'database' | 'unseenSeconds'>,
  turn: Turn,
  { name, mail, ticket }: { name: string | undefined; mail: string; ticket: string | undefined },
): Step[] {
  const { conversation, thread } = turn.loaded;
  const { now } = turn;
  return [
    ...contactSteps(database, { thread, now, mail, ...(name === undefined ? {} : { name }) }),
    ...(ticket === undefined ? [] : receiptSteps({ database }, turn, { ticket, mail })),
    ...lookLaterSteps(database, { conversation, key: `contact ${turn.loaded.turn}`, seconds: unseenSeconds, now }),
  ];
}

function askForMail(turn: Turn): void {
  turn.state.open = { kind: 'contact' };
  const field = { kind: 'text', required: false } as const;
  say(turn, 'ask-mail', {
    extra: {
      form: {
        id: 'contact',
        fields: [
          { ...field, name: 'name', label: sentenceOf(turn, 'name-label') },
          { ...field, name: 'mail', label: sentenceOf(turn, 'mail-label'), kind: 'mail', required: true },
        ],
        ...{ submit: sentenceOf(turn, 'send'), skip: sentenceOf(turn, 'skip') },
      },
    },
  });
}

function receiptSteps(
  { database }: Pick<Services, 'database'>,
  { loaded, language, now }: Turn,
  { ticket, mail }: { ticket: string; mail: string },
): Step[] {
  return letterSteps(database, {
    ...{ site: loaded.site, kind: 'receipt', key: `receipt:${ticket}`, conversation: loaded.conversation },
    ...{ recipient: mail, language, now, again: 'leave' },
  }).steps;
}

/** An address told in this conversation, in a form or in passing. */
function mailTold({ state }: Turn): string | undefined {
  return Object.values(state.collected).find(({ value }) => /^[^\s@]+@[^\s@]+$/.test(value))?.value;
}

/** Asked "where can we reach you?" they gave a phone number: that is an answer, and asking again would be deaf. */
const phoneTold = ({ state }: Turn): boolean => state.collected['contact'] !== undefined;
