import type { Database } from '../../database/database.js';

/** The names customers read. Asked once a minute at most; whoever has left keeps theirs. */
export interface AgentNames {
  /** Undefined until it was asked for. */
  known(agent: string): string | undefined;
  load(agents: Iterable<string>): Promise<void>;
}

const keptFor = 60_000;

export function createAgentNames(database: Database): AgentNames {
  const names = new Map<string, { name: string; until: number }>();
  const fresh = (agent: string): string | undefined => {
    const found = names.get(agent);
    return found && found.until > Date.now() ? found.name : undefined;
  };
  return {
    known: fresh,
    async load(agents) {
      const missing = [...new Set(agents)].filter((agent) => fresh(agent) === undefined);
      if (missing.length === 0) return;
      const rows = await database.read(
        database.build.selectFrom('staff').select(['id', 'name']).where('id', 'in', missing),
      );
      const until = Date.now() + keptFor;
      for (const agent of missing) names.set(agent, { name: rows.find(({ id }) => id === agent)?.name ?? '', until });
    },
  };
}
