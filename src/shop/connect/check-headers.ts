import type { Wrong } from './check-file.js';
import { bound, parseTemplate, type Environment } from './template.js';

/** Those that say how the message is to be read, or where it goes: a line of the file must not contradict us. */
const ours = [
  ...['host', 'connection', 'content-length', 'content-type', 'transfer-encoding', 'accept-encoding'],
  ...['expect', 'upgrade', 'te', 'trailer', 'keep-alive', 'proxy-authorization'],
];

/** Names and texts of headers. What comes from the environment is never repeated. */
export function headers(
  given: Readonly<Record<string, string>>,
  at: readonly PropertyKey[],
  environment: Environment,
): Wrong[] {
  return Object.entries(given).flatMap(([name, text]) => {
    const wrong = headerName(name) ?? headerText(text, environment);
    return wrong === undefined ? [] : [{ at: [...at, name], what: wrong }];
  });
}

export function headerName(name: string): string | undefined {
  if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) return 'is no name of a header';
  return ours.includes(name.toLowerCase()) ? 'this header is set by the connector itself' : undefined;
}

function headerText(text: string, environment: Environment): string | undefined {
  const template = parseTemplate(text);
  if (typeof template === 'string') return undefined;
  const value = template.find((part) => part.kind === 'value' && part.name !== 'key' && part.name !== 'language');
  if (value?.kind === 'value') return `{${value.name}} does not stand in a header: use path, query or body`;
  const isPlain = bound(template, environment).every(
    (part) => part.kind !== 'literal' || /^[\x20-\x7e]*$/.test(part.text),
  );
  return isPlain ? undefined : 'a header holds Latin letters, digits and signs alone, on one line';
}
