import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo, Server } from 'node:net';

interface Hoodiecrow {
  readonly server: Server;
  listen(port: number, host: string): void;
  appendMessage(mailbox: string, flags: string[], date: Date | string, raw: string): void;
}
const hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap') as (options: unknown) => Hoodiecrow;

export interface ImapPeer {
  readonly url: string;
  /** A mail arrives, as the bytes a mail server hands over. */
  deliver(source: Buffer): void;
  close(): Promise<void>;
}

/** A real IMAP server on loopback, with one mailbox and IDLE. */
export async function openImapPeer(): Promise<ImapPeer> {
  const imap = hoodiecrow({
    plugins: ['IDLE'],
    storage: {
      INBOX: {
        messages: [{ raw: 'From: a@b.example\r\nMessage-ID: <old@b.example>\r\n\r\nAn old mail of nobody we know' }],
      },
      '': {},
    },
  });
  imap.listen(0, '127.0.0.1');
  await once(imap.server, 'listening');
  const { port } = imap.server.address() as AddressInfo;
  return {
    url: `imap://testuser:testpass@127.0.0.1:${port}`,
    deliver: (source) => imap.appendMessage('INBOX', [], new Date(), source.toString('binary')),
    close: () => new Promise((resolve) => imap.server.close(() => resolve())),
  };
}
