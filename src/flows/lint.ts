import { nearestName } from '../import/nearest-name.js';
import { lintExpressions } from './lint-expressions.js';
import { lintPlaces, lintRoads } from './lint-roads.js';
import { lintSlots } from './lint-slots.js';
import { lintWords } from './lint-words.js';
import type { LintProblem, Linted, Tell } from './linted.js';
import { roadNetOf } from './road-net.js';
import type { Signature } from './shape.js';

/** Everything about a flow that would only show with a customer on the line: places that do not exist, missing words. */
export function lint(linted: Linted): LintProblem[] {
  const problems: LintProblem[] = [];
  const tell: Tell = (at, what) => void problems.push({ path: { at }, what });
  const net = roadNetOf(linted.flow);
  lintPlaces(linted, net, tell);
  // Roads are followed only where each leads somewhere.
  if (problems.length === 0) lintRoads(linted, net, tell);
  lintSlots(linted, tell);
  lintSystems(linted, tell);
  lintExpressions(linted, tell);
  problems.push(...lintWords(linted));
  return problems;
}

/** Look-ups and acts that the shop has, with what they need and nothing else. */
function lintSystems({ written, signatures }: Linted, tell: Tell): void {
  if (!signatures) return;
  written.steps.forEach((step, index) => {
    const told =
      'lookup' in step
        ? needs('look up', step.lookup, step.with, signatures.lookups)
        : 'act' in step
          ? needs('do', step.act, step.with, signatures.acts)
          : [];
    for (const what of told) tell(['steps', index], what);
  });
}

function needs(
  verb: string,
  name: string,
  given: Readonly<Record<string, string>>,
  known: ReadonlyMap<string, Signature>,
): string[] {
  const signature = known.get(name);
  if (!signature) {
    const near = nearestName(name, [...known.keys()]);
    // An act nobody declares goes to the shop's system at SHOP_URL under its name; a slip of the pen must not.
    if (verb === 'do' && near === undefined) return [];
    return [`the shop has nothing called ${name} to ${verb}${near === undefined ? '' : `; ${near} is meant, perhaps`}`];
  }
  const { takes, optional = [] } = signature;
  const missing = Object.keys(takes).filter((one) => !Object.hasOwn(given, one) && !optional.includes(one));
  const unknown = Object.keys(given).filter((one) => !Object.hasOwn(takes, one));
  return [
    ...missing.map((one) => `${name} needs ${one}: add it under with`),
    ...unknown.map((one) => `${name} takes no ${one}; it takes ${Object.keys(takes).join(', ') || 'nothing'}`),
  ];
}
