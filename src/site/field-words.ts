/** What a form says beside a field, in the reader's language. */
export const fieldWords = {
  empty: { en: 'Please fill this in.', ja: '入力してください。' },
  long: { en: 'This is too long.', ja: '長すぎます。短くしてください。' },
  wrong: { en: 'This is not understood here.', ja: '入力内容をご確認ください。' },
  unknown: { en: 'There is no such setting.', ja: 'この設定項目はありません。' },
  twice: { en: 'A language stands here twice.', ja: '同じ言語が2回選ばれています。' },
  language: { en: 'A language code such as en or ja is meant.', ja: 'en や ja のような言語コードで指定してください。' },
  'no-language': { en: 'Choose at least one language.', ja: '言語を1つ以上選んでください。' },
  zone: { en: 'Choose a time zone, such as Asia/Tokyo.', ja: 'Asia/Tokyo のようなタイムゾーンを選んでください。' },
  holidays: {
    en: 'No public holidays are known for this. Give a country such as JP or a state such as DE-BY.',
    ja: 'この地域の祝日データがありません。JP のような国コード、または DE-BY のような地域コードで指定してください。',
  },
  time: { en: 'Write a time such as 09:00.', ja: '09:00 のような時刻で入力してください。' },
  'same-time': {
    en: 'It begins and ends at the same time. The whole day is 00:00 to 24:00.',
    ja: '開始と終了が同じ時刻です。終日の場合は 00:00〜24:00 としてください。',
  },
  day: { en: 'Choose a day.', ja: '日付を選んでください。' },
  order: { en: 'It ends before it begins.', ja: '終了日が開始日より前になっています。' },
  pattern: {
    en: 'This pattern cannot be used: it must be a simple one, such as [A-Z]{1,4}-\\d{1,12}, with every length limited.',
    ja: 'このパターンは使用できません。[A-Z]{1,4}-\\d{1,12} のように、文字数の上限を決めた簡単な形にしてください。',
  },
  'no-team': { en: 'There must be at least one team.', ja: 'チームは1つ以上必要です。' },
  'same-team': { en: 'Two teams have the same short name.', ja: '同じ識別名のチームがあります。' },
  'team-id': {
    en: 'Small letters, digits and hyphens, beginning with a letter: repairs.',
    ja: '英小文字で始め、英小文字・数字・ハイフンだけを使ってください（例：repairs）。',
  },
  'team-in-use': {
    en: 'Customers are waiting in the queue {queue} ({count}). Answer or transfer them first.',
    ja: '受付「{queue}」でお待ちのお客様が{count}名います。先に対応するか、ほかの受付へ移してください。',
  },
  minutes: { en: 'A number of minutes from 1 to 240.', ja: '1〜240分の数字で入力してください。' },
  capacity: { en: 'A number from 1 to 50.', ja: '1〜50の数字で入力してください。' },
  mail: {
    en: 'Write a mail address, such as help@example.com.',
    ja: 'help@example.com のようなメールアドレスを入力してください。',
  },
  address: {
    en: 'Write a web address that begins with https://.',
    ja: 'https:// で始まるアドレスを入力してください。',
  },
} as const satisfies Readonly<Record<string, { readonly en: string; readonly ja: string }>>;

export type FieldFault = keyof typeof fieldWords;
