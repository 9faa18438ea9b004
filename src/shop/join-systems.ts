import type { Signature, Signatures } from '../flows/shape.js';
import type { ShopSystems } from './system.js';

/** Our own tables, and before them what `connectors.yaml` declares: a shop's own system knows better than our copy. */
export function joinSystems(own: ShopSystems, outside: Pick<ShopSystems, 'lookups' | 'outsideActs'>): ShopSystems {
  return {
    lookups: new Map([...own.lookups, ...outside.lookups]),
    ownActs: new Map([...own.ownActs].filter(([name]) => !outside.outsideActs.has(name))),
    outsideActs: outside.outsideActs,
  };
}

/** What flows may name, with what it takes and gives: for lint and for the types of conditions. */
export function signaturesOf({ lookups, ownActs, outsideActs }: ShopSystems): Signatures {
  const of = (map: ReadonlyMap<string, { signature: Signature }>): [string, Signature][] =>
    [...map].map(([name, { signature }]) => [name, signature]);
  return { lookups: new Map(of(lookups)), acts: new Map([...of(ownActs), ...of(outsideActs)]) };
}
