import {
  BotAdapter,
  ConversationState,
  MemoryStorage,
  TurnContext,
  type Activity,
  type ConversationReference,
  type ResourceResponse,
} from 'botbuilder-core';
import { DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';

/** A form of so many questions as botbuilder's own documents write one: a waterfall of text prompts, kept in memory. */
export function createWaterfall(questions: number): (conversation: string, text: string) => Promise<number> {
  const adapter = new SilentAdapter();
  const state = new ConversationState(new MemoryStorage());
  const dialogs = new DialogSet(state.createProperty('dialogs'));
  dialogs.add(new TextPrompt('text'));
  dialogs.add(
    new WaterfallDialog('form', [
      ...Array.from(
        { length: questions },
        (_, at) => async (step: { prompt: (id: string, text: string) => unknown }) =>
          (await step.prompt('text', `Question ${at + 1}?`)) as never,
      ),
      async (step) => {
        await step.context.sendActivity('Thank you.');
        return step.endDialog();
      },
    ]),
  );
  return async (conversation, text) => {
    const context = new TurnContext(adapter, {
      ...{ type: 'message', channelId: 'bench', text, locale: 'en' },
      ...{ conversation: { id: conversation, isGroup: false, conversationType: 'personal', name: '' } },
      ...{ from: { id: 'customer', name: '' }, recipient: { id: 'bot', name: '' } },
    });
    await adapter.run(context, async () => {
      const dialog = await dialogs.createContext(context);
      const { status } = await dialog.continueDialog();
      if (status === DialogTurnStatus.empty) await dialog.beginDialog('form');
      await state.saveChanges(context);
    });
    return adapter.sent;
  };
}

class SilentAdapter extends BotAdapter {
  sent = 0;
  run(context: TurnContext, logic: () => Promise<void>): Promise<void> {
    return this.runMiddleware(context, logic);
  }
  override sendActivities(_: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    this.sent += activities.length;
    return Promise.resolve(activities.map(() => ({ id: '' })));
  }
  override updateActivity(): Promise<void> {
    return Promise.resolve();
  }
  override deleteActivity(): Promise<void> {
    return Promise.resolve();
  }
  override continueConversation(_: Partial<ConversationReference>): Promise<void> {
    return Promise.resolve();
  }
}
