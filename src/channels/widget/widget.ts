import type { Door } from '../../conversations/say.js';
import type { Rates } from '../../http/limits.js';
import type { Origins } from '../../http/origin.js';
import type { Log } from '../../log.js';
import type { Settings } from '../../site/settings.js';
import type { Choice, Message } from '../../wire.js';
import type { Links } from '../directline/links.js';
import type { TokenKind, Tokens } from '../directline/token.js';
import type { AgentNames } from './agent-names.js';

/** What our own widget needs of the house. */
export interface Widget {
  readonly door: Door;
  readonly log: Log;
  readonly rates: Rates;
  readonly tokens: Tokens;
  readonly links: Links;
  readonly names: AgentNames;
  /** With what the shop's own server signs who its customer is. */
  readonly identitySecret: string;
  readonly site: string;
  /** Where browsers find us: `https://help.example.com`, without a slash at the end. */
  readonly publicUrl: string;
  /** The sites that may show the widget. */
  readonly origins: Origins;
  readonly settings: () => Settings;
  /** What customers ask first, as quick replies. */
  readonly starters: (language: string) => readonly Choice[];
  /** The bot's first words in a new conversation, part of the commit that opens it. */
  readonly greeting: (language: string) => Message | undefined;
  /** The ticket's own page, by a signed link. */
  readonly ticketUrl?: (number: string) => string;
}

/** Under this name the widget's threads stand in the log. */
export const channelName = 'widget';

/** A token is renewed long before its end; a phone that slept for weeks still finds its own chat. */
export const widgetTokens: TokenKind = { audience: 'widget', seconds: 3600, lateSeconds: 30 * 24 * 3600 };

/** The shop's language nearest to the one asked for. */
export function spokenLanguage({ languages }: Settings, asked: string | undefined): string {
  const base = asked?.split('-')[0];
  return languages.find((one) => one === asked) ?? languages.find((one) => one === base) ?? languages[0] ?? 'en';
}
