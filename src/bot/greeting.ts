import type { Message } from '../wire.js';
import type { Current } from './services.js';

/** The bot's first words in a language, with the way to a person beside them. */
export function greetingIn({ flows }: Current, language: string): Message | undefined {
  const spoken = flows.words.get(language.split('-')[0] ?? '') ?? [...flows.words.values()][0];
  const text = spoken?.bot['talk-greeting'];
  const button = spoken?.bot['person-button'];
  if (!spoken || typeof text !== 'string') return undefined;
  const choices = typeof button === 'string' ? [{ label: button, value: '@person' }] : [];
  return { text, language: spoken.language, choices };
}
