/** What the letters of the shop's errands say. `{…}` is filled in. */
export interface ShopLetterWords {
  readonly noReply: string;
  readonly codeSubject: string;
  readonly code: string;
  readonly codeNotYou: string;
  readonly resetSubject: string;
  readonly reset: string;
  readonly resetButton: string;
  readonly resetNotYou: string;
  readonly visitSubject: string;
  readonly visitBooked: string;
  readonly visitMoved: string;
  readonly visitCancelled: string;
  readonly visitTomorrow: string;
  readonly visitChange: string;
  readonly visitFile: string;
  readonly visitButton: string;
  readonly stockSubject: string;
  readonly stock: string;
  readonly stockOnce: string;
  readonly stockButton: string;
  readonly contactSubject: string;
  readonly contactChanged: string;
  readonly contactNotYou: string;
}

const en: ShopLetterWords = {
  noReply: 'Sent by {shop} because somebody asked for it in the chat.',
  codeSubject: 'Your code for {shop}',
  code: 'Somebody, most likely you, is in the chat of {shop} and has named this mail address. This is the code to enter there; it works until {until:time}:',
  codeNotYou:
    'If it was not you, ignore this letter. Never tell the code to anybody who calls or writes to you; we do not ask for it outside the chat.',
  resetSubject: 'A new password for {shop}',
  reset: 'You can set a new password for {shop} with this link. It works until {until:time}.',
  resetButton: 'Set a new password',
  resetNotYou: 'If you did not ask for this, ignore this letter: nothing has changed.',
  visitSubject: 'Your visit {visit} by {shop}',
  visitBooked: 'Your visit is booked: {when:moment}. Its number is {visit}.',
  visitMoved: 'Your visit {visit} has been moved. It is now on {when:moment}.',
  visitCancelled: 'Your visit {visit} on {when:moment} has been cancelled.',
  visitTomorrow: 'A reminder: our visit {visit} is tomorrow, {when:moment}.',
  visitChange: 'To move or cancel it, write to us in the chat and name its number.',
  visitFile: 'The attached file puts it into your calendar.',
  visitButton: 'Put it into your calendar',
  stockSubject: '{product} is back at {shop}',
  stock: 'You asked us to tell you: {product} ({sku}) is in stock again.',
  stockOnce: 'This is the only letter about it. We cannot put one aside for you.',
  stockButton: 'To the shop',
  contactSubject: 'Your details at {shop} have changed',
  contactChanged: 'The mail address of your account at {shop} has been changed. From now on we write to the new one.',
  contactNotYou: 'If it was not you, please tell us at once.',
};

const ja: ShopLetterWords = {
  noReply: 'このメールは、チャットでのお申し込みにより{shop}からお送りしています。',
  codeSubject: '{shop}の確認コード',
  code: '{shop}のチャットで、このメールアドレスが入力されました。次の確認コードをチャットにご入力ください（{until:time}まで有効）。',
  codeNotYou:
    'お心当たりのない場合は、このメールを破棄してください。電話やメールで確認コードをおたずねすることはありません。他の方にはお伝えにならないようお願いいたします。',
  resetSubject: '{shop}のパスワード再設定',
  reset: '次のリンクから、{shop}の新しいパスワードを設定していただけます（{until:time}まで有効）。',
  resetButton: '新しいパスワードを設定する',
  resetNotYou: 'お心当たりのない場合は、このメールを破棄してください。パスワードは変更されていません。',
  visitSubject: 'ご訪問の予約について（{visit}・{shop}）',
  visitBooked: 'ご訪問の予約を承りました。日時は{when:moment}、予約番号は {visit} です。',
  visitMoved: 'ご訪問（予約番号 {visit}）の日時を変更いたしました。新しい日時は{when:moment}です。',
  visitCancelled: '{when:moment}のご訪問（予約番号 {visit}）をキャンセルいたしました。',
  visitTomorrow: '明日のご訪問のお知らせです。{when:moment}に訪問いたします（予約番号 {visit}）。',
  visitChange: '日時の変更やキャンセルは、チャットで予約番号をお知らせください。',
  visitFile: '添付のファイルから、カレンダーに登録していただけます。',
  visitButton: 'カレンダーに登録する',
  stockSubject: '{product}が再入荷しました（{shop}）',
  stock: 'ご希望いただいていた{product}（{sku}）が再入荷いたしました。',
  stockOnce: 'この商品についてのお知らせは今回限りです。お取り置きはいたしかねますので、ご了承ください。',
  stockButton: 'ショップを見る',
  contactSubject: '{shop}のご登録内容が変更されました',
  contactChanged:
    '{shop}にご登録のメールアドレスが変更されました。今後のお知らせは新しいメールアドレスにお送りします。',
  contactNotYou: 'お心当たりのない場合は、至急ご連絡ください。',
};

export const shopLetterWords = (language: string): ShopLetterWords => (language.startsWith('ja') ? ja : en);
