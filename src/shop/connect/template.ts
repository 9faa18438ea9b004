/**
 * Texts of `connectors.yaml` with places in them: `{number}` is a value of the asking, `{total.amount}` a part of a
 * money value, `${ERP_TOKEN}` a variable of the environment. Values only: nothing is computed.
 */
export type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string };
export type Template = readonly Part[];

export type Environment = Readonly<Record<string, string | undefined>>;

const placePattern = /\$\{[^{}]*\}|\{[^{}\s"':,]*\}/g;

/** The template, or what is wrong with it: whatever looks like a place and is none would go out as it stands. */
export function parseTemplate(text: string): Template | string {
  const parts: Part[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(placePattern)) {
    if (index > from) parts.push({ kind: 'literal', text: text.slice(from, index) });
    from = index + found.length;
    const part = parsePlace(found);
    if (part === undefined) return `${found} is neither a {value} nor a \${VARIABLE}`;
    parts.push(part);
  }
  if (from < text.length) parts.push({ kind: 'literal', text: text.slice(from) });
  return parts;
}

function parsePlace(found: string): Part | undefined {
  const variable = /^\$\{([A-Z][A-Z0-9_]*)\}$/.exec(found)?.[1];
  if (variable !== undefined) return { kind: 'variable', name: variable };
  const value = /^\{([a-z][A-Za-z0-9_]*(?:\.(?:amount|currency))?)\}$/.exec(found)?.[1];
  return value === undefined ? undefined : { kind: 'value', name: value };
}

/** Variables put in, once: what stands in a secret is never read as a place. A missing one is empty; check first. */
export function bound(template: Template, environment: Environment): Template {
  return template.map((part) =>
    part.kind === 'variable' ? { kind: 'literal', text: (environment[part.name] ?? '').trim() } : part,
  );
}

/** A template of a file that was checked: bound, or its own text when it cannot be read. */
export function boundTemplate(text: string, environment: Environment): Template {
  const template = parseTemplate(text);
  return typeof template === 'string' ? [{ kind: 'literal', text }] : bound(template, environment);
}

/** A value ready to go out: as text for addresses and sentences, as JSON for bodies. */
export interface Outgoing {
  readonly text?: string;
  readonly json: unknown;
}
export type OutgoingValues = ReadonlyMap<string, Outgoing>;

/** The text with its values, each through `encode`; undefined when one of them is not there or has no text. */
export function filled(
  template: Template,
  values: OutgoingValues,
  encode = (text: string) => text,
): string | undefined {
  const texts = template.map((part) => {
    if (part.kind === 'literal') return part.text;
    const text = values.get(part.name)?.text;
    return text === undefined ? undefined : encode(text);
  });
  return texts.every((text) => text !== undefined) ? texts.join('') : undefined;
}

export const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** A body as the file has it, its texts read as templates. */
export type BodyTemplate =
  | { readonly kind: 'text'; readonly template: Template }
  | { readonly kind: 'fixed'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly BodyTemplate[] }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [string, BodyTemplate])[] };

export function bodyTemplate(node: unknown, environment: Environment): BodyTemplate {
  if (typeof node === 'string') return { kind: 'text', template: boundTemplate(node, environment) };
  if (Array.isArray(node)) return { kind: 'list', items: node.map((one: unknown) => bodyTemplate(one, environment)) };
  if (typeof node === 'object' && node !== null) {
    return {
      kind: 'object',
      fields: Object.entries(node).map(([key, one]: [string, unknown]) => [key, bodyTemplate(one, environment)]),
    };
  }
  return { kind: 'fixed', value: typeof node === 'number' || typeof node === 'boolean' ? node : null };
}

/** The body with its values. A place alone keeps its kind (a count stays a number); what has no value is left out. */
export function filledBody(body: BodyTemplate, values: OutgoingValues): unknown {
  if (body.kind === 'fixed') return body.value;
  if (body.kind === 'list') {
    return body.items.map((one) => filledBody(one, values)).filter((value) => value !== undefined);
  }
  if (body.kind === 'object') {
    return Object.fromEntries(
      body.fields.map(([key, one]) => [key, filledBody(one, values)]).filter(([, value]) => value !== undefined),
    );
  }
  const [only, ...others] = body.template;
  if (only?.kind === 'value' && others.length === 0) return values.get(only.name)?.json;
  return filled(body.template, values);
}
