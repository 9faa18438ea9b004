import { stem } from './stem.js';

/**
 * What German compounds of a shop are made of: Lieferadresse is found by Adresse, Versandkosten by Kosten. Words in their
 * plain form, umlauts written out (ae, oe, ue, ss) as `words.ts` has them. What a shop sells belongs here too, or in its
 * own `synonyms`.
 */
const buildingBlocks =
  // What is done and had.
  'liefer lieferung versand sende sendung send bestell bestellung auftrag kauf kaeufer verkauf paket post brief rueck zurueck gabe geb nahme ' +
  'schick bring hol abhol tausch umtausch wechsel erstattung storno stornierung kuendigung widerruf reklamation beschwerde ' +
  'art zahl zahlung bezahl rechnung ueberweisung kosten gebuehr preis betrag geld gutschein gutschrift rabatt punkt bonus konto kunde kunden ' +
  'adresse anschrift nummer code zeit termin frist tag datum dauer stunde woche monat jahr status verfolgung verlauf bestaetigung ' +
  'anmelde anmeldung abmelde abmeldung login passwort kennwort zugang zugangsdaten daten schutz sicherheit einstellung profil ' +
  'karte kredit bank lastschrift nachnahme rate raten steuer mehrwert formular etikett aufkleber schein beleg quittung ' +
  'garantie gewaehrleistung reparatur ersatz teil teile zubehoer anleitung bedienung gebrauch service hilfe dienst berater beratung ' +
  'mitarbeiter ansprechpartner hotline telefon anruf mail newsletter werbung nachricht abo abonnement geschenk verpackung karton ' +
  'ausland insel zoll spedition bote zusteller zustellung nachbar tuer haus wohnung ablage ort filiale laden geschaeft oeffnung firma ' +
  'firmen unternehmen geschaefts alt altgeraet entsorgung lager verfuegbarkeit bestand vorbestellung artikel produkt ware geraet modell ' +
  'farbe groesse gewicht laenge fehler meldung stoerung defekt schaden mangel bruch ' +
  // What it is done with and to.
  'wasser strom akku batterie lade ladegeraet kabel stecker dose sicherung filter buerste beutel staub sauger saug roboter wisch ' +
  'wasch trocken trockner spuel maschine kaffee tee kocher koch reis topf ofen mikro welle toast backofen herd kuehl gefrier schrank ' +
  'luft befeuchter reiniger reinigung entkalk kalk schimmel geruch laerm geraeusch licht lampe lautsprecher kopf hoerer fernseher fernseh bild schirm ' +
  'drucker tinte router netz werk internet funk verbindung fernbedienung klima heiz luefter ventilator schleuder programm tasse glas';

const blocks = new Set(buildingBlocks.split(' ').map(stem));
const shortest = 3;
const headAtLeast = 4;

const known = new Map<string, readonly string[]>();

/** The parts a long word is made of, as stems; none for a word that is no compound we know. */
export function partsOf(word: string): readonly string[] {
  if (!/^[a-z]{8,40}$/.test(word)) return [];
  const before = known.get(word);
  if (before) return before;
  const parts = blocks.has(stem(word)) ? [] : split(word);
  // The catalogue's words fill it once; beyond that only questions add, so it may simply start again.
  if (known.size > 20_000) known.clear();
  known.set(word, parts);
  return parts;
}

/** At a place where both sides are known, the longest head first; else where one side is, the longest again. */
function split(word: string): string[] {
  let half: string[] = [];
  let isHead = false;
  for (let at = shortest; at <= word.length - headAtLeast; at++) {
    const [front, head] = [word.slice(0, at), stem(word.slice(at))];
    const knowsHead = blocks.has(head);
    const first = blockOf(front);
    if (first !== undefined && knowsHead) {
      // Waschmaschinenschlauch: what stands in front may be a compound too.
      const fronts = split(front);
      return [...(fronts.length > 1 ? fronts : [first]), head];
    }
    if (knowsHead && front.length >= headAtLeast && !isHead) {
      isHead = true;
      half = [stem(front), head];
    } else if (first !== undefined && !isHead && word.length - at > headAtLeast) half = [first, head];
  }
  return half;
}

/** A front part as a known stem, with or without what joins it: Zahlung-s-, Kunde-n-, Gerät-e-. */
function blockOf(front: string): string | undefined {
  return [front, front.replace(/(?:s|n|en|es|e|er)$/, '')].map(stem).find((one) => blocks.has(one));
}
