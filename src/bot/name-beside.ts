/** Letters and what stands in names: a name goes into the letter's greeting, where no address or link belongs. */
export function plainName(given: string): string | undefined {
  const name = given.slice(0, longest).normalize('NFKC').replace(/\s+/g, ' ').trim();
  return /^\p{L}[\p{L}\p{M} .'’・-]{0,59}$/u.test(name) ? name : undefined;
}

/** Longer than any name with its politeness: the patterns below look at every end of it. */
const longest = 120;

/**
 * "Kim Lee, kim@example.com" and 山田太郎 kim@example.com name the writer; "please send it to kim@…" does not. Taken only
 * where it looks like nothing else: capitalised words, or a few kanji and katakana.
 */
export function nameBeside(text: string): string | undefined {
  const before = beforeAddress(text.trim());
  if (before.length > longest) return undefined;
  const said = before
    .replace(/^(?:my name is|this is|i am|i'm|私は|名前は)\s*/iu, '')
    .replace(/(?:です|と申します)?[。、,.\s]*$/u, '');
  const isLatin = /^(?:\p{Lu}[\p{L}\p{M}.'’-]*)(?: \p{Lu}[\p{L}\p{M}.'’-]*){0,3}$/u.test(said);
  const isJapanese =
    /^[\p{Script=Han}\p{Script=Katakana}ー]{1,8}[ 　]?[\p{Script=Han}\p{Script=Katakana}ー]{0,8}$/u.test(said);
  return isLatin || isJapanese ? plainName(said) : undefined;
}

const separators = ' \t\r\n　,、，。:：';

/**
 * What stands before the first address and the spaces or commas that part them. By hand: a pattern for it tries each
 * beginning with each end, and a thousand commas before an @ would hold the process for minutes.
 */
function beforeAddress(text: string): string {
  const at = text.search(/[@＠]/u);
  const head = text.slice(0, Math.max(0, at));
  if (head === '' || /\s$/u.test(head)) return '';
  let end = lastSpace(head);
  if (end < 0) end = head.search(/[,、，。:：]/u);
  while (end > 0 && separators.includes(head.charAt(end - 1))) end -= 1;
  return head.slice(0, Math.max(0, end));
}

function lastSpace(text: string): number {
  for (let at = text.length - 1; at >= 0; at--) if (/\s/u.test(text.charAt(at))) return at;
  return -1;
}
