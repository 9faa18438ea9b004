import type { Config } from '../config.js';
import type { Signatures } from '../flows/shape.js';
import { readConnectors } from '../shop/connect/read-connectors.js';
import { ownSignatures } from '../shop/own/signatures.js';

/** What this shop's flows may look up and have done: its own tables, and what its `connectors.yaml` declares. */
export async function shopSignatures(config: Config, environment: NodeJS.ProcessEnv): Promise<Signatures> {
  const own = ownSignatures();
  if (config.CONNECTORS === undefined) return own;
  const { signatures } = await readConnectors(config.CONNECTORS, environment);
  return {
    lookups: new Map([...own.lookups, ...signatures.lookups]),
    acts: new Map([...own.acts, ...signatures.acts]),
  };
}
