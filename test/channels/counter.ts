import { join } from 'node:path';
import { pino } from 'pino';
import type { Clock } from '../../src/clock.js';
import { appendSteps } from '../../src/conversations/append.js';
import { conversationsOf } from '../../src/conversations/log.js';
import { parseOwner } from '../../src/conversations/owner.js';
import type { Door } from '../../src/conversations/say.js';
import { migrate } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import type { DirectLine } from '../../src/channels/directline/directline.js';
import { createLinks } from '../../src/channels/directline/links.js';
import { directLineRoutes, newToken, type TokenAnswer } from '../../src/channels/directline/routes.js';
import type { Streams } from '../../src/channels/directline/stream.js';
import { createTokens } from '../../src/channels/directline/token.js';
import { createAgentNames } from '../../src/channels/widget/agent-names.js';
import { widgetRoutes } from '../../src/channels/widget/routes.js';
import { widgetTokens } from '../../src/channels/widget/widget.js';
import { createRates, type RateName } from '../../src/http/limits.js';
import type { Origins } from '../../src/http/origin.js';
import { createHttpServer, type HttpServer } from '../../src/http/server.js';
import { createLive } from '../../src/live/live.js';
import { defaultSettings } from '../../src/site/settings.js';
import type { WidgetOpened, WidgetSession } from '../../src/widget-wire.js';
import type { Event, Message, Owner } from '../../src/wire.js';
import { postgresUrl, temporaryFolder } from '../setup/databases.js';

export const secret = 'a-secret-of-the-shop';

/** A counter with everything real but the bot, whose lines the test writes into the log. */
export interface Counter {
  readonly url: string;
  readonly line: DirectLine;
  readonly door: Door;
  readonly http: HttpServer;
  readonly streams: Streams;
  readonly logged: Record<string, unknown>[];
  readonly clock: { ahead: number };
  token(user?: string): Promise<TokenAnswer>;
  post(path: string, body: unknown, credential?: string): Promise<Response>;
  opened(user?: string): Promise<TokenAnswer>;
  /** A thread of our own widget, opened. */
  widget(): Promise<{ token: string; thread: string; conversation: string }>;
  /** What the bot or an agent says, appended and announced as a turn does it. */
  writes(thread: string, message: Partial<Message> & { text: string }, author?: Event['author']): Promise<void>;
  hands(thread: string, to: Owner, name?: string): Promise<void>;
  close(): Promise<void>;
}

export interface CounterOptions {
  readonly database: 'sqlite' | 'postgres';
  readonly rates?: { readonly [N in RateName]?: number };
  readonly origins?: Origins;
  readonly routes?: (http: HttpServer, line: DirectLine) => void;
}

export async function openCounter(options: CounterOptions): Promise<Counter> {
  const address = options.database === 'postgres' ? await postgresUrl() : join(temporaryFolder(), 'counter.sqlite');
  const database = await openDatabase(address);
  await migrate(database);
  const ahead = { ahead: 0 };
  const clock: Clock = { now: () => Date.now() + ahead.ahead };
  const live = createLive();
  const door: Door = { database, live, clock, process: 'p1', repeatKey: 'key', leaseSeconds: 30, own: () => [] };
  const logged: Record<string, unknown>[] = [];
  const log = pino(
    { level: 'info' },
    { write: (text: string) => void logged.push(JSON.parse(text) as Record<string, unknown>) },
  );
  const http = createHttpServer({
    ...{ log, trustedProxies: [] },
    openTo: { prefix: '/v3/directline', origins: options.origins ?? '*' },
  });
  const { port } = await http.listen(0);
  const url = `http://127.0.0.1:${port}`;
  const line: DirectLine = {
    ...{ door, log, rates: createRates(options.rates), secret, site: 'default', publicUrl: url },
    ...{
      tokens: createTokens('token-key', clock),
      links: createLinks('link-key', clock),
      origins: options.origins ?? '*',
    },
    ...{ languages: ['en', 'ja'], look: { botName: 'Shop', timeZone: 'Asia/Tokyo' } },
    greeting: (language) => ({ text: language === 'ja' ? 'いらっしゃいませ' : 'Welcome', language }),
  };
  const streams = directLineRoutes(http, line);
  widgetRoutes(http, {
    ...line,
    tokens: createTokens('token-key', clock, widgetTokens),
    names: createAgentNames(database),
    identitySecret: 'the-shop-signs-with-this-secret',
    settings: () => defaultSettings,
    starters: () => [],
    greeting: (language) => line.greeting?.(language),
  });
  options.routes?.(http, line);

  async function append(
    thread: string,
    event: Pick<Event, 'author'> & { body: Event['body'] & object },
    to?: Owner,
  ): Promise<void> {
    const conversation = (await conversationsOf(database, thread)).at(-1)?.id ?? '';
    const [row] = await database.read(
      database.build.selectFrom('conversation').select('owner').where('id', '=', conversation),
    );
    const now = clock.now();
    const owner = parseOwner(row?.owner ?? '');
    const events = [{ ...event, time: now }];
    const commit = await database.commit(
      appendSteps(database, { conversation, events, owner, newOwner: to ?? owner, now }),
    );
    if (!commit.done) throw new Error('append: refused');
    const upTo = Number(commit.rows[0]?.[0]?.['head']);
    const written: Event = { conversation, seq: upTo, ...event, time: now, clientId: null };
    live.announce({
      about: 'conversation',
      conversation,
      thread,
      batch: { conversation, after: upTo - 1, upTo, events: [written] },
    });
  }

  async function writes(
    thread: string,
    message: Partial<Message> & { text: string },
    author: Event['author'] = 'bot',
  ): Promise<void> {
    await append(thread, { author, body: { kind: 'message', message: { language: 'en', ...message } } });
  }

  async function post(path: string, body: unknown, credential?: string): Promise<Response> {
    const authorization: Record<string, string> =
      credential === undefined ? {} : { authorization: `Bearer ${credential}` };
    return fetch(url + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...authorization },
    });
  }

  return {
    ...{ url, line, door, http, streams, logged, clock: ahead, post, writes },
    token: (user) => newToken(line, user),
    async opened(user) {
      const token = await newToken(line, user);
      const answer = await post('/v3/directline/conversations', {}, token.token);
      if (answer.status !== 201) throw new Error(`open: ${answer.status} ${await answer.text()}`);
      return token;
    },
    async widget() {
      const begun = (await (await post('/widget/v1/sessions', {})).json()) as WidgetSession;
      const answer = await post('/widget/v1/conversation', {}, begun.token);
      const { token, thread } = (await answer.json()) as WidgetOpened;
      return { token, thread, conversation: (await conversationsOf(database, thread))[0]?.id ?? '' };
    },
    async hands(thread, to, name) {
      const body = {
        kind: 'owner' as const,
        from: { status: 'bot' as const },
        to,
        reason: 'asked',
        ...(name ? { name } : {}),
      };
      await append(thread, { author: 'system', body }, to);
    },
    async close() {
      await http.close(1_000);
      await database.close();
    },
  };
}
