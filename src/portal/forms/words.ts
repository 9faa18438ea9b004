import type { FormEnd } from '../../bot/form-standing.js';

/** Why a page was sent in vain, before the bot has seen any of it. */
export type FormProblem = 'empty' | 'emptyChoice' | 'emptyPhoto' | 'tooLarge' | 'wrongType' | 'tooMany' | 'other';

/** What the forms' pages say of their own; questions and answers are the flows' words. `{…}` is filled in. */
export interface FormWords {
  readonly list: string;
  readonly listText: string;
  readonly unfinished: string;
  readonly begun: string;
  readonly goOn: string;
  readonly forget: string;
  readonly forgotten: string;
  readonly start: string;
  readonly about: string;
  readonly aboutHint: string;
  readonly startHint: string;
  readonly continue: string;
  readonly back: string;
  readonly skip: string;
  readonly optional: string;
  readonly example: string;
  readonly dateHint: string;
  readonly inWords: string;
  readonly somethingElse: string;
  readonly choose: string;
  readonly photoHint: string;
  readonly yes: string;
  readonly no: string;
  readonly error: string;
  readonly problem: string;
  readonly problems: Readonly<Record<FormProblem, string>>;
  readonly lastTry: string;
  readonly otherWays: string;
  readonly later: string;
  readonly person: string;
  readonly cancel: string;
  readonly check: string;
  readonly checkText: string;
  readonly change: string;
  readonly send: string;
  readonly confirm: string;
  readonly suggested: string;
  readonly suggestedText: string;
  readonly newTab: string;
  readonly read: string;
  readonly solved: string;
  readonly carryOn: string;
  readonly laterHead: string;
  readonly laterText: string;
  readonly laterUntil: string;
  readonly address: string;
  readonly busy: string;
  readonly busyText: string;
  readonly look: string;
  readonly lost: string;
  readonly lostText: string;
  readonly ended: Readonly<Record<FormEnd, string>>;
  readonly number: string;
  readonly ticket: string;
  readonly mailHead: string;
  readonly mail: string;
  readonly name: string;
  readonly noMail: string;
  readonly again: string;
  readonly others: string;
  readonly expired: string;
  readonly expiredText: string;
  readonly broken: string;
  readonly brokenText: string;
  readonly none: string;
  readonly noneText: string;
  readonly keepPrivate: string;
}

const en: FormWords = {
  list: 'Forms',
  listText:
    'One question at a time. You can stop whenever you like and go on later, and ask for a person at any point.',
  unfinished: 'Your unfinished forms',
  begun: 'begun on {begun}',
  goOn: 'Go on',
  forget: 'Forget these on this device',
  forgotten: 'This device has forgotten your forms. Their addresses still work.',
  start: 'Start',
  about: 'What is it about?',
  aboutHint: 'In your own words, if you like. We look first whether there is an answer already.',
  startHint: 'You can change every answer before anything is sent.',
  continue: 'Continue',
  back: 'Back',
  skip: 'Skip this question',
  optional: '(optional)',
  example: 'For example: {example}',
  dateHint: 'Choose a day, or write it in words below.',
  inWords: 'Write it in words instead',
  somethingElse: 'Something else',
  choose: 'Please choose',
  photoHint: 'Up to {count} files of {size} MB each.',
  yes: 'Yes',
  no: 'No',
  error: 'Error:',
  problem: 'There is a problem',
  problems: {
    empty: 'Please fill this in.',
    emptyChoice: 'Please choose one.',
    emptyPhoto: 'Please choose a file.',
    tooLarge: 'That was too large. A file may have up to {size} MB, and {count} go at a time.',
    wrongType: 'We cannot take files of this type. Pictures, videos and PDF are fine.',
    tooMany: 'That was a lot in a short time. Please try again in a few minutes.',
    other: 'That did not work. Please try again.',
  },
  lastTry: 'If it cannot be read this time either, a colleague takes over with everything you have entered.',
  otherWays: 'Other ways',
  later: 'Save and finish later',
  person: 'Talk to a person instead',
  cancel: 'Cancel this form',
  check: 'Check your answers',
  checkText: 'Nothing has been sent yet.',
  change: 'Change',
  send: 'Send',
  confirm: 'Yes, that is right',
  suggested: 'Does one of these already help?',
  suggestedText: 'We found this for what you wrote.',
  newTab: '(opens in a new tab)',
  read: 'Read the whole article',
  solved: 'This solved it',
  carryOn: 'Carry on with the form',
  laterHead: 'Finish later',
  laterText:
    'Everything you have entered is kept. Open this address to go on where you were, on this or another device:',
  laterUntil: 'It works until {until}. Whoever has it can see what you entered: please keep it to yourself.',
  address: 'Address of your form',
  busy: 'One moment please',
  busyText: 'We are working on it. This page shows the result by itself as soon as it is there.',
  look: 'Look now',
  lost: 'This form has changed',
  lostText: 'We have changed this form in the meantime. What you entered is kept.',
  ended: {
    done: 'Done',
    refused: 'This is not possible',
    ticket: 'We have received it',
    person: 'A colleague takes over',
    cancelled: 'Cancelled',
    solved: 'Solved',
    stopped: 'This form has been ended',
    closed: 'This request is closed',
  },
  number: 'Your number',
  ticket: 'See your request and its answer, or add something',
  mailHead: 'Where may we send the answer?',
  mail: 'Mail address',
  name: 'Name',
  noMail: 'I do not want to give one',
  again: 'Begin this form again',
  others: 'All forms',
  expired: 'This address has expired',
  expiredText: 'To keep what you entered private, a form can be finished within 30 days. Please begin it again.',
  broken: 'This address does not work',
  brokenText: 'Perhaps it was cut when it was copied. Please look it up once more, or begin the form again.',
  none: 'There is no such form',
  noneText: 'Perhaps it has been given up or has another name now.',
  keepPrivate: 'Whoever has the address of this page can see and go on with this form. Please keep it to yourself.',
};

const ja: FormWords = {
  list: '各種お手続きフォーム',
  listText:
    '質問にひとつずつお答えいただきます。途中で中断して後日再開することも、担当者へのご相談もいつでも可能です。',
  unfinished: '入力途中のフォーム',
  begun: '{begun}に開始',
  goOn: '続ける',
  forget: 'この端末から表示を消す',
  forgotten: 'この端末での表示を消しました。フォームのアドレスは引き続きご利用いただけます。',
  start: '始める',
  about: 'どのようなご用件ですか？',
  aboutHint: 'よろしければご自由にお書きください。すでに答えがあるかどうかをお調べします。',
  startHint: '送信する前に、すべての回答を変更できます。',
  continue: '次へ',
  back: '戻る',
  skip: 'この質問をとばす',
  optional: '（任意）',
  example: '例：{example}',
  dateHint: '日付をお選びいただくか、下の欄に文字でご入力ください。',
  inWords: '文字で入力する',
  somethingElse: 'その他',
  choose: 'お選びください',
  photoHint: '1件{size}MBまで、{count}件まで添付いただけます。',
  yes: 'はい',
  no: 'いいえ',
  error: 'エラー：',
  problem: '入力内容をご確認ください',
  problems: {
    empty: 'こちらをご入力ください。',
    emptyChoice: 'ひとつお選びください。',
    emptyPhoto: 'ファイルをお選びください。',
    tooLarge: '容量の上限を超えています。1件{size}MBまで、一度に{count}件までお送りいただけます。',
    wrongType: 'この種類のファイルはお受け取りできません。画像、動画、PDFをお送りください。',
    tooMany: '短い時間に多くの送信がありました。数分後にもう一度お試しください。',
    other: '送信できませんでした。もう一度お試しください。',
  },
  lastTry: '次も読み取れない場合は、ご入力いただいた内容のまま担当者が引き継ぎます。',
  otherWays: 'その他の方法',
  later: '保存して後で続ける',
  person: '担当者に相談する',
  cancel: 'このフォームを中止する',
  check: '入力内容のご確認',
  checkText: 'まだ送信されていません。',
  change: '変更',
  send: '送信する',
  confirm: 'この内容でよろしいです',
  suggested: 'こちらの記事で解決しませんか？',
  suggestedText: 'ご入力の内容に関する記事が見つかりました。',
  newTab: '（新しいタブで開きます）',
  read: '記事の全文を読む',
  solved: 'これで解決した',
  carryOn: 'フォームを続ける',
  laterHead: '後で続ける',
  laterText: 'ご入力の内容は保存されています。次のアドレスを開くと、この端末でも別の端末でも続きから再開できます。',
  laterUntil:
    '{until}まで有効です。アドレスをご存じの方は入力内容をご覧いただけますので、他の方にお知らせにならないようお願いいたします。',
  address: 'フォームのアドレス',
  busy: '少々お待ちください',
  busyText: 'ただいま処理しております。完了すると、このページに結果が表示されます。',
  look: '今すぐ確認する',
  lost: 'フォームが変更されました',
  lostText: 'その間にフォームの内容を変更いたしました。ご入力いただいた内容は保存されています。',
  ended: {
    done: '完了しました',
    refused: '恐れ入りますが承れません',
    ticket: '承りました',
    person: '担当者が引き継ぎます',
    cancelled: '中止しました',
    solved: '解決しました',
    stopped: 'このフォームは終了しました',
    closed: 'このお問い合わせは終了しました',
  },
  number: '受付番号',
  ticket: 'お問い合わせの状況と回答を見る・追加で連絡する',
  mailHead: 'お返事の送り先をお知らせください',
  mail: 'メールアドレス',
  name: 'お名前',
  noMail: '送り先は入力しない',
  again: 'このフォームをはじめから入力する',
  others: 'フォーム一覧',
  expired: 'アドレスの有効期限が切れています',
  expiredText: '入力内容の保護のため、フォームの有効期間は30日間です。お手数ですが、はじめからご入力ください。',
  broken: 'アドレスを開けませんでした',
  brokenText: 'アドレスの一部が欠けている可能性があります。もう一度ご確認いただくか、はじめからご入力ください。',
  none: 'フォームが見つかりません',
  noneText: '終了したか、名前が変わった可能性があります。',
  keepPrivate:
    'このページのアドレスをご存じの方は、入力内容の閲覧や続きの入力ができます。他の方にお知らせにならないようお願いいたします。',
};

export const formWords = (language: string): FormWords => (language.startsWith('ja') ? ja : en);
