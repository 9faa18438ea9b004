import type { SlipPack } from '../slips.js';

const article = '(?:der |die |das |den |dem |ein |eine |einen |mein |meine |meinen )?';
const thing = '[\\p{L}\\d-]{1,30}';

export const germanSlips: SlipPack = {
  code: 'de',
  slip: /(?<!\p{L})(?:vertippt|verschrieben|tippfehler|falsch|stimmt nicht|entschuldigung|sorry|moment|ich meinte|ich meine|doch nicht|eigentlich|vergessen zu sagen|mein fehler|sondern)(?!\p{L})/iu,
  takesBack:
    /^(?:(?:nein|oh|sorry|entschuldigung)[,. !]+)*(?:doch lieber|moment|ich meinte|ich meine|korrektur|vertippt)[,.:! ]+/iu,
  denied: [
    new RegExp(
      `^(?:nein|sorry|moment|halt)?[,. ]{0,3}(?:es ist |das ist |ich meinte )?nicht ${article}${thing},? sondern `,
      'iu',
    ),
    new RegExp(`(?<!\\p{L})(?:es|das) ist nicht ${article}${thing},? sondern `, 'iu'),
    new RegExp(`, (?:und )?nicht ${article}${thing}[.! ]*$`, 'iu'),
  ].map((what) => ({ what, instead: ' ' })),
  knows: /^(?:und |aber |also )?(?:was|warum|wieso|weshalb|wie|wo|wann|wer)(?!\p{L}).*\?\s*$/iu,
  gaveUp:
    /^(?:ok(?:ay)?[, ]{1,2})?(?:vergessen sie es|vergiss es|schon gut|lassen wir (?:es|das)|lass (?:es|mal)|nicht mehr nötig|hat sich erledigt|ich habe es mir anders überlegt|abbrechen|stopp?)(?!\p{L})/iu,
};
