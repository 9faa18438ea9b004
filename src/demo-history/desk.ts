import { claim } from '../handoff/claim.js';
import type { Agent, Desk } from '../handoff/desk.js';
import { handBack } from '../handoff/give.js';
import { note } from '../handoff/note.js';
import { rate } from '../handoff/rating.js';
import { reply } from '../handoff/reply.js';
import { resolve } from '../handoff/resolve.js';
import type { Stage } from './play.js';
import type { Line } from './script.js';

/** What somebody of the staff did, and what the customer said of it, through the same functions the console calls. */
export async function workAtDesk(stage: Stage, line: Extract<Line, { kind: 'agent' | 'rates' }>): Promise<void> {
  const { door, thread, conversation, pace } = stage;
  const { database, live, clock, repeatKey, own } = door;
  const desk: Desk = { database, live, clock, repeatKey, own };
  if (line.kind === 'rates') {
    const { score, comment } = line;
    pace.typing(comment);
    stage.sent += 1;
    await rate(desk, { thread, conversation, clientId: `m${stage.sent}`, score, comment });
    return;
  }
  const agent = agentCalled(stage, line.who);
  const { text } = line;
  if (line.does === 'claims') pace.pass(5_000);
  else pace.typing(text);
  switch (line.does) {
    case 'claims':
      await claim(desk, agent, conversation);
      return;
    case 'says':
      stage.sent += 1;
      await reply(desk, agent, { conversation, clientId: `m${stage.sent}`, message: { text } });
      return;
    case 'notes':
      await note(desk, agent, { conversation, text });
      return;
    case 'resolves':
      await resolve(desk, agent, { conversation, outcome: text });
      return;
    case 'hands back':
      await handBack(desk, agent, conversation);
  }
}

function agentCalled({ staff }: Stage, who: string): Agent {
  const agent = staff.find(({ mail }) => mail.startsWith(`${who}@`));
  if (!agent) throw new Error(`history: nobody called ${who} works here`);
  return agent;
}
