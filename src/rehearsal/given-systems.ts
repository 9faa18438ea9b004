import { z } from 'zod';
import type { FlowTest } from '../flows/flow.js';
import type { LookUp, OwnAct, ShopSystems, Values } from '../shop/system.js';

const values = z.record(z.string(), z.unknown());

/** The shop's systems with what a test says of them in their place; what it does not name is the shop's own. */
export function systemsFor(systems: ShopSystems, { given }: Pick<FlowTest, 'given'>): ShopSystems {
  const lookups = new Map(systems.lookups);
  for (const [name, brings] of Object.entries(given.lookups)) {
    const known = systems.lookups.get(name);
    if (!known) throw new Error(`given: the shop has nothing called ${name} to look up`);
    lookups.set(name, givenLookUp(known, brings));
  }
  const ownActs = new Map(systems.ownActs);
  for (const [name, outcome] of Object.entries(given.acts)) {
    const known = ownActs.get(name) ?? systems.outsideActs.get(name);
    if (outcome === 'failed') ownActs.delete(name);
    else ownActs.set(name, givenAct(known?.signature ?? { takes: {}, gives: {} }, outcome));
  }
  return { ...systems, lookups, ownActs };
}

function givenLookUp({ signature }: LookUp, given: unknown): LookUp {
  const all: readonly unknown[] = Array.isArray(given) ? given : [given];
  let asked = 0;
  return {
    signature,
    look: () => {
      const brings = all[Math.min(asked++, all.length - 1)];
      if (brings === 'none') return Promise.resolve({ kind: 'none' });
      if (brings === 'failed') return Promise.resolve({ kind: 'failed', why: 'given by the test' });
      return Promise.resolve({ kind: 'found', values: values.parse(brings) });
    },
  };
}

function givenAct(signature: OwnAct['signature'], outcome: { done: Values } | { refused: Values }): OwnAct {
  return {
    signature,
    plan: () =>
      Promise.resolve(
        'done' in outcome
          ? { kind: 'done', details: outcome.done, steps: [] }
          : { kind: 'refused', details: outcome.refused },
      ),
  };
}
