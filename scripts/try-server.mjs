/** A server of its own for a moment: started, looked at and asked as a shop's is. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const patience = 10_000;

/**
 * Starts a server in this process over an empty database and asks it once in each language, so that V8 has compiled what a
 * start and a first question run. It goes on until the process ends. Throws when it gives no answer.
 */
export async function tryServer(run, require) {
  const { runCommand, loadServer } = run(require);
  await loadServer();
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-build-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const environment = { DATABASE_URL: join(folder, 'shop.db'), PORT: '0', LOG_LEVEL: 'silent', READINGS: 'off' };
  let out = '';
  const line = (text) => void (out += `${text}\n`);
  await runCommand(['start'], environment, { line, error: line });
  const port = /Listening on [^:]+:(\d+)/.exec(out)?.[1];
  if (port === undefined) throw new Error(out);
  await ask(`http://127.0.0.1:${port}`, 'en', 'Where is my order?');
  await ask(`http://127.0.0.1:${port}`, 'ja', '返品したい');
}

/** A new conversation over Direct Line and a question in it, until the bot has said something to it. */
async function ask(at, language, text) {
  const send = async (path, body, token) => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const given = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(`${at}${path}`, { headers, ...given });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  const { token } = await send('/chat/token', { language });
  const { conversationId } = await send('/v3/directline/conversations', {}, token);
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  await send(path, { type: 'message', from: { id: 'customer' }, text, locale: language }, token);
  for (const until = Date.now() + patience; Date.now() < until;) {
    const { activities } = await send(path, undefined, token);
    const own = activities.findIndex((one) => one.text === text);
    if (own >= 0 && activities.length > own + 1) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no answer to "${text}"`);
}
