import { useMe } from './me.js';
import type { Place } from './times.js';
import { useLanguage } from './words.js';

export function usePlace(): Place {
  const language = useLanguage();
  const { zone } = useMe().site;
  return { language, zone };
}
