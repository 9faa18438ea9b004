import type { CloudAdapter, ConversationReference } from 'botbuilder';
import { formatPosition, parsePosition, start, threadAfter } from '../../conversations/log.js';
import { forCustomer } from '../../conversations/present.js';
import type { Door } from '../../conversations/say.js';
import { z } from 'zod';
import type { Log } from '../../log.js';
import { reached } from '../../points.js';
import type { Event } from '../../wire.js';
import { receiptCard, sourceCards } from '../directline/cards.js';
import { choicesOf, type Look } from '../directline/present-activity.js';

export type SentAs = Pick<Look, 'timeZone' | 'articleUrl' | 'ticketUrl'>;

const address = z.looseObject({ conversation: z.looseObject({ id: z.string() }), serviceUrl: z.string() });
const page = 50;
const pollSeconds = 15;

/**
 * Sends what the bot and agents write to Microsoft's channels: reads the log after the thread's cursor, sends, moves
 * the cursor. At least once: a process that dies between sending and moving sends that one message again, since
 * Microsoft's connector has no key to tell a repeat by.
 */
export function createSender(
  house: { readonly door: Door; readonly log: Log; readonly look: SentAs },
  adapter: CloudAdapter,
  appId: string,
): { follow(thread: string): void; stop(): void } {
  const { database, live } = house.door;
  const leave = new Map<string, () => void>();
  const running = new Map<string, { again: boolean }>();
  // Beneath the wake-ups: threads of earlier runs, lost wake-ups, and what could not be sent the last time.
  const timer = setInterval(() => void sweep(), pollSeconds * 1000).unref();

  async function sweep(): Promise<void> {
    try {
      const open = await database.read(
        database.build
          .selectFrom('thread')
          .innerJoin('conversation', 'conversation.thread', 'thread.id')
          .select(['thread.id', 'thread.cursor', 'conversation.ordinal', 'conversation.head'])
          .where('thread.channel', 'like', 'botframework:%')
          .where('conversation.closed', 'is', null),
      );
      for (const { id, cursor, ordinal, head } of open) {
        const sent = parsePosition(cursor ?? '') ?? start;
        if (sent.ordinal < ordinal || (sent.ordinal === ordinal && sent.seq < head)) follow(id);
      }
    } catch (error) {
      house.log.error({ error }, 'botframework: sweep failed');
    }
  }

  function follow(thread: string): void {
    if (!leave.has(thread))
      leave.set(
        thread,
        live.listen(`thread:${thread}`, () => wake(thread)),
      );
    wake(thread);
  }

  function wake(thread: string): void {
    const run = running.get(thread);
    if (run) return void (run.again = true);
    const mine = { again: false };
    running.set(thread, mine);
    sendOn(thread, mine)
      .catch((error: unknown) => house.log.error({ thread, error }, 'botframework: not sent, tried again later'))
      .finally(() => running.delete(thread));
  }

  async function sendOn(thread: string, mine: { again: boolean }): Promise<void> {
    for (;;) {
      mine.again = false;
      const [row] = await database.read(
        database.build.selectFrom('thread').select(['address', 'cursor']).where('id', '=', thread),
      );
      if (!row?.address) return;
      const reference = address.parse(JSON.parse(row.address));
      const batch = await threadAfter(database, thread, parsePosition(row.cursor ?? '') ?? start, page);
      const activities = batch.events.flatMap((event) => outgoing(event, house.look));
      reached('stream: before send', thread);
      if (activities.length > 0) {
        await adapter.continueConversationAsync(appId, asReference(reference), async (context) => {
          await context.sendActivities(activities);
        });
      }
      reached('stream: after send', thread);
      const moved = database.build
        .updateTable('thread')
        .set({ cursor: formatPosition(batch.upTo) })
        .where('id', '=', thread);
      if (batch.events.length > 0) await database.commit([{ statement: moved.compile(), rows: 1 }]);
      if (batch.events.length < page && !mine.again) return;
    }
  }

  return {
    follow,
    stop() {
      clearInterval(timer);
      for (const end of leave.values()) end();
    },
  };
}

/** zod has looked at what we read of it; the rest is the SDK's own, written by it. */
function asReference(stored: z.infer<typeof address>): Partial<ConversationReference> {
  const { conversation, ...rest } = stored;
  return { ...rest, conversation: { isGroup: false, conversationType: 'personal', name: '', ...conversation } };
}

/** imBack with the label, because Teams and others take nothing else here: the bot reads the label as the choice. */
function outgoing(event: Event, look: SentAs): { type: 'message'; [field: string]: unknown }[] {
  const visible = forCustomer(event);
  if (event.author === 'customer' || visible?.body?.kind !== 'message') return [];
  const { message } = visible.body;
  const choices = choicesOf(message);
  const cards = [
    ...sourceCards(message, look),
    ...(message.receipt ? [receiptCard(message.receipt, message.language, look)] : []),
  ];
  return [
    {
      ...{ type: 'message', text: message.text, textFormat: 'markdown', locale: message.language },
      ...(cards.length === 0 ? {} : { attachments: cards }),
      ...(choices.length > 0
        ? {
            suggestedActions: {
              to: [],
              actions: choices.map(({ label }) => ({ type: 'imBack', title: label, value: label })),
            },
          }
        : {}),
    },
  ];
}
