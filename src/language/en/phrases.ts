import type { PhrasePack } from '../phrases.js';

const set = (text: string): ReadonlySet<string> => new Set(text.split('|'));

// Politeness and fillers in front of and behind a command. Longer ones first: "can you please" before "can you".
const FRONT =
  /^(?:ok|okay|hi|hello|hey|um|uh|well|so|oh|actually|alright|right|great|perfect|please|pls|sorry|excuse me|can you|could you|can we|can i|could i|could we|may i|i want to|i wanna|i would like to|id like to|i need to|lets|let us|let me|just|i|that was|this was|it was|that is|thats|this is|its) /;
const BACK =
  /(?: (?:please|pls|plz|thanks|thank you|thx|now|then|ok|okay|sorry|for now|anyway|actually|today|bot|all|everyone|there|so much|very much|a lot|a bunch|a million|everything|mate|sir|madam|team|guys|folks|everybody|for your help|for the help|for helping|for helping me|for your time|for the info|for the information|for that|for this))$/;

const PERSON_WORD =
  '(?:human|humans|human being|person|people|real person|agent|live agent|operator|representative|rep|csr|advisor|adviser|someone|somebody|staff|employee|manager|supervisor|customer service|customer support|customer care|support team|service team|support agent|colleague|live chat|live person|a real one)';
const KIND_OF =
  '(?:(?:a|an|the|your|any|another|some|one of your|actual|real|live|human|support|service|sales|customer|different|more senior|senior) ){0,4}';

export const englishPhrases: PhrasePack = {
  code: 'en',
  whole: {
    person: set(
      'human|a human|human please|person|a person|real person|a real person|agent|an agent|live agent|a live agent|operator|representative|a representative|rep|staff|someone|somebody|manager|a manager|supervisor|customer service|customer support|live chat|live person|human agent|human being|human support|call me|call me back|phone me|ring me|support agent|advisor|adviser|real human|a real human|actual human|actual person|somebody real|someone real|help from a human|help from a person|agent agent|customer care',
    ),
    cancel: set(
      'cancel|cancel it|cancel this|cancel that|stop|stop it|stop this|stop that|stop asking|stop asking me|quit|exit|abort|end this|forget it|forget about it|forget that|forget this|never mind|nevermind|nvm|leave it|drop it|dont bother|do not bother|i changed my mind|changed my mind|i have changed my mind|ive changed my mind|get me out of here|i give up|give up|no longer needed|not needed anymore|i dont want to do this|i dont want this|i do not want this|dont want to continue|i dont want to continue|cancel the request|cancel this request|cancel my request|cancel request|cancel the form|cancel the conversation|cancel everything',
    ),
    restart: set(
      'restart|start again|start over|start over again|start from the beginning|start from scratch|start from the start|begin again|begin from the beginning|from the beginning|from the start|from the top|reset|new start|start anew|start new|redo|redo it|do it over|do over|back to the start|back to the beginning|go back to the start|go back to the beginning|main menu|menu|home|go to the main menu|back to the main menu|start a new conversation|new conversation|clear|clear all|clear everything|try again from the start|try again from the beginning|all over again|do it all again',
    ),
    back: set(
      'back|go back|go back one|go back one step|go one step back|step back|one step back|a step back|previous|previous question|previous step|the previous question|the previous step|last question|undo|undo that|undo it|return|go to the previous question|go to the previous step|go back to the previous question|go back to the last question|go back to the last step|back one|back one step|back up|back please|take me back|let me go back|wrong answer go back|take that back',
    ),
    repeat: set(
      'repeat|repeat that|repeat it|repeat this|repeat the question|repeat question|repeat your question|say that again|say it again|say again|say that one more time|again|once more|once again|one more time|come again|pardon|pardon me|pardon?|what|what was that|what was the question|what did you say|what did you ask|what is the question|whats the question|what was your question|sorry what|huh|i didnt catch that|didnt catch that|i missed that|show that again|show me that again|show it again|ask again|ask me again|ask that again|tell me again|write that again|send that again|could you repeat|could you repeat that',
    ),
    skip: set(
      'skip|skip it|skip this|skip that|skip this question|skip that question|skip the question|skip question|skip this one|skip this step|skip step|next|next question|next one|next step|move on|pass|pass on this|i dont have it|i dont have that|i dont have one|i dont have this|dont have it|dont have that|dont have one|i dont know|dont know|i do not know|idk|dunno|i dunno|no idea|i have no idea|not sure|im not sure|i am not sure|i cant remember|cant remember|i dont remember|dont remember|i forgot|i forgot it|i lost it|i cant find it|cant find it|cannot find it|i cannot find it|leave it blank|leave blank|leave it empty|not applicable|n a|na|none|nothing|id rather not say|prefer not to say|i prefer not to say|i would rather not say|continue without it|go on without it',
    ),
    thanks: set(
      'thanks|thank you|thank u|thankyou|thx|tx|ty|tysm|tyvm|tnx|thnx|cheers|ta|many thanks|much appreciated|i appreciate it|appreciate it|appreciated|thanks again|thank you again|thanks a lot|thanks so much|thank you so much|thank you very much|thanks very much|thanks a bunch|thanks a million|thanks loads|big thanks|thank you kindly|thank you all|thanks bot|awesome thanks|great thanks|thanks great|ok thanks|cool thanks|perfect thanks|perfect thank you|lovely thank you|grateful|im grateful|very kind|very kind of you|thats kind|thats very kind|thats very kind of you|gracias|merci|arigato|arigatou|thanks for your help|thanks for the help|thank you for your help|thank you for the help|thanks for helping|thank you for helping|thank you for helping me|thanks for everything|thank you for everything|thank you for your time|thanks for the info|thanks for the information|thanks for the quick reply|thanks for the quick response|thank you for the quick reply|thanks for your quick reply|no thanks necessary|🙏|👍 thanks',
    ),
    greeting: set(
      'hi|hello|hey|hiya|heya|hi there|hello there|hey there|hi bot|hello bot|good morning|morning|good afternoon|afternoon|good evening|it is me|its me|its me|it is me again|its me again|me again|hello it is me|hello its me|hi its me|hi it is me|evening|good day|gday|greetings|howdy|yo|sup|whats up|hi hi|hello hello|hello hi|hi hello|hey hey|helo|hallo|ello|hi everyone|hello everyone|hi all|hi team|hello team|hi guys|hey guys|hello anyone|anyone there|is anyone there|is anybody there|anybody there|hello is anyone there|are you there|you there|how are you|how are you doing|how are you today|how do you do|hows it going|how is it going|hello how are you|hi how are you|hi how are you doing|hello how are you today|nice to meet you|hello again|hi again|hey bot|👋',
    ),
    bye: set(
      'bye|bye bye|byebye|goodbye|good bye|good night|goodnight|see you|see ya|see you later|see you soon|see you around|later|laters|cya|cu|take care|farewell|so long|ciao|cheerio|bye for now|have a good day|have a nice day|have a great day|have a good one|have a good evening|have a nice evening|have a good weekend|have a nice weekend|thats all|thats all thanks|that is all|that will be all|thatll be all|that would be all|nothing else|nothing more|no more questions|no further questions|no other questions|no thats all|no that is all|no thats it|no nothing else|im done|i am done|im all set|all set|all done|were done|we are done|done|thats everything|that is everything|gotta go|got to go|i have to go|i need to go|talk to you later|talk later|ttyl|until next time|thanks bye|thank you bye|thanks goodbye|ok bye|bye thanks|thank you goodbye|i am leaving|signing off|over and out|bye now',
    ),
    help: set(
      'help|help me|help please|i need help|i need some help|need help|need some help|i need assistance|assistance|assist me|what can you do|what can you help with|what can you help me with|what can i do|what can i ask|what can i ask you|what can i do here|what do you do|how do you work|how does this work|how do i use this|how can you help|how can you help me|what are my options|what are the options|options|commands|what can i say|what should i say|what now|show me the options|show options|instructions|guide me|im lost|i am lost|im stuck|i am stuck|im confused|i am confused|what are you for|can you help|can you help me|could you help me|can someone help me|i have a question|i have a problem|question|problem|i have an issue|need assistance|sos|what is this|how do i start|faq|support|?|??|???',
    ),
    robot: set(
      'are you a robot|are you a bot|are you a human|are you human|are you real|are you a real person|are you a person|are you an ai|are you ai|are you a machine|are you a computer|are you chatgpt|are you automated|are you a chatbot|is this a bot|is this a robot|is this a human|is this a real person|is this automated|is this ai|is this an ai|is this a chatbot|is this chatgpt|is this a machine|am i talking to a bot|am i talking to a robot|am i talking to a human|am i talking to a person|am i talking to a real person|am i talking to an ai|am i talking to a machine|am i speaking to a human|am i speaking to a bot|am i speaking with a human|am i speaking with a real person|am i chatting with a bot|am i chatting with a human|are you even human|are you even real|are you really a person|are you really human|bot|robot|who are you|what are you|who am i talking to|who is this|do i talk to a human|do i talk to a bot|you are a bot|youre a bot|you are a robot|youre a robot|you a bot|u a bot|r u a bot|r u human|are u a bot|are u human|are you alive|bot or human|human or bot|robot or human',
    ),
    'not-helpful': set(
      'not helpful|not very helpful|not really helpful|not so helpful|not helpful at all|unhelpful|useless|it didnt help|that didnt help|this didnt help|didnt help|did not help|that did not help|it did not help|doesnt help|that doesnt help|this doesnt help|does not help|that does not help|that doesnt help me|this doesnt help me|no that didnt help|no it didnt|not what i asked|that is not what i asked|thats not what i asked|thats not what i meant|that is not what i meant|not what i meant|not what i need|thats not what i need|thats not what i wanted|not what i wanted|thats not what im looking for|not what im looking for|that is not my question|thats not my question|not my question|you didnt answer my question|you did not answer my question|that doesnt answer my question|that does not answer my question|doesnt answer my question|wrong answer|bad answer|still not working|it still doesnt work|still doesnt work|it still does not work|that didnt work|it didnt work|that did not work|didnt work|doesnt work|that doesnt work|no luck|still broken|still the same|same problem|the same problem|you dont understand|you do not understand|you dont get it|you misunderstood|you misunderstood me|thats wrong answer|irrelevant|thats irrelevant|not relevant|thats not relevant|off topic|i already tried that|already tried that|i tried that|i tried that already|i did that already|tried that already|i already did that|none of these|none of those|none of them|none of the above|neither|neither of them|neither of these|👎',
    ),
    helpful: set(
      'helpful|very helpful|really helpful|so helpful|super helpful|that helped|that helped me|this helped|it helped|it helps|that helps|this helps|that helps a lot|that helped a lot|it helped a lot|yes it did|yes that helped|yes it helped|yes that helps|it worked|that worked|this worked|it works|it works now|works now|it is working|its working|its working now|it is working now|working now|works|that works now|that fixed it|fixed|its fixed|it is fixed|fixed it|solved|its solved|problem solved|issue solved|resolved|its resolved|issue resolved|problem resolved|that solved it|that did it|that did the trick|did the trick|got it|got it thanks|i got it|i see|i understand|understood|makes sense|that makes sense|it makes sense|thats what i needed|that is what i needed|exactly what i needed|just what i needed|perfect|great|that answers my question|that answered my question|that answers it|answered my question|thats what i was looking for|thats useful|useful|very useful|good answer|great answer|thats great|thats perfect|excellent|brilliant|awesome|amazing|wonderful|fantastic|great help|good service|great service|nice service|excellent service|very good service|best service|fast service|quick service|great shop|great support|good support|good bot|well done|good job|nice work|nice|cool|super|👍|💯|😊|🎉',
    ),
  },
  bare,
  person: new RegExp(
    [
      `\\b(?:talk|speak|chat|talking|speaking|connect me|connect|connected|transfer me|transferred|transfer|put me through|pass me|hand me over|hand over|switch me|switch|escalate|escalate this|refer me|get me|give me|get|reach|contact|message|call|phone|patch me through|send me|forward me|forward this|route me|let me have|i want|i need|i would like|i'd like|want|need|bring in|bring me|ask|prefer) (?:(?:to|with|over|on to|directly|in|for|through|please|me|right now) ){0,3}${KIND_OF}${PERSON_WORD}\\b(?! (?:number|numbers|id|email|mail|address|phone|page|hours|name|wearing|to sign))`,
      `\\b(?:can|could|will|would|may) ${KIND_OF}(?:someone|somebody|person|human|agent|anyone|operator|representative|rep|manager|staff|advisor|colleague|supervisor)(?: from \\w+| please| there| in \\w+| on your team| else)? (?:call|phone|ring|help|contact|talk|speak|get back|reach|look into|take over|assist|please call|reply|respond|answer|chat|email|get in touch|deal)`,
      `\\b(?:call|phone|ring) me\\b(?! (?:a|an|the|crazy|when|if|old))`,
      `\\b(?:is|are) there (?:a|an|any|some) (?:real |actual |live |human )?(?:human|person|people|agent|operator|one|body|someone|representative)s?(?: (?:i|that i|who i|we))? (?:can |could )?(?:to )?(?:talk|speak|chat|help)`,
      `\\bis (?:there )?(?:anyone|anybody|someone|somebody) (?:i can|available|who can|that can|real|to) ?`,
      `\\b(?:real|actual|live|proper) (?:human|person|people|agent|humans|operator)\\b`,
      `\\b(?:no|not|stop|instead of|rather than|hate|tired of|sick of|enough of) (?:more |the |this |a |talking to |with |these )*(?:bot|bots|robot|robots|chatbot|chatbots|machine|machines)\\b`,
      `\\b(?:don't|dont|do not) (?:want|like) (?:to )?(?:talk|talking|speak|chat|deal)(?:ing)? (?:to|with) (?:a |an |the |this |any )?(?:bot|robot|chatbot|machine|computer|ai)s?\\b`,
      `\\bwant (?:a |an )?(?:human|person|agent|operator|representative|manager|supervisor)\\b`,
      `^(?:human|person|agent|operator|representative)[ ,.!]`,
      `\\b(?:human|person|agent|operator|representative|someone|somebody),? (?:please|pls|plz|now)\\b`,
      `\\btalk to (?:you guys|you people|the shop|the store|your team|your boss)\\b`,
      `\\bspeak (?:to|with) (?:you guys|the shop|the store|your team|your boss|them)\\b`,
    ].join('|'),
  ),
  notPerson: new RegExp(
    [
      `\\b(?:delivery|postal|mail|sales|courier|ups|fedex|cleaning|travel|estate|shipping|user|secret|repair) (?:person|people|agent|guy|man|staff|rep|representative|manager|operator)\\b`,
      `\\b(?:do not|don't|dont|didn't|didnt|did not|never|no need to|without) (?:want |need |have |wish |like |ask |asked |talk |speak |talking |speaking |wanted )+(?:to |for |with |a |an |any |talk |speak |real |human |to a )*${PERSON_WORD}\\b`,
      `\\b(?:no|not an?|already (?:spoke|talked|spoken) (?:to|with) an?|(?:spoke|talked) (?:to|with) (?:a|an|the|your|some)?) ?(?:human|person|agent|operator|representative|someone|somebody)\\b`,
      `\\b(?:cleaning|bleaching|oxidizing|per|in) (?:agent|person)\\b`,
      `\\b(?:one|two|three|four|five|six|\\d+)[ -](?:person|people|man)\\b`,
      `\\b(?:for|as) (?:another|a different|someone else|a) person\\b|\\b(?:someone|somebody) else's\\b`,
      `\\b(?:call|contact|phone|reach) (?:me )?(?:before|when|if) \\w+`,
      `\\b(?:didn't|didnt|did not|never|doesn't|nobody|no one) (?:call|phone|ring|called) me\\b|\\b(?:the )?(?:driver|courier|delivery \\w+) (?:didn't|did not|will|should|to) (?:call|phone|ring) me\\b`,
    ].join('|'),
    'g',
  ),
  robot:
    /\b(?:are you|is this|is that|am i (?:talking|speaking|chatting) (?:to|with)) (?:a |an |really |actually |just |even |only |some |the |kind of )*(?:bot|robot|chatbot|human|machine|ai|computer|real person|real human|person|program|automated|real)\b/,
  correction: [
    /^(?:no|nope|sorry|wait|actually|oops|correction|hold on|hang on|my mistake|i meant|i mean|whoops|not that)\b[ ,.:;!-]+(?:no |not that |sorry |wait |actually |i meant |i mean )*(?:my |the |that )?(?:correct |right )?(?:order|phone|mail|e-mail|email|address|date|product|model|name|mobile|contact|tracking|quantity|item)(?: number| address| date| name)?(?: is| was| should be|'s|:)? (?<value>\S.*)$/,
    /^(?:(?:no|nope|sorry|wait|actually|oops|my mistake)\b[ ,.:;!-]+(?:no |sorry |actually )*(?:it is|it's|its) |(?:(?:no|sorry|wait|oops)\b[ ,.:;!-]+)?(?:it should be|i meant|i mean|make that|make it) )(?<value>(?=.{0,80}[\d@])\S.*)$/,
    /\b(?:change|correct|fix|edit|update|modify|amend) (?:my|the|that|this|an?) (?:\w+ )?(?:order number|phone|phone number|number|mail|e-mail|email|email address|address|contact|date|product|model|name|answer|details|choice|option|quantity|amount|mobile)\b(?: (?:to|into) (?<value>\S.*))?/,
    /\b(?:i )?(?:made|there'?s|there is|there was) (?:a |an |some )?(?:mistake|typo|error) (?:in|with|on) (?:my|the|that) /,
    /\b(?:i )?(?:gave|entered|typed|wrote|put|sent|told) (?:you |in |down )?(?:the |a |my )?(?:wrong|incorrect) /,
    /\b(?:my|the|that|this) (?:order number|phone|phone number|number|mail|e-mail|email|email address|address|date|product|model|name|quantity) (?:i gave |i sent |above )?(?:is|was) (?:wrong|incorrect|not right|not correct|mistyped)\b/,
    /^(?:wrong|incorrect) (?:order number|phone number|number|e-mail|email|address|date|product|model|name)\b/,
    /\bthe (?:correct|right) (?:order number|phone number|number|e-mail|email|email address|address|date|product|model|name|one|order) (?:is|should be|was) (?<value>\S.*)$/,
    /\bshould (?:be|have been|read|say) (?<value>\S.*)$/,
    /\b(?:use|take) (?:my )?(?:other|another|a different|this) (?:order number|phone|phone number|number|e-mail|email|address|product|model)\b/,
  ],
  subjects: [
    ['order number', /\border(?: number| no\.?| id| #)?\b(?! date)/],
    ['email', /\be-?mail|\bmail (?:address|is)|@/],
    ['phone', /\bphone|\bmobile|\bcell|\btelephone/],
    ['address', /\baddress\b/],
    ['date', /\bdate|\bday\b|\bwhen\b/],
    ['product', /\bproduct|\bmodel|\bitem\b/],
    ['number', /\bquantity|\bamount|\bhow many|\bpieces\b/],
    ['name', /\bname\b/],
    ['contact', /\bcontact\b/],
    ['choice', /\bchoice|\boption|\banswer\b/],
  ],
};

/** The message as it is, and with politeness taken off from either end in every order. */
function bare(said: string): string[] {
  const whole = said
    .replace(/['’]/g, '')
    .replace(/(?<=\S)\s*\?{1,3}$/, '')
    .replace(/[,.!;:~…"()[\]*_\-/]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const forms = new Set([whole]);
  // No command is as long as this with all its politeness, so a long message is compared as it is.
  if (whole.length > 120) return [whole];
  for (const form of forms) {
    if (forms.size > 40) break;
    // "Great, thank you" thanks: what stands last is what is said.
    forms.add(form.replace(FRONT, ''));
    forms.add(form.replace(BACK, ''));
  }
  return [...forms];
}
