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
  const words = receiptWords[language === 'ja' ? 'ja' : 'en'];
  const promise = receipt.promise === null ? words.none : words.by(formatTime(receipt.promise, language, timeZone));
  const facts = [
    { title: words.number, value: receipt.ticket },
    { title: words.reply, value: promise },
  ];
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      ...{ $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.3' },
      ...{ lang: language, speak: `${words.number} ${receipt.ticket}. ${promise}` },
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

const receiptWords = {
  en: {
    ...{ title: 'Your request', number: 'Number', reply: 'Reply', open: 'Open your request' },
    by: (time: string): string => `by ${time}`,
    none: 'as soon as somebody is free',
  },
  ja: {
    ...{ title: 'お問い合わせ', number: '受付番号', reply: '返信予定', open: 'お問い合わせ内容を開く' },
    by: (time: string): string => `${time}まで`,
    none: '担当者の手が空き次第',
  },
} as const;

function formatTime(time: number, language: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
    ...{ timeZone, timeZoneName: 'short' },
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
          title: source.language === 'ja' ? '記事を開く' : 'Open the article',
          value: articleUrl(source),
        },
      ],
    },
  }));
}
