import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** How the mail server behaves: `lose` takes the letter and cuts the line before it has said so. */
export type Manner = 'accept' | 'busy' | 'refuse' | 'lose';

export interface SmtpPeer {
  readonly url: string;
  readonly letters: ParsedMail[];
  manner: Manner;
  close(): Promise<void>;
}

/** A real mail server on loopback that keeps what it is given. */
export async function openSmtpPeer(): Promise<SmtpPeer> {
  const letters: ParsedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_, __, done) => {
      if (peer.manner === 'refuse') done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }));
      else done();
    },
    onData: (stream, session, done) => {
      simpleParser(stream).then((letter) => {
        if (peer.manner === 'busy') return done(Object.assign(new Error('Try again later'), { responseCode: 451 }));
        letters.push(letter);
        if (peer.manner !== 'lose') return done();
        for (const connection of server.connections) if (isOf(connection, session.id)) cut(connection);
      }, done);
    },
  });
  // A line cut on purpose is an error to the server's own log alone.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const peer: SmtpPeer = {
    ...{ url: `smtp://127.0.0.1:${port}`, letters, manner: 'accept' },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return peer;
}

const isOf = (connection: unknown, id: string): boolean =>
  typeof connection === 'object' && connection !== null && 'id' in connection && connection.id === id;

function cut(connection: unknown): void {
  (connection as { _socket: { destroy(): void } })._socket.destroy();
}
