import type { Clause, QuestionPack } from '../questions.js';

const questionEnds =
  /[?]\s*$|(?:ですか|ますか|ませんか|でしょうか|ますでしょうか|かな|(?:です|ます|たい|る|た|ない)の)[。!\s]*$/;
const wishEnds =
  /(?:たいの?(?:です)?(?:が|けど|けれど)?|んですが|んですけど|のですが|教えて(?:ください|下さい|ほしい(?:です)?|欲しい(?:です)?|もらえますか)?|知りたい(?:です)?|たいです)[。!\s]*$/;
// Where a sentence goes on after something asked: …ですか、 …ください、 …たいのと、 …し、
const afterQuestion = /(?<=(?:か|ください|下さい|教えて|たいです|たいのと|のと|ないし|ませんし|ないですし|なくて))、/;
// Two things in one wish: 落とし方と、買い方を教えてください
const beforeWish =
  /(?<=(?:方|方法|手順|時間|期間|料金|送料|条件|場所|時期|値段|手数料)と)、?(?=[^、。]{2,40}(?:教え|知り))/;
const marked =
  /^(?:あと|それと(?!も)|また(?!は)|ついでに|それから|もう一つ|もうひとつ|もう1つ|加えて|次に|ちなみに|そして|さらに|あわせて|合わせて|別件|最後に)/;
const LEAD_IN =
  /^(?:(?:その前に|ところで|ちなみに|あと|それと(?!も)|すみません|すいません|先に|まず|次に|また|ついでに|それから|もう一つ|もうひとつ|そして|別件ですが|最後に)[、,\s]*)+/;

// What a question can be made of without naming its matter, the longer first.
const saysNothing =
  /手続き?|必要|方法|連絡|教え|知り|知ら|場合|可能|対応|相談|問題|大丈夫|確認|申請|申込|持ち物|書類|窓口|場所|時間|理由|違い|回答|返事|質問|本当|具体的|詳し|説明|案内|存在|内容|対象|条件|期限|期間|手順|注意|何か|何が|何を|何で|何日|何時|何年|何円|何処|何|誰|私|自分|行け|行き|行っ|行う|見れ|見る|見て|聞き|聞け|思い|思う|言え|言う|出来|良い|良く|下さい|欲し|願い|申し訳|様|方は|方が|方を|方に|方も|方|事|時|今|前|後|他|別|同じ|分か|分から|困っ|使え|使う|使い|入れ|出せ|出す|持っ|取れ|取る|作れ|受け|貰え|頂け|頂き|致し|来て|来る|来ま|要り|要る|居|有り|無い|無く|際|件|等|的|人|者|所|物|中|上/g;

/** 日本語。 */
export const japaneseQuestions: QuestionPack = {
  code: 'ja',
  asks: (text) => questionEnds.test(text) || wishEnds.test(text),
  how: /方法|やり方|仕方|しかた|手順|どうすれば|どうしたら|どうやって|どのように|どこ(?:で|に|から|へ)|できますか|できるんですか|可能ですか|にはどう|(?:方|かた)(?:を|は|が)/,
  leadIn: LEAD_IN,
  clauses,
  standsAlone: (text) =>
    /[\p{Script=Han}\p{Script=Katakana}A-Za-z0-9]/u.test(
      text.replace(LEAD_IN, '').replace(saysNothing, '').replaceAll('ー', ''),
    ),
  around:
    /お世話になっ(?:て(?:い|お)ります|ております)|お世話になります|こんにち[はわ]|こんばんは|はじめまして|す[みい]ません(?:が)?|恐れ入りますが|失礼します|先日|先週|昨日|最近|以前|当方|(?:そちら|御社|貴店|お店)(?:で|の)?|(?:私|うち)の|の(?:件|こと|事)|件名?|に(?:関|かん)(?:して|する)|につきまして|について|(?:ご?質問|ご?相談|ご?連絡|お?話し?|お?問い?合わ?せ|お?尋ね|お?伺い|お?うかがい|お?聞き|ご?確認)(?:したい|が|を|も|は)*(?:し|させて|あ[りる]|ござい|いただ|聞い|聞き|お願い|よろし)?|聞いて|聞きたい|(?:たい|です|ます|ました|まして|ませんか|でしょうか|くださ[いり]|下さい|いただけ|いただき|もらえ|お願い|いたし|ほしい|よろしい|のですが|んですが|のですけど|けれども|けれど|けど)|(?<!\p{Script=Hiragana})(?:の|に|は|を|が|で|と|も|へ|ん|か|ね|よ|て|い|る|だ){1,2}(?!\p{Script=Hiragana})/gu,
  fillers:
    /お願い(?:します|いたします|致します)?|(?:教えて|調べて|確認して)(?:ください|下さい|ほしいです)?|どう(?:なって(?:います|ます)|です)?か?|まだ(?:です)?か?|について|ご?注文番号|ご?注文|番号|状況|です|ます|でしょう|[もはをのがか]/g,
  letters: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  few: 8,
  labels: {
    before:
      /(?:ご?注文番号|オーダー番号|受注番号|追跡番号|お?問い?合わせ番号|(?:私の|ご?)?連絡先|お?電話番号|お?電話|携帯(?:電話|番号)?|メールアドレス|メール|アドレス)(?:は|が|:)?[\s「(]{0,2}$/u,
    behind:
      /^[\s」)]{0,2}(?:です|になります|でございます|(?:まで|に)(?:お?電話|ご?連絡|メール)?(?:を)?(?:お願いします|お願いいたします|ください|下さい))/u,
  },
};

function clauses(text: string): Clause[] {
  return text
    .split(/(?<=[。?!])\s*|\n+/)
    .filter((sentence) => sentence.trim() !== '')
    .flatMap((sentence) =>
      sentence
        .split(afterQuestion)
        .flatMap((piece) => piece.split(beforeWish))
        .map((piece, i): Clause => {
          const said = piece.trim();
          return { text: said, apart: i === 0, marked: marked.test(said) || (i > 0 && isSecondHalf(sentence)) };
        }),
    );
}

/** Of what is told side by side (…のと、 …し、 …方と、) neither half is a question in form. */
const isSecondHalf = (sentence: string): boolean => /(?:のと|し|方法?と|と)、/.test(sentence);
