import type { Block, WidgetEvent, WidgetSession } from '../../../widget-wire.js';
import type { Outgoing } from '../client/outgoing.js';
import type { State } from '../client/state.js';
import type { Language } from '../words/words.js';

/** Made-up people of a made-up shop, for the gallery alone: each state of the window by a name, in the language asked for. */
const minute = 60_000;

type Both = readonly [en: string, ja: string];

const subjects = {
  mine: ['My kettle leaks, and it is two weeks old!', '2週間前に買ったケトルから水が漏れます！'],
  seal: ['Look at the seal', 'パッキンを確認します'],
  article: ['My kettle leaks', 'ケトルから水が漏れる'],
  helped: ['That helped', '解決しました'],
  not: ['That did not help', '解決しません'],
  unplug: ['Unplug it first.', 'まずコンセントから抜いてください。'],
  empty: ['Empty it', '水を捨てます'],
  more: ['One more thing: it is the red one.', 'もう一点、色は赤です。'],
  sorry: ['I am sorry. A new kettle leaves today.', '申し訳ございません。新しいケトルを本日お送りします。'],
  hello: ['Good morning! Ask me anything, in your own words.', 'おはようございます。ご質問をそのままお書きください。'],
  where: ['Where is my order?', '注文はどこですか'],
  back: ['Send something back', '返品したい'],
  shop: ['Hinata Home', 'ひなたホーム'],
  contact: ['How can we reach you if you leave?', 'お席を外された場合のご連絡先を教えてください。'],
  mail: ['Mail address', 'メールアドレス'],
  order: ['Order number', '注文番号'],
  send: ['Send', '送信'],
  skip: ['Skip', '入力しない'],
  stay: ['I will stay here', 'このまま待ちます'],
  size: ['Size', 'サイズ'],
  price: ['Price', '価格'],
} as const satisfies Record<string, Both>;

function make(language: Language, now: number) {
  const say = (name: keyof typeof subjects): string => subjects[name][language === 'ja' ? 1 : 0];
  let seq = 0;
  const base = () => ({ position: `1-${++seq}`, conversation: 'c1', time: now - (30 - seq) * minute });
  const message = (
    author: 'customer' | 'bot' | 'agent',
    text: string,
    more: Partial<Extract<WidgetEvent, { kind: 'message' }>> = {},
  ): WidgetEvent => ({
    ...{
      ...base(),
      kind: 'message',
      author,
      name: author === 'agent' ? '佐藤 Kim' : '',
      clientId: null,
      language,
      text,
    },
    ...{ tree: author === 'customer' ? null : [words(text)], choices: [], form: null, files: [], sources: [] },
    ...{ receipt: null, ...more },
  });
  const owner = (status: 'bot' | 'waiting' | 'agent' | 'closed'): WidgetEvent => {
    return { ...base(), kind: 'owner', status, name: status === 'agent' ? '佐藤 Kim' : '' };
  };
  const answer: readonly Block[] = [
    words(say('unplug')),
    {
      ...{ kind: 'list', ordered: true, start: 1 },
      items: [
        [words(say('empty'))],
        [{ kind: 'paragraph', inlines: [{ kind: 'strong', inlines: text(say('seal')) }] }],
      ],
    },
  ];
  const choices = [say('helped'), say('not')].map((label) => ({ label, value: label }));
  const sources = [{ title: say('article'), slug: 'kettle-leaks', language }];
  const asked = () => message('customer', say('mine'));
  const answered = () => message('bot', say('unplug'), { tree: answer, sources, choices });
  return { say, base, message, owner, answer, choices, asked, answered };
}

const text = (said: string) => [{ kind: 'text', text: said }] as const;
const words = (said: string): Block => ({ kind: 'paragraph', inlines: text(said) });

function session(say: ReturnType<typeof make>['say'], language: Language): WidgetSession {
  return {
    ...{ token: '', thread: 'gallery', opened: true, expires: Number.MAX_SAFE_INTEGER, language },
    customer: { identified: false, name: null },
    shop: {
      ...{ name: say('shop'), languages: ['en', 'ja'], zone: 'Asia/Tokyo', helpUrl: '/help' },
      people: { online: true, opens: null },
    },
    limits: { textCharacters: 4_000, fileBytes: 10_485_760, filesPerMessage: 5, fileTypes: ['image/png'] },
    starters: (['where', 'back', 'article'] as const).map((name) => ({ label: say(name), value: name })),
  };
}

function going(id: string, said: string, language: Language, more: Partial<Outgoing>): Outgoing {
  const rest = { created: Date.now(), language, files: [], failed: null, progress: 0 } as const;
  return { id, text: said, ...rest, state: 'sending', ...more };
}

type Make = ReturnType<typeof make>;
type Shown = Partial<State> & { readonly events: readonly WidgetEvent[] };

const states = {
  'first screen': ({ say, message }) => ({ events: [message('bot', say('hello'))] }),
  'first screen, nobody in': ({ say, message }, language, now) => {
    const open = session(say, language);
    const people = { online: false, opens: now + 14 * 60 * minute };
    return { session: { ...open, shop: { ...open.shop, people } }, events: [message('bot', say('hello'))] };
  },
  answer: ({ asked, answered }) => ({ events: [asked(), answered()], typing: { by: 'bot', name: '' } }),
  'choice taken': ({ say, asked, answered, message }) => ({
    events: [asked(), answered(), message('customer', say('not'))],
    seenByPerson: '1-3',
  }),
  'on its way': ({ say, asked, answered }, language) => ({
    events: [asked(), answered()],
    outgoing: [
      going('a', say('more'), language, {}),
      going('b', say('more'), language, { state: 'sent' }),
      going('c', '', language, { files: [new File(['leak'], 'leak.pdf')], progress: 0.4 }),
    ],
  }),
  'not sent': ({ say, asked, answered }, language) => ({
    ...{ events: [asked(), answered()], link: 'offline' },
    outgoing: [
      going('a', say('more'), language, { state: 'waiting' }),
      going('b', say('more'), language, { state: 'failed', failed: 'other' }),
      going('c', say('more'), language, { state: 'failed', failed: 'large' }),
    ],
  }),
  connecting: () => ({ events: [], session: null, link: 'connecting' }),
  form: ({ say, asked, message }) => ({
    events: [
      asked(),
      message('bot', say('contact'), {
        form: {
          ...{ id: 'f', submit: say('send'), skip: say('skip') },
          fields: [
            { name: 'mail', label: say('mail'), kind: 'mail', required: true },
            { name: 'order', label: say('order'), kind: 'text', required: false },
            {
              name: 'stay',
              label: say('stay'),
              kind: 'choice',
              required: false,
              choices: [{ label: say('stay'), value: 'a' }],
            },
          ],
        },
      }),
    ],
  }),
  waiting: ({ asked, answered, message, owner, say }, _, now) => ({
    events: [
      asked(),
      answered(),
      message('bot', say('contact'), {
        receipt: { ticket: 'T-1001', promise: now + 12 * minute, basis: 'agent-online', url: '/' },
      }),
      owner('waiting'),
    ],
    queue: { ahead: 2, promise: now + 12 * minute },
  }),
  'with a person': ({ asked, message, owner, say }) => ({
    events: [
      asked(),
      owner('waiting'),
      owner('agent'),
      message('agent', say('sorry')),
      message('customer', say('more'), {
        files: [{ id: 'f', name: 'leak.pdf', type: 'application/pdf', size: 482_113, url: '/' }],
      }),
    ],
    ...{ typing: { by: 'agent', name: '佐藤 Kim' }, seenByPerson: '1-5' },
  }),
  rating: ({ asked, message, owner, base, say }) => ({
    events: [
      asked(),
      owner('agent'),
      message('agent', say('sorry')),
      owner('closed'),
      { ...base(), kind: 'rating', score: null, comment: null },
    ],
  }),
  rated: ({ asked, owner, base, say }) => ({
    events: [
      asked(),
      owner('closed'),
      { ...base(), kind: 'rating', score: 4, comment: say('helped') },
      { ...base(), kind: 'ticket', number: 'T-1001', change: 'reopened' },
      { ...base(), kind: 'erased' },
    ],
  }),
  'article over it': ({ asked, answered, answer, say }, language, now) => {
    const head = [text(say('size')), text(say('price'))];
    const table: Block = { kind: 'table', head, rows: [[text('1.2 L'), text('¥5,480')]] };
    const tree: Block[] = [
      ...answer,
      { kind: 'heading', level: 2, inlines: text(say('seal')) },
      table,
      { kind: 'rule' },
    ];
    const article = { slug: 'kettle-leaks', language, title: say('article'), updated: now, url: '/', tree };
    return {
      events: [asked(), answered()],
      screen: { kind: 'article', slug: 'kettle-leaks', language, from: '', article },
    };
  },
  'article lost': ({ asked, answered }, language) => ({
    events: [asked(), answered()],
    screen: { kind: 'article', slug: 'kettle-leaks', language, from: '', article: 'lost' },
  }),
} satisfies Record<string, (parts: Make, language: Language, now: number) => Shown>;

export type StateName = keyof typeof states;

export const stateNames = Object.keys(states).filter(isStateName);

export function isStateName(name: string | null): name is StateName {
  return Object.hasOwn(states, name ?? '');
}

/** What is laid over the first state of a client. */
export function stateOf(name: StateName, language: Language, now: number): Partial<State> {
  const parts = make(language, now);
  const shape: (parts: Make, language: Language, now: number) => Shown = states[name];
  const { events, ...rest } = shape(parts, language, now);
  const thread = { position: events.at(-1)?.position ?? '', events };
  return { session: session(parts.say, language), link: 'live', begun: true, thread, ...rest };
}
