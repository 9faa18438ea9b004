/** The customer asked to hear it again: then the same is no fault. */
const wishes = /^customer: \[?(?:repeat|もう一度)\]?$/;

/** The same bot message three times in a row is what a broken bot says. */
export function thrice(transcript: readonly string[]): string[] {
  const said = transcript.filter((line, at) => line.startsWith('bot: ') && !wishes.test(transcript[at - 1] ?? ''));
  const found = said.find((line, at) => line === said[at + 1] && line === said[at + 2]);
  return found === undefined ? [] : [`says three times: ${found.slice(0, 200)}`];
}

/** Braces that nobody filled, and words of the machine. */
export function oddities(transcript: readonly string[]): string[] {
  const odd = /\{[a-z][\w.:-]*\}|\bundefined\b|\[object |\bNaN\b|Invalid Date/;
  const found = transcript.find((line) => line.startsWith('bot: ') && odd.test(line));
  return found === undefined ? [] : [`says what is no language: ${found.slice(0, 200)}`];
}
