/** A mail address with the name shown beside it. */
export interface Sender {
  readonly name: string | undefined;
  readonly address: string;
}

/** `Shop <help@example.com>` or the address alone; what it was parsed from has passed the configuration's own check. */
export function parseSender(written: string): Sender {
  const found = /^(?:(.*?)\s*)?<([^<>]+)>$/.exec(written.trim());
  const name = found?.[1]?.trim();
  return { name: name === '' ? undefined : name, address: found?.[2] ?? written.trim() };
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** `help@example.com` and a mark make `help+mark@example.com`: mail servers deliver both to the same mailbox. */
export function withMark(address: string, mark: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${mark}${address.slice(at)}`;
}

/** The marks of all addresses that are ours with something after a plus. */
export function marksIn(addresses: readonly string[], own: string): string[] {
  const at = own.lastIndexOf('@');
  const [start, end] = [`${own.slice(0, at)}+`.toLowerCase(), own.slice(at).toLowerCase()];
  return addresses
    .map((address) => address.toLowerCase())
    .filter((address) => address.startsWith(start) && address.endsWith(end))
    .map((address) => address.slice(start.length, address.length - end.length));
}

/** The letter's own Message-ID: the same at every try, so that mail programs show a letter once that was sent twice. */
export const messageIdOf = (letter: string, from: string): string => `<${letter}@${domainOf(from)}>`;

/** Our letters among these Message-IDs, newest first as References lists them last. */
export function lettersIn(ids: readonly string[]): string[] {
  return ids.flatMap((id) => /^<?(l[\w-]{20})@/.exec(id.trim())?.[1] ?? []).reverse();
}
