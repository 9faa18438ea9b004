import type { Asker, LookedUp, LookUp, Values } from '../system.js';
import { answerOf, at, isEmpty, stepsOf } from './answer.js';
import type { AskingOf } from './asking.js';
import type { LookUpFile } from './connectors-file.js';
import { readGiven, shapeOf } from './gives.js';
import type { Signature } from '../../flows/shape.js';
import type { Patience, System } from './system.js';
import type { Exchanged } from './wire.js';

export interface LookUpParts {
  readonly file: LookUpFile;
  readonly system: System;
  readonly asking: AskingOf;
  readonly patience: Patience;
}

export const lookUpSignature = ({ takes, optional, gives }: LookUpFile): Signature => ({
  takes,
  ...(optional === undefined ? {} : { optional }),
  gives: shapeOf(gives),
});

/** A look-up in a system of the shop, as `connectors.yaml` declares it. */
export function createLookUp({ file, system, asking, patience }: LookUpParts): LookUp {
  const failed = (why: string): LookedUp => ({ kind: 'failed', why: `${system.name} ${why}` });
  return {
    signature: lookUpSignature(file),
    async look(asker, values, signal) {
      const asked = asking(values, { language: asker.language, key: asker.key });
      if (typeof asked === 'string') return failed(asked);
      const exchanged = await system.ask(asked, patience, signal);
      if (exchanged.kind === 'broken') return failed(exchanged.why);
      return read(file, exchanged, asker, failed);
    },
  };
}

function read(
  { none, at: root, gives }: LookUpFile,
  answered: Extract<Exchanged, { kind: 'answered' }>,
  { settings: { zone } }: Asker,
  failed: (why: string) => LookedUp,
): LookedUp {
  const { status } = answered;
  if (none.status?.includes(status) === true) return { kind: 'none' };
  if (status < 200 || status > 299) return failed(statusWhy(status));
  const answer = answerOf(answered);
  if ('fault' in answer) return failed(answer.fault);
  if (none.empty !== undefined && isEmpty(at(answer.json, stepsOf(none.empty)))) return { kind: 'none' };
  const { values, faults } = readGiven(gives, root === undefined ? answer.json : at(answer.json, stepsOf(root)), {
    zone,
  });
  if (faults.length > 0) return failed(`gave what is not understood: ${faults.slice(0, 5).join('; ')}`);
  // Another page with a 200, or an API that has changed: telling a customer nothing of their order is no answer.
  if (isNothing(values) && Object.keys(gives).length > 0) return failed('gave none of the fields that gives names');
  return { kind: 'found', values };
}

const isNothing = (values: Values): boolean => Object.keys(values).length === 0;

export const statusWhy = (status: number): string =>
  status >= 300 && status < 400
    ? `answered ${status}: it leads to another address, where nobody follows`
    : `answered ${status}`;
