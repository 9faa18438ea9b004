import type { Clause, QuestionPack } from '../questions.js';

const QUESTION_WORD = "(?:how|what|whats|what's|when|where|wheres|where's|which|who|why|whether)";
const SUBJECT =
  '(?:i|you|we|they|it|he|she|there|the|my|your|our|this|that|these|those|any|a|an|one|someone|somebody|anyone|anybody)';
const TURNED = `(?:can|could|do|does|did|is|are|am|will|would|should|may|have|has) (?:also )?${SUBJECT}\\b`;
const WISH =
  "(?:(?:please )?tell me|let me know|(?:i|we)(?:'d|d| would) (?:also )?like to|(?:i|we) (?:also )?(?:want|need|wanted|wish) to|i(?:'m| am) (?:also )?(?:looking|wondering|trying))";
const LEAD_IN =
  '(?:before that|by the way|btw|firstly|first of all|first|secondly|second|thirdly|also|plus|then|next|in addition|additionally|besides|furthermore|another (?:question|thing)|one more (?:question|thing)|(?:a )?(?:second|quick) question|and|but|so|ok|okay|oh|sorry|excuse me|hi|hello|hey|please)';

const questionBegins = new RegExp(
  `^(?:(?:and|but|so|ok|okay|also|by the way|btw|sorry|excuse me|quick question|please) ){0,3}[,:]? ?(?:how|what|whats|what's|where|wheres|where's|which|who|why|whether|when(?='?s?(?: |$)(?:$|will|is|are|do|does|did|can|could|would|should|was|were|have|has))|can|could|do|does|did|is|are|will|would|should|may|tell me|let me know|i(?:'d|d| would) (?:also )?like to|i (?:also )?(?:want|need|wanted|wish) to)\\b`,
  'i',
);
const marked =
  /^(?:and |oh,? (?:and )?)?(?:also|plus|by the way|btw|secondly|second|in addition|additionally|besides|furthermore|another (?:question|thing)|one more (?:question|thing)|(?:a )?second question)\b/i;
// Where a clause ends and a question of its own begins: after "and", or after a comma before a turned question.
const beforeQuestion = new RegExp(
  `,? (?=(?:and|also|plus|but|as well as) (?:also |then |please )?(?:${QUESTION_WORD}\\b|${TURNED}|${WISH}\\b))|, (?=${QUESTION_WORD}\\b|${TURNED})`,
  'i',
);
const sentenceEnds = /(?<=[?!.;]) |(?<=[?!])(?=[a-z])/i;

// What a question can be made of without naming its matter.
const saysNothing = new Set(
  (
    'a an the is are was were be been being am im ive id ill do does did done doing have has had having i me my mine we us our ours you your yours he she it its ' +
    'they them their theirs this that these those one ones of to in into on at for with from by as and or but if so then than there here what whats which who how ' +
    'can could would will shall should may might must just also too any some when where why whether not no dont cant wont isnt arent doesnt didnt hi hello hey thanks thank ' +
    'please tell know want need like get got about let help sorry okay ok work works working happen happens happening possible normal allowed okay right sure long much many ' +
    'take takes cost costs time often soon best way anything something everything nothing else more again now today go going make made use using used fix mean means ' +
    'wrong problem issue matter question questions first second next say said see look think understand explain instead up out off all be able really yes well find ' +
    'option options available required necessary information info details still already ask asking wonder wondering trying give come'
  ).split(' '),
);

/** English. */
export const englishQuestions: QuestionPack = {
  code: 'en',
  asks: (text) => /\?\s*$/.test(text) || questionBegins.test(text),
  how: new RegExp(
    `^(?:${LEAD_IN}[,: ]{1,2}){0,3}(?:how|where|can i|could i|may i|do i|is it possible|is there|what (?:is|are|do|happens|should)|(?:please )?tell me how|i(?:'d|d| would) like to know how|i want to know how)\\b`,
    'i',
  ),
  leadIn: new RegExp(
    `^(?:(?:before that|by the way|btw|firstly|first|secondly|second|sorry|excuse me|(?:a )?quick question|another question|one more (?:question|thing))[,:] *|(?:and|also|plus|oh)[, ]+(?:also[, ]+)?){1,3}`,
    'i',
  ),
  clauses,
  standsAlone: (text) =>
    (
      text
        .toLowerCase()
        .replaceAll("'", '')
        .match(/[\p{L}\p{N}]+/gu) ?? []
    ).some((word) => word.length > 2 && !saysNothing.has(word)),
  around:
    /(?<![\p{L}\p{N}'])(?:hi|hello|hey|good (?:morning|afternoon|evening)|please|pls|i|i'm|im|i've|ive|i'd|id|am|have|has|had|got|get|a|an|the|my|our|this|that|these|those|one|of|your|you|can|could|would|will|some|another|quick|general|question|questions|query|enquiry|inquiry|issue|issues|problem|problems|trouble|concern|concerns|matter|help|support|assistance|assist|need|want|like|wish|to|talk|speak|chat|ask|discuss|know|about|regarding|concerning|on|with|for|re|it|it's|its|is|there|there's|something|someone|somebody|me|us|we|and|recent|recently|latest|last|previous|current|existing|new|old|placed|made|yesterday|thanks|thank)(?![\p{L}\p{N}])/giu,
  idle: /^(?:todai|tomorrow|tonight|yesterdai|week|weekend|dai|morn|afternoon|even|next|last|soon|(?:mon|tue|wedne|thur|fri|satur|sun)s?dai|pleas|pl|plz|sir|madam|dear|help|make|hous|home|someon|somebodi|anyon|anybodi|person|peopl|technician|engin|fix|mend|look|check|come|send|visit|bring|round)$/u,
  nobody:
    /^(?:my|our|your|his|her|their|the|an?|me|us|him|them|it|some\w*|any\w*|an?other|who|whom|which|what|be|get|have)(?!\p{L})/u,
  named: {
    before:
      /^(?:(?:ok(?:ay)?|well|sure|yes|hi|hello)[,. ]+)?(?:please[, ]+)?(?:it['’]?s|it is|that['’]?s|that is|that would be|(?:the|my)(?: new| full| last| first)? (?:name|number|code|visit|booking|purpose)(?: number)? (?:is|should be|shall be|will be)|(?:make|made)(?: it)? out to|address(?:ed)?(?: it)? to|make it|put(?: it)?(?: down)? as|name it|call me|change it to)[: ]+/iu,
    behind: /[\s,]+(?:please|pls|plz|thanks|thank you|would be (?:fine|great|good|nice))[.!]*$/iu,
  },
  fillers:
    /\b(?:and|what|how|about|please|also|too|then|hi|hello|the|this|my|our|order|number|no|nr|is|it|its|it's|for|of|on|status|check|thanks|sorry|oh)\b/gi,
  letters: /\p{Script=Latin}/u,
  few: 16,
  labels: {
    before:
      /(?:(?:,|\band)? ?(?:\b(?:my|the|with|under) )?\b(?:order|tracking|phone|telephone|mobile|cell)(?: phone)? ?(?:number|no\.?|nr\.?|#)(?: is|:)?|(?:,|\band)? ?\b(?:my )?(?:e-?mail|mail)(?: address)?(?: is|:)|(?:,|\band)? ?\b(?:you can |please )?(?:reach|contact|call|phone|mail|e-?mail|write to) me (?:at|on|by mail at|under|via)|(?:,|\band)? ?\bmy contact(?: is|:)|\bfrom order|\((?:order)?) ?$/i,
    behind: /^ ?\)/,
  },
};

function clauses(text: string): Clause[] {
  return text
    .split(sentenceEnds)
    .filter((sentence) => sentence.trim() !== '')
    .flatMap((sentence) => withLeadIns(sentence.split(beforeQuestion)))
    .map(({ said, apart }): Clause => {
      return { text: said, apart, marked: marked.test(said) || (apart && /^(?:oh,? )?and\b/i.test(said)) };
    });
}

const onlyLeadsIn = new RegExp(`^(?:${LEAD_IN}[,: ]*)+$`, 'i');

/** "Also, how do I …" was cut behind "also", which belongs to what follows. */
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
