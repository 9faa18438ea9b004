import { words } from '../words.js';

export const tourWords = words({
  en: { show: 'Show me around' },
  ja: { show: '使い方ガイド' },
});
