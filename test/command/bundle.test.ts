import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../setup/databases.js';

test('the one file the server runs holds no letter that its reading as single bytes would change', () => {
  const bundle = readFileSync('dist/server.bundle');
  expect(bundle.length).toBeGreaterThan(1_000_000);
  expect(bundle.find((byte) => byte > 0x7f)).toBeUndefined();
});

test('the built server loads Microsoft’s packages when their channel is first used', async () => {
  const own = { BOT_APP_ID: '11111111-1111-1111-1111-111111111111', BOT_APP_PASSWORD: 'not a real one' };
  const child = spawn(process.execPath, [join(process.cwd(), 'dist/main.js'), 'start'], {
    cwd: temporaryFolder(),
    env: { PATH: process.env['PATH'], PORT: '0', READINGS: 'off', ...own },
  });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let out = '';
      child.stdout.on('data', (bytes: Buffer) => {
        out += bytes.toString();
        const port = /Listening on [^:]+:(\d+)/.exec(out)?.[1];
        if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
      });
      child.on('exit', () => reject(new Error(`the server did not start:\n${out}`)));
    });
    const sent = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer abc.def.ghi' },
      body: JSON.stringify({
        ...{ type: 'message', id: '9', text: 'hi', channelId: 'msteams', serviceUrl: 'https://smba.example/x' },
        ...{ from: { id: '1' }, conversation: { id: '2' }, recipient: { id: '3' } },
      }),
    });
    expect(sent.status).toBe(401);
  } finally {
    child.kill('SIGKILL');
  }
}, 30_000);
