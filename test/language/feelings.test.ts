import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compile, expressionProblem, spansOf, unitsOf } from '../../src/language/expression.js';
import { createFeelingReader, feelingPacks, type Feeling } from '../../src/language/feelings.js';
import { sentencesOf } from './sentences.js';
import { spent } from '../setup/spent.js';

const read = createFeelingReader();

// One sentence a line would be pages; `|` divides them.
const said: Record<Feeling, string> = {
  angry:
    'This is ridiculous|I am furious|this is unacceptable|you are useless idiots|what a joke|I am sick of waiting|WHERE IS MY ORDER YOU LIED|stop wasting my time|wtf is going on|I’ve had enough|still waiting for my refund!!!|nobody answers|how many times do I have to ask|terrible service|very disappointed with your service|ふざけるな|ふざけんな|いい加減にしてください|最悪です|怒っています|腹が立つ|許せない|ありえない|話にならない|馬鹿にしてるのか|イライラする|何度も同じことを言わせないで|いつまで待たせるんですか|どうなってるんですか|金返せ|うんざりです|頭にきた|対応が最悪でした',
  swearing: 'fuck you|this is shit|you asshole|damn bot|go to hell|クソみたいな店|死ね|黙れ|この馬鹿野郎',
  distress: 'I want to die|I am thinking of suicide|I can’t go on living|死にたい|自殺したい|生きるのがつらい',
  hardship:
    'my husband passed away last week|my mother has died and I need to return her bed|I lost my job and cannot pay the rent|夫が亡くなりました|母が先日他界しました|失業して生活が苦しいです',
  legal:
    'I will sue you|you will hear from my lawyer|I am taking legal action|I’ll call trading standards|I will do a chargeback|see you in court|I will call the police|弁護士に相談します|訴えます|消費者センターに言います|法的措置を取ります|裁判にします|警察に行きます|国民生活センターに相談します',
  safety:
    'the kettle caught fire|smoke came out of the heater|I got an electric shock|the battery exploded|it burned my hand|there is a burning smell|my son got injured|the battery is swollen|it is sparking|発火しました|煙が出ています|焦げ臭いです|感電しました|やけどしました|バッテリーが膨らんでいます|火花が出た|爆発した|子供がけがをしました|ガスの臭いがします',
  security:
    'my account was hacked|someone used my card to order in your shop|I did not place this order|there is an unauthorized charge|my card was stolen and used in your shop|this is fraud|I got a phishing mail|不正利用されました|アカウントを乗っ取られました|身に覚えのない請求があります|カードを不正に使われた|個人情報が漏れた|詐欺ですか|勝手に注文されています',
  complaint:
    'the delivery person was rude|your driver was extremely rude|I want to complain|I’d like to make a complaint|the staff was impolite|配達員の態度が悪い|クレームです|苦情を言いたい|失礼な対応をされました|配達の人が横柄でした|電話を一方的に切られた',
  'cancel-contract':
    'I want to cancel my subscription|please close my account|cancel my contract|end my membership|delete my account|解約したい|退会したいです|定期便を解約したい|契約を解除してください|アカウントを削除してください|クーリングオフしたい|定期購入をやめたい',
};

// Each holds a word of a list and none of its meaning.
const harmless =
  'tell me a joke|I want to cancel my order|fire tv stick|smoke detector|spark plug|quit smoking device|the kettle is not dangerous, is it|I am not angry|is there a bath bomb|it no longer smells of smoke|my wallet is lost, can I pay by transfer|there is a charge on my card that I do not understand|wow that was damn fast|thank you so much!!!|does it have overheating protection|how do I get a refund|my order has not arrived|燃えるゴミ|火災報知器|警察署の近くに届きますか|弁護士相談はありますか|最低注文金額はいくらですか|バターを溶かせますか|怒っていません|何度もすみません|ありがとうございます！！！|返金してください|まだ届きません';

describe.each(Object.entries(said))('%s is felt in', (feeling, sentences) => {
  test.each(sentences.split('|'))('%s', (text) => {
    expect(read(text)).toContain(feeling);
  });
});

test.each(harmless.split('|'))('%s is harmless', (text) => {
  expect(read(text)).toEqual([]);
});

test('the graver feeling is told first', () => {
  const all = read('This is ridiculous, the kettle caught fire and I will sue you');
  expect(all).toEqual(['safety', 'legal', 'angry']);
});

describe('sentences written before the lists', () => {
  test.each(['en', 'ja'])(
    '%s: nine of ten are heard as what they are, and of a hundred harmless ones two at most',
    (language) => {
      const sentences = sentencesOf(`feelings-${language}.txt`);
      const meant = sentences.filter(({ wanted }) => wanted !== '-');
      const missed = meant.filter(({ text, wanted }) => !heardAs(text, wanted)).map(({ text }) => text);
      const false_ = sentences.filter(({ text, wanted }) => wanted === '-' && read(text).some(isAlarm));
      expect(meant).toHaveLength(100);
      expect(missed.length).toBeLessThanOrEqual(10);
      expect(false_.map(({ text }) => text).length).toBeLessThanOrEqual(2);
    },
  );
});

/** Swearing is anger in other words; a death or no money is written down as distress. */
function heardAs(text: string, wanted: string): boolean {
  const heard = read(text);
  if (wanted === 'anger') return heard.includes('angry') || heard.includes('swearing');
  if (wanted === 'distress') return heard.includes('distress') || heard.includes('hardship');
  return heard.some((one) => one === wanted);
}

/** A complaint or the end of a contract is an errand a person does: no alarm. */
const isAlarm = (feeling: Feeling): boolean => feeling !== 'complaint' && feeling !== 'cancel-contract';

describe('an expression', () => {
  const stands = (expression: string, text: string, units: 'words' | 'characters' = 'words'): boolean =>
    [...spansOf(compile(expression, units), unitsOf(text, units))].length > 0;

  test.each([
    ['hack*', 'my account was hacked', true],
    ['hack', 'a hacksaw', false],
    ['smoke ... out', 'smoke is coming slowly out', true],
    ['smoke ... out', 'smoke one two three four five out', false],
    ['smoke ... out', 'is there smoke? let me out', false],
    ['not .. happy', 'not happy', true],
    ['not .. happy', 'not very happy', true],
    ['not .. happy', 'not at all happy', false],
    ["don't care", 'they don’t care', true],
    ['!!!', 'really!!!!', true],
    ['!!!', 'really!', false],
    ['a/b c/d', 'x b c', true],
  ])('"%s" in "%s": %s', (expression, text, wanted) => {
    expect(stands(expression, text.replaceAll('’', "'"))).toBe(wanted);
  });

  test.each([
    ['煙が ... 出/上が', '煙が少し出ています', true],
    ['煙が ... 出', '煙が。出ます', false],
    ['二度と ... 買', '二度とこの店では買いません', true],
    ['はぁ?', 'はぁ? また', true],
  ])('"%s" in 「%s」: %s', (expression, text, wanted) => {
    expect(stands(expression, text, 'characters')).toBe(wanted);
  });

  test.each(['', ' a', 'a  b', '... a', 'a ...', 'a .. ... b', 'a/ b', 'a／ b', 'a ... b ... c ... d ... e'])(
    '"%s" is refused',
    (text) => {
      expect(expressionProblem(text)).toBeDefined();
    },
  );

  test('every shipped one can be read', () => {
    const wrong = [...feelingPacks.values()]
      .flatMap(({ lists }) => Object.values(lists).flat())
      .filter((text) => expressionProblem(text) !== undefined);
    expect(wrong).toEqual([]);
  });
});

describe('a shop changes the lists', () => {
  test('what it adds is heard, what it takes out no longer', () => {
    const own = createFeelingReader(
      new Map([['en', { angry: { add: ['gutted'], remove: ['frustrat*'] }, harmless: { add: ['fire sale'] } }]]),
    );
    expect(own('I am gutted')).toEqual(['angry']);
    expect(own('so frustrating')).toEqual([]);
    expect(read('so frustrating')).toEqual(['angry']);
  });
});

test('no text makes it throw or think for 20 ms', async () => {
  const words = [...feelingPacks.values()].flatMap(({ lists }) =>
    Object.values(lists)
      .flat()
      .flatMap((one) => one.split(/[ /*]+/)),
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 3000 }),
    fc.array(fc.constantFrom(...words, ' ', '。', '! '), { maxLength: 400 }).map((all) => all.join(' ')),
    fc.array(fc.constantFrom(...words), { maxLength: 400 }).map((all) => all.join('')),
    fc.constantFrom(...words).map((one) => `${one} `.repeat(500)),
  );
  const slow: string[] = [];
  read('warm');
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      if ((await spent(() => read(text), { enough: 20 })) > 20) slow.push(text);
    }),
    { numRuns: 400 },
  );
  expect(slow).toEqual([]);
}, 60_000);
