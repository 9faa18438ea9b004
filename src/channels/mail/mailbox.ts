import { ImapFlow } from 'imapflow';
import type { Clock } from '../../clock.js';
import type { Config } from '../../config.js';
import type { Log } from '../../log.js';
import { Refusal } from '../../refusal.js';
import { mailboxName, readCursor, storeCursor } from './cursor.js';
import { receiveMail, type Fate, type Receiving } from './receive.js';

export interface MailboxOptions {
  readonly receiving: Receiving;
  readonly config: Pick<Config, 'MAILBOX' | 'MAIL_POLL_SECONDS'> & { readonly IMAP_URL: string };
  readonly clock: Clock;
  readonly log: Log;
}

export interface Mailbox {
  /** Looks now instead of when the server tells or the poll comes. */
  look(): void;
  stop(): Promise<void>;
}

/** A mail with five photos fits. What is larger is cut there, and the message says so. */
const mostBytes = 75 * 1024 * 1024;
/** A mailbox seen for the first time, or numbered anew, is read from here on: what is there twice is known by its id. */
const firstDays = 7;
const longestPause = 60_000;

/**
 * Reads answers to our letters, each once: the server tells of new mail (IDLE), with a poll beneath. The cursor moves
 * after what was read is durable; a crash in between reads a mail again, and the door knows it by its Message-ID.
 */
export function openMailbox(options: MailboxOptions): Mailbox {
  const { log, config } = options;
  let stopping = false;
  let client: ImapFlow | undefined;
  let wake: () => void = () => undefined;
  let isWoken = false;

  function look(): void {
    isWoken = true;
    wake();
  }

  async function run(): Promise<void> {
    for (let pause = 1_000; !stopping; pause = Math.min(pause * 2, longestPause)) {
      try {
        await stay(() => (pause = 1_000));
      } catch (error) {
        // Whatever the server says of a letter or a person stays out of the log: its code is enough.
        if (!stopping) log.warn({ code: codeOf(error), pause }, 'mailbox: the line is lost, trying again');
      }
      client?.close();
      if (!stopping) await sleep(pause);
    }
  }

  /** One connection, from log-in until it breaks. */
  async function stay(connected: () => void): Promise<void> {
    const opened = connect(config);
    client = opened;
    let isOver = false;
    opened.on('error', () => undefined);
    opened.on('close', () => {
      isOver = true;
      wake();
    });
    opened.on('exists', look);
    await opened.connect();
    const box = await opened.mailboxOpen(config.MAILBOX);
    connected();
    while (!stopping && !isOver) {
      isWoken = false;
      await readNew(options, opened, String(box.uidValidity));
      if (!isWoken && !isOver) await sleep(config.MAIL_POLL_SECONDS * 1000);
      // Some servers tell of new mail only when spoken to.
      if (!isOver && !stopping) await opened.noop();
    }
  }

  function sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const running = run();
  return {
    look,
    async stop() {
      stopping = true;
      // Taking leave lets the server drop what it kept for us; one that does not answer is left standing.
      const leave = client?.logout().catch(() => undefined);
      await Promise.race([leave, new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
      client?.close();
      wake();
      await running;
    },
  };
}

function connect({ IMAP_URL }: { readonly IMAP_URL: string }): ImapFlow {
  const address = new URL(IMAP_URL);
  const secure = address.protocol === 'imaps:';
  return new ImapFlow({
    ...{ host: address.hostname.replace(/^\[|\]$/g, ''), port: Number(address.port || (secure ? 993 : 143)), secure },
    auth: { user: decodeURIComponent(address.username), pass: decodeURIComponent(address.password) },
    ...{ logger: false, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 300_000 },
  });
}

/** In the order they came, one at a time: each is durable before the cursor passes it. */
async function readNew(options: MailboxOptions, client: ImapFlow, validity: string): Promise<void> {
  const { receiving, config, clock, log } = options;
  const { database } = receiving.door;
  const name = mailboxName(config);
  const cursor = await readCursor(database, name);
  const isKnown = cursor?.validity === validity;
  const since = new Date(clock.now() - firstDays * 86_400_000);
  const found = await client.search(isKnown ? { uid: `${cursor.uid + 1}:*` } : { since }, { uid: true });
  // "n:*" gives the last mail even where its number is below n.
  const uids = (found === false ? [] : (found ?? [])).filter((uid) => !isKnown || uid > cursor.uid);
  if (uids.length === 0 && !isKnown) await storeCursor(database, { name, validity, uid: 0 });
  for (const uid of uids.toSorted((one, other) => one - other)) {
    const mail = await client.fetchOne(String(uid), { size: true, source: { maxLength: mostBytes } }, { uid: true });
    if (mail && mail.source) {
      const fate = await fateOf(options, uid, mail.source, (mail.size ?? 0) > mostBytes);
      log.info({ uid, fate, bytes: mail.size }, 'mailbox: a mail was read');
      await storeCursor(database, { name, validity, uid, unknown: fate === 'unknown' ? 1 : 0 });
    } else await storeCursor(database, { name, validity, uid });
  }
}

/** A mail that cannot be taken must not hold up those behind it; a database that cannot be reached holds up all. */
async function fateOf({ receiving, log }: MailboxOptions, uid: number, source: Buffer, isCut: boolean): Promise<Fate> {
  try {
    return await receiveMail(receiving, source, isCut);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'busy') throw error;
    log.error({ uid, code: error.code }, 'mailbox: a mail was refused');
    return 'unknown';
  }
}

function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string')
    return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
