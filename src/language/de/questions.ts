import type { Clause, QuestionPack } from '../questions.js';

const QUESTION_WORD =
  '(?:wie|was|wo|wohin|woher|wann|warum|wieso|weshalb|wer|wem|wen|welche[rsnm]?|wieviel|womit|wofür|ob)';
const SUBJECT = '(?:ich|wir|man|sie|du|ihr|es|er|der|die|das|den|dem|mein|meine|meinen|meiner|ein|eine|einen|jemand)';
const TURNED = `(?:kann|können|könnte|könnten|kannst|darf|dürfen|soll|sollte|muss|müssen|ist|sind|war|hat|haben|habt|hatte|wird|werden|wurde|gibt|geht|bieten|liefern|nehmen|lässt|bekomme|bekommt|brauche|braucht) (?:auch )?${SUBJECT}(?!\\p{L})`;
const WISH =
  '(?:(?:bitte )?sag(?:en|t)? (?:sie )?mir|ich (?:möchte|will|würde|wollte|hätte)(?: (?:auch|gern|gerne|noch))*|ich (?:suche|frage mich|wüsste))';
const LEAD_IN =
  '(?:vorher|zuerst|erstens|zweitens|drittens|übrigens|außerdem|ausserdem|zusätzlich|dann|noch (?:eine frage|etwas|was)|nebenbei|eine (?:weitere |andere |kurze )?frage|und|aber|also|ok|okay|oh|entschuldigung|sorry|hallo|hi|guten (?:tag|morgen|abend)|bitte|ach ja)';

const questionBegins = new RegExp(
  `^(?:${LEAD_IN}[,: ]{1,2}){0,3}(?:${QUESTION_WORD}(?!\\p{L})|${TURNED}|${WISH}(?!\\p{L}))`,
  'iu',
);
const marked =
  /^(?:und |ach ja,? )?(?:außerdem|ausserdem|übrigens|zweitens|zusätzlich|noch (?:eine frage|etwas|was)|eine (?:weitere|andere) frage|nebenbei)(?!\p{L})/iu;
// Where a question of its own begins: after "und", or after a comma before a turned question.
const beforeQuestion = new RegExp(
  `,? (?=(?:und|sowie|aber|außerdem|ausserdem) (?:auch |dann |bitte )?(?:${QUESTION_WORD}(?!\\p{L})|${TURNED}|${WISH}(?!\\p{L})))|, (?=(?:wie|wo|wann|warum) |${TURNED})`,
  'iu',
);
const sentenceEnds = /(?<=[?!.;]) |(?<=[?!])(?=\p{L})/u;

// What a question can be made of without naming its matter.
const saysNothing = new Set(
  (
    'der die das den dem des ein eine einen einem einer und oder aber wenn dass ob als wie was wer wo wann warum wieso womit wohin ich du er sie es wir ihr mich mir ' +
    'dich dir sich uns ihnen ihm ihn mein meine meinen meiner meinem dein ihre ihren ihrem unser bin ist sind war hat habe haben hatte hätte wird werden wurde ' +
    'kann können könnte muss müssen soll sollte will möchte würde darf machen mache macht tun tue geht gehen gibt lassen für mit von zum zur bei auf aus nach über ' +
    'dann hier dort auch noch schon nur sehr mal bitte danke hallo guten tag nicht kein keine ja nein jetzt nun denn dabei dazu damit davon daran dafür hilfe helfen ' +
    'frage fragen problem sache möglich normal lange viel viele oft besten etwas alles nichts mehr weniger heute wissen sagen verstehe weiß wissen brauche nötig info infos ' +
    'bescheid gerne gern genau eigentlich überhaupt entschuldigung sorry okay dass weiter vorgehen'
  ).split(' '),
);

/** Deutsch. */
export const germanQuestions: QuestionPack = {
  code: 'de',
  asks: (text) => /\?\s*$/.test(text) || questionBegins.test(text),
  how: new RegExp(
    `^(?:${LEAD_IN}[,: ]{1,2}){0,3}(?:wie|wo|kann ich|kann man|können wir|könnte ich|darf ich|muss ich|ist es möglich|gibt es|was (?:ist|sind|muss|passiert|soll)|(?:bitte )?sag(?:en|t)? (?:sie )?mir,? wie|ich (?:möchte|wollte|würde gerne?) wissen,? wie)(?!\\p{L})`,
    'iu',
  ),
  leadIn: new RegExp(
    `^(?:(?:vorher|übrigens|erstens|zweitens|entschuldigung|sorry|eine (?:weitere |andere |kurze )?frage|noch (?:eine frage|etwas|was))[,:] *|(?:und|außerdem|ausserdem|ach ja|oh)[, ]+(?:außerdem[, ]+)?){1,3}`,
    'iu',
  ),
  clauses,
  standsAlone: (text) =>
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => word.length > 2 && !saysNothing.has(word)),
  around:
    /(?<!\p{L})(?:hallo|hi|guten (?:tag|morgen|abend)|bitte|ich|wir|habe|haben|hätte|eine?n?|die|der|das|meine[nrms]?|unsere[nrms]?|diese[nrms]?|ihre[nrms]?|frage|fragen|anliegen|problem|probleme|hilfe|brauche|benötige|möchte|will|würde|gern|gerne|mit|jemandem|jemanden|über|zu|zur|zum|wegen|bezüglich|betreffend|um|es|geht|reden|sprechen|können|könnten|sie|mir|uns|helfen|bei|letzte[nrms]?|neue[nrms]?|aktuelle[nrms]?|danke|und)(?!\p{L})/giu,
  idle: /^(?:heut|morg|gest|uebermorg|woch|wochen|nend|vormittag|nachmittag|abend|mitt|naech|letzt|bald|\p{L}{3,10}tag|mittwoch|hilf|helf|haus|jemand|irgendw|person|leut|repari|kuemm|schau|anseh|pruef|komm|vorbeikomm|schick|bring|gern|brauch|wuensch)$/u,
  nobody:
    /^(?:(?:mein|unser|dein|euer|eure|ihr|sein|d(?:er|ie|as|en|em)|ein)(?:e[mnrs]?)?|mi(?:ch|r)|uns|ihn|es|jemand\p{L}*|irgend\p{L}*|wen|wem|wer|was|welche\p{L}?)(?!\p{L})/u,
  named: {
    before:
      /^(?:(?:ok|ja|hallo)[,. ]+)?(?:bitte[, ]+)?(?:es ist|das ist|mein (?:neuer )?name ist|die nummer ist|der code ist|ausgestellt auf|auf den namen)[: ]+/iu,
    behind: /[\s,]+(?:bitte|danke|wäre (?:gut|schön))[.!]*$/iu,
  },
  fillers:
    /(?<!\p{L})(?:und|was|wie|ist|mit|bitte|auch|noch|dann|hallo|guten|tag|die|der|das|meine?|meiner|bestell(?:ung|nummer)|nummer|nr|es|um|zu|zur|status|stand|danke|geht|sorry)(?!\p{L})/giu,
  letters: /\p{Script=Latin}/u,
  few: 16,
  labels: {
    before:
      /(?:(?<!\p{L})(?:meine? |die |der |mit der |unter )?(?:bestell|sendungs|auftrags|telefon|handy|mobil)(?:nummer|nr\.?)(?: (?:ist|lautet))?:? ?|(?<!\p{L})(?:meine? )?(?:e-?mail(?:-?adresse)?|mailadresse|kontakt)(?: (?:ist|lautet))?:? ?|(?<!\p{L})(?:sie |ihr )?(?:erreichen|erreicht) (?:sie )?mich (?:unter|per mail unter|telefonisch unter) ?)$/iu,
    behind: /^ ?(?:erreichbar)(?!\p{L})/iu,
  },
};

function clauses(text: string): Clause[] {
  return text
    .split(sentenceEnds)
    .filter((sentence) => sentence.trim() !== '')
    .flatMap((sentence) => withLeadIns(sentence.split(beforeQuestion)))
    .map(({ said, apart }): Clause => {
      return { text: said, apart, marked: marked.test(said) || (apart && /^(?:ach ja,? )?und /i.test(said)) };
    });
}

const onlyLeadsIn = new RegExp(`^(?:${LEAD_IN}[,: ]{0,2}){1,4}$`, 'iu');

/** "Außerdem, wie …" was cut behind its comma, but leads over to what follows. */
function withLeadIns(pieces: readonly string[]): { said: string; apart: boolean }[] {
  const clauses: { said: string; apart: boolean }[] = [];
  let before = '';
  for (const piece of pieces) {
    const said = before + piece.trim();
    before = onlyLeadsIn.test(said) ? `${said}, ` : '';
    if (before === '') clauses.push({ said, apart: clauses.length === 0 });
  }
  return before === '' ? clauses : [...clauses, { said: before, apart: false }];
}
