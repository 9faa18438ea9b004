import type { Signature } from '../../flows/shape.js';
import type { OutsideAct, Performed } from '../system.js';
import { answerOf, at, isEmpty, stepsOf } from './answer.js';
import type { AskingOf } from './asking.js';
import type { ActFile, Place, Rule } from './connectors-file.js';
import { readGiven, shapeOf } from './gives.js';
import { statusWhy } from './lookup.js';
import type { Patience, System } from './system.js';
import type { Exchanged } from './wire.js';

export interface ActParts {
  readonly file: ActFile;
  readonly system: System;
  readonly perform: AskingOf;
  /** Undefined: the system has no way to look what became of an act. */
  readonly find: AskingOf | undefined;
  readonly patience: Patience;
  /** The shop's time zone now. */
  readonly zone: () => string;
}

export const actSignature = ({ takes, optional, gives }: ActFile): Signature => ({
  takes,
  ...(optional === undefined ? {} : { optional }),
  gives: shapeOf(gives),
});

/** Whether the system is told the key, so that it can know a repeat by it. */
export const tellsKey = (file: ActFile): boolean =>
  file.key !== undefined ||
  /\{key\}/.test(
    `${file.path} ${JSON.stringify(file.query)} ${JSON.stringify(file.headers)} ${JSON.stringify(file.body)}`,
  );

/**
 * An act in a system of the shop, as `connectors.yaml` declares it. One without a key and without `find` is never asked
 * for a second time once it may have arrived: what became of it then is for a person to find out.
 */
export function createOutsideAct({ file, system, perform, find, patience, zone }: ActParts): OutsideAct {
  const unknown = (why: string): Performed => ({ kind: 'unknown', why: `${system.name} ${why}` });
  const performed = (exchanged: Exchanged, root: Place | undefined): Performed => {
    if (exchanged.kind === 'broken') return unknown(exchanged.why);
    const answer = answerOf(exchanged);
    const json = 'fault' in answer ? undefined : root === undefined ? answer.json : at(answer.json, stepsOf(root));
    // A page that says "back soon" with a 200 has done nothing; nor does a list without the act in it say that it is done.
    const isElsewhere = 'fault' in answer ? exchanged.body.length > 0 : root !== undefined && json === undefined;
    const isSure = file.done !== undefined || exchanged.status > 299 || !isElsewhere;
    const kind = isSure ? outcomeOf(file, exchanged.status, json) : 'unknown';
    if (kind === 'unknown') return unknown(unknownWhy(exchanged.status, answer));
    // It is done, whatever else the answer says: a detail that cannot be read must not make it "failed".
    return { kind, details: readGiven(file.gives, json, { zone: zone() }).values };
  };

  return {
    signature: actSignature(file),
    async find(key, signal) {
      if (!find || !file.find) {
        return tellsKey(file) ? undefined : unknown('cannot be asked what became of it');
      }
      const asked = find({}, { key });
      if (typeof asked === 'string') return unknown(asked);
      const found = await system.ask(asked, { ...patience, isRepeatable: true }, signal);
      if (found.kind === 'answered' && isUnheardOf(file.find.none, found)) return undefined;
      return performed(found, file.find.at);
    },
    async perform(key, values, signal) {
      const asked = perform(values, { key });
      // With these values it cannot be asked, now or later: trying again would change nothing.
      if (typeof asked === 'string') return { kind: 'refused', details: { why: `${system.name} ${asked}` } };
      return performed(await system.ask(asked, patience, signal), file.at);
    },
  };
}

function isUnheardOf(
  none: NonNullable<ActFile['find']>['none'],
  answered: Extract<Exchanged, { kind: 'answered' }>,
): boolean {
  if (none.status?.includes(answered.status) === true) return true;
  if (none.empty === undefined || answered.status > 299) return false;
  const answer = answerOf(answered);
  return 'json' in answer && isEmpty(at(answer.json, stepsOf(none.empty)));
}

const usual = { refused: { status: [409, 410, 412, 422] } } as const;

/** Refused is asked first: many systems answer 200 to say no. */
function outcomeOf({ done, refused = { status: [...usual.refused.status] } }: ActFile, status: number, json: unknown) {
  if (holds(refused, status, json)) return 'refused';
  if (done === undefined ? status >= 200 && status <= 299 : holds(done, status, json)) return 'done';
  return 'unknown';
}

function holds({ status: statuses, where }: Rule, status: number, json: unknown): boolean {
  if (statuses?.includes(status) === false) return false;
  if (where === undefined) return statuses !== undefined;
  const said = at(json, stepsOf(where.path));
  return where.is.some((one) => one === said);
}

const unknownWhy = (status: number, answer: ReturnType<typeof answerOf>): string =>
  status > 299 ? statusWhy(status) : 'fault' in answer ? answer.fault : 'did not say whether it is done';
