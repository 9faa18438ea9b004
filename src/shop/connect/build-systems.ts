import type { Clock } from '../../clock.js';
import type { Log } from '../../log.js';
import { actSignature, createOutsideAct, tellsKey } from './act.js';
import { parseBase } from './address.js';
import { askingOf, type AskingFile } from './asking.js';
import { allowedIn } from './check-file.js';
import type { ConnectorsFile, SystemFile } from './connectors-file.js';
import { createLookUp, lookUpSignature } from './lookup.js';
import { createReach } from './private-network.js';
import type { Connectors } from './read-connectors.js';
import { createSystem, type Patience, type System } from './system.js';
import { boundTemplate, filled, type Environment } from './template.js';
import { createWire } from './wire.js';

interface House {
  readonly clock: Clock;
  readonly log: Log | undefined;
  readonly zone: () => string;
}

/** What the file declares, ready to be asked. The file must have been checked: here nothing is told, only thrown. */
export function buildSystems(file: ConnectorsFile, environment: Environment, { clock, log, zone }: House): Connectors {
  const wire = createWire({ mayReach: createReach(allowedIn(file)) });
  const systems = new Map(
    Object.entries(file.systems).map(([name, one]) => {
      const base = parseBase(filled(boundTemplate(one.address, environment), new Map()) ?? '');
      if (typeof base === 'string') throw new Error(`connectors: the address of ${name} was not checked`);
      const system = createSystem({ name, origin: base.origin, wire, clock, log, breaker: one.breaker });
      return [name, { file: one, base: base.path, system }];
    }),
  );
  const systemOf = (name: string): { file: SystemFile; base: string; system: System } => {
    const found = systems.get(name);
    if (!found) throw new Error(`connectors: the system ${name} was not checked`);
    return found;
  };

  const lookups = Object.entries(file.lookups).map(([name, one]) => {
    const { file: own, base, system } = systemOf(one.system);
    const signature = lookUpSignature(one);
    const asking = askingOf(one, { base, headers: own.headers, environment, signature, fresh: false });
    const isRepeatable = one.method === 'GET' || one.key !== undefined;
    return [name, createLookUp({ file: one, system, asking, patience: patienceOf(one, own, isRepeatable) })] as const;
  });
  const acts = Object.entries(file.acts).map(([name, one]) => {
    const { file: own, base, system } = systemOf(one.system);
    const parts = { base, headers: own.headers, environment };
    const perform = askingOf(one, { ...parts, signature: actSignature(one), fresh: true });
    const find =
      one.find && askingOf(findingFile(one.find), { ...parts, signature: { takes: {}, gives: {} }, fresh: false });
    const patience = patienceOf(one, own, tellsKey(one));
    return [name, createOutsideAct({ file: one, system, perform, find, patience, zone })] as const;
  });
  return { lookups: new Map(lookups), outsideActs: new Map(acts), close: () => wire.close() };
}

const findingFile = ({ path, query }: Pick<AskingFile, 'path' | 'query'>): AskingFile => ({
  ...{ method: 'GET', path, query },
  headers: {},
});

/** A customer waits for all of it. */
const usual = { timeout: 5, retries: 1 };

interface Patient {
  readonly timeout?: number | undefined;
  readonly retries?: number | undefined;
}

const patienceOf = (own: Patient, system: Patient, isRepeatable: boolean): Patience => ({
  timeoutMs: (own.timeout ?? system.timeout ?? usual.timeout) * 1_000,
  retries: own.retries ?? system.retries ?? usual.retries,
  isRepeatable,
});
