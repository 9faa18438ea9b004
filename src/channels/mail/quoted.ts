/**
 * What somebody wrote in answer to a letter, without the letter they answered. Mail programs put it below, above, or
 * quoted line by line; what stands between quoted lines is an answer and stays, with the lines it answers. Signatures
 * stay too: they hold phone numbers and names. Rather too much is kept than a word lost.
 */
export function withoutHistory(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .split('\n');
  const cut = lines.slice(0, mostLines).findIndex((_, place) => beginsHistory(lines, place));
  const kept = cut < 0 ? lines : [...lines.slice(0, cut), ...answerBelow(lines, cut)];
  const own = withoutQuotedEnds(kept).join('\n').trim();
  // Nothing but history: somebody pressed send at once, or the program writes in a way we do not know.
  return own === '' ? '' : own.replace(/\n{3,}/g, '\n\n');
}

/** Nobody writes more by hand before they quote; a mail made to cost time ends here. */
const mostLines = 2_000;

const isQuoted = (line: string): boolean => /^\s*[>＞]/.test(line);
const isBlank = (line: string): boolean => line.trim() === '';

/** "On … wrote:", as programs write it in English and Japanese; it may run over two or three lines. */
const attributions = [
  /^On\b.{4,300}\bwrote:\s*$/is,
  /^.{0,200}\d{4}年\d{1,2}月\d{1,2}日.{0,200}[:：]\s*$/s,
  /^.{0,200}\d{4}[/-]\d{1,2}[/-]\d{1,2}.{0,200}(?:のメール|wrote|書きました|<[^<>\s]+@[^<>\s]+>)[:：]?\s*$/s,
  /^.{0,200}<[^<>\s]+@[^<>\s]+>\s*(?:wrote|さんは書きました|のメール)[:：]\s*$/is,
];

/** The line above it is somebody's phone number or name: only what begins like one is taken together with what follows. */
const attributionBegins = /^\s*On\b|(?<![\d-])20\d\d(?:年|[/-]\d)|<[^<>\s]+@[^<>\s]+>/i;

const separators =
  /^\s*(?:-{2,}\s*(?:Original Message|Forwarded message|元のメッセージ|Original-Nachricht)\s*-{2,}|_{20,})\s*$/i;

/** Outlook's block of headers, one to a line: two different ones make it one, since people also write "From: Kim". */
const header = /^\s*\*?(?:From|Sent|Date|To|Subject|差出人|送信日時|日付|宛先|件名)\*?\s*[:：]\s*\S/i;

function beginsHistory(lines: readonly string[], place: number): boolean {
  const line = lines[place] ?? '';
  if (isQuoted(line) || isBlank(line) || line.length > 400) return false;
  if (separators.test(line)) return true;
  if (header.test(line) && headersFrom(lines, place) >= 3) return true;
  if (!attributionBegins.test(line)) return false;
  return [1, 2, 3].some((count) => {
    const joined = lines.slice(place, place + count).map((one) => one.trim());
    return !joined.some((one) => isQuoted(one) || one === '') && attributions.some((one) => one.test(joined.join(' ')));
  });
}

function headersFrom(lines: readonly string[], place: number): number {
  const names = lines.slice(place, place + 6).flatMap((line) => header.exec(line)?.[0].split(/[:：]/)[0]?.trim() ?? []);
  return new Set(names).size;
}

/** Some write below what they quote: what follows the quoted lines is theirs. */
function answerBelow(lines: readonly string[], cut: number): string[] {
  const rest = lines.slice(cut);
  const firstQuoted = rest.findIndex(isQuoted);
  if (firstQuoted < 0 || firstQuoted > 6) return [];
  const after = rest.slice(firstQuoted);
  const isInterleaved = after.some((line) => !isQuoted(line) && !isBlank(line));
  return isInterleaved ? after : [];
}

/** Quoted lines at either end answer nothing. */
function withoutQuotedEnds(lines: readonly string[]): string[] {
  const isOwn = (line: string): boolean => !isQuoted(line) && !isBlank(line);
  const first = lines.findIndex(isOwn);
  if (first < 0) return [];
  return lines.slice(first, lines.findLastIndex(isOwn) + 1);
}
