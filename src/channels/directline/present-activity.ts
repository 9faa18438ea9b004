import { forCustomer } from '../../conversations/present.js';
import { formatPosition, type Position } from '../../conversations/log.js';
import { shownTypes } from '../../files/type.js';
import type { Attachment, Choice, Event, Message, Source } from '../../wire.js';
import { receiptCard, sourceCards, type Card } from './cards.js';

/** How this shop appears to Microsoft's clients. */
export interface Look {
  readonly botName: string;
  readonly timeZone: string;
  /** The name customers read for this agent; left out, they read that it is a colleague. */
  readonly agentName?: (agent: string) => string | undefined;
  readonly articleUrl?: (source: Source) => string;
  /** The customer's own page of their ticket. */
  readonly ticketUrl?: (number: string) => string;
  readonly fileLink: (thread: string, attachment: Attachment) => string;
}

/** A Bot Framework activity on its way to a client; only what we use of it. */
export type OutActivity = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

export interface Shown {
  readonly thread: string;
  readonly user: string;
  readonly position: Position;
}

export const activityId = (thread: string, position: Position): string => `${thread}|${formatPosition(position)}`;

/** The activity a customer's client sees for an event, or nothing when it is not theirs to see. */
export function presentActivity(event: Event, shown: Shown, look: Look): OutActivity | undefined {
  const visible = forCustomer(event);
  if (!visible) return undefined;
  const common = {
    id: activityId(shown.thread, shown.position),
    timestamp: new Date(event.time).toISOString(),
    channelId: 'directline',
    conversation: { id: shown.thread },
    from: senderOf(event, shown.user, look),
    ...(event.clientId === null ? {} : { channelData: { clientActivityID: event.clientId } }),
  };
  const { body } = visible;
  if (body === null) return { type: 'event', name: 'madoguchi/erased', value: {}, ...common };
  switch (body.kind) {
    case 'message':
      return { type: 'message', ...common, ...messageFields(body.message, event, shown, look) };
    case 'owner':
      return {
        ...common,
        type: 'event',
        name: 'madoguchi/owner',
        value: { status: body.to.status, ...(body.name === undefined ? {} : { name: body.name }) },
      };
    case 'ticket':
      return {
        ...common,
        type: 'event',
        name: 'madoguchi/ticket',
        value: { number: body.number, change: body.change },
      };
    case 'note':
    case 'vote':
    case 'act asked':
    case 'act done':
    case 'flow moved':
    case 'silence':
    // Microsoft's clients have no way to answer it.
    case 'rating asked':
    case 'rating given':
    case 'erased':
      return undefined;
  }
}

function senderOf(event: Event, user: string, look: Look): { id: string; name?: string; role: 'user' | 'bot' } {
  if (event.author === 'customer') return { id: user, role: 'user' };
  if (!event.author.startsWith('agent:')) return { id: 'bot', name: look.botName, role: 'bot' };
  const language = event.body?.kind === 'message' ? event.body.message.language : 'en';
  const name = look.agentName?.(event.author.slice('agent:'.length)) ?? (language === 'ja' ? '担当者' : 'Support');
  // The clients know two roles; that a person speaks is said by id and name.
  return { id: 'agent', name, role: 'bot' };
}

function messageFields(message: Message, event: Event, shown: Shown, look: Look): Record<string, unknown> {
  const own = event.author === 'customer';
  const attachments: Card[] = [
    ...(message.attachments ?? []).map((file) => fileCard(file, look.fileLink(shown.thread, file))),
    ...sourceCards(message, look),
    ...(message.receipt ? [receiptCard(message.receipt, message.language, look)] : []),
  ];
  const choices = choicesOf(message);
  return {
    text: own ? message.text : withLineBreaks(message.text),
    textFormat: own ? 'plain' : 'markdown',
    locale: message.language,
    ...(message.value === undefined ? {} : { value: message.value }),
    ...(attachments.length === 0 ? {} : { attachments }),
    ...(choices.length > 0 ? { suggestedActions: suggested(choices, shown.user), inputHint: 'expectingInput' } : {}),
    channelData: {
      ...(event.clientId === null ? {} : { clientActivityID: event.clientId }),
      ...(message.sources || message.receipt
        ? { madoguchi: { sources: message.sources, receipt: message.receipt } }
        : {}),
    },
  };
}

/** Microsoft's clients show no form: its question is answered in free text, and the way past it is a button. */
export const choicesOf = ({ choices, form }: Message): readonly Choice[] =>
  choices ?? (form?.skip ? [{ label: form.skip, value: '@skip' }] : []);

/** Web Chat draws a customer's own picture only when it finds a thumbnail. */
const fileCard = ({ type, name }: Attachment, url: string): Card => ({
  contentType: type,
  name,
  contentUrl: url,
  ...(shownTypes.includes(type) ? { thumbnailUrl: url } : {}),
});

/** Markdown runs lines together that our texts set apart; two spaces at a line's end keep them apart. */
const withLineBreaks = (text: string): string => text.replace(/(?<=\S)\n(?=\S)/g, '  \n');

/**
 * messageBack, because it alone sends both what the customer read and what the flow needs: a tap comes back as a
 * message with `text` = label and `value` = value. imBack would show the value as if the customer had typed it.
 */
function suggested(choices: readonly Choice[], user: string): unknown {
  return {
    to: [user],
    actions: choices.map(({ label, value }) => ({
      type: 'messageBack',
      title: label,
      text: label,
      displayText: label,
      value,
    })),
  };
}
