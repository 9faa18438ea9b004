import { words } from '../words.js';

export const noticesWords = words({
  en: {
    ask: 'Tell me on the desktop when a customer waits',
    on: 'Desktop notices',
    blocked: 'Your browser blocks notices from this page. Allow them in its settings first.',
    waiting: 'A customer is waiting',
    wrote: 'A customer has written to you',
    open: 'Open the console to answer.',
  },
  ja: {
    ask: 'お客様がお待ちのとき、デスクトップに通知する',
    on: 'デスクトップ通知',
    blocked: 'ブラウザーがこのページの通知をブロックしています。先にブラウザーの設定で許可してください。',
    waiting: 'お客様がお待ちです',
    wrote: 'お客様からメッセージがあります',
    open: 'コンソールを開いて対応してください。',
  },
});
