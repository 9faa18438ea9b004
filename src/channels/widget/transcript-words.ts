/** What a transcript says around the words that were spoken. */
export interface TranscriptWords {
  readonly title: (shop: string) => string;
  readonly you: string;
  readonly support: string;
  readonly file: string;
  readonly source: string;
  readonly ticket: (number: string) => string;
  readonly joined: (name: string) => string;
  readonly closed: string;
  readonly erased: string;
  readonly fileName: string;
}

const english: TranscriptWords = {
  title: (shop) => `Your conversation with ${shop}`,
  ...{ you: 'You', support: 'Support', file: 'File', source: 'Article' },
  ticket: (number) => `Ticket number: ${number}`,
  joined: (name) => (name === '' ? 'A colleague has joined.' : `${name} has joined.`),
  closed: 'The conversation was closed.',
  erased: '(erased)',
  fileName: 'conversation',
};

const words: Readonly<Record<string, TranscriptWords>> = {
  en: english,
  ja: {
    title: (shop) => `${shop}とのやり取り`,
    ...{ you: 'お客様', support: '担当者', file: '添付ファイル', source: '参考記事' },
    ticket: (number) => `受付番号：${number}`,
    joined: (name) => (name === '' ? '担当者が対応を開始しました。' : `担当の${name}が対応を開始しました。`),
    closed: 'お問い合わせは終了しました。',
    erased: '（削除済み）',
    fileName: 'お問い合わせ履歴',
  },
  de: {
    title: (shop) => `Ihr Gespräch mit ${shop}`,
    ...{ you: 'Sie', support: 'Kundenservice', file: 'Datei', source: 'Artikel' },
    ticket: (number) => `Vorgangsnummer: ${number}`,
    joined: (name) => (name === '' ? 'Ein Kollege ist dazugekommen.' : `${name} ist dazugekommen.`),
    closed: 'Das Gespräch wurde geschlossen.',
    erased: '(gelöscht)',
    fileName: 'gespraech',
  },
};

export const transcriptWords = (language: string): TranscriptWords => words[language.slice(0, 2)] ?? english;
