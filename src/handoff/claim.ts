import { sql } from '../database/statements.js';
import type { Database, Step } from '../database/database.js';
import { Refusal } from '../refusal.js';
import type { Settings } from '../site/settings.js';
import { ticketsOf } from '../tickets/list.js';
import { changeSteps } from '../tickets/update.js';
import { change, findConversation, type Agent, type Desk } from './desk.js';
import { queuesOfAgent, teamOfQueue } from './route-to.js';

export interface Claimed {
  readonly conversation: string;
  readonly seq: number;
}

/**
 * Takes a conversation for this agent, with its ticket, in one compare-and-set: of two at once, one wins and the other
 * gets `Refusal('taken')` naming who has it. Again by the same agent is fine. There is no limit here: whoever clicks
 * knows what they take on.
 */
export function claim(desk: Desk, agent: Agent, conversation: string): Promise<Claimed> {
  return take(desk, agent, { conversation, mine: 'is fine', guards: [] });
}

/**
 * Takes the longest waiting conversation of the agent's queues (their teams in their languages), or undefined when
 * nobody waits. Handing out respects the team's capacity: above it, `Refusal('busy')`.
 */
export async function claimNext(desk: Desk, agent: Agent, settings: Settings): Promise<Claimed | undefined> {
  const { database } = desk;
  const queues = queuesOfAgent(settings, agent);
  for (let tries = 1; tries <= 3; tries++) {
    const { entries } = await ticketsOf(database, { site: agent.site, status: 'waiting', queues, limit: 5 });
    if (entries.length === 0) return undefined;
    for (const { conversation, queue } of entries) {
      const capacity = teamOfQueue(settings, queue)?.capacity ?? 1;
      const guards = roomSteps(database, agent.id, capacity);
      const taken = await take(desk, agent, { conversation, mine: 'is taken', guards }).catch(unlessTaken);
      if (taken) return taken;
    }
  }
  return undefined;
}

/** Somebody was faster with this one: the next in the list is tried. */
function unlessTaken(error: unknown): undefined {
  if (error instanceof Refusal && (error.code === 'taken' || error.code === 'not-found')) return undefined;
  throw error;
}

interface Taking {
  readonly conversation: string;
  /** Handed out twice at once, an agent gets two conversations, not the same one twice. */
  readonly mine: 'is fine' | 'is taken';
  readonly guards: readonly Step[];
}

async function take(desk: Desk, agent: Agent, { conversation, mine, guards }: Taking): Promise<Claimed> {
  const { database } = desk;
  for (let tries = 1; ; tries++) {
    const found = await findConversation(database, agent.site, conversation);
    const { owner } = found;
    if (owner.status === 'agent' && owner.agent === agent.id && mine === 'is fine')
      return { conversation, seq: found.head };
    if (owner.status === 'agent') throw await taken(database, conversation, owner.agent);
    const now = desk.clock.now();
    const newOwner = { status: 'agent', agent: agent.id } as const;
    const changed = await change(desk, found, {
      events: [
        {
          ...{ author: `agent:${agent.id}`, time: now },
          body: { kind: 'owner', from: owner, to: newOwner, reason: 'claimed', name: agent.name },
        },
      ],
      ...{ newOwner, now, guards },
      steps: changeSteps(database, {
        ...{ conversation, now, from: ['waiting', 'open'] },
        set: { status: 'claimed', holder: agent.id },
      }),
    });
    if (changed.done) return { conversation, seq: changed.head };
    if (changed.lost === 'guard')
      throw new Refusal('busy', `claim: ${agent.id} has as many conversations as their team allows`);
    if (changed.lost === 'step')
      throw new Refusal('not-found', `claim: conversation ${conversation} has no open ticket`);
    if (tries === 5) throw new Refusal('busy', `claim: conversation ${conversation} keeps changing hands`);
  }
}

/**
 * Runs after the conversation is the agent's, so it counts itself. The agent's own row is locked first: two
 * conversations handed to one agent at once must see each other.
 */
function roomSteps(database: Database, agent: string, capacity: number): Step[] {
  const { build } = database;
  const lock = build
    .updateTable('staff')
    .set((staff) => ({ name: staff.ref('name') }))
    .where('id', '=', agent);
  const room = build
    .selectFrom('conversation')
    .select(sql<number>`count(*)`.as('held'))
    .where('owner', '=', `agent:${agent}`)
    .having(sql<boolean>`count(*) <= ${sql.lit(capacity)}`);
  return [{ statement: lock.compile() }, { statement: room.compile(), rows: 1 }];
}

/** `Refusal('taken')` with the colleague's name, so that the screen can say it. */
export async function taken(database: Database, conversation: string, holder: string): Promise<Refusal> {
  const [row] = await database.read(database.build.selectFrom('staff').select('name').where('id', '=', holder));
  const who = row?.name ?? holder;
  return new Refusal('taken', `claim: ${holder} holds conversation ${conversation}`, { who, by: holder });
}
