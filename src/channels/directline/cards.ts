import type { Message, Receipt } from '../../wire.js';
import type { Look } from './present-activity.js';

export interface Card {
  readonly contentType: string;
  readonly content?: unknown;
  readonly contentUrl?: string;
  readonly thumbnailUrl?: string;
  readonly name?: string;
}

/** What a customer holds in the hand, as an Adaptive Card: number, and by when somebody answers. */
export function receiptCard(
  receipt: Receipt,
  language: string,
  { timeZone, ticketUrl }: Pick<Look, 'timeZone' | 'ticketUrl'>,
): Card {
  const words = receiptWords[language] ?? englishReceipt;
  const promise = receipt.promise === null ? words.none : words.by(formatTime(receipt.promise, language, timeZone));
  const facts = [
    { title: words.number, value: receipt.ticket },
    { title: words.reply, value: promise },
  ];
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.3',
      lang: language,
      speak: `${words.number} ${receipt.ticket}. ${promise}`,
      body: [
        { type: 'TextBlock', text: words.title, weight: 'Bolder', wrap: true },
        { type: 'FactSet', facts },
      ],
      ...(ticketUrl
        ? { actions: [{ type: 'Action.OpenUrl', title: words.open, url: ticketUrl(receipt.ticket) }] }
        : {}),
    },
  };
}

interface ReceiptWords {
  readonly title: string;
  readonly number: string;
  readonly reply: string;
  readonly open: string;
  readonly article: string;
  readonly by: (time: string) => string;
  readonly none: string;
}

const englishReceipt: ReceiptWords = {
  title: 'Your request',
  number: 'Number',
  reply: 'Reply',
  open: 'Open your request',
  article: 'Open the article',
  by: (time) => `by ${time}`,
  none: 'as soon as somebody is free',
};

const receiptWords: Readonly<Record<string, ReceiptWords>> = {
  en: englishReceipt,
  ja: {
    title: 'お問い合わせ',
    number: '受付番号',
    reply: '返信予定',
    open: 'お問い合わせ内容を開く',
    article: '記事を開く',
    by: (time) => `${time}まで`,
    none: '担当者の手が空き次第',
  },
  de: {
    title: 'Ihre Anfrage',
    number: 'Nummer',
    reply: 'Antwort',
    open: 'Anfrage öffnen',
    article: 'Artikel öffnen',
    by: (time) => `bis ${time}`,
    none: 'sobald jemand frei ist',
  },
};

function formatTime(time: number, language: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language.startsWith('en') ? 'en-GB' : language, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(time);
}

/** The articles an answer came from: a card each when they have an address of their own, else nothing to open. */
export function sourceCards({ sources }: Message, { articleUrl }: Pick<Look, 'articleUrl'>): Card[] {
  if (!articleUrl) return [];
  return (sources ?? []).map((source) => ({
    contentType: 'application/vnd.microsoft.card.hero',
    content: {
      title: source.title,
      buttons: [
        {
          type: 'openUrl',
          title: (receiptWords[source.language] ?? englishReceipt).article,
          value: articleUrl(source),
        },
      ],
    },
  }));
}
