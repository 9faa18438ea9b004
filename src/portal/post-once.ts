import { createHash } from 'node:crypto';
import { say, type Door, type Said, type Stored } from '../conversations/say.js';
import { newId } from '../id.js';
import { Refusal } from '../refusal.js';

/** The same page with the same content is one message, however often its button is pressed. */
export function clientIdOf(page: string | undefined, content: readonly string[]): string {
  const mark = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 16);
  return `page:${/^[\w-]{1,30}$/.exec(page ?? '')?.[0] ?? newId('f')}:${mark}`;
}

/** Says it unless it was said already. `undefined`: it was, with files attached anew. */
export async function sayOnce(door: Door, said: Said): Promise<Stored | undefined> {
  try {
    return await say(door, said);
  } catch (error) {
    // The id holds the content, so another body can only mean the same files attached a second time.
    if (!(error instanceof Refusal) || error.code !== 'other-body') throw error;
    return undefined;
  }
}
