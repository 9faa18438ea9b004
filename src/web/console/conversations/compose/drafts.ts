/** What was begun and not sent, by conversation and kind: kept on this device until it is sent or thrown away. */
export type Mode = 'reply' | 'note';

const prefix = 'madoguchi.draft.';
const keyOf = (staff: string, conversation: string, mode: Mode): string => `${prefix}${staff}.${conversation}.${mode}`;

export function readDraft(staff: string, conversation: string, mode: Mode): string {
  try {
    return localStorage.getItem(keyOf(staff, conversation, mode)) ?? '';
  } catch {
    return '';
  }
}

export function keepDraft(staff: string, conversation: string, mode: Mode, text: string): void {
  const key = keyOf(staff, conversation, mode);
  try {
    if (text.trim() === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Full or forbidden: the words are still on the screen.
  }
}

/** On signing out nothing about customers stays on a machine that others use. */
export function dropDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}
