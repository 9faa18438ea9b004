import { afterAll, describe, expect, test } from '@jest/globals';
import { detectLanguage } from '../../src/language/detect.js';
import { createFeelingReader } from '../../src/language/feelings.js';
import { languages } from '../../src/language/languages.js';
import { readCorrection, readPhrase } from '../../src/language/phrases.js';
import { asksHow, asksSomething, questionsIn } from '../../src/language/questions.js';
import { givesUp, soundsLikeASlip, wantsToKnow, withoutDenied } from '../../src/language/slips.js';
import { createReaders } from '../../src/language/read/read.js';
import type { SlotKind } from '../../src/language/read/reading.js';
import { createRecogniser } from '../../src/language/recogniser.js';
import { analyse } from '../../src/language/words.js';

function terms(text: string): string[] {
  const pack = languages.get('de');
  return pack ? analyse(pack, text, 'query').map(({ term }) => term) : [];
}

describe('slips', () => {
  test.each([
    ['sechs, nicht vier', 'sechs'],
    ['es ist nicht der Kettle, sondern der Reiskocher', 'der Reiskocher'],
    ['Das Gerät funktioniert nicht mehr.', 'Das Gerät funktioniert nicht mehr.'],
  ])('what %s says is not meant is left out', (text, left) => {
    expect(withoutDenied(text, 'de')).toBe(left);
  });

  test('taking back, giving up and wanting to know are heard, and only where German is spoken', () => {
    expect(soundsLikeASlip('Entschuldigung, ich meinte KT-100', 'de')).toBe(true);
    expect(soundsLikeASlip('Entschuldigung, ich meinte KT-100', 'en')).toBe(false);
    expect(givesUp('Schon gut, hat sich erledigt', 'de')).toBe(true);
    expect(wantsToKnow('Wann kommt der Techniker?', 'de')).toBe(true);
    expect([soundsLikeASlip('Der Griff ist lose', 'de'), givesUp('Der Griff ist lose', 'de')]).toEqual([false, false]);
  });
});

describe('words', () => {
  test.each([
    ['Lieferadresse', 'Adresse'],
    ['Versandkosten', 'Kosten'],
    ['Bestellnummer', 'Nummer'],
    ['Waschmaschine', 'Maschinen'],
    ['Rücksendung', 'senden'],
    ['Zahlungsarten', 'Zahlung'],
    ['zurückschicken', 'schicken'],
    ['Garantiezeit', 'Garantie'],
    ['Kundenkonto', 'Konto'],
  ])('%s is found by %s', (compound, part) => {
    const plain = (text: string) => terms(text).filter((term) => !term.startsWith('#'));
    expect(plain(compound)).toEqual(expect.arrayContaining(plain(part)));
  });

  test.each([
    ['Rückgabe', 'Rueckgabe'],
    ['Größe', 'Groesse'],
    ['Straße', 'strasse'],
    ['Lieferungen', 'Lieferung'],
    ['E-Mail', 'Email'],
  ])('%s and %s meet', (one, other) => {
    expect(terms(one)).toEqual(expect.arrayContaining(terms(other)));
  });

  test.each([
    ['ich möchte mein Geld zurück', '#refund'],
    ['kann ich das zurückschicken', '#return'],
    ['wo bleibt mein Paket', '#orderStatus'],
    ['der Wasserkocher ist verkalkt', '#kettle'],
  ])('"%s" speaks of %s', (text, concept) => {
    expect(terms(text)).toContain(concept);
  });

  test('a word that is no compound stays one', () => {
    expect(terms('Kaffee')).toEqual(['kaffe']);
    expect(terms('Bedienung')).toEqual(['bedi']);
  });
});

describe('phrases', () => {
  test.each([
    ['Kann ich bitte mit einem Menschen sprechen?', 'person'],
    ['verbinden Sie mich mit einem Mitarbeiter', 'person'],
    ['ich möchte mit jemandem aus dem Kundenservice reden', 'person'],
    ['rufen Sie mich bitte an', 'person'],
    ['Abbrechen bitte', 'cancel'],
    ['ach, vergiss es', 'cancel'],
    ['noch mal von vorne', 'restart'],
    ['einen Schritt zurück bitte', 'back'],
    ['Wie bitte?', 'repeat'],
    ['habe ich gerade nicht da', 'skip'],
    ['Vielen Dank für Ihre Hilfe!', 'thanks'],
    ['Guten Morgen', 'greeting'],
    ['Tschüss!', 'bye'],
    ['Können Sie mir helfen?', 'help'],
    ['Bist du ein Roboter?', 'robot'],
    ['das hat mir nicht geholfen', undefined],
    ['Das hat nicht geholfen', 'not-helpful'],
    ['Super, danke', 'thanks'],
  ])('"%s": %s', (text, kind) => {
    expect(readPhrase(text, 'de')).toBe(kind);
  });

  test.each([
    'Ich möchte meine Bestellung stornieren',
    'wann kommt der Lieferfahrer',
    'Wo ist meine Bestellung?',
    'ich habe gestern mit einem Mitarbeiter gesprochen',
    'Danke, aber wo ist mein Paket',
    'der Saugroboter geht nicht an',
    'Zurück zum Absender?',
  ])('"%s" is no command', (text) => {
    expect(readPhrase(text, 'de')).toBeUndefined();
  });

  test('they are heard in German conversations alone', () => {
    expect(readPhrase('vergiss es', 'en')).toBeUndefined();
    expect(readPhrase('cancel', 'de')).toBe('cancel');
  });

  test('something said before is taken back', () => {
    expect(readCorrection('Nein, die Bestellnummer ist A-10294', 'de')).toEqual({
      about: 'order number',
      rest: 'A-10294',
    });
    expect(readCorrection('meine Telefonnummer ist falsch', 'de')).toMatchObject({ about: 'phone' });
    expect(readCorrection('meine Bestellung ist falsch', 'de')).toBeUndefined();
  });
});

describe('questions', () => {
  test.each([
    ['Was kostet der Versand und wie kann ich bezahlen?', ['Was kostet der Versand', 'wie kann ich bezahlen?']],
    ['Wo ist meine Bestellung? Kann ich sie zurückgeben?', ['Wo ist meine Bestellung?', 'Kann ich sie zurückgeben?']],
    [
      'Wie lange dauert die Lieferung? Außerdem, gibt es Rabatte?',
      ['Wie lange dauert die Lieferung?', 'gibt es Rabatte?'],
    ],
  ])('"%s" holds two', (text, parts) => {
    expect(questionsIn(text, 'de')?.parts).toEqual(parts);
  });

  test.each([
    'Wo ist meine Bestellung?',
    'Ich möchte die Lampe zurückgeben. Wie mache ich das?',
    'Ist der Kocher schwarz und silber?',
    'Hallo, ich habe eine Frage. Wo ist mein Paket?',
  ])('"%s" is one', (text) => {
    expect(questionsIn(text, 'de')).toBeUndefined();
  });

  test('asking and telling are told apart', () => {
    expect(asksSomething('wann kommt mein Paket', 'de')).toBe(true);
    expect(asksSomething('Der Wasserkocher ist undicht', 'de')).toBe(false);
    expect(asksHow('Wie lösche ich mein Konto?', 'de')).toBe(true);
    expect(asksHow('Löschen Sie mein Konto', 'de')).toBe(false);
    // "Was it delivered" is English.
    expect(asksSomething('was ist das', 'en')).toBe(false);
  });
});

describe('feelings', () => {
  const read = createFeelingReader(new Map([['de', undefined]]));
  test.each([
    ['Aus dem Gerät kommt Rauch', 'safety'],
    ['ich habe einen Stromschlag bekommen', 'safety'],
    ['ich habe mir die Hand verbrannt', 'safety'],
    ['der Akku ist aufgebläht', 'safety'],
    ['jemand hat in meinem Namen bestellt', 'security'],
    ['mein Konto wurde gehackt', 'security'],
    ['Mein Anwalt wird sich melden', 'legal'],
    ['ich erstatte Anzeige bei der Polizei', 'legal'],
    ['meine Mutter ist verstorben', 'hardship'],
    ['ich kann nicht mehr, ich will nicht mehr leben', 'distress'],
    ['Ich möchte mein Konto löschen', 'cancel-contract'],
    ['ich will mich beschweren', 'complaint'],
    ['was für ein Saftladen', 'swearing'],
    ['Das ist eine Frechheit', 'angry'],
    ['ich warte seit Wochen auf eine Antwort, keiner meldet sich', 'angry'],
  ])('"%s": %s', (text, feeling) => {
    expect(read(text)).toContain(feeling);
  });

  test.each([
    'Wo ist meine Bestellung?',
    'das Licht am Gerät brennt',
    'Verkaufen Sie Rauchmelder?',
    'der Akku ist nicht geladen',
    'welche Gerichte kann ich im Reiskocher machen',
    'die Anzeige bleibt dunkel',
    'Danke, das ging schnell!!!',
    'Hat die Bohrmaschine einen Überhitzungsschutz?',
    'mein Drucker ist tot',
    'kann ich eine Geschenkkarte kaufen',
  ])('"%s" is an errand like others', (text) => {
    expect(read(text)).toEqual([]);
  });

  test('a shop that does not speak German hears no German in English words', () => {
    expect(createFeelingReader()('was für ein Saftladen')).toEqual([]);
  });
});

describe('which of two Latin languages', () => {
  const languages = ['de', 'en'];
  test.each([
    ['Wo ist mein Paket?', 'en', 'de'],
    ['wann kommt meine bestellung', 'en', 'de'],
    ['Rückgabe', 'en', 'de'],
    ['where is my order', 'de', 'en'],
    ['can we do this in English please', 'de', 'en'],
    ['Versandkosten', 'en', 'en'],
    ['Tracking', 'de', 'de'],
    ['ok', 'de', 'de'],
    ['A-10293', 'de', 'de'],
    ['Samsung Galaxy', 'de', 'de'],
    ['送料はいくらですか', 'de', 'de'],
  ])('"%s" in a conversation in %s is %s', (text, current, language) => {
    expect(detectLanguage(text, { languages, current })).toBe(language);
  });

  test('only languages of the shop are candidates', () => {
    expect(detectLanguage('Wo ist mein Paket?', { languages: ['en', 'ja'], current: 'en' })).toBe('en');
    expect(detectLanguage('where is my order', { languages: ['de', 'ja'], current: 'de' })).toBe('de');
  });
});

describe('answers', () => {
  const recogniser = createRecogniser();
  afterAll(() => recogniser.close());
  const { read } = createReaders({ recogniser, zone: 'Europe/Berlin' });
  // Wednesday, 18 November 2026, noon in Berlin.
  const now = new Date(Date.UTC(2026, 10, 18, 11));
  const said = async (kind: SlotKind, text: string, more: object = {}): Promise<string> => {
    const reading = await read(kind, text, { language: 'de', now, ...more });
    if (reading.status === 'read') return reading.value;
    return reading.status === 'ambiguous' ? reading.candidates.map(({ value }) => value).join(' | ') : reading.status;
  };

  test.each([
    ['ja', 'yes'],
    ['Ja, bitte!', 'yes'],
    ['genau', 'yes'],
    ['das stimmt so', 'yes'],
    ['nein danke', 'no'],
    ['Nein, das ist falsch', 'no'],
    ['lieber nicht', 'no'],
    ['ja, aber die Nummer ist falsch', 'none'],
    ['ok, aber später', 'none'],
    ['weiß nicht', 'none'],
    ['vielleicht', 'none'],
  ])('"%s" is %s', async (text, value) => {
    expect(await said('yes-no', text)).toBe(value);
  });

  test('passt schon declines an offer and confirms what was read back', async () => {
    expect(await said('yes-no', 'passt schon', { question: 'offer' })).toBe('no');
    expect(await said('yes-no', 'passt schon', { question: 'check' })).toBe('yes');
  });

  test.each([
    ['heute', '2026-11-18'],
    ['übermorgen', '2026-11-20'],
    ['vor drei Tagen', '2026-11-15'],
    ['in zwei Wochen', '2026-12-02'],
    ['am 3. Dezember 2026', '2026-12-03'],
    ['11.12.2026', '2026-12-11'],
    ['am 21.11.', '2026-11-21'],
    ['2026-11-21', '2026-11-21'],
    ['Samstag, den 21. November', '2026-11-21'],
    ['nächsten Freitag', '2026-11-20 | 2026-11-27'],
    ['letzten Montag', '2026-11-16'],
    ['Freitag, den 21. November', 'invalid'],
    ['31.11.2026', 'invalid'],
    ['nächste Woche', 'invalid'],
    ['nach dem 3. Dezember', 'invalid'],
    ['guten Morgen', 'none'],
  ])('the day of "%s" is %s', async (text, value) => {
    expect(await said('date', text)).toBe(value);
  });

  test.each([
    ['zwei', '2'],
    ['3 Stück', '3'],
    ['ein Wasserkocher', '1'],
    ['zwölf Stück bitte', '12'],
    ['1.500', 'invalid'],
    ['nicht zwei', 'invalid'],
    ['zwei oder drei', '2 | 3'],
  ])('"%s" is as many as %s', async (text, value) => {
    expect(await said('number', text)).toBe(value);
  });

  const choices = [
    { value: 'refund', label: 'Geld zurück' },
    { value: 'exchange', label: 'Umtausch' },
    { value: 'repair', label: 'Reparatur' },
  ];
  test.each([
    ['Umtausch bitte', 'exchange'],
    ['ich hätte gerne die Reparatur', 'repair'],
    ['das Erste', 'refund'],
    ['die zweite Option', 'exchange'],
    ['Nummer 3', 'repair'],
    ['das letzte', 'repair'],
    ['keine Reparatur', 'none'],
    ['Nummer 5', 'invalid'],
  ])('"%s" chooses %s', async (text, value) => {
    expect(await said('choice', text, { choices })).toBe(value);
  });

  test.each([
    ['money', '1.500 €', 'invalid'],
    ['money', 'hundert Euro', 'none'],
    ['time', 'halb vier', 'none'],
    ['time', 'um 15 Uhr', 'invalid'],
    ['time', '15:30 Uhr', '15:30'],
    ['period', 'vom 3. bis 5. Dezember', 'invalid'],
  ] satisfies [SlotKind, string, string][])(
    'what nobody reads in German is asked back: %s "%s"',
    async (kind, text, value) => {
      expect(await said(kind, text)).toBe(value);
    },
  );
});
