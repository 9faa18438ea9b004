import { randomUUID } from 'node:crypto';
import { z } from 'zod';

export interface Agent {
  /** Takes the conversation of this ticket; the card it was given with, as text. */
  claims(ticket: string): Promise<string>;
  replies(text: string): Promise<void>;
  resolves(): Promise<void>;
}

/** A colleague at the counter, by the staff's own routes. */
export async function signIn(url: string, link: string): Promise<Agent> {
  let token = '';
  let conversation = '';

  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  ({ token } = z.object({ token: z.string() }).parse(await ask('POST', '/staff/sign-in', { token: link })));

  return {
    async claims(ticket) {
      const card = JSON.stringify(await ask('GET', `/staff/tickets/${ticket}`));
      conversation = /"conversation":"([^"]+)"/.exec(card)?.[1] ?? '';
      await ask('POST', `/staff/conversations/${conversation}/claim`, {});
      return card;
    },
    async replies(text) {
      await ask('POST', `/staff/conversations/${conversation}/reply`, { clientId: randomUUID(), text, anyway: true });
    },
    async resolves() {
      await ask('POST', `/staff/conversations/${conversation}/resolve`, { outcome: 'helped', anyway: true });
    },
  };
}
