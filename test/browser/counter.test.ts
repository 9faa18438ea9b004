import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { verifyLog } from '../../src/conversations/log.js';
import { openDatabase } from '../../src/database/open.js';
import { openSmtpPeer, type SmtpPeer } from '../channels/smtp-peer.js';
import { arrive, phone, visit, type Colleague, type Customer, type Language } from './people.js';
import { openStage, type Stage } from './stage.js';

let stage: Stage;
let letters: SmtpPeer;
const colleagues: Record<Language, Colleague | undefined> = { en: undefined, ja: undefined };

beforeAll(async () => {
  letters = await openSmtpPeer();
  stage = await openStage({
    ...{ SMTP_URL: letters.url, MAIL_FROM: 'Hinata Home <help@hinata-home.example>', MAIL_AFTER_SECONDS: '1' },
  });
  colleagues.en = await arrive(stage, stage.links.en, 'en');
  colleagues.ja = await arrive(stage, stage.links.ja, 'ja');
}, 120_000);
afterAll(async () => {
  await stage.close();
  await letters.close();
});
jest.setTimeout(180_000);

const scripts = {
  en: {
    ...{ greeting: /shop's assistant/, question: 'how do I return an item?', answer: /within 30 days/ },
    ...{ helped: 'Yes, thanks', glad: /Glad|Happy|Good/ },
    problem: [
      ['I want to report a problem', /Which product/],
      ['KT-200', /order number/],
      ['A-10294', /What is wrong/],
      ['It leaks from the bottom', /mail address or phone number/],
      ['kim@example.com', /A-10294[\s\S]*kim@example\.com/],
      ['no, the order is A-10293', /A-10293[\s\S]*kim@example\.com/],
    ],
    ...{ right: 'Yes, that is right', ticket: /T-\d+/, seen: /Seen/ },
    ...{ hello: 'Hello, a new kettle is on its way.', thanks: 'Great. When will it come?', when: 'It leaves today.' },
    ...{ bye: 'Perfect, thank you' },
  },
  ja: {
    ...{ greeting: /自動アシスタント/, question: '返品したいのですがどうすればいいですか', answer: /30日以内/ },
    ...{ helped: 'はい、解決しました', glad: /うれしい|よかった/ },
    problem: [
      ['届いた商品が壊れていた', /どの商品/],
      ['KT-200', /ご注文番号/],
      ['A-10294', /どのような症状/],
      ['底から水が漏れます', /ご連絡先/],
      ['kim@example.com', /A-10294[\s\S]*kim@example\.com/],
      ['すみません、注文番号はA-10293です', /A-10293[\s\S]*kim@example\.com/],
    ],
    ...{ right: 'はい、合っています', ticket: /T-\d+/, seen: /既読/ },
    ...{ hello: 'お待たせいたしました。新しいケトルをお送りします。', thanks: 'ありがとうございます。いつ届きますか' },
    ...{ when: '本日発送いたします。', bye: '助かりました' },
  },
} as const;

describe.each([
  ['English, at a desk', 'en', {}],
  ['Japanese, on a phone', 'ja', phone],
] as const)('%s', (_, language, options) => {
  const script = scripts[language];

  test('a question is answered, over a line that breaks and a server that is started again', async () => {
    await stage.filmed(`question ${language}`, async () => {
      const customer = await visit(stage, language, { options });
      await customer.open();
      await customer.hears(script.greeting);
      stage.cable.cut();
      await customer.says(script.question);
      stage.cable.mend();
      await customer.hears(script.answer);
      await stage.restart();
      await customer.presses(script.helped);
      await customer.hears(script.glad);
      await onceEach(customer, [script.question, script.helped]);
      await customer.context.close();
    });
  });

  test('a problem: slots, correction, ticket, claim, replies both ways, resolved, survey', async () => {
    await stage.filmed(`problem ${language}`, async () => {
      const colleague = colleagues[language];
      if (!colleague) throw new Error('nobody signed in');
      const customer = await reports(language, options);
      await colleague.claimsNext();
      await colleague.sees('A-10293');
      await colleague.replies(script.hello);
      await customer.hears(script.hello);
      await colleague.sees(script.seen);
      stage.cable.cut();
      await customer.says(script.thanks);
      stage.cable.mend();
      await colleague.sees(script.thanks);
      await stage.restart();
      await colleague.replies(script.when);
      await customer.hears(script.when);
      await colleague.sees(script.seen);
      await customer.says(script.bye);
      await colleague.sees(script.bye);
      await colleague.resolves();
      await customer.presses(customer.words.ratingScores[4] ?? '');
      await customer.hears(customer.words.ratingThanks);
      await onceEach(customer, [script.hello, script.thanks, script.when, script.bye]);
      await customer.context.close();
    });
  });
});

test('after a reload and in a second tab it is the same conversation', async () => {
  await stage.filmed('tabs', async () => {
    const customer = await visit(stage, 'en');
    await customer.open();
    await customer.says('how do I return an item?');
    await customer.hears(/within 30 days/);
    const before = await customer.said();
    const second = await visit(stage, 'en', { context: customer.context });
    await second.open();
    await second.hears(/within 30 days/);
    expect(await second.said()).toEqual(before);
    await second.presses('Yes, thanks');
    await customer.hears('Yes, thanks');
    await customer.hears(/Glad|Happy|Good/);
    await customer.page.reload();
    await customer.open().catch(() => undefined);
    await customer.hears(/Glad|Happy|Good/);
    expect(await customer.said()).toEqual(await second.said());
    await customer.context.close();
  });
});

test('a customer who has left gets the answer by mail, and answers from its link', async () => {
  await stage.filmed('mail', async () => {
    const colleague = colleagues.en;
    if (!colleague) throw new Error('nobody signed in');
    const customer = await reports('en', {});
    await customer.context.close();
    await colleague.claimsNext();
    await colleague.replies('Would you like the same colour again?');
    const letter = await letterWith('Would you like the same colour again?');
    const link = /https?:\/\/\S+\/ticket\/[^\s>)]+/.exec(letter)?.[0] ?? '';
    const context = await stage.browser.newContext({ locale: 'en-GB', ...phone });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    await page.goto(link);
    await page.getByText('Would you like the same colour again?').first().waitFor();
    await page.locator('textarea[name=text]').fill('Yes, the white one please');
    await page.locator('form:has(textarea[name=text]) button').click();
    await page.getByText('Yes, the white one please').first().waitFor();
    await colleague.sees('Yes, the white one please');
    await colleague.resolves();
    await context.close();
  });
});

test('every log is whole', async () => {
  const database = await openDatabase(stage.database);
  try {
    const rows = await database.read(database.build.selectFrom('conversation').select('id'));
    expect(rows.length).toBeGreaterThanOrEqual(5);
    for (const { id } of rows) expect(await verifyLog(database, id)).toMatchObject({ whole: true });
  } finally {
    await database.close();
  }
});

/** A problem told step by step, with a correction, up to the ticket. */
async function reports(language: Language, options: BrowserContextOptions): Promise<Customer> {
  const customer = await visit(stage, language, { options });
  await customer.open();
  for (const [says, hears] of scripts[language].problem) {
    await customer.says(says);
    await customer.hears(hears);
  }
  await customer.presses(scripts[language].right);
  await customer.hears(scripts[language].ticket);
  return customer;
}

async function letterWith(text: string): Promise<string> {
  for (const until = Date.now() + 25_000; Date.now() < until; await new Promise((next) => setTimeout(next, 50))) {
    const found = letters.letters.find((one) => one.text?.includes(text));
    if (found?.text !== undefined) return found.text;
  }
  throw new Error(`no letter says: ${text}`);
}

/** Nothing was lost on the way and nothing came twice. */
async function onceEach(customer: Customer, texts: readonly string[]): Promise<void> {
  const said = await customer.said();
  for (const text of texts)
    expect({ text, times: said.filter((one) => one.includes(text)).length }).toEqual({ text, times: 1 });
}
