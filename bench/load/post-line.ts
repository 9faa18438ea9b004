import { connect, type Socket } from 'node:net';

export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** One kept-alive HTTP connection, one request at a time. */
export interface Line {
  ask(method: 'GET' | 'POST', path: string, token: string, body?: unknown): Promise<Reply>;
  close(): void;
}

/**
 * HTTP by hand, because the client shares the machine with what it measures: Node's own client costs more CPU a request
 * than the echo server does. Reads answers with a Content-Length, which is all that either server sends here.
 */
export async function openLine(port: number): Promise<Line> {
  const socket = await connected(port);
  let waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | undefined;
  let received = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    received += chunk;
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(received.slice(0, end))?.[1] ?? 0);
    if (received.length < end + 4 + length) return;
    const reply = { status: Number(received.slice(9, 12)), body: received.slice(end + 4, end + 4 + length) };
    received = received.slice(end + 4 + length);
    waiting?.resolve(reply);
    waiting = undefined;
  });
  socket.on('error', () => undefined);
  socket.on('close', () => waiting?.reject(new Error('line: cut')));

  return {
    ask(method, path, token, body) {
      if (waiting || socket.destroyed)
        return Promise.reject(new Error(waiting ? 'line: one request at a time' : 'line: cut'));
      const text = body === undefined ? '' : JSON.stringify(body);
      const type = text === '' ? '' : 'content-type: application/json\r\n';
      const head = `${method} ${path} HTTP/1.1\r\nhost: localhost:${port}\r\nauthorization: Bearer ${token}\r\n${type}`;
      socket.write(`${head}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
      return new Promise((resolve, reject) => (waiting = { resolve, reject }));
    },
    close: () => void socket.destroy(),
  };
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}
