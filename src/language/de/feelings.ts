import type { FeelingPack } from '../feelings.js';

const list = (text: string): string[] =>
  text
    .split('|')
    .map((one) => one.trim())
    .filter((one) => one !== '');

const FAMILY =
  'mann/frau/ehemann/ehefrau/mutter/vater/mama/papa/sohn/tochter/kind/kinder/baby/bruder/schwester/partner/partnerin/oma/opa/großmutter/großvater/eltern/lebensgefährte/lebensgefährtin';
const BODY =
  'hand/hände/finger/daumen/arm/arme/bein/beine/fuß/füße/zehen/gesicht/kopf/auge/augen/haut/lippe/lippen/zunge/hals/knie/nacken/nase/handgelenk';
const SOMEBODY = 'jemand/fremder/fremde/unbekannter/unbekannte/hacker/betrüger/dieb/diebe';

/**
 * Deutsch. Wasserschäden, Gerüche ohne Brand und Geräusche sind Reparaturen, eine Erstattung ist ein Anliegen, eine
 * verlorene Karte Sache der Bank: nichts davon steht hier. Gift, Brand und Rauch stehen nur, wo sie gemeint sind.
 */
export const germanFeelings: FeelingPack = {
  code: 'de',
  units: 'words',
  lists: {
    distress: list(`
      suizid* | selbstmord | umbringen/umzubringen mich | bringe/bring mich um | mich .. umbringen/umzubringen | nicht mehr leben | will/möchte/wollte sterben | lieber tot | wäre .. tot |
      mir das leben nehmen | keinen sinn mehr | nicht mehr weiterleben | am ende meiner kräfte/nerven | kann/halte ... nicht mehr aus | weine/heule nur noch | in tränen | den tränen nahe | panikattacke/panikattacken |
      nervenzusammenbruch | zusammengebrochen | bin/so/völlig/total/ganz verzweifelt | verzweifle | hoffnungslos | ausweglos | solche/große/furchtbare/schreckliche angst | habe/hab angst um | ganz allein | niemand .. hilft mir |
      schlägt/bedroht/misshandelt mich | häusliche gewalt | ritze mich | selbstverletz*
    `),
    safety: list(`
      feuer gefangen/gefasst | in flammen | fängt feuer | funken/stichflamme | flammen/feuer/funken ... kommen/kamen/schlagen/schlugen/gesehen/raus/heraus/gesprüht/sprühen | angefangen .. zu brennen | brennt/brannte/gebrannt | feuerwehr | wohnungsbrand/küchenbrand/brandgefahr/brandgefährlich | abgebrannt |
      raucht/qualmt/gequalmt/geraucht | kommt/kam/kommen/steigt/tritt/quillt ... rauch/qualm/flammen/feuer/funken | rauch/qualm ... kommt/kam/steigt/stieg/auf/aus/heraus/gesehen | riecht/roch/stinkt/gestunken ... verbrannt/verbranntem/verschmort/verschmortem/gas/rauch/schmorgeruch/angebrannt | brandgeruch/schmorgeruch/gasgeruch | verschmort/verkohlt/angesengt/angekokelt |
      gas ... austritt/ausgetreten/tritt/strömt | kohlenmonoxid | verbrannt/verbrüht/verätzt ... ${BODY} | ${BODY} ... verbrannt/verbrüht/verätzt/eingeklemmt/geschnitten/gebrochen | mich/sich/uns/ihn/sie ... verbrannt/verbrüht/verletzt/geschnitten/gebissen/verätzt | verbrennung/verbrennungen/brandwunde/brandblase/brandblasen/brandfleck/brandflecken |
      geschmolzen/schmilzt/zerschmolzen | explodiert/explosion/explodieren | geplatzt/zerplatzt | lauter/lautem/lauten knall | stromschlag/stromschläge/stromstoß | einen schlag bekommen | eine gewischt | kurzschluss | lichtbogen | überhitzt/überhitzung | glüht/glühend | zu/so/extrem/sehr/kochend/brennend/glühend heiß ... anfassen/berühren/halten |
      viel zu heiß | unerträglich heiß | akku/batterie/handy/powerbank ... aufgebläht/bläht/dick/ausgelaufen/läuft/brennt/heiß/zischt/qualmt | aufgeblähter/aufgeblähte/ausgelaufener/ausgelaufene akku/batterie | säure ... ausgelaufen/ausgetreten/tropft | verletzt/verletzung/verletzungen | wunde/wunden/platzwunde/schnittwunde | blutet/blute/blutend/geblutet/blut | gebrochen ... ${BODY}/rippe/zahn |
      auf den kopf/fuß .. gefallen | umgekippt/umgefallen/heruntergefallen ... ${FAMILY}/mich/fuß/kopf | gehirnerschütterung | bewusstlos/ohnmächtig | krankenhaus/notaufnahme/notarzt/krankenwagen/rettungswagen | zum arzt/doktor | verschluckt/verschlucken/erstickt/ersticken | vergiftet/vergiftung/giftig/giftige/giftiger | allergische reaktion | ausschlag bekommen | hautausschlag | atemnot | erbrochen/erbrechen |
      gefährlich/gefährliche/gefährlicher/lebensgefährlich/lebensgefahr | unfall/unfälle | fast/beinahe ... verbrannt/gestorben/abgebrannt/umgekommen/verletzt/explodiert
    `),
    security: list(`
      gehackt/hacker/hackt/gehacked | konto/account/passwort/daten/identität/kundenkonto ... gestohlen/geklaut/übernommen/gekapert/geleakt/kompromittiert/missbraucht | identitätsdiebstahl/datenleck/datendiebstahl/datenpanne | ${SOMEBODY} ... konto/account/passwort/name/namen/daten/karte/kundenkonto/punkte ... benutzt/genutzt/verwendet/zugegriffen/bestellt/geändert/gestohlen/eingeloggt/angemeldet |
      ${SOMEBODY} ... eingeloggt/angemeldet/bestellt/eingekauft/zugegriffen/geändert | in meinem namen | auf meinen namen ... bestellt/gekauft/bestellung | nicht/nie ... bestellt ... rechnung/mahnung/abgebucht/abbuchung | nie/nicht von mir ... bestellt/aufgegeben/getätigt | ich habe das nicht/nie bestellt | habe nie/nichts bestellt/gekauft | bestellung/bestellungen/anmeldung/login/abbuchung/kauf ... nicht von mir |
      unbefugt/unbefugte/unbefugter/unberechtigt/unberechtigte/unautorisierte/unautorisiert | fremde/fremder/fremdes/unbekannte/unbekanntes/unbekannter/verdächtige/verdächtiger/seltsame/komische .. bestellung/bestellungen/anmeldung/anmeldungen/gerät/login/abbuchung/zugriff/mail/mails/e-mail/nachricht/link/sms | phishing/phishingmail/spoofing | betrug/betrogen/betrüger/betrügerisch/betrugsmasche/betrugsversuch | fakeshop/fake-shop/fälschung | gefälschte/gefälschter/falsche ... mail/mails/e-mail/sms/seite/webseite/shop/rechnung |
      gibt/geben sich ... als .. aus | zugangsdaten/passwort/kartendaten/daten ... eingegeben ... link/seite/gefälschte/falsche/phishing | passwort/adresse/e-mail ... ohne mein ... geändert | wurde/wurden ... geändert ... ohne mein/meine | code/codes ... nicht angefordert | nicht angefordert | daten/rechnung/adresse/bestellung ... eines/einer/von anderen/fremden kunden/person/kundin | virus/trojaner/schadsoftware/malware | erpresst/erpressung/stalker/stalkt
    `),
    legal: list(`
      anwalt/anwältin/rechtsanwalt/rechtsanwältin/anwälte | verklage/verklagen/klage/klagen/einklagen | vor/ans/zum gericht | gerichtlich/gerichtliche/gerichtlichen | rechtliche/rechtlichen/juristische/juristischen schritte/schritten/mittel/konsequenzen | rechtsweg | mahnbescheid/mahnverfahren | verbraucherzentrale/verbraucherschutz/verbraucherschützer | anzeige erstatten/erstatte/erstattet | strafanzeige | erstatte/erstatten/erstattet .. anzeige | bei der polizei | zeige sie an | polizei ... anzeige/melden/melde/einschalten/gehen/rufen/verständigen | zur polizei |
      schadensersatz/schadenersatz/schmerzensgeld | fristsetzung/letzte frist | setze ihnen .. eine frist | gesetzeswidrig/rechtswidrig/illegal | verstoß/verstoßen/verstößt gegen | dsgvo ... verstoß/beschwerde/auskunft/verletzung | datenschutzbehörde/datenschutzbeauftragte/aufsichtsbehörde | schlichtungsstelle/ombudsmann/ombudsstelle | abmahnung/abmahnen | an die presse | rückbuchung ... bank | haftbar
    `),
    hardship: list(`
      ${FAMILY} ... gestorben/verstorben/tot/verstirbt/sterben | verstorben/verstorbene/verstorbener/verstorbenen | todesfall/trauerfall/beerdigung/sterbefall | im krankenhaus ... liegt/liege/${FAMILY} | ${FAMILY}/ich ... krebs | krebs/krebskrank/chemotherapie/chemo | schwer/unheilbar/sterbens krank | schwerkrank | herzinfarkt/schlaganfall | arbeitslos/arbeitsstelle verloren | job/arbeit/wohnung/alles verloren | gekündigt worden | obdachlos | pleite/insolvent/privatinsolvenz | kann/können .. mir/uns/es/die/das ... nicht .. leisten | kein geld mehr | schulden | nicht mehr bezahlen | pflegefall | hochwasser/überschwemmung ... verloren/opfer
    `),
    'cancel-contract': list(`
      kündigen/kündige/kündigung ... vertrag/abo/abonnement/mitgliedschaft/garantieverlängerung | vertrag/abo/abonnement/mitgliedschaft ... kündigen/beenden/kündige/widerrufen | kündige hiermit | hiermit kündige | konto/kundenkonto/account ... löschen/schließen/auflösen/kündigen | löschen sie .. mein/meine/alle ... konto/kundenkonto/daten/account | meine daten ... löschen/gelöscht | widerrufsrecht | vom vertrag zurück*
    `),
    complaint: list(`
      beschweren/beschwere/beschwerde/beschwerden | reklamieren .. service/verhalten | unfreundlich/unhöflich/respektlos/arrogant/herablassend/pampig/patzig | angeschrien/angeschnauzt/beleidigt/aufgelegt ... mich/mir/hat/wurde | hat/haben ... beleidigt/angeschrien/aufgelegt | schlechte/negative/miese bewertung/rezension | ein stern | diskriminiert/diskriminierung/rassistisch/rassismus/sexistisch | belästigt/belästigung | schlecht/mies/unmöglich behandelt
    `),
    swearing: list(`
      scheiß*/scheiss*/scheisse/scheiße/schei* | kacke/kackladen/kack/kackbot | arsch/arschloch/arschlöcher/verarscht/verarscht*/verarsche/verarschen/verarschung | fick*/gefickt/verfickt* | wichser/wixer | hurensohn/hurensöhne | fotze | schlampe | drecksladen/drecks*/dreckig*/drecksbot | saftladen | idiot*/vollidiot* | vollpfosten/volltrottel/trottel | depp/deppen | penner | spast*/spacken | leck .. mich | leckt .. mich | verdammt*/verflucht* | verpiss*/verpisst | halt die fresse/klappe/schnauze | fresse | fuck* | shit | blödmann/bescheuert/beschissen* | zum kotzen | kotzt | hau ab | saublöd | mistladen/mistding/drecksding
    `),
    angry: list(`
      wütend/sauer/stinksauer/stocksauer/zornig/verärgert/ärgerlich | außer mir | wut/zorn | frech*/frechheit/unverschämtheit/unverschämt | unfassbar/unglaublich/unzumutbar/inakzeptabel/unerhört | geht ja/gar/überhaupt nicht !!! | eine zumutung/katastrophe/schande/frechheit/farce | katastrophal/grottig/grottenschlecht/miserabel/unterirdisch/mies/lächerlich/peinlich/erbärmlich/armselig | lachhaft | absolut/völlig/total/komplett unbrauchbar/nutzlos/inkompetent/unfähig | inkompetent*/unfähig*/stümper* | nutzloser/dummer/blöder/unfähiger bot/chatbot/roboter/verein/laden/service |
      reicht mir/jetzt | es reicht | mir reicht | die nase/schnauze .. voll | hab/habe .. es/das .. satt | ich fasse es nicht | fass ich nicht | kann nicht wahr sein | darf .. nicht wahr sein | soll das | was soll der | wollen sie mich | nehmt/nehmen ihr/sie mich .. nicht ernst | für dumm/blöd verkaufen/verkauft | veräppeln/veräppelt/verschaukelt/verschaukeln/hingehalten | zum narren/besten |
      seit wochen/monaten/tagen/ewigkeiten/stunden .. warte/auf/keine/nichts/nicht | wie lange ... noch/warten | wie oft ... noch/sagen/schreiben | zum dritten/vierten/fünften/sechsten/zehnten/hundertsten/x mal | schon wieder !!! | immer/ständig/dauernd dasselbe/dieselbe/die gleiche/das gleiche/derselbe ... antwort/mist/ausrede/text | niemand ... antwortet/reagiert/hilft/meldet/kümmert/erreichbar/zuständig | keiner ... antwortet/reagiert/hilft/meldet/kümmert/zuständig | keine antwort/reaktion/rückmeldung ... tagen/wochen/monat/bekommen | ignoriert/ignorieren | im kreis | von einem zum anderen | abgewimmelt/vertröstet/hinhalten |
      nie wieder/mehr .. bei/hier/etwas/was/bestellen/kaufen/einkaufen | das letzte mal ... bestellt/gekauft/hier/bei | kunden verloren | woanders bestellen/kaufen/einkaufen | zeitverschwendung | verschwendung/verschwende ... zeit | meine zeit ... verschwenden/verschwendet/gestohlen | geld zurück !!! | sofort !!! | jetzt !!! | endlich !!! | abzocke/abzocker/abgezockt/wucher/halsabschneider/verbrecher/gauner/lügner/lüge/lügen/gelogen/belogen | schämen/schäm | schämt euch | enttäuscht/enttäuschend/entsetzt/empört/schockiert/fassungslos | nervt/nervig/genervt | ärgere mich | stinkt mir | unzufrieden/sehr schlecht/schlechtester/schlechteste | saumäßig | ohne worte | lesen sie .. überhaupt/eigentlich/bitte | lesen können | hören sie .. mir/überhaupt | !!! | ???? | ?!
    `),
    harmless: list(`
      feuerfest*/feuerlöscher/feuermelder/feuerschale/feuerstelle/feuerzeug/feuerwerk | rauchmelder/rauchwarnmelder/rauchfrei | fire tv/stick | brennt/brennen nicht/kein | licht/lampe/led/kontrollleuchte/lämpchen/leuchte/display/kerze ... brennt/brannte | brenner/brennen cd/dvd/cds/dvds/daten/kalorien | blutdruck*/blutzucker/blutorange | unfallversicherung/unfallschutz | hautfarbe/hautpflege/handcreme/handtuch/handmixer/handstaubsauger/handbuch | kopfhörer/kopfkissen/kopfteil | halskette/armband/fußmatte/fußboden/fußheizung/augenbraue | geplatzt .. schlauch |
      nicht/kein/keine/nie/ohne/niemand/keiner .. wütend/sauer/verärgert/verletzt/gefährlich/gehackt/rauch/feuer/funken/beschwerde/anwalt/polizei/betrug/enttäuscht/unzufrieden/böse/giftig/verbrannt/vorwurf | saure/sauer* gurken/sahne/teig | sauerteig | heiß ... wasser/dampf/milch/essen/getränk | überhitzungsschutz | schutz vor/gegen .. überhitzung/feuer/brand/betrug/phishing/stromschlag/kurzschluss | geschmolzen/schmilzt .. käse/schokolade/butter/eis | käse/schokolade/butter/eis/zucker .. geschmolzen/schmilzt/schmelzen | explosion ... preise |
      danke/super/toll/prima/klasse/perfekt/spitze/genial/cool/hallo/hi/hey/freue/hurra/juhu/wow/ja/liebe/mega/großartig/vielen ... !!! | hilfe/bitte !!! | !!! danke/liebe/super | unglaublich/unfassbar gut/schnell/toll/günstig/lecker/leise/schön | verdammt gut/schnell/lecker/leise | verdammt viel | kinderleicht/kindersicherung/kinderwagen | gestorben/tot/stirbt .. akku/handy/gerät/motor/maschine/display | akku/gerät/handy/laptop/motor/maschine/display/fernseher/drucker/wasserkocher .. ist/ganz .. tot/gestorben/hinüber | enttäuscht .. nicht
    `),
  },
};
