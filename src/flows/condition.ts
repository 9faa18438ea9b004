import { Environment } from '@marcbachmann/cel-js';

const environment = new Environment({ unlistedVariablesAreDyn: true });
const parsed = new Map<string, (values: Record<string, unknown>) => unknown>();

/** What is wrong with an expression, or undefined. */
export function expressionProblem(text: string): string | undefined {
  try {
    const check = environment.parse(text).check();
    return check.valid ? undefined : (check.error?.message ?? 'not a valid expression');
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] : String(error);
  }
}

/** The value of a CEL expression. A name that is not there is a fault of the flow: lint finds those that can be found. */
export function evaluate(text: string, values: Record<string, unknown>): unknown {
  let run = parsed.get(text);
  if (!run) {
    const expression = environment.parse(text);
    run = (given) => expression(given);
    if (parsed.size > 2_000) parsed.clear();
    parsed.set(text, run);
  }
  return run(values);
}

/** Whether a condition holds. Anything but `true` and `false` is a fault: a flow must not go on by accident. */
export function holds(text: string, values: Record<string, unknown>): boolean {
  const value = evaluate(text, values);
  if (typeof value !== 'boolean')
    throw new Error(`flow: the condition "${text}" gave ${typeof value}, not true or false`);
  return value;
}
