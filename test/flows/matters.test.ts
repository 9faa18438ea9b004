import { describe, expect, test } from '@jest/globals';
import { offersFor } from '../../src/bot/matters.js';
import { flowTest } from '../../src/flows/flow.js';
import { readFlows } from '../../src/flows/read-flows.js';
import { rehearsedShop } from '../setup/rehearsed-shop.js';
import { overhear, type Overheard } from '../setup/overhear.js';

/** Who names a matter and nothing else is asked what about it, with what is usually done about it. */
const { words } = await readFlows('dialogs', ['en', 'ja', 'de']);

const about = {
  order: ['order-status', 'change-address', 'cancel-order', 'return-item'],
  product: ['report-problem', 'product-advice', 'return-item', 'warranty'],
  nothing: [],
};

describe('the matter that a text names and nothing else', () => {
  test.each<[string, string, keyof typeof about]>([
    ['en', 'my order', 'order'],
    ['en', 'Hi, I want to talk about my order, please', 'order'],
    ['en', 'I need help with something I bought', 'order'],
    ['en', 'a question regarding one of your products', 'product'],
    ['en', 'I want to cancel my order', 'nothing'],
    ['en', 'which kettle should I order', 'nothing'],
    ['en', 'in alphabetical order', 'nothing'],
    ['en', 'disorder', 'nothing'],
    ['en', 'talk to me', 'nothing'],
    // What asks or tells something is for the search.
    ['en', 'how do I place an order', 'nothing'],
    ['en', 'how long does an order take', 'nothing'],
    ['en', 'what does an order cost', 'nothing'],
    ['en', 'my order is wrong', 'nothing'],
    ['ja', '注文の件でお話ししたいのですが', 'order'],
    ['ja', '先日買ったものについて質問があります', 'order'],
    ['ja', '商品について聞きたい', 'product'],
    ['ja', '注文を取り消したい', 'nothing'],
    ['ja', '商品が割れていた', 'nothing'],
    ['ja', '注文したい', 'nothing'],
    ['ja', '注文できません', 'nothing'],
    ['ja', '注文方法', 'nothing'],
    ['ja', '注文がまだです', 'nothing'],
    ['ja', '注文はいつですか', 'nothing'],
  ])('%s: %s', (language, text, matter) => {
    const own = words.find((one) => one.language === language);
    expect(own && offersFor(text, own, language)).toEqual(about[matter]);
  });

  test('eine Frage zur Bestellung', () => {
    const german = words.find(({ language }) => language === 'de');
    const offered = (text: string): unknown => german && offersFor(text, german, 'de');
    expect(offered('Ich habe eine Frage zu meiner Bestellung')).toEqual(['order-status', 'report-problem']);
    expect(offered('Bestellung stornieren')).toEqual([]);
  });
});

describe('a matter named to the bot', () => {
  const shop = rehearsedShop();

  const say = (language: string, ...said: string[]): Promise<Overheard> =>
    overhear(shop().app, flowTest.parse({ test: 'a matter', language, talk: said.map((customer) => ({ customer })) }));

  test.each([
    ['en', 'I want to talk about my order', about.order],
    ['ja', '注文の件でお話したいです', about.order],
    // By words alone an article would be told.
    ['ja', '注文について', about.order],
    ['ja', '商品のことで質問があります', about.product],
  ])(
    '%s: "%s" is asked back with the errands',
    async (language, text, offers) => {
      const { begun, said, choices } = await say(language, text);
      expect(begun).toEqual([]);
      expect(said).toContain('bot.which-one');
      const flows = choices.map(({ value }) => value.split(':').at(-1));
      expect(flows.slice(0, 4)).toEqual(offers);
      expect(choices.at(-1)?.value).toBe('@none');
    },
    30_000,
  );

  test('the errand chosen in words begins, and with a number the one that takes it', async () => {
    const chosen = await say('en', 'a question about my order', 'track an order');
    expect(chosen.begun[0]).toBe('order-status');
    expect((await say('en', 'my order number is A-10293')).begun[0]).toBe('order-status');
  }, 30_000);
});
