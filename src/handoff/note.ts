import { wellFormed } from '../conversations/say.js';
import { redact } from '../conversations/redact.js';
import { Refusal } from '../refusal.js';
import { change, findConversation, type Agent, type Desk } from './desk.js';

/** A remark among colleagues, never shown to the customer. Whoever may see the conversation may leave one. */
export async function note(
  desk: Desk,
  agent: Agent,
  { conversation, text }: { conversation: string; text: string },
): Promise<{ seq: number }> {
  const clean = cleanNote(desk, text);
  for (let tries = 1; tries <= 5; tries++) {
    const found = await findConversation(desk.database, agent.site, conversation);
    const now = desk.clock.now();
    const changed = await change(desk, found, {
      events: [{ author: `agent:${agent.id}`, time: now, body: { kind: 'note', text: clean } }],
      now,
    });
    if (changed.done) return { seq: changed.head };
  }
  throw new Refusal('busy', `note: conversation ${conversation} keeps changing hands`);
}

export function cleanNote(desk: Pick<Desk, 'own'>, text: string): string {
  const clean = redact(wellFormed(text, 'note'), desk.own()).trim();
  if (clean === '') throw new Refusal('bad-input', 'note: it says nothing', { where: 'note' });
  return clean;
}
