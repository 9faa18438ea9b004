/** The words of the chat page, by language; the script below reads them from the page. */
export const words = {
  en: {
    title: 'Customer service',
    intro: 'Ask a question or tell us what went wrong. A person takes over when you need one.',
    field: 'Your message',
    send: 'Send',
    attach: 'Attach a file',
    log: 'Conversation',
    you: 'You',
    connecting: 'Connecting…',
    offline: 'The connection was lost. Reconnecting…',
    failed: 'Not sent.',
    again: 'Try again',
    tooMany: 'That was very fast. Please wait a moment.',
    tooLarge: 'This file is too large or of a kind we cannot take.',
    agent: 'is here now',
    bot: 'You are talking to our assistant again',
    closed: 'This conversation is closed. Write again at any time.',
    waiting: 'You are in line for a person',
    file: 'File',
    fresh: 'New chat',
    person: 'Talk to a person',
  },
  ja: {
    title: 'お客様サポート',
    intro: 'ご質問やお困りのことをお書きください。必要なときは担当者が対応します。',
    field: 'メッセージ',
    send: '送信',
    attach: 'ファイルを添付',
    log: '会話',
    you: 'お客様',
    connecting: '接続しています…',
    offline: '接続が切れました。再接続しています…',
    failed: '送信できませんでした。',
    again: '再送信',
    tooMany: '送信が続いています。少し待ってからお試しください。',
    tooLarge: 'このファイルは大きすぎるか、受け付けていない種類です。',
    agent: 'が対応します',
    bot: '自動応答に戻りました',
    closed: 'この会話は終了しました。いつでもまたお書きください。',
    waiting: '担当者をお呼びしています',
    file: 'ファイル',
    fresh: '新しい会話',
    person: '担当者と話す',
  },
} as const;

export type PageLanguage = keyof typeof words;

/** The whole page. Nothing in it comes from a request but the language, which is one of ours. */
export function chatPage(language: PageLanguage, shop: string): string {
  const say = words[language];
  const name = escaped(shop);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<title>${say.title} – ${name}</title>
<link rel="stylesheet" href="/chat/chat.css">
<script type="application/json" id="words">${JSON.stringify(say).replaceAll('<', '\\u003c')}</script>
<script src="/chat/chat.js" defer></script>
</head>
<body>
<header>
<div><h1>${name}</h1><p>${say.title}</p></div>
<nav><button type="button" id="person">${say.person}</button>
<button type="button" id="fresh">${say.fresh}</button></nav>
</header>
<main>
<p class="intro">${say.intro}</p>
<ol id="log" role="log" aria-live="polite" aria-label="${say.log}" tabindex="0"></ol>
<p id="status" role="status">${say.connecting}</p>
<div id="choices" role="group" aria-label="${say.field}"></div>
</main>
<form id="compose">
<label class="attach" title="${say.attach}"><span class="hidden">${say.attach}</span><span aria-hidden="true">＋</span>
<input id="file" type="file" accept="image/png,image/jpeg,image/gif,image/webp,image/heic,application/pdf,text/plain,.docx,.xlsx,.pptx,.zip,.mp4,.mov"></label>
<label class="hidden" for="text">${say.field}</label>
<textarea id="text" rows="1" maxlength="4000" enterkeyhint="send" autocomplete="off" placeholder="${say.field}"></textarea>
<button type="submit">${say.send}</button>
</form>
<noscript>JavaScript</noscript>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
