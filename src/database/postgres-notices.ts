import pg from 'pg';

/** Short texts between the processes on one PostgreSQL. They may be lost; nothing may depend on their arriving. */
export interface Notices {
  send(text: string): Promise<void>;
  close(): Promise<void>;
}

const channel = 'madoguchi';

/**
 * LISTEN and NOTIFY on a connection of their own: inside a transaction NOTIFY takes a lock on the whole database at
 * commit. A lost connection is made anew with a growing pause.
 */
export async function openNotices(url: string, hear: (text: string) => void): Promise<Notices> {
  let client: pg.Client | undefined;
  let closed = false;
  let pause = 250;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url });
    // Without a listener an error of the connection would end the process; 'end' follows it.
    fresh.on('error', () => undefined);
    fresh.on('notification', ({ payload = '' }) => hear(payload));
    await fresh.connect();
    fresh.on('end', () => {
      client = undefined;
      again();
    });
    await fresh.query(`listen ${channel}`);
    client = fresh;
    pause = 250;
  }

  function again(): void {
    if (closed) return;
    pause = Math.min(pause * 2, 10_000);
    setTimeout(() => void connect().catch(again), pause).unref();
  }

  await connect();
  return {
    async send(text) {
      await client?.query('select pg_notify($1, $2)', [channel, text]).catch(() => undefined);
    },
    async close() {
      closed = true;
      await client?.end();
    },
  };
}
