import {
  BotAdapter,
  TurnContext,
  type Activity,
  type ConversationReference,
  type ResourceResponse,
} from 'botbuilder-core';
import { speak, type Turn } from './turn.js';

/** Under this key a turn travels through botbuilder's context to our dialog. */
export const turnKey = Symbol('turn');

/** Where `DialogStateManager` of botbuilder-dialogs looks for them first, and leaves those it made. */
const scopesKey = 'DialogStateManagerConfiguration';

/** botbuilder's own memory scopes: they keep nothing themselves, and made anew for each context they cost more than a dialog. */
let scopes: unknown;

/**
 * The one adapter: it carries a turn through botbuilder's dialog stack and buffers what dialogs send into the turn.
 * Nothing leaves the process here; the turn's commit is what speaks.
 */
export class CounterAdapter extends BotAdapter {
  /**
   * Opens botbuilder's context of a turn and gives what is made in it. Nothing stands between it and the dialogs: the way
   * through botbuilder's middleware, of which there is none, puts a proxy before it that costs more than a step of a flow.
   */
  async open<T>(turn: Turn, make: (context: TurnContext) => Promise<T>): Promise<T> {
    const { conversation, thread, channel } = turn.loaded;
    const context = new TurnContext(this, {
      type: 'message',
      channelId: channel,
      conversation: { id: conversation, isGroup: false, conversationType: 'personal', name: thread },
      from: { id: 'customer', name: '' },
      recipient: { id: 'bot', name: '' },
      locale: turn.language,
    } satisfies Partial<Activity>);
    context.turnState.set(turnKey, turn);
    if (scopes !== undefined) context.turnState.set(scopesKey, scopes);
    const made = await make(context);
    scopes ??= context.turnState.get(scopesKey);
    return made;
  }

  override sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const turn = turnOf(context);
    for (const { type, text } of activities) if (type === 'message' && text) speak(turn, text);
    return Promise.resolve(activities.map(() => ({ id: '' })));
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(new Error('adapter: the log is append-only; a message cannot be changed'));
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new Error('adapter: the log is append-only; a message cannot be deleted'));
  }

  override continueConversation(_: Partial<ConversationReference>): Promise<void> {
    return Promise.reject(new Error('adapter: a conversation goes on by an event in its log, not by a call'));
  }
}

/** The turn a dialog runs in. Only `CounterAdapter.open` makes such contexts. */
export function turnOf(context: TurnContext): Turn {
  const turn: unknown = context.turnState.get(turnKey);
  if (!isTurn(turn)) throw new Error('adapter: this context carries no turn');
  return turn;
}

const isTurn = (value: unknown): value is Turn =>
  typeof value === 'object' && value !== null && 'loaded' in value && 'events' in value;
