import type { PhrasePack } from '../phrases.js';

const set = (text: string): ReadonlySet<string> => new Set(text.split('|'));

// Politeness and fillers in front of and behind a command. Longer ones first.
const FRONT =
  /^(?:ok|okay|hallo|hi|hey|guten tag|guten morgen|guten abend|äh|ähm|hm|also|na|ja|doch|ach|oh|nein|gut|super|prima|perfekt|bitte|entschuldigung|sorry|können sie bitte|können sie|könnten sie bitte|könnten sie|kannst du bitte|kannst du|ich möchte gerne|ich möchte|ich will|ich würde gerne|ich würde gern|lassen sie uns|lass uns|einfach|dann|mal|jetzt|das war|es war|das ist) /;
const BACK =
  /(?: (?:bitte|danke|dankeschön|vielen dank|jetzt|nun|dann|mal|ok|okay|sorry|erstmal|erst mal|doch|einfach|heute|bot|zusammen|sehr|nochmal|schön|herzlich|ihnen|dir|für ihre hilfe|für die hilfe|für deine hilfe|für die info|für die auskunft|für ihre zeit|dafür|alles|allen|leute|wieder|lieber))$/;

const PERSON_WORD =
  '(?:menschen?|person|personen|mitarbeiter(?:in|n)?|mitarbeitenden?|berater(?:in)?|ansprechpartner(?:in)?|sachbearbeiter(?:in)?|kollegen|kollegin|kundenservice|kundendienst|kundenberater(?:in)?|kundenbetreuung|support|service|hotline|jemand(?:en|em)?|chef|vorgesetzten?|vorgesetzte[rn]|teamleiter(?:in)?|operator|agent(?:en)?)';
const KIND_OF =
  '(?:(?:ein(?:e|en|em|er)?|der|die|den|dem|ihr(?:e|en|em|er)?|euer|eurem|echte[rnm]?|richtige[rnm]?|lebende[rnm]?|menschliche[rnm]?|andere[rnm]?|wirkliche[rnm]?|vom|von) ){0,3}';

/** Deutsch. */
export const germanPhrases: PhrasePack = {
  code: 'de',
  whole: {
    person: set(
      'mensch|ein mensch|einen menschen|einen menschen bitte|person|echte person|eine echte person|mitarbeiter|einen mitarbeiter|ein mitarbeiter|mitarbeiterin|berater|einen berater|ansprechpartner|sachbearbeiter|kundenservice|kundendienst|kundenberater|kundenbetreuung|hotline|support|live chat|livechat|chef|den chef|vorgesetzter|jemand|jemanden sprechen|echter mensch|einen echten menschen|rückruf|bitte um rückruf|rufen sie mich an|ruf mich an|rufen sie mich zurück|ruft mich an|anrufen|telefonisch|telefonieren|persönlich sprechen|persönliche beratung|mit jemandem sprechen|mit jemandem reden|mit einem menschen sprechen|mit einem menschen reden|mit einem mitarbeiter sprechen|mitarbeiter sprechen|menschliche hilfe',
    ),
    cancel: set(
      'abbrechen|abbruch|brich ab|brechen sie ab|brechen sie das ab|abgebrochen|stopp|stop|halt|aufhören|hör auf|hören sie auf|beenden|beende das|beenden sie das|schluss|vergiss es|vergessen sie es|vergessen sie das|egal|ist egal|schon gut|lass es|lassen sie es|lassen wir das|lass gut sein|lassen sie es gut sein|doch nicht|dann nicht|lieber nicht mehr|hat sich erledigt|hat sich schon erledigt|erledigt|nicht mehr nötig|brauche ich nicht mehr|will ich nicht mehr|ich will nicht mehr|nicht weitermachen|ich habe es mir anders überlegt|hab es mir anders überlegt|anfrage abbrechen|vorgang abbrechen|formular abbrechen|das formular abbrechen|raus hier|exit|quit|abort|ich gebe auf',
    ),
    restart: set(
      'neustart|neu starten|neu anfangen|neu beginnen|von vorne|von vorn|nochmal von vorne|noch mal von vorne|noch einmal von vorne|wieder von vorne|ganz von vorne|von vorne anfangen|von vorne beginnen|von anfang an|noch einmal von anfang an|alles auf anfang|zurück zum anfang|zum anfang|an den anfang|zurück auf anfang|reset|zurücksetzen|alles zurücksetzen|alles löschen|alles neu|menü|hauptmenü|zum hauptmenü|zurück zum menü|startseite|start|neues gespräch|neue unterhaltung|neuer chat|restart',
    ),
    back: set(
      'zurück|einen schritt zurück|ein schritt zurück|schritt zurück|eins zurück|eine frage zurück|zurück bitte|geh zurück|gehen sie zurück|zurückgehen|wieder zurück|vorherige frage|die vorherige frage|zur vorherigen frage|zur letzten frage|letzte frage|vorige frage|davor|rückgängig|rückgängig machen|das rückgängig machen|back|zurueck',
    ),
    repeat: set(
      'wiederholen|wiederhole das|wiederholen sie das|wiederholen sie die frage|frage wiederholen|die frage wiederholen|noch einmal|nochmal|noch mal|nochmals|wie bitte|bitte was|was|was war das|was war die frage|wie war die frage|wie lautet die frage|was haben sie gesagt|was haben sie gefragt|was hast du gesagt|hä|häh|wie|das habe ich nicht verstanden|hab ich nicht verstanden|habe ich nicht mitbekommen|zeig das nochmal|zeigen sie das noch einmal|sag das nochmal|sagen sie das noch einmal|frag nochmal|fragen sie noch einmal|bitte wiederholen|erneut',
    ),
    skip: set(
      'überspringen|überspring das|überspringen sie das|frage überspringen|diese frage überspringen|weiter|weiter gehts|weitergehen|nächste|nächste frage|zur nächsten frage|nächster schritt|auslassen|weglassen|skip|passe|habe ich nicht|hab ich nicht|die habe ich nicht|die hab ich nicht|habe ich nicht da|habe ich nicht zur hand|habe ich gerade nicht da|hab ich gerade nicht|nicht zur hand|weiß ich nicht|weiss ich nicht|das weiß ich nicht|ich weiß nicht|ich weiss nicht|ich weiß es nicht|weiß nicht|weiss nicht|keine ahnung|kein plan|nicht sicher|bin mir nicht sicher|kann mich nicht erinnern|vergessen|habe ich vergessen|hab ich vergessen|habe ich verloren|finde ich nicht|kann ich nicht finden|ich finde sie nicht|ich finde es nicht|keine|keiner|keins|nichts|leer|leer lassen|frei lassen|entfällt|ohne|möchte ich nicht sagen|will ich nicht sagen|möchte ich nicht angeben|keine angabe|nicht vorhanden|gibt es nicht',
    ),
    thanks: set(
      'danke|danke schön|dankeschön|danke sehr|danke dir|danke ihnen|vielen dank|vielen lieben dank|herzlichen dank|besten dank|tausend dank|lieben dank|recht herzlichen dank|schönen dank|merci|thx|thanks|dankee|ich danke ihnen|ich bedanke mich|bedankt|dank|danke für die hilfe|danke für ihre hilfe|vielen dank für ihre hilfe|vielen dank für die hilfe|danke für die schnelle antwort|vielen dank für die schnelle antwort|danke für die info|danke für die auskunft|danke für alles|super danke|ok danke|okay danke|alles klar danke|prima danke|perfekt danke|toll danke|sehr nett|sehr freundlich|das ist nett|das ist sehr nett|sehr lieb|danke gleichfalls|🙏|👍 danke',
    ),
    greeting: set(
      'hallo|hallo zusammen|hallöchen|hi|hey|hej|huhu|moin|moin moin|servus|grüezi|grüß gott|grüss gott|grüß dich|grüße|guten tag|guten morgen|morgen|guten abend|n abend|schönen guten tag|einen schönen guten tag|tach|tag|gruß|liebe grüße|hallo du|hallo bot|hallo hallo|ist da jemand|jemand da|hallo ist da jemand|sind sie da|bist du da|wie geht es ihnen|wie geht es dir|wie gehts|wie geht es|wie läufts|alles gut bei ihnen|hallo wie geht es ihnen|hallo wie gehts|freut mich|sehr geehrte damen und herren|guten tag zusammen|👋',
    ),
    bye: set(
      'tschüss|tschüß|tschüs|tschau|ciao|auf wiedersehen|auf wiederschauen|wiedersehen|auf wiederhören|bis bald|bis dann|bis später|bis morgen|bis zum nächsten mal|machs gut|mach es gut|machen sie es gut|gute nacht|schönen tag noch|schönen tag|schönen abend|schönen abend noch|schönes wochenende|einen schönen tag|einen schönen tag noch|ihnen auch|das wars|das war es|das war alles|das ist alles|mehr nicht|nichts weiter|sonst nichts|nein das wars|nein das war alles|nein sonst nichts|keine weiteren fragen|keine fragen mehr|ich habe keine fragen mehr|alles erledigt|fertig|bin fertig|ich bin fertig|danke tschüss|danke und tschüss|vielen dank und auf wiedersehen|ade|baba|man sieht sich|bye',
    ),
    help: set(
      'hilfe|hilf mir|helfen sie mir|helft mir|bitte helfen|ich brauche hilfe|brauche hilfe|ich benötige hilfe|können sie mir helfen|kannst du mir helfen|könnten sie mir helfen|kann mir jemand helfen|was kannst du|was können sie|was kannst du alles|was können sie alles|was kann ich hier tun|was kann ich fragen|was kann ich hier fragen|wobei können sie helfen|wobei kannst du helfen|womit können sie mir helfen|wie funktioniert das|wie geht das hier|wie funktioniert der chat|wie funktionierst du|optionen|auswahl|möglichkeiten|welche möglichkeiten gibt es|befehle|anleitung|ich habe eine frage|ich hätte eine frage|habe eine frage|frage|eine frage|ich habe ein problem|problem|ein problem|ich habe ein anliegen|ich komme nicht weiter|komme nicht weiter|ich verstehe das nicht|was nun|was jetzt|faq|?|??|???',
    ),
    robot: set(
      'bist du ein roboter|sind sie ein roboter|bist du ein bot|sind sie ein bot|bist du ein mensch|sind sie ein mensch|bist du echt|sind sie echt|bist du menschlich|bist du eine maschine|sind sie eine maschine|bist du eine ki|sind sie eine ki|bist du ki|bist du chatgpt|bist du ein computer|bist du automatisch|bist du ein chatbot|ist das ein bot|ist das ein roboter|ist das ein mensch|ist das eine ki|ist das automatisch|ist hier ein mensch|spreche ich mit einem menschen|spreche ich mit einem bot|spreche ich mit einem roboter|rede ich mit einem menschen|rede ich mit einem bot|rede ich mit einer maschine|schreibe ich mit einem menschen|schreibe ich mit einem bot|mit wem spreche ich|mit wem rede ich|mit wem schreibe ich|wer bist du|wer sind sie|was bist du|was sind sie|wie heißt du|wie heißen sie|bot|roboter|mensch oder bot|bot oder mensch|mensch oder maschine|du bist ein bot|sie sind ein bot|chatbot',
    ),
    'not-helpful': set(
      'nicht hilfreich|nicht sehr hilfreich|gar nicht hilfreich|das hilft nicht|hilft nicht|das hilft mir nicht|hilft mir nicht|das hilft mir nicht weiter|hilft mir nicht weiter|hat nicht geholfen|das hat nicht geholfen|nein das hat nicht geholfen|bringt nichts|das bringt nichts|bringt mir nichts|nutzlos|unbrauchbar|das war nicht meine frage|nicht meine frage|das habe ich nicht gefragt|habe ich nicht gefragt|das meine ich nicht|meine ich nicht|das meinte ich nicht|das war nicht gemeint|falsche antwort|das ist die falsche antwort|das ist nicht die antwort|das beantwortet meine frage nicht|beantwortet meine frage nicht|thema verfehlt|sie verstehen mich nicht|du verstehst mich nicht|du verstehst nicht|geht immer noch nicht|es geht immer noch nicht|funktioniert immer noch nicht|funktioniert nicht|geht nicht|hat nicht funktioniert|das hat nicht funktioniert|immer noch kaputt|immer noch dasselbe|immer noch das gleiche|dasselbe problem|gleiches problem|habe ich schon probiert|hab ich schon probiert|schon probiert|habe ich schon versucht|schon versucht|das habe ich schon gemacht|keins davon|keine davon|keines davon|nichts davon|keiner davon|weder noch|👎',
    ),
    helpful: set(
      'hilfreich|sehr hilfreich|das hilft|das hilft mir|das hilft mir weiter|hat geholfen|das hat geholfen|das hat mir geholfen|ja hat geholfen|ja das hat geholfen|ja das hilft|geholfen|es geht|es geht wieder|geht wieder|jetzt geht es|jetzt geht es wieder|funktioniert|es funktioniert|funktioniert wieder|jetzt funktioniert es|hat funktioniert|das hat funktioniert|gelöst|problem gelöst|erledigt danke|geklärt|hat sich geklärt|verstanden|alles klar|alles verstanden|ich verstehe|verstehe|aha|ach so|achso|macht sinn|genau das|genau das wollte ich wissen|das wollte ich wissen|das ist die antwort|gute antwort|super|toll|prima|klasse|perfekt|spitze|wunderbar|ausgezeichnet|großartig|sehr gut|top|cool|gut gemacht|das wars was ich wissen wollte|👍|💯|😊|🎉',
    ),
  },
  bare,
  person: new RegExp(
    [
      `(?<!\\p{L})mit ${KIND_OF}${PERSON_WORD}(?: (?:aus|von|vom) \\p{L}{2,20})? (?:sprechen|reden|chatten|telefonieren|schreiben|verbinden|verbunden|unterhalten|spreche|rede|klären|besprechen)`,
      `(?<!\\p{L})(?:verbinden|verbinde|stellen|leiten|geben|gib|geht|holen|hol|schicken|rufen) (?:sie )?(?:mich |mir )?(?:bitte |bitte mal |direkt |durch |weiter ){0,2}(?:mit |zu |an )?${KIND_OF}${PERSON_WORD}(?!\\p{L})`,
      `(?<!\\p{L})(?:möchte|will|würde|muss|brauche|wünsche|hätte|bräuchte)(?: (?:ich|gerne?|bitte|jetzt|endlich|lieber|dringend|sofort)){0,3} (?:mit )?${KIND_OF}${PERSON_WORD}(?!\\p{L})(?! (?:nummer|adresse|mail))`,
      `(?<!\\p{L})(?:kann|könnte|darf) (?:ich |mich |mir ){0,2}(?:bitte )?(?:mit )?(?:jemand(?:en|em)?|${KIND_OF}(?:menschen?|mitarbeiter(?:in)?|berater(?:in)?|person))(?: \\p{L}{1,12}){0,2} (?:sprechen|reden|helfen|anrufen|zurückrufen|kontaktieren|antworten|übernehmen)`,
      `(?<!\\p{L})(?:rufen sie|ruft|ruf) mich (?:bitte )?(?:mal )?(?:an|zurück)(?!\\p{L})`,
      `(?<!\\p{L})(?:bitte (?:um )?|einen )rückruf(?!\\p{L})`,
      `(?<!\\p{L})(?:echte[rnm]?|richtige[rnm]?|wirkliche[rnm]?|lebende[rnm]?) (?:menschen?|person|mitarbeiter(?:in)?)(?!\\p{L})`,
      `(?<!\\p{L})(?:nicht|keine lust|kein bock) (?:mehr )?(?:mit|auf) (?:einem|einer|einen|dem|der|den|diesem|dieser) (?:bot|chatbot|roboter|maschine|computer|ki)(?!\\p{L})`,
      `(?<!\\p{L})(?:kein|keinen) (?:bot|chatbot|roboter)(?!\\p{L})`,
      `(?<!\\p{L})(?:menschen?|mitarbeiter|berater|person),? bitte(?!\\p{L})`,
    ].join('|'),
    'u',
  ),
  notPerson: new RegExp(
    [
      `(?<!\\p{L})(?:liefer|post|zustell|paket|service|reparatur)(?:bote|boten|fahrer|mitarbeiter|techniker)(?!\\p{L})`,
      `(?<!\\p{L})(?:mit )?(?:keine[nmr]?|nicht) (?:mit )?${KIND_OF}${PERSON_WORD}(?!\\p{L})`,
      `(?<!\\p{L})(?:habe|hatte|hab) (?:schon |bereits |gestern |heute ){0,2}mit ${KIND_OF}${PERSON_WORD}(?!\\p{L})`,
      `(?<!\\p{L})(?:ein|eine|zwei|drei|vier|fünf|sechs|\\d{1,3}) personen?(?!\\p{L})`,
      `(?<!\\p{L})für (?:eine )?andere personen?(?!\\p{L})`,
    ].join('|'),
    'gu',
  ),
  robot:
    /(?<!\p{L})(?:bist du|sind sie|ist das|ist das hier|(?:spreche|rede|schreibe|chatte) ich (?:hier |gerade |jetzt )?mit) (?:ein(?:e|em|er|en)? |echt |wirklich |etwa |eigentlich |nur )*(?:bot|roboter|chatbot|mensch|menschen|maschine|ki|computer|echte person|programm|automat)(?!\p{L})/u,
  correction: [
    /^(?:nein|sorry|entschuldigung|moment|halt|ups|korrektur|verzeihung|ich meinte|ich meine|mein fehler)[ ,.:;!-]+(?:nein |sorry |ich meinte |ich meine )*(?:meine? |die |der |das )?(?:richtige |korrekte )?(?:bestellnummer|bestellung|telefonnummer|telefon|handynummer|nummer|mail|e-mail|mailadresse|e-mail-adresse|adresse|datum|produkt|modell|name|kontakt|sendungsnummer|menge|artikel)(?: ist| war| lautet|:)? (?<value>\S.*)$/u,
    /^(?:(?:nein|sorry|entschuldigung|moment|ups)[ ,.:;!-]+(?:es ist|sie ist|sie lautet|es lautet) |(?:(?:nein|sorry|ups)[ ,.:;!-]+)?(?:ich meinte|ich meine|es sollte|es muss) )(?<value>(?=.{0,80}[\d@])\S.*)$/u,
    /(?<!\p{L})(?:ändern|ändere|korrigieren|korrigiere|berichtigen|bearbeiten) (?:sie )?(?:bitte )?(?:meine|die|das|den|mein|meinen) (?:\p{L}{2,15} )?(?:bestellnummer|telefonnummer|telefon|nummer|mail|e-mail|mailadresse|e-mail-adresse|kontakt|datum|produkt|modell|name|namen|antwort|angaben|menge)(?:(?: zu| in| auf) (?<value>\S.*))?/u,
    /(?<!\p{L})(?:meine|die|das|den|mein|meinen) (?:bestellnummer|telefonnummer|nummer|mail|e-mail|mailadresse|e-mail-adresse|kontakt|datum|produkt|modell|name|namen|antwort|angaben|menge) (?:ändern|korrigieren|berichtigen)(?!\p{L})/u,
    /(?<!\p{L})(?:habe|hab) (?:mich (?:bei|in) |(?:ihnen |die |meine |eine |das |den ){0,2}(?:falsche[nrs]? ))(?:\p{L}{2,20})/u,
    /(?<!\p{L})(?:meine|die|das|der|mein) (?:bestellnummer|telefonnummer|nummer|mail|e-mail|mailadresse|e-mail-adresse|datum|produkt|modell|name|menge) (?:ist|war|stimmt) (?:falsch|nicht|nicht richtig|verkehrt)(?!\p{L})/u,
    /(?<!\p{L})(?:die|das|der) (?:richtige|korrekte) (?:bestellnummer|telefonnummer|nummer|mail|e-mail|mailadresse|datum|produkt|modell|name) (?:ist|lautet|wäre) (?<value>\S.*)$/u,
  ],
  subjects: [
    ['order number', /bestellnummer|bestellung|auftragsnummer/],
    ['email', /mail|@/],
    ['phone', /telefon|handy|mobil|rufnummer/],
    ['address', /(?<!mail)(?<!mail-)adresse|anschrift/],
    ['date', /datum|(?<!\p{L})tag(?!\p{L})|kaufdatum/u],
    ['product', /produkt|modell|artikel|gerät/],
    ['number', /menge|anzahl|stückzahl/],
    ['name', /(?<!\p{L})namen?(?!\p{L})/u],
    ['contact', /kontakt/],
    ['choice', /auswahl|antwort/],
  ],
};

/** The message as it is, and with politeness taken off from either end in every order. */
function bare(said: string): string[] {
  const whole = said
    .replace(/['’]/g, '')
    .replace(/(?<=\S)\s*\?{1,3}$/, '')
    .replace(/[,.!;:~…"„“()[\]*_\-/]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const forms = new Set([whole]);
  // No command is as long as this with all its politeness, so a long message is compared as it is.
  if (whole.length > 120) return [whole];
  for (const form of forms) {
    if (forms.size > 40) break;
    forms.add(form.replace(FRONT, ''));
    forms.add(form.replace(BACK, ''));
  }
  return [...forms];
}
