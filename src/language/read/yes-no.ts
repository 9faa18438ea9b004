import { languageOf } from '../languages.js';
import type { AnswerPack } from './answers.js';
import { type Reading, none, without } from './reading.js';

/** What was asked: an offer ("shall I …?") or a read-back ("is this right?"). 大丈夫です declines one and confirms the other. */
export type Question = 'offer' | 'check';

const list = (words: string) => words.split('|');

const YES = new Set(
  list(
    'yes|yeah|yea|yep|yup|ya|yes please|yes it is|yes i do|yes i am|yes that is right|yes thats right|yes correct|sure|sure thing|of course|ok|okay|okey|k|kk|' +
      'right|thats right|that is right|its right|it is right|all right|alright|correct|thats correct|that is correct|its correct|it is correct|all correct|everything is correct|exactly|precisely|absolutely|definitely|certainly|' +
      'indeed|affirmative|true|please|please do|go ahead|go for it|do it|do that|sounds good|sounds right|sounds great|looks good|looks right|looks correct|that works|works for me|fine|fine by me|thats fine|that is fine|' +
      'perfect|great|good|confirmed|i confirm|confirm|i agree|agreed|agree|i do|i am|it is|it does|it did|it was|thats it|thats the one|thats me|yes sir|y|si senor|uh huh|you bet|by all means|i would|id like that|id love to|' +
      'はい|はーい|はぁい|ハイ|はいはい|ええ|えぇ|うん|うんうん|ん|おう|そう|そうです|そうですね|そうだよ|そうそう|そうでーす|はいそうです|ええそうです|そのとおり|そのとおりです|その通り|その通りです|おっしゃる通りです|' +
      'お願い|お願いします|おねがいします|お願いいたします|お願い致します|おねがい|宜しくお願いします|よろしくお願いします|よろしくお願いいたします|よろしく|はいお願いします|ええお願いします|それでお願いします|これでお願いします|' +
      '是非|ぜひ|ぜひお願いします|是非お願いします|もちろん|もちろんです|勿論です|合ってます|合っています|あってます|あっています|合ってる|あってる|それで合っています|間違いありません|間違いないです|間違いございません|相違ありません|' +
      '正しい|正しいです|正解|正解です|了解|了解です|りょうかい|承知しました|わかりました|分かりました|オッケー|オーケー|おっけー|おけ|オッケーです|オーケーです|okです|ok です|いいよ|いいですよ|よいです|それでいいです|これでいいです|それでいい|それで大丈夫です|これで大丈夫です|それで大丈夫|' +
      'それで結構です|これで結構です|問題ない|問題ないです|問題ありません|問題なし|します|する|したい|したいです|希望します|欲しい|ほしい|欲しいです|イエス|いえす|○|◯|👍|👌|🙆|⭕|🆗',
  ),
);

const NO = new Set(
  list(
    'no|nope|nah|nay|na|no thanks|no thank you|no thx|no ty|thanks but no|thanks but no thanks|not really|not at all|not now|not today|not yet|not this time|not anymore|no way|never|never mind|no never|of course not|certainly not|absolutely not|definitely not|' +
      'wrong|thats wrong|that is wrong|its wrong|it is wrong|this is wrong|incorrect|thats incorrect|that is incorrect|not correct|thats not correct|that is not correct|not right|thats not right|that is not right|thats not it|thats not the one|thats not me|not mine|its not|it isnt|it is not|it doesnt|it didnt|it wasnt|' +
      'false|negative|i dont|i do not|i dont think so|i do not think so|dont|do not|please dont|dont do that|no need|not necessary|not needed|i disagree|disagree|im good|im good thanks|im fine|im fine thanks|im ok|im okay|n|no i dont|no it isnt|no its not|no i am not|im not|i am not|i wouldnt|uh uh|nuh uh|pass|rather not|id rather not|no sir|' +
      'いいえ|いえ|いえいえ|いいえいいえ|いや|いやいや|いやです|嫌|嫌です|イヤ|ううん|うーうん|いらない|いらないです|要らない|要らないです|いりません|要りません|不要|不要です|必要ない|必要ないです|必要ありません|けっこう|けっこうです|結構|結構です|もう結構です|いいえ結構です|いえ結構です|遠慮します|遠慮しておきます|ご遠慮します|' +
      'やめておきます|やめとく|やめとく|やめます|やめときます|違う|ちがう|違います|ちがいます|違いますね|違うよ|違うよー|違ってます|違っています|いいえ違います|いえ違います|そうじゃない|そうじゃないです|そうではない|そうではないです|そうではありません|間違い|間違いです|間違っています|間違ってます|間違ってる|まちがってます|正しくない|正しくないです|正しくありません|' +
      'しない|しないです|しません|したくない|したくないです|だめ|ダメ|だめです|ダメです|駄目です|まだ|まだです|まだいいです|また今度|また今度にします|今はいいです|今はいい|今回はいいです|今回は結構です|今は結構です|もういい|もういいです|特にない|特にないです|特にありません|ない|ないです|ありません|ノー|のー|×|✕|❌|👎|🙅|🆖',
  ),
);

// Said to an offer it declines, said to "is this right?" it confirms.
const FINE = new Set(list('大丈夫|大丈夫です|だいじょうぶ|だいじょうぶです|大丈夫ですよ'));

// An answer that takes itself back, or doubts, is not an answer.
const DOUBT =
  /\b(?:but|except|however|although|maybe|perhaps|not sure|unsure|or no|and no|or yes|idea|if|unless|wait|depends|guess)\b|けど|けれど|ですが|ただし?|でも|かも|かな|たぶん|多分|どちら|わからない|分からない|わかりません|分かりません|場合/;
// "Yes, the phone number is wrong" does not confirm what was read back.
const SPOILS_YES = /\b(?:wrong|incorrect|different|problem|changed?|instead|think)\b|違|間違|変え|変更/;

// What may stand before a comma or a space and decide.
const LEAD_YES =
  /^(?:(?:yes|yeah|yep|yup|はい|ええ|うん|そうです)(?=[\s,.!、。]|$|お願い|そう|合って|間違い)|(?:sure|correct|right|ok|okay|of course)(?=[,.!、。](?!.*\?)| (?:please|do|go|thanks|that|lets|let's)\b))/;
const LEAD_NO =
  /^(?:no|nope|nah|wrong|いいえ|いえ|いや|ううん|違います|違う)(?=[\s,.!、。]|$|違|結構|大丈夫|いりません|不要|まだ)/;
// "No" before a noun is not an answer: "no idea", "no power", "no parcel yet".
const AFTER_NO =
  /^(?:,|\.|!|、|。|-)|^(?:thanks?|thank|i|it|its|it's|that|that's|thats|this|the|my|not|don't|dont|please|never|sorry|wait|we|he|she|they|you)\b|^[^\x20-\x7e]/;

/** Yes or no, polite refusals included (結構です); a hesitation ("not sure", "yes, but …") is neither. */
export function readYesNo(text: string, question: Question = 'offer', language = 'en'): Reading {
  const said = text.toLowerCase();
  const bare = squeeze(said);
  const pack = languageOf(language)?.answers;
  const own = pack ? readOwn(pack, { said, bare, text, question }) : none;
  if (own.status !== 'none') return own;
  if (FINE.has(bare)) return answer(question === 'check' ? 'yes' : 'no', '');
  // はい、大丈夫です confirms a read-back; to an offer it may be either.
  if (/^(?:はい|ええ|うん)大丈夫(?:です)?$/.test(bare)) return question === 'check' ? answer('yes', '') : none;
  // いいえ、結構です refuses either way, but 結構です to "is this right?" may well mean yes.
  if (question === 'check' && /^(?:けっこう|結構)(?:です)?$/.test(bare)) return none;
  if (YES.has(bare)) return answer('yes', '');
  if (NO.has(bare)) return answer('no', '');
  // "Ok, aber …": in another language only whole answers are read by the English lists.
  return pack ? none : readLead(said, text);
}

interface Answer {
  readonly said: string;
  readonly bare: string;
  readonly text: string;
  readonly question: Question;
}

/** By the lists of a language that has its own. */
function readOwn(pack: AnswerPack, { said, bare, text, question }: Answer): Reading {
  if (pack.fine.has(bare)) return answer(question === 'check' ? 'yes' : 'no', '');
  if (pack.yes.has(bare)) return answer('yes', '');
  if (pack.no.has(bare)) return answer('no', '');
  const yes = pack.leadYes.exec(said);
  const lead = yes ?? pack.leadNo.exec(said);
  if (!lead) return none;
  const tail = said.slice(lead[0].length);
  if (pack.doubt.test(tail)) return none;
  const rest = without(text.slice(lead[0].length), '');
  const other = squeeze(rest.toLowerCase());
  if (yes ? pack.spoilsYes.test(tail) || pack.no.has(other) : pack.yes.has(other)) return none;
  return answer(yes ? 'yes' : 'no', pack.yes.has(other) || pack.no.has(other) ? '' : rest);
}

function readLead(said: string, text: string): Reading {
  const yes = LEAD_YES.exec(said);
  const no = LEAD_NO.exec(said);
  const lead = yes?.[0] ?? no?.[0];
  if (!lead) return none;
  const tail = said.slice(lead.length);
  const rest = without(text.slice(lead.length), '');
  const other = squeeze(rest.toLowerCase());
  if (yes && YES.has(other)) return answer('yes', '');
  if (DOUBT.test(tail)) return none;
  if (yes && (SPOILS_YES.test(tail) || FINE.has(other) || NO.has(other) || /^\s+(?:no|not)\b/.test(tail))) return none;
  if (no && (YES.has(other) || !AFTER_NO.test(tail.trimStart()))) return none;
  return answer(yes ? 'yes' : 'no', rest);
}

/** Without politeness at the end, punctuation, laughing, and the name of nobody. */
function squeeze(said: string): string {
  const words = said
    .replace(/['’]/g, '')
    .replace(/[\s、。,.!?~…・♪☆()「」"-]+/g, ' ')
    .trim();
  const plain = words
    .replace(/^(?:oh|ah|um|uh|well|hmm|so|あ|あの|えっと|ええと|えーと) /, '')
    .replace(/ (?:thanks|thank you|thx|please|ty|mate|sir|madam|w|笑)$/, '');
  return /[^\x20-\x7e\p{Script=Latin}]/u.test(plain) ? plain.replace(/ /g, '') : plain || words;
}

function answer(value: 'yes' | 'no', rest: string): Reading {
  return { status: 'read', value, display: value, rest };
}
