import type { Step, TourWords } from '../../tour/tour.js';

interface TourTexts extends TourWords {
  readonly steps: Readonly<Record<string, readonly Step[]>>;
}

/**
 * What the tour says of each screen, by the first part of its address. A step that finds nothing (a role that does not see
 * it, a pane that is closed) is left out.
 */
export const tours: { readonly en: TourTexts; readonly ja: TourTexts } = {
  en: {
    ...{ next: 'Next', back: 'Back', done: 'Done', close: 'Close the tour', of: '{at} of {all}' },
    steps: {
      conversations: [
        {
          target: '[data-tour="lists"]',
          beside: true,
          title: 'Who is waiting',
          text: 'Tickets in your queues, longest wait first. The wait is true: it runs on while somebody holds the ticket.',
        },
        {
          target: '[data-tour="line"]',
          title: 'Open one, then claim it',
          text: 'Reading changes nothing. Claiming makes it yours: of two who claim at once, one gets it and the other is told who.',
        },
        {
          target: '[data-tour="me"]',
          title: 'Here or away',
          text: 'Say whether you take customers. Theme, language and this tour are in the same menu; “?” shows every key.',
        },
      ],
      conversation: [
        {
          target: '[data-tour="header"]',
          title: 'Is the customer there?',
          text: 'The header says whether the chat is open on their side, and by which road your answer will reach them.',
        },
        {
          target: '[data-tour="card"]',
          title: 'What the bot found out',
          text: 'What was asked, what was collected and checked, and which articles were shown, so that nobody has to ask twice.',
        },
        {
          target: '[data-tour="composer"]',
          title: 'Reply or note',
          text: 'A note is yellow and stays among colleagues. A reply is held back when the customer has just written something new.',
        },
        {
          target: '[data-tour="context"]',
          title: 'Who it is',
          text: 'Their orders and earlier conversations, as far as the shop has vouched for who they are.',
        },
      ],
      'set-up': [
        {
          target: '[data-tour="steps"]',
          title: 'What is still missing',
          text: 'Each step can be done now, later or never. The shop answers customers from the first article on.',
        },
        {
          target: '[data-tour="to-work"]',
          title: 'Straight to work',
          text: 'This list stays here, and under Settings, until nothing is missing.',
        },
      ],
      team: [
        {
          target: '[data-tour="people"]',
          title: 'Who works here',
          text: 'Roles decide what somebody may see and do; a changed role counts from their next click.',
        },
        {
          target: '[data-tour="invite"]',
          title: 'Invite by a link',
          text: 'The link can be copied and sent by any road. It works once and runs out.',
        },
      ],
      settings: [
        {
          target: '[data-tour="sections"]',
          title: 'The shop’s settings',
          text: 'Name and languages, opening hours and closed days, teams and their queues. What you save counts at once, without a restart.',
        },
        {
          target: '[data-tour="set-up"]',
          title: 'The rest of the set-up',
          text: 'Mail, first articles, and the snippet for your own site are in this list.',
        },
      ],
      mail: [
        {
          target: '[data-tour="sending"]',
          title: 'When an answer goes by mail',
          text: 'A reply nobody has seen in the chat goes out as a letter. Here stands whether letters can be sent, and as whom.',
        },
        {
          target: '[data-tour="not-sent"]',
          title: 'What did not arrive',
          text: 'Each letter that was not sent, with the reason and a button to try again. Nothing is dropped in silence.',
        },
      ],
      account: [
        {
          target: '[data-tour="password"]',
          title: 'Your own sign-in',
          text: 'Without a password you sign in by one-time links.',
        },
        {
          target: '[data-tour="factor"]',
          title: 'A second factor',
          text: 'Six digits from any authenticator app, asked for after the password; ten recovery codes for the day the phone is lost.',
        },
        {
          target: '[data-tour="sessions"]',
          title: 'Where you are signed in',
          text: 'End what you do not know with one press.',
        },
        {
          target: '[data-tour="device"]',
          title: 'How it looks here',
          text: 'Language and appearance of this device alone.',
        },
      ],
    },
  },
  ja: {
    ...{ next: '次へ', back: '戻る', done: '完了', close: 'ガイドを閉じる', of: '{at} / {all}' },
    steps: {
      conversations: [
        {
          target: '[data-tour="lists"]',
          beside: true,
          title: 'お待ちのお客様',
          text: '担当するキューのチケットが、待ち時間の長い順に並びます。誰かが対応している間も、待ち時間は正確に数えられます。',
        },
        {
          target: '[data-tour="line"]',
          title: '開いてから担当する',
          text: '読むだけでは何も変わりません。「担当する」を押すと、あなたの担当になります。同時に押した場合は一人だけが担当になり、もう一人には担当者名が表示されます。',
        },
        {
          target: '[data-tour="me"]',
          title: '対応中・離席中',
          text: 'お客様を受け付けるかどうかを選べます。表示テーマ、言語、このガイドも同じメニューにあります。「?」でキー操作の一覧を表示します。',
        },
      ],
      conversation: [
        {
          target: '[data-tour="header"]',
          title: 'お客様は今いるか',
          text: 'お客様の画面が開いているか、返信がどの方法で届くかを、ここで確認できます。',
        },
        {
          target: '[data-tour="card"]',
          title: 'ボットが聞き取った内容',
          text: 'ご用件、聞き取って確認した項目、ご案内した記事。同じことを二度お尋ねせずに済みます。',
        },
        {
          target: '[data-tour="composer"]',
          title: '返信とメモ',
          text: '黄色のメモは社内だけに残ります。お客様が新しく書き込まれたときは、返信の前にその内容が表示されます。',
        },
        {
          target: '[data-tour="context"]',
          title: 'お客様について',
          text: 'お店が本人と確認した範囲で、ご注文と過去のお問い合わせを表示します。',
        },
      ],
      'set-up': [
        {
          target: '[data-tour="steps"]',
          title: '準備の残り',
          text: 'どの手順も今でも後でもかまいませんし、省いてもかまいません。記事が一つあれば、お客様への回答は始まります。',
        },
        {
          target: '[data-tour="to-work"]',
          title: 'すぐに仕事へ',
          text: 'この一覧は、残りがなくなるまでここと「設定」からいつでも開けます。',
        },
      ],
      team: [
        {
          target: '[data-tour="people"]',
          title: '窓口のメンバー',
          text: '役割によって、見られる内容とできることが決まります。変更は相手の次の操作から有効です。',
        },
        {
          target: '[data-tour="invite"]',
          title: 'リンクで招待',
          text: 'リンクをコピーして、お好きな方法で送れます。一度だけ有効で、期限があります。',
        },
      ],
      settings: [
        {
          target: '[data-tour="sections"]',
          title: 'お店の設定',
          text: '店名と言語、営業時間と休業日、チームとキュー。保存するとすぐに反映され、再起動は不要です。',
        },
        {
          target: '[data-tour="set-up"]',
          title: 'そのほかの準備',
          text: 'メール、最初の記事、サイトに貼るコードはこの一覧にあります。',
        },
      ],
      mail: [
        {
          target: '[data-tour="sending"]',
          title: 'メールで届くとき',
          text: 'チャットで読まれなかった返信は、メールで送られます。送信できる状態か、差出人は誰かをここで確認できます。',
        },
        {
          target: '[data-tour="not-sent"]',
          title: '届いていないもの',
          text: '送れなかったメールを理由とともに表示します。ここから再送できます。黙って消えることはありません。',
        },
      ],
      account: [
        {
          target: '[data-tour="password"]',
          title: 'ご自身のサインイン',
          text: 'パスワードがなければ、一度だけ使えるリンクでサインインします。',
        },
        {
          target: '[data-tour="factor"]',
          title: '2段階認証',
          text: 'パスワードの後に、認証アプリの6桁の数字を尋ねます。電話をなくした日のために、回復コードが10個あります。',
        },
        {
          target: '[data-tour="sessions"]',
          title: 'サインイン中の端末',
          text: '心当たりのないものは、ここで終了できます。',
        },
        {
          target: '[data-tour="device"]',
          title: 'この端末での表示',
          text: '言語と表示テーマは、この端末だけの設定です。',
        },
      ],
    },
  },
};
