import { words } from '../../words.js';

export const cardWords = words({
  en: {
    card: 'Handoff',
    show: 'Show the handoff card',
    hide: 'Hide the handoff card',
    why: 'Why',
    asked: 'The customer asked for a person',
    accepted: 'The customer accepted the offer of a person',
    distress: 'The customer may be in distress',
    safety: 'Safety: somebody may be in danger',
    security: 'Security: account, payment or data',
    legal: 'The customer speaks of the law',
    hardship: 'The customer is going through hard times',
    contract: 'The customer wants to end a contract or account',
    complaint: 'The customer complains',
    angry: 'The customer is angry, more than once',
    upset: 'The customer is upset',
    gaveUp: 'The bot could not read an answer',
    flow: 'An errand ended with a person',
    report: 'A report taken by the bot: nobody waits in the chat',
    failed: 'A message could not be processed',
    again: 'The customer wrote again after it was closed',
    firstWords: 'First words',
    details: 'Details',
    noDetails: 'Nothing was collected',
    given: 'given',
    checked: 'checked',
    refused: 'refused',
    givenHelp: 'as the customer gave it, not checked',
    checkedHelp: 'found in the shop’s data',
    refusedHelp: 'the customer would not say',
    tried: 'The bot tried',
    answered: 'answered',
    askedBack: 'asked back',
    nothing: 'found nothing',
    articles: 'Articles shown',
    helped: 'helped',
    notHelped: 'did not help',
    noVote: 'no vote',
    about: 'About',
    language: 'Language',
    channel: 'Channel',
    page: 'Page',
    waited: 'Waiting for',
    promise: 'Promised by',
    noPromise: 'no promise made',
    overdue: (time: string) => `${time} overdue`,
    rating: 'Rating',
    outcome: 'Outcome',
    chat: 'Chat',
    form: 'Form in the help centre',
    copy: 'Copy',
    copied: 'Copied',
  },
  ja: {
    card: '引き継ぎ',
    show: '引き継ぎカードを表示',
    hide: '引き継ぎカードを隠す',
    why: '理由',
    asked: 'お客様が担当者を希望',
    accepted: '担当者への引き継ぎを承諾',
    distress: 'お客様がつらい状況にあるおそれ',
    safety: '安全：危険があるおそれ',
    security: 'セキュリティ：アカウント・決済・個人情報',
    legal: '法的な対応への言及',
    hardship: 'ご不幸・ご病気・ご困窮などの事情',
    contract: '解約・退会のご希望',
    complaint: '苦情のお申し出',
    angry: 'お客様が繰り返しお怒りです',
    upset: 'お客様がお怒りです',
    gaveUp: 'ボットが回答を読み取れませんでした',
    flow: '手続きの最後に担当者へ引き継ぎ',
    report: 'ボットが受け付けた報告（チャットでの待機なし）',
    failed: 'メッセージを処理できませんでした',
    again: '終了後に再びメッセージがありました',
    firstWords: '最初の言葉',
    details: '聞き取った内容',
    noDetails: '聞き取った内容はありません',
    given: '申告',
    checked: '確認済み',
    refused: '回答なし',
    givenHelp: 'お客様の申告のまま（未確認）',
    checkedHelp: '店舗のデータと一致',
    refusedHelp: 'お客様が回答を控えました',
    tried: 'ボットの対応',
    answered: '回答',
    askedBack: '聞き返し',
    nothing: '該当なし',
    articles: '表示した記事',
    helped: '役に立った',
    notHelped: '役に立たなかった',
    noVote: '評価なし',
    about: '概要',
    language: '言語',
    channel: '経路',
    page: 'ページ',
    waited: '待ち時間',
    promise: '回答の約束',
    noPromise: '約束なし',
    overdue: (time) => `${time}超過`,
    rating: '評価',
    outcome: '結果',
    chat: 'チャット',
    form: 'ヘルプセンターのフォーム',
    copy: 'コピー',
    copied: 'コピーしました',
  },
});

type CardWords = (typeof cardWords)['en'];

/** The server's reasons are written for its log; an agent reads what they mean. */
export function whyHandedOver(reason: string, say: CardWords): string {
  if (/asked for a person/.test(reason)) return say.asked;
  if (/accepted the offer/.test(reason)) return say.accepted;
  const felt = /^the customer's message: (.*)$/.exec(reason)?.[1];
  if (felt !== undefined) return whatWasFelt(felt, say);
  if (/could not be read$/.test(reason)) return say.gaveUp;
  if (/^flow /.test(reason)) return say.flow;
  if (/^a report/.test(reason)) return say.report;
  if (/could not be processed/.test(reason)) return say.failed;
  return /again after closing|wrote again/.test(reason) ? say.again : reason;
}

/** A kind this console does not know yet is told as it came, beside what all of them mean. */
function whatWasFelt(felt: string, say: CardWords): string {
  switch (felt) {
    case 'distress':
    case 'safety':
    case 'security':
    case 'legal':
    case 'hardship':
    case 'complaint':
    case 'angry':
      return say[felt];
    case 'cancel-contract':
      return say.contract;
    default:
      return `${say.upset} (${felt})`;
  }
}
