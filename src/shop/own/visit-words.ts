/** What the shop says of a visit outside its flows: in the chat the day before, in calendars and in letters. */
export interface VisitWords {
  readonly reminder: string;
  readonly summary: string;
  readonly description: string;
}

const en: VisitWords = {
  reminder:
    'A reminder: our visit {visit} is tomorrow, {when}. If that does not suit you any more, write here to move or cancel it.',
  summary: '{shop}: visit {visit}',
  description:
    'Visit {visit} by {shop}. {product}\nTo move or cancel it, write to us in the chat and name the number {visit}.',
};

const ja: VisitWords = {
  reminder:
    '明日のご訪問のお知らせです。{when}に訪問いたします（予約番号 {visit}）。ご都合が悪くなった場合は、こちらから日時の変更やキャンセルをお申し付けください。',
  summary: '{shop} 訪問（{visit}）',
  description:
    '{shop}の訪問予約です（予約番号 {visit}）。{product}\n日時の変更やキャンセルは、チャットで予約番号をお知らせください。',
};

export const visitWords = (language: string): VisitWords => (language.startsWith('ja') ? ja : en);
