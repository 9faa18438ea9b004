import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import type { PublishedFlows } from '../flows/published.js';
import type { KnowledgeIndex } from '../knowledge/knowledge-index.js';
import type { ShortArticle } from '../knowledge/catalogue.js';
import type { FeelingReader } from '../language/feelings.js';
import type { Readers } from '../language/read/read.js';
import type { Log } from '../log.js';
import type { ShopSystems } from '../shop/system.js';
import type { Settings } from '../site/settings.js';
import type { Promised } from '../hours/promise.js';
import type { TicketNumbers } from '../tickets/numbers.js';
import type { Choice } from '../wire.js';

/** What the bot needs of the house for one site. Everything here reads; nothing writes. */
export interface Services {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly site: string;
  readonly knowledge: Pick<KnowledgeIndex, 'find' | 'learnt'>;
  /** The catalogue as it is now: settings, flows, articles, readers change together when something is published. */
  current(): Current;
  /** The shop's own tables and what it has connected, as flows know them. */
  readonly systems: ShopSystems;
  promiseFor(queue: string, now: number): Promise<Promised>;
  agentIsOn(agent: string): Promise<boolean>;
  readonly numbers: TicketNumbers;
  /** So long may what was said go unseen before it goes out by mail. */
  readonly unseenSeconds: number;
  /** So long a form waits before its customer is reminded, once. */
  readonly silenceSeconds: number;
}

export interface Current {
  readonly settings: Settings;
  readonly flows: PublishedFlows;
  readonly readers: Readers;
  /** Hears anger and danger by the product's words and the shop's. */
  readonly feelings: FeelingReader;
  article(id: string): ShortArticle | undefined;
  /** What is asked in exactly the words of one question variant, if that is one thing alone. */
  exactly(text: string, language: string): string | undefined;
  /** What a customer may tap before having said anything. */
  starters(language: string): readonly Choice[];
}
