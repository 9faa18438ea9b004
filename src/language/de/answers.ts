import type { AnswerPack } from '../read/answers.js';
import { germanDays, germanSpan } from './days.js';

const set = (text: string): ReadonlySet<string> => new Set(text.split('|'));

const ORDINALS = 'erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte'
  .split(' ')
  .map((word) => `(?:${word}[rsnm]?)`);
const CARDINALS = ['eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn'];
const NUMBERS = ['null', 'ein(?:e[nmrs]?|s)?', ...CARDINALS.slice(1), 'elf', 'zwölf'];

/** Deutsch. */
export const germanAnswers: AnswerPack = {
  yes: set(
    'ja|jaa|jawohl|jep|jup|jo|joa|klar|na klar|aber klar|sicher|aber sicher|natürlich|selbstverständlich|gerne|gern|sehr gerne|sehr gern|ja gerne|ja gern|ja sehr gerne|ja bitte|bitte ja|ja genau|genau|ganz genau|stimmt|das stimmt|das stimmt so|stimmt so|ja stimmt|ja das stimmt|ja das stimmt so|richtig|das ist richtig|ist richtig|ja richtig|ja das ist richtig|korrekt|das ist korrekt|ja korrekt|passt|passt so|das passt|das passt so|ja passt|ja das passt|ja passt so|in ordnung|das ist in ordnung|einverstanden|okay|ok|oke|ja ok|ja okay|alles klar|alles richtig|alles korrekt|ja alles richtig|so ist es|auf jeden fall|unbedingt|bitte machen|machen sie das|mach das|ja machen sie das|ja mach das|ja klar|ja natürlich|ja sicher|ja danke|ja sehr gern|das ist es|das bin ich|das wäre nett|ja das wäre nett|das wäre super|ich bestätige|bestätigt|bestätige|👍|👌|✅',
  ),
  no: set(
    'nein|nee|nö|ne|nein danke|danke nein|nein vielen dank|nein nicht|nicht|lieber nicht|nein lieber nicht|eher nicht|nein eher nicht|auf keinen fall|keinesfalls|bloß nicht|niemals|nie|jetzt nicht|nein jetzt nicht|nicht jetzt|heute nicht|noch nicht|nein noch nicht|falsch|das ist falsch|ist falsch|nein falsch|nein das ist falsch|stimmt nicht|das stimmt nicht|nein das stimmt nicht|nein stimmt nicht|nicht richtig|das ist nicht richtig|nein das ist nicht richtig|nicht korrekt|das ist nicht korrekt|leider nein|leider nicht|nein leider nicht|brauche ich nicht|nicht nötig|nein nicht nötig|muss nicht sein|kein bedarf|passt nicht|das passt nicht|nein passt nicht|nein das passt nicht|das war nicht ich|das bin ich nicht|keineswegs|keins|keine|möchte ich nicht|will ich nicht|nein möchte ich nicht|👎|❌',
  ),
  fine: set('passt schon|schon gut|schon ok|schon okay|ist schon gut|ist gut so|alles gut'),
  leadYes:
    /^(?:(?:ja|jawohl|jep|jup)(?=[\s,.!]|$)|(?:klar|genau|richtig|stimmt|korrekt|okay|ok|gerne|gern|natürlich|sicher)(?=[,.!](?!.*\?)| (?:bitte|danke|machen|mach)(?!\p{L})))/u,
  leadNo: /^(?:nein|nee|nö)(?=[\s,.!]|$)/u,
  doubt:
    /(?<!\p{L})(?:aber|allerdings|jedoch|außer|ausser|vielleicht|eventuell|evtl|oder|wenn|falls|nicht sicher|unsicher|glaube|denke|schätze|kommt darauf an|moment|warte|keine ahnung|weiß nicht|weiss nicht|eigentlich|wobei|nur)(?!\p{L})/u,
  spoilsYes: /falsch|fehler|(?<!\p{L})ander|änder|aender|problem|stattdessen|(?<!\p{L})(?:nicht|nein|kein)/u,
  place,
  denies: /(?<!\p{L})(?:nicht|kein(?:e[nmrs]?)?|außer|ausser|weder|ohne|statt|anstatt|lieber als)(?!\p{L})/u,
  idle: set(
    'der|die|das|den|dem|ein|eine|einen|einer|ich|mir|mich|es|ist|sind|war|bin|mit|von|vom|für|auf|aus|und|oder|in|im|am|an|zu|zum|zur|bei|möchte|will|würde|hätte|nehme|nehmen|wähle|wählen|bitte|gerne|gern|lieber|dann|doch|habe|haben|brauche|option|nummer|punkt|antwort|auswahl|mein|meine|meinen|noch|schon|einmal|ihr|ihre|sie|wir|uns|kann|können|danke',
  ),
  days: germanDays,
  span: germanSpan,
  figures: (text) =>
    NUMBERS.reduce(
      (read, word, number) => read.replace(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'giu'), String(number)),
      text,
    ),
};

function place(said: string): number | undefined {
  const figure = /^(?:die |das |der |den )?(?:nummer |nr |option |punkt )?(\d{1,2})(?: bitte)?$/.exec(said)?.[1];
  if (figure !== undefined) return Number(figure);
  if (
    /(?<!\p{L})(?:letzte[rsn]?|unterste[rsn]?)(?!\p{L})(?! (?:woche|mal|bestellung|lieferung|zeit|jahr|monat))/u.test(
      said,
    )
  )
    return -1;
  if (/(?<!\p{L})oberste[rsn]?(?!\p{L})/u.test(said)) return 1;
  const found = ORDINALS.flatMap((word, at) =>
    new RegExp(`(?<!\\p{L})${word}(?!\\p{L})(?! (?:mal|tag|woche|versuch))`, 'u').test(said) ? [at + 1] : [],
  );
  if (found.length === 1) return found[0];
  const whole = /^(?:nummer |option |punkt )?(\p{L}{3,6})$/u.exec(said)?.[1];
  const cardinal = CARDINALS.indexOf(whole ?? '');
  return cardinal < 0 ? undefined : cardinal + 1;
}
