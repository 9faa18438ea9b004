/** What letters say besides the answer itself. `{…}` is filled in. */
export interface LetterWords {
  readonly subject: string;
  readonly hello: string;
  readonly helloNoName: string;
  readonly answered: string;
  readonly botAnswered: string;
  readonly youWrote: string;
  readonly files: string;
  readonly received: string;
  readonly byWhen: string;
  readonly noPromise: string;
  readonly nextSteps: string;
  readonly newLink: string;
  readonly open: string;
  readonly answerByMail: string;
  readonly answerOnPage: string;
  readonly keepLink: string;
  readonly testSubject: string;
  readonly test: string;
  readonly bot: string;
}

const en: LetterWords = {
  subject: 'Your request {ticket} at {shop}',
  hello: 'Hello {name},',
  helloNoName: 'Hello,',
  answered: '{who} from {shop} has answered your request {ticket}:',
  botAnswered: 'There is news on your request {ticket} at {shop}:',
  youWrote: 'You had written:',
  files: 'Attached, to be opened on your page: {names}',
  received: 'Thank you for writing to {shop}. Your request has the number {ticket}.',
  byWhen: 'We will answer by {moment}.',
  noPromise: 'We will answer as soon as somebody is there.',
  nextSteps:
    'A colleague reads everything you have told us. If you are no longer in the chat then, the answer comes to this address.',
  newLink: 'Here is a new link to your request {ticket} at {shop}.',
  open: 'Open your request',
  answerByMail: 'To answer, simply reply to this mail or write on your page.',
  answerOnPage: 'To answer, open your page. Replies to this mail are not read.',
  keepLink: 'The link works until {until}. Whoever has it can read your request, so please keep it to yourself.',
  testSubject: 'Test mail from {shop}',
  test: 'This is a test: {shop} can send mail. Nothing needs to be done.',
  bot: 'The assistant',
};

const ja: LetterWords = {
  subject: 'お問い合わせ {ticket} について（{shop}）',
  hello: '{name} 様',
  helloNoName: 'お客様',
  answered: '{shop}の{who}です。お問い合わせ {ticket} について、次のとおりお返事いたします。',
  botAnswered: '{shop}へのお問い合わせ {ticket} について、お知らせいたします。',
  youWrote: 'お客様からいただいた内容',
  files: '添付ファイル（専用ページでご覧いただけます）：{names}',
  received: 'このたびは{shop}にお問い合わせいただき、ありがとうございます。受付番号 {ticket} で承りました。',
  byWhen: '{moment}までにお返事いたします。',
  noPromise: '担当者の手が空き次第、お返事いたします。',
  nextSteps:
    'うかがった内容は担当者がすべて確認いたします。チャット画面を閉じられている場合は、このメールアドレスにお返事をお送りします。',
  newLink: '{shop}へのお問い合わせ {ticket} をご覧いただくための、新しいリンクをお送りします。',
  open: 'お問い合わせ内容を開く',
  answerByMail: 'ご返信は、このメールへの返信、または専用ページからお送りいただけます。',
  answerOnPage: 'ご返信は専用ページからお願いいたします。このメールへの返信は確認しておりません。',
  keepLink:
    'リンクの有効期限は{until}です。リンクをご存じの方は内容をご覧いただけますので、他の方にお知らせにならないようお願いいたします。',
  testSubject: '{shop}からのテストメール',
  test: '{shop}からのテストメールです。メールを正しく送信できることを確認しました。お手続きは必要ございません。',
  bot: '自動アシスタント',
};

const de: LetterWords = {
  subject: 'Ihre Anfrage {ticket} bei {shop}',
  hello: 'Guten Tag {name},',
  helloNoName: 'Guten Tag,',
  answered: '{who} von {shop} hat auf Ihre Anfrage {ticket} geantwortet:',
  botAnswered: 'Es gibt Neues zu Ihrer Anfrage {ticket} bei {shop}:',
  youWrote: 'Sie hatten geschrieben:',
  files: 'Angehängt, auf Ihrer Seite zu öffnen: {names}',
  received: 'Danke, dass Sie {shop} geschrieben haben. Ihre Anfrage hat die Nummer {ticket}.',
  byWhen: 'Wir antworten bis {moment}.',
  noPromise: 'Wir antworten, sobald jemand da ist.',
  nextSteps:
    'Ein Kollege liest alles, was Sie uns geschrieben haben. Sind Sie dann nicht mehr im Chat, kommt die Antwort an diese Adresse.',
  newLink: 'Hier ist ein neuer Link zu Ihrer Anfrage {ticket} bei {shop}.',
  open: 'Anfrage öffnen',
  answerByMail: 'Zum Antworten schreiben Sie einfach auf diese Mail zurück oder auf Ihrer Seite.',
  answerOnPage: 'Zum Antworten öffnen Sie Ihre Seite. Antworten auf diese Mail werden nicht gelesen.',
  keepLink: 'Der Link gilt bis {until}. Wer ihn hat, kann Ihre Anfrage lesen; behalten Sie ihn deshalb bitte für sich.',
  testSubject: 'Testmail von {shop}',
  test: 'Das ist ein Test: {shop} kann Mails verschicken. Sie müssen nichts tun.',
  bot: 'Der Assistent',
};

const letters: Readonly<Record<string, LetterWords>> = { en, ja, de };

export const letterWords = (language: string): LetterWords => letters[language.slice(0, 2)] ?? en;

/** What is written below a customer's mail for whoever reads it. */
interface ReplyWords {
  readonly refused: string;
  readonly cut: string;
  readonly from: string;
}

const englishReply: ReplyWords = {
  refused: '[Not taken, because of its type, size or number: {names}]',
  cut: '[The mail was too large; its end is missing]',
  from: '[Sent by mail from {address}]',
};

const replies: Readonly<Record<string, ReplyWords>> = {
  en: englishReply,
  ja: {
    refused: '［種類・容量・件数の制限により受け取れなかったファイル：{names}］',
    cut: '［メールの容量が大きいため、一部を受け取れませんでした］',
    from: '［{address} からのメール］',
  },
  de: {
    refused: '[Nicht angenommen wegen Art, Größe oder Anzahl: {names}]',
    cut: '[Die Mail war zu groß; ihr Ende fehlt]',
    from: '[Per Mail von {address}]',
  },
};

export const replyWords = (language: string): ReplyWords => replies[language.slice(0, 2)] ?? englishReply;
