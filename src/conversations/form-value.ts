/** Forms in the help centre are conversations of a channel of their own. */
export const formChannel = 'form';

/**
 * What a page of a form posts, as the `value` of a customer's message; its `text` says the same in words. Any channel whose
 * client knows for certain which question is being answered may send them.
 *
 * `@form:<flow>` begins the errand; the text is what it is about, or the errand's title.
 * `@answer:<step>` the text is the answer to this step, whatever it sounds like: a question typed into "what happened" is
 *   what happened. From a page that has been answered since, it is not taken.
 * `@answer:<step>:<value>` the same with what was chosen; of several, one a line.
 * `@carry-on`, `@solved:<article>`: the articles shown before sending did not settle it, or this one did.
 *
 * Beside them what every channel has: `@skip`, `@back`, `@repeat`, `@cancel`, `@change:<slot>`, `@person`.
 */
export type FormValue =
  | { readonly kind: 'begin'; readonly flow: string }
  | { readonly kind: 'answer'; readonly step: string; readonly chosen: string | undefined }
  | { readonly kind: 'carry on' }
  | { readonly kind: 'solved'; readonly article: string };

export function formatFormValue(value: FormValue): string {
  switch (value.kind) {
    case 'begin':
      return `@form:${value.flow}`;
    case 'answer':
      return value.chosen === undefined ? `@answer:${value.step}` : `@answer:${value.step}:${value.chosen}`;
    case 'carry on':
      return '@carry-on';
    case 'solved':
      return `@solved:${value.article}`;
  }
}

/** `undefined` for a value that no page of a form posts. */
export function parseFormValue(value: string | undefined): FormValue | undefined {
  if (value?.startsWith('@') !== true) return undefined;
  if (value === '@carry-on') return { kind: 'carry on' };
  const [, verb, what = '', chosen] = /^@(form|answer|solved):([^:]{1,80})(?::(.{0,4000}))?$/s.exec(value) ?? [];
  if (verb === 'form') return { kind: 'begin', flow: what };
  if (verb === 'solved') return { kind: 'solved', article: what };
  return verb === 'answer' ? { kind: 'answer', step: what, chosen } : undefined;
}
