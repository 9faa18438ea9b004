/** What the customer's ticket page says. `{…}` is filled in, times in the shop's zone. */
export interface TicketWords {
  readonly title: string;
  readonly otherLanguage: { readonly code: string; readonly label: string };
  readonly status: {
    readonly waiting: string;
    readonly open: string;
    readonly claimed: string;
    readonly answered: string;
    readonly solved: string;
  };
  readonly next: {
    readonly waiting: string;
    readonly waitingNoPromise: string;
    readonly late: string;
    readonly open: string;
    readonly claimed: string;
    readonly answered: string;
    readonly solved: string;
  };
  readonly opened: string;
  readonly answer: string;
  readonly write: string;
  readonly writeSolved: string;
  readonly message: string;
  readonly photos: string;
  readonly photosHint: string;
  readonly send: string;
  readonly details: string;
  readonly correct: string;
  readonly newValue: string;
  readonly save: string;
  readonly correction: string;
  readonly solvedHead: string;
  readonly solvedText: string;
  readonly solvedButton: string;
  readonly transcript: string;
  readonly you: string;
  readonly bot: string;
  readonly colleague: string;
  readonly erased: string;
  readonly file: string;
  readonly events: {
    readonly opened: string;
    readonly claimed: string;
    readonly solved: string;
    readonly reopened: string;
  };
  readonly done: { readonly message: string; readonly detail: string; readonly solved: string };
  readonly problems: {
    readonly empty: string;
    readonly tooLarge: string;
    readonly wrongType: string;
    readonly tooMany: string;
    readonly other: string;
  };
  readonly keepPrivate: string;
  readonly forms: string;
  readonly expiredHead: string;
  readonly expiredText: string;
  readonly brokenHead: string;
  readonly brokenText: string;
  readonly askLink: string;
  readonly number: string;
  readonly mail: string;
  readonly linkSentHead: string;
  readonly linkSent: string;
}

const en: TicketWords = {
  title: 'Your request {ticket}',
  otherLanguage: { code: 'ja', label: '日本語' },
  status: {
    waiting: 'With us',
    open: 'With us',
    claimed: 'Being worked on',
    answered: 'Answered',
    solved: 'Solved',
  },
  next: {
    waiting:
      'A colleague will read everything you have told us and answer by {promise}. You do not need to do anything.',
    waitingNoPromise:
      'A colleague will read everything you have told us and answer as soon as somebody is there. You do not need to do anything.',
    late: 'We wanted to answer by {promise} and are late. We are sorry; your request has not been forgotten.',
    open: 'A colleague will look at it by {promise}. You do not need to do anything.',
    claimed: '{who} has read your request and is working on it.',
    answered: 'Our answer is below. If it settles the matter, there is nothing more to do; otherwise just write back.',
    solved: 'Closed on {closed}. If something is not right after all, write below: your request then opens again.',
  },
  opened: 'Opened on {opened}',
  answer: 'Our answer',
  write: 'Add something',
  writeSolved: 'Not solved? Write to us',
  message: 'Your message',
  photos: 'Photos or files',
  photosHint: 'Up to {count} at a time, {size} MB each: pictures, videos, PDF, Office and text files.',
  send: 'Send',
  details: 'What you told us',
  correct: 'Correct',
  newValue: 'What is right',
  save: 'Save',
  correction: 'Correction. {label}: {value}',
  solvedHead: 'Has it settled itself?',
  solvedText: 'Then we close your request. You can write again at any time.',
  solvedButton: 'It is solved',
  transcript: 'Everything so far',
  you: 'You',
  bot: 'Assistant',
  colleague: 'Support',
  erased: 'This message has been erased.',
  file: 'File',
  events: {
    opened: 'Request {ticket} opened',
    claimed: '{who} took over',
    solved: 'Request {ticket} closed',
    reopened: 'Request {ticket} opened again',
  },
  done: {
    message: 'Thank you, we have received your message.',
    detail: 'Thank you, we have corrected it.',
    solved: 'Thank you for telling us. We have closed your request.',
  },
  problems: {
    empty: 'There was nothing to send: please write something or choose a file.',
    tooLarge: 'That was too large. A file may have up to {size} MB, and {count} go at a time. Nothing was sent.',
    wrongType:
      'We cannot take files of this type. Pictures, videos, PDF, Office and text files are fine. Nothing was sent.',
    tooMany: 'That was a lot in a short time. Please try again in a few minutes. Nothing was sent.',
    other: 'That did not work. Please try again. Nothing was sent.',
  },
  keepPrivate: 'Whoever has the address of this page can read it. Please keep it to yourself.',
  forms: 'Other requests',
  expiredHead: 'This link has expired',
  expiredText:
    'To keep your request private, links work for 30 days. We gladly send a new one to the mail address you gave us.',
  brokenHead: 'This link does not work',
  brokenText:
    'Perhaps it was cut when it was copied. Please tell us the number of your request and your mail address, and we send a new link there.',
  askLink: 'Send me a new link',
  number: 'Number, such as T-1001',
  mail: 'Mail address',
  linkSentHead: 'Look into your mail',
  linkSent:
    'If there is such a request with this mail address, a new link is on its way there. It can take a few minutes.',
};

const ja: TicketWords = {
  title: 'お問い合わせ {ticket}',
  otherLanguage: { code: 'en', label: 'English' },
  status: {
    waiting: '受付済み',
    open: '受付済み',
    claimed: '対応中',
    answered: '回答済み',
    solved: '解決済み',
  },
  next: {
    waiting: 'うかがった内容を担当者が確認し、{promise}までにお返事いたします。お手続きは必要ございません。',
    waitingNoPromise: 'うかがった内容を担当者が確認し、手が空き次第お返事いたします。お手続きは必要ございません。',
    late: '{promise}までにお返事するお約束でしたが、遅れております。誠に申し訳ございません。お問い合わせは確かに承っております。',
    open: '{promise}までに担当者が確認いたします。お手続きは必要ございません。',
    claimed: '{who}が内容を確認し、対応しております。',
    answered: '下記のとおりお返事いたしました。ご不明な点がございましたら、このページからお知らせください。',
    solved: '{closed}に終了しました。解決していない場合は、下の欄からお知らせいただければ再開いたします。',
  },
  opened: '受付日時：{opened}',
  answer: 'お返事',
  write: '追加のご連絡',
  writeSolved: '解決していない場合のご連絡',
  message: 'メッセージ',
  photos: '写真・ファイル',
  photosHint: '一度に{count}件まで、1件{size}MBまで：画像、動画、PDF、Office、テキスト',
  send: '送信する',
  details: 'うかがった内容',
  correct: '訂正する',
  newValue: '正しい内容',
  save: '保存する',
  correction: '訂正：{label}は「{value}」です。',
  solvedHead: '解決されましたか？',
  solvedText: '「解決した」を押すと、お問い合わせを終了します。いつでも再度ご連絡いただけます。',
  solvedButton: '解決した',
  transcript: 'これまでのやりとり',
  you: 'お客様',
  bot: '自動アシスタント',
  colleague: '担当者',
  erased: 'このメッセージは削除されました。',
  file: 'ファイル',
  events: {
    opened: '受付番号 {ticket} で承りました',
    claimed: '{who}が担当になりました',
    solved: 'お問い合わせ {ticket} を終了しました',
    reopened: 'お問い合わせ {ticket} を再開しました',
  },
  done: {
    message: 'ありがとうございます。メッセージを受け取りました。',
    detail: 'ありがとうございます。内容を訂正しました。',
    solved: 'ご連絡ありがとうございます。お問い合わせを終了しました。',
  },
  problems: {
    empty: '送信する内容がありません。メッセージをご入力いただくか、ファイルをお選びください。',
    tooLarge:
      '容量の上限を超えています。1件{size}MBまで、一度に{count}件までお送りいただけます。送信は行われていません。',
    wrongType:
      'この種類のファイルはお受け取りできません。画像、動画、PDF、Office、テキストをお送りください。送信は行われていません。',
    tooMany: '短い時間に多くの送信がありました。数分後にもう一度お試しください。送信は行われていません。',
    other: '送信できませんでした。もう一度お試しください。',
  },
  keepPrivate:
    'このページのアドレスをご存じの方は内容をご覧いただけます。他の方にお知らせにならないようお願いいたします。',
  forms: 'その他のお手続き',
  expiredHead: 'リンクの有効期限が切れています',
  expiredText:
    '個人情報保護のため、リンクの有効期限は30日間です。お知らせいただいたメールアドレスに、新しいリンクをお送りします。',
  brokenHead: 'リンクを開けませんでした',
  brokenText:
    'リンクの一部が欠けている可能性があります。受付番号とメールアドレスをご入力いただければ、新しいリンクをお送りします。',
  askLink: '新しいリンクを送る',
  number: '受付番号（例：T-1001）',
  mail: 'メールアドレス',
  linkSentHead: 'メールをご確認ください',
  linkSent:
    'ご入力の受付番号とメールアドレスが一致する場合は、新しいリンクをメールでお送りします。届くまで数分かかることがあります。',
};

export const ticketWords = (language: string): TicketWords => (language.startsWith('ja') ? ja : en);
