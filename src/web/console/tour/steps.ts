import type { Step, TourWords } from '../../tour/tour.js';

interface TourTexts extends TourWords {
  readonly steps: Readonly<Record<string, readonly Step[]>>;
}

/**
 * What the tour says of each screen. A step points at what its selectors find, the first that does; one that finds nothing
 * (a role that does not see it, a pane that is closed) is left out.
 */
export const tours: { readonly en: TourTexts; readonly ja: TourTexts } = {
  en: {
    ...{ next: 'Next', back: 'Back', done: 'Done', close: 'Close the tour', of: '{at} of {all}' },
    steps: {
      conversations: [
        {
          target: '[data-tour="lists"], #content nav',
          title: 'Who is waiting',
          text: 'Tickets in your queues, longest wait first. The wait is true: it runs on while somebody holds the ticket.',
        },
        {
          target: '[data-tour="line"], #content section ul a, #content section [role="option"]',
          title: 'Open one, then claim it',
          text: 'Reading changes nothing. Claiming makes it yours: of two who claim at once, one gets it and the other is told who.',
        },
        {
          target: '[data-tour="me"], nav button[aria-haspopup="menu"]',
          title: 'Here or away',
          text: 'Say whether you take customers. Theme, language and this tour are in the same menu; “?” shows every key.',
        },
      ],
      conversation: [
        {
          target: '[data-tour="header"], [data-conversation] header',
          title: 'Is the customer there?',
          text: 'The header says whether the chat is open on their side, and by which road your answer will reach them.',
        },
        {
          target: '[data-tour="card"], [data-conversation] section:has(> button[aria-expanded])',
          title: 'What the bot found out',
          text: 'What was asked, what was collected and checked, and which articles were shown, so that nobody has to ask twice.',
        },
        {
          target: '[data-tour="composer"], [data-conversation] section:has(textarea)',
          title: 'Reply or note',
          text: 'A note is yellow and stays among colleagues. A reply is held back when the customer has just written something new.',
        },
        {
          target: '[data-tour="context"], #content aside',
          title: 'Who it is',
          text: 'Their orders and earlier conversations, as far as the shop has vouched for who they are.',
        },
      ],
      team: [
        {
          target: '[data-tour="people"], #content table, #content ul',
          title: 'Who works here',
          text: 'Roles decide what somebody may see and do; a changed role counts from their next click.',
        },
        {
          target: '[data-tour="invite"], #content form, #content button',
          title: 'Invite by a link',
          text: 'The link can be copied and sent by any road. It works once and runs out.',
        },
      ],
      settings: [
        {
          target: '[data-tour="sections"], #content nav',
          title: 'The shop’s settings',
          text: 'Name, languages, hours, teams and the snippet for your site. What you save counts at once, without a restart.',
        },
      ],
      account: [
        {
          target: '[data-tour="factor"], #content section, #content form',
          title: 'Your own sign-in',
          text: 'A password and a second factor from any authenticator app. Sessions on other devices can be ended here.',
        },
      ],
    },
  },
  ja: {
    ...{ next: '次へ', back: '戻る', done: '完了', close: 'ガイドを閉じる', of: '{at} / {all}' },
    steps: {
      conversations: [
        {
          target: '[data-tour="lists"], #content nav',
          title: 'お待ちのお客様',
          text: '担当するキューのチケットが、待ち時間の長い順に並びます。誰かが対応している間も、待ち時間は正確に数えられます。',
        },
        {
          target: '[data-tour="line"], #content section ul a, #content section [role="option"]',
          title: '開いてから担当する',
          text: '読むだけでは何も変わりません。「担当する」を押すと、あなたの担当になります。同時に押した場合は一人だけが担当になり、もう一人には担当者名が表示されます。',
        },
        {
          target: '[data-tour="me"], nav button[aria-haspopup="menu"]',
          title: '対応中・離席中',
          text: 'お客様を受け付けるかどうかを選べます。表示テーマ、言語、このガイドも同じメニューにあります。「?」でキー操作の一覧を表示します。',
        },
      ],
      conversation: [
        {
          target: '[data-tour="header"], [data-conversation] header',
          title: 'お客様は今いるか',
          text: 'お客様の画面が開いているか、返信がどの方法で届くかを、ここで確認できます。',
        },
        {
          target: '[data-tour="card"], [data-conversation] section:has(> button[aria-expanded])',
          title: 'ボットが聞き取った内容',
          text: 'ご用件、聞き取って確認した項目、ご案内した記事。同じことを二度お尋ねせずに済みます。',
        },
        {
          target: '[data-tour="composer"], [data-conversation] section:has(textarea)',
          title: '返信とメモ',
          text: '黄色のメモは社内だけに残ります。お客様が新しく書き込まれたときは、返信の前にその内容が表示されます。',
        },
        {
          target: '[data-tour="context"], #content aside',
          title: 'お客様について',
          text: 'お店が本人と確認した範囲で、ご注文と過去のお問い合わせを表示します。',
        },
      ],
      team: [
        {
          target: '[data-tour="people"], #content table, #content ul',
          title: '窓口のメンバー',
          text: '役割によって、見られる内容とできることが決まります。変更は相手の次の操作から有効です。',
        },
        {
          target: '[data-tour="invite"], #content form, #content button',
          title: 'リンクで招待',
          text: 'リンクをコピーして、お好きな方法で送れます。一度だけ有効で、期限があります。',
        },
      ],
      settings: [
        {
          target: '[data-tour="sections"], #content nav',
          title: 'お店の設定',
          text: '店名、言語、営業時間、チーム、サイトに貼るコード。保存するとすぐに反映され、再起動は不要です。',
        },
      ],
      account: [
        {
          target: '[data-tour="factor"], #content section, #content form',
          title: 'ご自身のサインイン',
          text: 'パスワードと、認証アプリによる2段階認証を設定できます。ほかの端末のセッションもここで終了できます。',
        },
      ],
    },
  },
};
