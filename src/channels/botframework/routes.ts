import type { Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { TurnContext } from 'botbuilder-core';
import { openThread } from '../../conversations/open.js';
import { say, type Door } from '../../conversations/say.js';
import type { Answer } from '../../http/answer.js';
import type { Rates } from '../../http/limits.js';
import { route, type HttpServer } from '../../http/server.js';
import type { Log } from '../../log.js';
import { Refusal } from '../../refusal.js';
import type { Message } from '../../wire.js';
import { activity as message, languageOf, messageOf } from '../directline/activity.js';
import { channelActivity, isActivity } from './activity.js';
import { createSender, type SentAs } from './send.js';

export interface BotFramework {
  readonly door: Door;
  readonly log: Log;
  readonly rates: Rates;
  readonly site: string;
  readonly languages: readonly [string, ...string[]];
  readonly look: SentAs;
  /** The bot's registration at Microsoft. Without it nobody could be told from anybody, so the door stays shut. */
  readonly app: { readonly id: string; readonly password: string; readonly tenant?: string } | undefined;
  readonly greeting?: (language: string) => Message | undefined;
}

const path = '/api/messages';

/** Teams and the other channels of Microsoft's Bot Framework, with Microsoft's own check of who calls. */
export function botFrameworkRoutes(server: HttpServer, house: BotFramework): void {
  const { app } = house;
  if (!app) {
    route(server, 'post', path, {}, () => {
      throw new Refusal('not-configured', 'botframework: no app id', { set: 'BOT_APP_ID, BOT_APP_PASSWORD' });
    });
    return;
  }
  const connected = connect(house, app);
  connected.catch((error: unknown) => house.log.error({ err: error }, 'botframework: the SDK could not be loaded'));
  server.onClose.push(
    () =>
      void connected.then(
        ({ sender }) => sender.stop(),
        () => undefined,
      ),
  );
  route(server, 'post', path, { body: channelActivity }, async (call): Promise<Answer> => {
    const activity: unknown = call.body;
    if (!isActivity(activity)) throw new Refusal('bad-input', 'botframework: no activity', { where: 'activity' });
    const { authentication, sender } = await connected;
    // Microsoft's check, but not the SDK's own `process`: that writes errors to the console and their texts to callers.
    await authentication.authenticateRequest(activity, call.headers.authorization ?? '').catch(notMicrosoft);
    await take(house, sender, activity);
    return { status: 200, empty: true };
  });
}

interface Connected {
  readonly authentication: ConfigurationBotFrameworkAuthentication;
  readonly sender: ReturnType<typeof createSender>;
}

/** Loaded only here: most counters have no registration at Microsoft, and the SDK costs a fifth of a second at the start. */
async function connect(house: BotFramework, app: NonNullable<BotFramework['app']>): Promise<Connected> {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = await import('botbuilder');
  const authentication = new ConfigurationBotFrameworkAuthentication({
    ...{ MicrosoftAppId: app.id, MicrosoftAppPassword: app.password },
    ...(app.tenant === undefined ? {} : { MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: app.tenant }),
  });
  return { authentication, sender: createSender(house, new CloudAdapter(authentication), app.id) };
}

function notMicrosoft(error: unknown): never {
  if (error instanceof Error && 'statusCode' in error && (error.statusCode === 401 || error.statusCode === 403)) {
    throw new Refusal('not-signed-in', 'botframework: the caller is not Microsoft');
  }
  throw error;
}

async function take(house: BotFramework, sender: { follow(thread: string): void }, activity: Activity): Promise<void> {
  const [fallback] = house.languages;
  const wanted = languageOf(activity.locale, fallback);
  const language = house.languages.includes(wanted) ? wanted : fallback;
  const opened = await openThread(house.door.database, {
    ...{ site: house.site, channel: `botframework:${activity.channelId}`, peer: activity.conversation.id },
    ...{ language, now: house.door.clock.now(), address: addressOf(activity), greeting: house.greeting?.(language) },
  });
  sender.follow(opened.thread);
  if (activity.type !== 'message') return;
  await house.rates.take('messages', opened.thread);
  await house.rates.take('siteMessages', house.site);
  const said = messageOf(message.parse({ ...activity, channelData: undefined, attachments: undefined }), language);
  await say(house.door, { thread: opened.thread, clientId: activity.id ?? '', message: said });
}

/** Where replies go: written down, because they may come hours later and from another process. */
const addressOf = (activity: Activity): string => JSON.stringify(TurnContext.getConversationReference(activity));
