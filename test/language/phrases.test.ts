import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { normalise } from '../../src/language/normalise.js';
import { readCorrection, readPhrase } from '../../src/language/phrases.js';
import { spent } from '../setup/spent.js';

// One phrase a line would be pages; `|` divides them.
const english: Record<string, string> = {
  person:
    'human|Human please|agent|Agent!|live agent|operator|representative|customer service|a real person|real person please|Can I talk to a human?|I want to talk to a human about my refund|can someone call me|can someone call me back?|please call me|talk to a person|speak to an agent|let me speak to a manager|I need to speak with somebody|I would like to speak to a representative, please|connect me to an agent|please connect me with a human|transfer me to a live agent|transfer to agent|put me through to someone|I want a human|I want an agent now|get me a human|give me a real person|is there a real person I can talk to|is there anyone I can talk to|can I chat with a person|chat with a live agent|I’d like to talk to customer support|contact a human|I need a human|need human|I need an agent|no more bots|I am sick of this bot, give me a human|I don’t want to talk to a bot|escalate this to a supervisor|escalate to a manager|could somebody help me with this, a person please|can a person look into this|will someone contact me|I want to speak to your manager|actual human please|human being please|talk to agent|speak to human|speak with operator|agent please|operator please|Operator!!|I want to talk to someone about order A-10293|let me talk to a colleague|hand me over to a person|can I speak to someone in the shop|talk to your team|call me please|phone me|I would prefer a human|I’d rather talk to a real human',
  cancel:
    'cancel|Cancel.|cancel please|please cancel|cancel it|cancel this|stop|STOP|stop it|stop this|stop please|please stop|quit|exit|abort|forget it|forget about it|never mind|nevermind|Nevermind!|nvm|leave it|I changed my mind|changed my mind|I give up|I want to cancel|I’d like to cancel|can we stop|can you stop|let’s stop|ok stop|ok, cancel|actually, never mind|sorry, cancel that|drop it|stop asking me|no longer needed|never mind, thanks|cancel now|cancel request|cancel this request|I don’t want to do this',
  restart:
    'restart|start again|start over|Start over please|please start again|start from the beginning|start from scratch|begin again|from the beginning|from the top|reset|main menu|menu|back to the start|go back to the beginning|let’s start over|can we start over|can we start again?|I want to start over|I’d like to start again|redo|do over|clear all|new conversation|home',
  back: 'back|Back.|go back|go back please|please go back|previous|previous question|undo|undo that|go back one step|step back|one step back|can I go back?|can we go back|I want to go back|let me go back|return|take me back|the previous question|back please|go to the previous question|ok go back',
  repeat:
    'repeat|repeat that|please repeat|please repeat the question|repeat the question|say that again|say that again please|say it again|once more|one more time|come again?|pardon|pardon?|what?|what was that?|what was the question?|what did you say|sorry, what?|huh?|I didn’t catch that|could you repeat that?|can you repeat that please|can you say that again?|again please|I missed that',
  skip: 'skip|skip this|skip it|skip please|please skip|skip this question|can I skip this?|can we skip this one|I want to skip|next|next question|next question please|move on|pass|I don’t have it|I don’t have one|don’t have it|I don’t know|dont know|idk|I dunno|no idea|not sure|I’m not sure|I can’t remember|I forgot|I lost it|can’t find it|leave it blank|n/a|N/A|none|prefer not to say|I’d rather not say',
  thanks:
    'thanks|Thanks!|thank you|Thank you.|Thank you very much!|thank you so much|thanks a lot|thanks so much|many thanks|thx|ty|tysm|cheers|much appreciated|I appreciate it|thanks for your help|thank you for your help|thanks for the help|thank you for helping me|ok thanks|ok, thank you|great, thanks|Great, thank you!|perfect, thanks|awesome thanks|cool thanks|thanks again|alright thanks|oh thanks|thank you, bot|thanks everyone|thanks a million|thanks for the quick reply|very kind of you|thank you so much that helped|thanks a lot see you later|🙏',
  greeting:
    'hi|Hi!|hello|Hello.|hey|hey there|hi there|hello there|good morning|Good afternoon|good evening|good day|greetings|howdy|yo|hi bot|hello all|hello, is anyone there?|is anyone there?|anybody there?|are you there?|how are you?|hi, how are you?|hello again|what’s up|nice to meet you|Hello everyone|hiya|👋',
  bye: 'bye|Bye!|bye bye|goodbye|good bye|good night|see you|see you later|see ya|take care|have a nice day|have a great day!|that’s all|that is all|That’s all, thanks|that will be all|nothing else|no more questions|no, that’s all|I’m done|all done|all set|done|bye for now|ok bye|thanks, bye|thank you, goodbye|gotta go|talk to you later|have a good weekend',
  help: 'help|Help!|help me|help please|please help|please help me|I need help|I need some help|can you help me?|could you help me please|what can you do?|what can you help me with?|how does this work?|how can you help me|what are my options?|options|I’m stuck|I’m lost|I am confused|what can I ask?|I have a question|I have a problem|what now|instructions|?|how do you work',
  robot:
    'are you a robot?|are you a bot|are you human?|are you a human|are you real?|are you a real person?|Are you an AI?|am I talking to a bot?|am I talking to a human|am I talking to a real person?|is this a bot?|is this a real person?|is this automated?|are you a machine|bot?|who are you?|what are you?|you’re a bot|are you chatgpt?|am I speaking with a human|are you really a person?|r u a bot|hello, are you a robot or what',
  'not-helpful':
    'not helpful|That was not helpful|this is not helpful|not really helpful|unhelpful|useless|that didn’t help|it didn’t help|didn’t help|that doesn’t help|does not help|not what I asked|that’s not what I asked|that is not what I meant|not what I need|you didn’t answer my question|that doesn’t answer my question|wrong answer|still not working|it still doesn’t work|that didn’t work|no luck|same problem|you don’t understand|I already tried that|none of these|none of the above|👎',
  helpful:
    'helpful|very helpful|That was helpful|that was very helpful|that helped|that helped, thanks|that helps|it worked|it works|it works now!|that worked, thank you|fixed|that fixed it|solved|problem solved|resolved|got it|got it, thanks|I see|understood|makes sense|that makes sense|exactly what I needed|that answers my question|perfect|great answer|awesome|👍',
};

const japanese: Record<string, string> = {
  person:
    'オペレーター|オペレーターお願いします|オペレーターにつないでください|オペレーターに代わってください|オペレーターと話したい|ｵﾍﾟﾚｰﾀｰにつないで|担当者|担当者お願いします|担当者に代わってください|担当者と話したいです|担当の方につないでください|担当の方に代わってください|担当者に繋いでください|担当者を呼んでください|係の人と話したい|係員をお願いします|スタッフと話したい|スタッフの方とお話ししたいです|スタッフにつないで|人と話したい|人と話したいです|人と話せますか|人間と話したい|人間につないで|人間に代わって|人に代わって|人につないでください|人につないでほしい|生身の人と話したい|有人チャット|有人対応をお願いします|有人サポートにつないで|返金について担当者と相談したい|注文A-10293の件でオペレーターと話したいのですが|電話してください|電話をください|電話がほしいです|お電話いただけますか|電話で話したい|電話で相談したい|折り返しお電話ください|折り返し電話をお願いします|折り返しの連絡をお願いします|責任者を出してください|責任者と話したい|店長を出して|店長と話したいです|上司に代わってください|上の人を出してください|誰かと話したい|誰か対応してください|どなたか電話をください|誰か助けて、人をお願いします|直接話したい|直接お話ししたいです|直接相談したいです|ロボットではなく人と話したい|ボットじゃなくて人間がいい|ロボットはもういい|機械じゃなくて人につないで|カスタマーサポートにつないで|コールセンターに繋いでください|担当者から連絡をください|話のわかる人を出して',
  cancel:
    'キャンセル|キャンセルします|キャンセルしたい|キャンセルしたいです|キャンセルでお願いします|キャンセルしてください|中止|中止します|中止してください|取り消し|取り消してください|取消|やめる|やめます|やめたい|やめたいです|やめて|やめてください|やめておきます|やっぱりやめます|やっぱりやめる|もういい|もういいです|もういいや|やっぱりいいです|終わりにします|終了|終了します|終了してください|ストップ|中断|中断したいです|なかったことにしてください|気が変わりました|不要になりました|また今度にします|あとで|後にします|すみません、やめます|手続きをやめたい|止めてください',
  restart:
    '最初から|最初からお願いします|最初からやり直したい|最初からやり直したいです|最初からやり直します|最初からやり直してください|最初に戻る|最初に戻ってください|最初に戻りたいです|はじめから|初めからお願いします|一から|やり直し|やり直します|やり直したいです|もう一度最初から|もう一度最初からお願いします|リセット|リセットしてください|メニュー|メニューに戻る|メニューに戻ってください|トップに戻る|ホームに戻る|振り出しに戻る',
  back: '戻る|戻ります|戻って|戻ってください|戻りたい|戻りたいです|もどる|前に戻る|前に戻ってください|前に戻りたいです|前の質問|前の質問に戻ってください|前の質問に戻りたいです|一つ前|一つ前に戻る|一つ前に戻ってください|ひとつ前に戻りたいです|１つ前に戻してください|1つ戻る|前の画面に戻る|すみません、戻ってください|さっきの質問に戻って|バック',
  repeat:
    'もう一度|もう一度お願いします|もう一度言ってください|もう１度お願いします|もう一回|もう一回お願いします|もう一回言って|もう一度教えてください|もう一度教えていただけますか|再度お願いします|繰り返し|繰り返してください|リピート|何て?|なんて？|何ですか|なんですか？|えっ？|え？|すみません、もう一度お願いします|質問をもう一度お願いします|質問は何ですか|聞き取れませんでした',
  skip: 'スキップ|スキップします|スキップしてください|スキップお願いします|スキップでお願いします|飛ばす|飛ばして|飛ばしてください|飛ばしたいです|次へ|次|次に進む|次に進んでください|次の質問|次の質問お願いします|パス|パスします|わからない|わかりません|分かりません|すみません、わかりません|不明です|知りません|覚えていません|覚えてないです|忘れました|忘れてしまいました|なくしました|手元にありません|持っていません|見つかりません|特にありません|特になし|なし|ないです|ありません|答えたくありません',
  thanks:
    'ありがとう助かりました|ありがとうございました、とても参考になりました|ありがとう|ありがとうございます|ありがとうございます。|ありがとうございました！|どうもありがとう|どうもありがとうございました|どうも|ありがと|本当にありがとうございます|本当にありがとうございました|大変ありがとうございました|感謝します|助かりました|大変助かりました|とても助かりました|助かります|サンキュー|お世話になりました|大変お世話になりました|恐れ入ります|ご丁寧にありがとうございます|ご対応ありがとうございました|ご回答ありがとうございます|早速のご対応ありがとうございます|わかりました、ありがとうございます|わかりました。ありがとうございました。|承知しました。ありがとうございます|はい、ありがとうございます|教えてくれてありがとう|有難うございます|🙏',
  greeting:
    'こんにちは|こんにちは。|こんにちは！|こんにちわ|こんばんは|おはよう|おはようございます|はじめまして|お世話になっております|お世話になっております。|いつもお世話になっております|お世話になります|お疲れ様です|もしもし|ハロー|やあ|誰かいますか？|どなたかいますか|お元気ですか|ｺﾝﾆﾁﾊ|すみません、こんにちは|お久しぶりです|ごめんください',
  bye: 'さようなら|さよなら|バイバイ|じゃあね|またね|ではまた|失礼します|それでは失礼します|失礼いたします|おやすみなさい|以上です|以上です。|以上になります|これで以上です|それだけです|これだけです|もう大丈夫です|他にはありません|他にはないです|特に他にありません|質問はありません|また連絡します|またお願いします|それではまた|これで終わりです',
  help: 'ヘルプ|助けて|助けてください|たすけて|使い方|使い方を教えてください|使い方がわかりません|操作方法を教えて|何ができますか|何ができますか？|何ができるの|できることは何ですか|何を聞けばいいですか|どうすればいいですか|どうしたらいいですか|困っています|困りました|質問があります|質問です|聞きたいことがあります|相談したいです|相談があります|教えてください|案内してください|？',
  robot:
    'ロボットですか|ロボットですか？|あなたはロボットですか|ボットですか|AIですか|ＡＩですか？|人間ですか|あなたは人間ですか？|本物の人間ですか|本当に人間ですか|機械ですか|自動応答ですか|チャットボットですか|あなたは誰ですか|誰ですか|どなたですか|あなたはAIなの？|これは自動返信ですか|相手はロボットですか|人ですか？|中の人いますか|お名前は何ですか',
  'not-helpful':
    '役に立たない|役に立ちませんでした|役に立たなかったです|参考になりませんでした|解決しません|解決しませんでした|解決していません|まだ解決していません|直りません|直らないです|直りませんでした|だめでした|うまくいきません|できませんでした|変わりません|答えになっていません|質問に答えていない|そういうことではありません|聞きたいことと違います|的外れです|意味がわかりません|話が通じない|もう試しました|どれも違います|どれでもありません|👎',
  helpful:
    '役に立ちました|とても役に立ちました|役に立った|参考になりました|大変参考になりました|解決しました|解決しました！|解決した|解決です|直りました|直った|できました|できました！|うまくいきました|動きました|わかりました|よくわかりました|理解しました|納得しました|なるほど|それが知りたかったです|わかりやすいです|完璧です|素晴らしいです|よかったです|👍',
};

// Each of these holds a word of a command and is none: the flow, the search or a reader must have it.
const none: [string, string][] = [
  ...'I want to cancel my order|how do I cancel an order|cancel order A-10293|can I cancel the delivery|the back of the chair is broken|I want my money back|when will it be back in stock|can I send it back|repeat order|how do I skip a delivery|next day delivery|thanks, but where is my parcel|thank you, can you also tell me the price|hello, where is my order|hi I have not received my parcel|no thanks|No, thank you|yes|no|ok|A-10293|taro@example.com|how do I reset my kettle|the reset button does not work|is the robot vacuum in stock|robot vacuum|how do I start the washing machine|restart does not fix my router|the agent number is on the box|is there a manual|user agent string|cleaning agent|two person tent|is this for one person|it stopped working|stop button is broken|what is the return policy|what time do you open|does it help with dust|fire tv stick|smoke detector|spark plug|where is my order|my kettle is broken|I need to change my phone number|menu button on the TV does not work|exit door lock|quit smoking device'
    .split('|')
    .map((text): [string, string] => [text, 'en']),
  ...'注文をキャンセルしたい|注文のキャンセル方法|キャンセル料はかかりますか|人気商品|人気商品を教えて|人形はありますか|一人用の鍋|二人で使えますか|本人確認|個人情報の扱い|商品が戻ってきました|返金は戻りますか|在庫は戻りますか|次の入荷はいつ|もう一度注文したい|ありがとうございます、でも荷物が届きません|ありがとうございます。送料はいくらですか|こんにちは、荷物が届きません|お世話になっております。返品したいのですが|はい|いいえ|結構です|お願いします|大丈夫です|A-10293|ロボット掃除機|ロボット掃除機はありますか|掃除機が動かない|リセットボタンが効かない|メニューボタンが壊れた|電話番号を変えたい|電話番号は090-1234-5678です|スキップ機能はありますか|最初から壊れていました|使い方の説明書がない|ケトルの使い方|送料はいくらですか|領収書がほしい|返品できますか|営業時間を教えてください|電源が入らない|配送日を変更したい|保証書をなくしました|燃えるゴミ|火災報知器|返品をやめたい人はどうしますか'
    .split('|')
    .map((text): [string, string] => [text, 'ja']),
];

for (const [language, table] of [
  ['en', english],
  ['ja', japanese],
] as const) {
  describe.each(Object.entries(table))(`${language}: %s is heard in`, (kind, phrases) => {
    test.each(phrases.split('|'))('%s', (text) => {
      expect(readPhrase(text, language)).toBe(kind);
    });
    test('the same words whatever the language of the conversation', () => {
      const wrong = phrases.split('|').filter((text) => readPhrase(text, language === 'en' ? 'ja' : 'en') !== kind);
      expect(wrong).toEqual([]);
    });
  });
}

test.each(none)('%s (%s) is no phrase', (text, language) => {
  expect(readPhrase(text, language)).toBeUndefined();
});

test.each([
  ['I don’t want to talk to a person'],
  ['the delivery person did not ring'],
  ['オペレーターは不要です'],
  ['I already talked to an agent yesterday'],
  ['電話はしないでください'],
])('%s does not ask for a person', (text) => {
  expect(readPhrase(text, 'en')).not.toBe('person');
});

describe('a correction', () => {
  test.each([
    ['no, the order is A-10294', 'order number', 'A-10294'],
    ['No, it’s A-10294', undefined, 'A-10294'],
    ['no, my phone number is 090-1234-5678', 'phone', '090-1234-5678'],
    ['sorry, the correct email is Taro@example.com', 'email', 'Taro@example.com'],
    ['I meant A-10294', undefined, 'A-10294'],
    ['change my order number', 'order number', undefined],
    ['I want to change my phone number to 090-1234-5678', 'phone', '090-1234-5678'],
    ['can I correct the email address', 'email', undefined],
    ['I made a mistake in my order number', 'order number', undefined],
    ['I gave you the wrong phone number', 'phone', undefined],
    ['my email is wrong', 'email', undefined],
    ['wrong order number', 'order number', undefined],
    ['the right date is November 21', 'date', 'November 21'],
    ['it should be A-10294', undefined, 'A-10294'],
    ['注文番号を間違えました', 'order number', undefined],
    ['注文番号が違います', 'order number', undefined],
    ['電話番号を変えたい', 'phone', undefined],
    ['電話番号を変更したいです', 'phone', undefined],
    ['メールアドレスを訂正します', 'email', undefined],
    ['メールアドレスの入力を間違えました', 'email', undefined],
    ['いいえ、注文番号はＡ－１０２９４です', 'order number', 'A-10294です'],
    ['違います、電話番号は090-1234-5678です', 'phone', '090-1234-5678です'],
    ['正しくはA-10294です', undefined, 'A-10294です'],
    ['間違えました。正しくは11月21日です', undefined, '11月21日です'],
    ['A-10293ではなくA-10294です', undefined, 'A-10294'],
    ['住所を変更したい', 'address', undefined],
    ['型番が間違っていました', 'product', undefined],
    ['個数を変えたいです', 'number', undefined],
  ])('%s is about %s and leaves %s', (text, about, rest) => {
    const correction = readCorrection(text, 'en');
    expect(correction?.about).toBe(about);
    if (rest !== undefined) expect(correction?.rest).toBe(rest);
    expect(correction).toBeDefined();
  });

  test.each([
    'A-10294',
    'no',
    'no thanks',
    'yes',
    'いいえ',
    '違います',
    'the wrong colour came',
    'where is my order',
    '商品が届きません',
    '商品が壊れています',
    'my order has not arrived',
    '注文番号はA-10293です',
    'is it a phone',
    'change',
    'no, it is broken',
    'it is 3 days late, where is it',
  ])('%s is none', (text) => {
    expect(readCorrection(text, 'en')).toBeUndefined();
  });
});

test('no text makes it throw or think for 20 ms, and text once normalised is heard alike', async () => {
  const pieces = fc.constantFrom(
    'i want ',
    'want ',
    'to ',
    'talk ',
    'a ',
    'human ',
    'please ',
    'no ',
    'not ',
    'cancel ',
    '人',
    '担当者',
    'に',
    'を',
    '電話',
    '違',
    'です',
    '、',
    '。',
    ' ',
    '!',
    'should be ',
    '間違え',
    'じゃなく',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 3000 }),
    fc.array(pieces, { maxLength: 400 }).map((all) => all.join('')),
  );
  const slow: string[] = [];
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const took = await hearing(text);
      if (took > 20) slow.push(text);
      // Past the thousandth character normalising may move other text into what is heard.
      if (text.length > 1000) return;
      const plain = normalise(text);
      if (plain.length <= 1000) expect(readPhrase(plain, 'ja')).toEqual(readPhrase(text, 'ja'));
    }),
    { numRuns: 1500 },
  );
  expect(slow).toEqual([]);
}, 60_000);

test.each([
  'want want ',
  'to to ',
  'talk to ',
  'no no ',
  '担当者',
  '人に',
  'please ',
  'no, ',
  '間違え',
  'a',
  '!',
  'の',
  'i want to talk ',
])('a thousand characters of "%s" are heard in 20 ms', async (piece) => {
  const text = piece.repeat(1000).slice(0, 1000);
  expect(await hearing(text)).toBeLessThan(20);
});

function hearing(text: string): Promise<number> {
  const hear = (): unknown => [readPhrase(text, 'en'), readCorrection(text, 'ja')];
  return spent(hear, { enough: 20 });
}
