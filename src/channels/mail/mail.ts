import type { Transporter } from 'nodemailer';
import type { Config } from '../../config.js';
import type { Door } from '../../conversations/say.js';
import type { JobHandler } from '../../jobs/attempt.js';
import { createLinkAskedHandler, linkAskedJob } from '../../letters/link-asked.js';
import { letterJob } from '../../letters/letter.js';
import { requeueUnconfigured } from '../../letters/outbox.js';
import { createUnseenHandler, unseenJob } from '../../letters/unseen.js';
import type { Log } from '../../log.js';
import { firstSite } from '../../site/site.js';
import type { Settings } from '../../site/settings.js';
import type { TicketLinks } from '../../tickets/link.js';
import { parseSender } from './addresses.js';
import type { Stationery } from './compose.js';
import type { Mailbox } from './mailbox.js';
import { createLetterHandler, isOnThisMachine } from './send.js';

export interface MailOptions {
  readonly config: Config;
  readonly door: Door;
  readonly log: Log;
  readonly links: TicketLinks;
  readonly settings: () => Settings;
  readonly shopLetter: Stationery['shopLetter'];
}

export interface Mail {
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly stationery: Stationery;
  readonly transport: Transporter | undefined;
  /** Only where one is configured. */
  readonly mailbox: Mailbox | undefined;
  stop(): Promise<void>;
}

/** Mail as the configuration has it: the jobs that write and send letters, with a mail server or without. */
export async function createMail(options: MailOptions): Promise<Mail> {
  const { config, door, log, links, settings, shopLetter } = options;
  const { database, live, clock } = door;
  const { SMTP_URL, MAIL_FROM = 'nobody@localhost', IMAP_URL } = config;
  const stationery: Stationery = {
    ...{ database, clock, links, settings, shopLetter },
    from: parseSender(MAIL_FROM),
    answerable: IMAP_URL !== undefined,
  };
  const transport = SMTP_URL === undefined ? undefined : (await import('./transport.js')).openTransport(SMTP_URL);
  const staysHere = SMTP_URL !== undefined && isOnThisMachine(SMTP_URL);
  if (transport) await requeueUnconfigured(database, firstSite, clock.now());
  const receiving = { door, links, site: firstSite, own: stationery.from.address };
  // Loaded only where there is a mailbox: what reads letters knows every encoding ever written in.
  const mailbox =
    IMAP_URL === undefined
      ? undefined
      : (await import('./mailbox.js')).openMailbox({ receiving, config: { ...config, IMAP_URL }, clock, log });
  return {
    ...{ stationery, transport, mailbox },
    handlers: {
      [unseenJob]: createUnseenHandler({ database, live, clock }),
      [linkAskedJob]: createLinkAskedHandler({ database, live, clock }),
      [letterJob]: createLetterHandler({ stationery, transport, staysHere, live, log }),
    },
    async stop() {
      await mailbox?.stop();
      transport?.close();
    },
  };
}
