/** The guided tour of the shop's pages: each step points at what `target` finds; one that finds nothing is left out. */
export const tourWords = {
  en: {
    next: 'Next',
    back: 'Back',
    done: 'Done',
    close: 'Close the tour',
    of: '{at} of {all}',
    steps: {
      home: [
        {
          target: '.wordmark',
          title: 'A shop with a counter',
          text: 'This page stands for any web shop. One script tag puts Madoguchi into it; nothing else here belongs to the chat.',
        },
        {
          target: 'madoguchi-counter, .hero-ask',
          title: 'The counter',
          text: 'Ask a question in your own words, report a problem, or ask for a person. Try: “My kettle KT-200 leaks.”',
        },
        {
          target: '[data-tour="who"]',
          title: 'Who is asking',
          text: 'A shop knows its customers. Sign in as one of these and the chat knows your name and orders, proven by a signed token.',
        },
        {
          target: '[data-tour="console"]',
          title: 'The other side',
          text: 'The people behind the counter work in the console. The links to sign in stand in the terminal that started the demo.',
        },
      ],
      orders: [
        {
          target: '.order-list > li, .visitors',
          title: 'Orders to ask about',
          text: 'Every order is in the shop’s own list. “Where is it?” copies the question and opens the chat: paste it, and the bot looks it up.',
        },
        {
          target: '.try',
          title: 'What to try',
          text: 'These begin with an answer, an errand with questions back, and a person. Each can be interrupted by another question.',
        },
        {
          target: '.ask-person',
          title: 'Always a person',
          text: 'The way to a person is never more than one press away, here and on every screen of the chat.',
        },
      ],
      product: [
        {
          target: '.ask-product',
          title: 'Ask from where you are',
          text: 'The question is copied and the chat opens. Model codes, names and nicknames are understood alike.',
        },
        {
          target: '.good',
          title: 'The same answers',
          text: 'These articles are what the chat answers from; it names its source with every answer.',
        },
      ],
      shelf: [],
    },
  },
  ja: {
    next: '次へ',
    back: '戻る',
    done: '完了',
    close: 'ガイドを閉じる',
    of: '{at} / {all}',
    steps: {
      home: [
        {
          target: '.wordmark',
          title: '窓口のあるお店',
          text: 'このページは、ふつうのネットショップの代わりです。scriptタグを1行入れるだけで、Madoguchiの窓口が開きます。',
        },
        {
          target: 'madoguchi-counter, .hero-ask',
          title: 'ここが窓口です',
          text: '質問も、不具合のご連絡も、担当者の呼び出しも、ふだんの言葉でどうぞ。例：「KT-200のケトルから水が漏れます」',
        },
        {
          target: '[data-tour="who"]',
          title: 'だれが質問しているか',
          text: 'お店はお客様を知っています。ここでログインすると、署名付きの証明によって、チャットにもお名前とご注文が伝わります。',
        },
        {
          target: '[data-tour="console"]',
          title: '窓口の裏側',
          text: '担当者は専用の画面で応対します。サインイン用のリンクは、デモを起動したターミナルに表示されています。',
        },
      ],
      orders: [
        {
          target: '.order-list > li, .visitors',
          title: 'ご注文について質問する',
          text: '「配送状況をきく」を押すと質問がコピーされ、チャットが開きます。貼り付けると、ボットがお店の注文一覧を調べてお答えします。',
        },
        {
          target: '.try',
          title: '試していただきたいこと',
          text: 'すぐに答えが出る質問、確認しながら進む手続き、担当者への引き継ぎ。途中で別の質問をしても大丈夫です。',
        },
        {
          target: '.ask-person',
          title: 'いつでも担当者へ',
          text: 'ここでもチャットのどの画面でも、ワンタッチで担当者をお呼びいただけます。',
        },
      ],
      product: [
        {
          target: '.ask-product',
          title: 'その場で質問',
          text: '質問がコピーされ、チャットが開きます。型番でも、ふだんの呼び方でも通じます。',
        },
        {
          target: '.good',
          title: '答えの出どころは同じ',
          text: 'チャットはこれらの記事からお答えし、どの記事によるものかを必ず示します。',
        },
      ],
      shelf: [],
    },
  },
} as const;
