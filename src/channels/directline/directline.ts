import type { Door } from '../../conversations/say.js';
import type { Rates } from '../../http/limits.js';
import type { Origins } from '../../http/origin.js';
import type { Log } from '../../log.js';
import type { Links } from './links.js';
import type { Message } from '../../wire.js';
import type { Look } from './present-activity.js';
import type { Tokens } from './token.js';

/** What the Direct Line channel needs of the house. */
export interface DirectLine {
  readonly door: Door;
  readonly log: Log;
  readonly rates: Rates;
  readonly tokens: Tokens;
  readonly links: Links;
  /** The secret with which a site's own server asks for tokens. */
  readonly secret: string;
  readonly site: string;
  /** Where browsers find us: `https://help.example.com`, without a slash at the end. */
  readonly publicUrl: string;
  readonly origins: Origins;
  readonly languages: readonly [string, ...string[]];
  readonly look: Omit<Look, 'fileLink'>;
  /** The bot's first words in a new conversation, part of the commit that opens it. */
  readonly greeting?: (language: string) => Message | undefined;
  /** The customer is typing: never stored, may be lost. */
  readonly typing?: (thread: string) => void;
}

/** Under this name Direct Line's threads stand in the log. */
export const channelName = 'directline';
export const base = '/v3/directline';

/** `peer` of a thread: its own id, so that one customer may have several, then the customer's. */
export const peerOf = (thread: string, user: string): string => `${thread}:${user}`;
export const userOf = (peer: string): string => peer.slice(peer.indexOf(':') + 1);
