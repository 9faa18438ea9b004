import { conditionsOf, type Conditions, type Use } from './condition.js';
import type { FlowStep } from './flow.js';
import type { Linted, Tell } from './linted.js';
import { noSignatures } from './shape.js';

interface Expression {
  readonly text: string;
  readonly use: Use;
}

/** Every condition and value of a step. */
export function expressionsIn(step: FlowStep): Expression[] {
  const all: Expression[] = [];
  if (step.when !== undefined) all.push({ text: step.when, use: 'condition' });
  if ('branch' in step) for (const { when } of step.branch) all.push({ text: when, use: 'condition' });
  if ('lookup' in step || 'act' in step) for (const text of Object.values(step.with)) all.push({ text, use: 'value' });
  if ('ask' in step || 'check' in step) for (const { that } of step.check) all.push({ text: that, use: 'condition' });
  return all;
}

/** Checked against the kinds of the slots and what the shop's systems say they bring. */
export function lintExpressions({ written, flow, signatures, isRight }: Linted, tell: Tell): void {
  let conditions: Conditions | undefined;
  written.steps.forEach((step, index) => {
    for (const { text, use } of expressionsIn(step)) {
      if (isRight(text, use)) continue;
      conditions ??= conditionsOf(flow, signatures ?? noSignatures);
      const problem = conditions.problem(text, use);
      if (problem !== undefined) tell(['steps', index], `"${text}": ${problem}`);
    }
  });
}
