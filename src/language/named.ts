import { heardIn } from './languages.js';

/** No name and no number is longer; what is longer is left as it was written. */
const longest = 120;

/**
 * The name or number in the answer to a question for one: "it's V-7K4MQ2W, please" is V-7K4MQ2W, 宛名は上様でお願いします is
 * 上様. `label` is what the asked thing is called in this language. What has nothing around it stays as it was written.
 */
export function nameIn(text: string, { language, label }: { language: string; label?: string | undefined }): string {
  const said = text.trim();
  if (said.length > longest) return said;
  const packs = heardIn(language).map(({ questions }) => questions.named);
  let left = withoutLabel(said, label);
  for (const { before, behind } of packs) left = left.replace(before, '').replace(behind, '').trim();
  // The point behind "Ltd." belongs to it, the one behind a number to nothing.
  const bare = /^\S+[.!。]$/u.test(left) ? left.slice(0, -1) : left;
  return bare === '' ? said : bare;
}

/** "Code: 123456", 宛名は…. */
function withoutLabel(text: string, label: string | undefined): string {
  if (label === undefined || !text.toLowerCase().startsWith(label.toLowerCase())) return text;
  const rest = text.slice(label.length);
  const sign = /^(?:\s*[:：、]|\s+is\b|\s+ist\b|は)\s*/iu.exec(rest)?.[0];
  return sign === undefined || sign.length === rest.length ? text : rest.slice(sign.length);
}
