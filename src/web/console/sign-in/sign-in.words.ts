import { words } from '../words.js';

export const signInWords = words({
  en: {
    title: 'Sign in to the console',
    how: 'Open the one-time link you were given, then come back to this page.',
    again: 'I have signed in',
  },
  ja: {
    title: 'コンソールにサインイン',
    how: 'お手元のワンタイムリンクを開いてサインインしてから、このページに戻ってください。',
    again: 'サインインしました',
  },
});
