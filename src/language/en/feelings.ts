import type { FeelingPack } from '../feelings.js';

const list = (text: string): string[] =>
  text
    .split('|')
    .map((one) => one.trim())
    .filter((one) => one !== '');

const FAMILY =
  'husband/wife/mother/father/mum/mom/dad/son/daughter/child/baby/brother/sister/partner/grandmother/grandfather/grandma/grandpa/parents/fiance/fiancee';
const PATIENT = `${FAMILY}/me/myself/him/her/himself/herself/us/someone/somebody/kid/kids/children/toddler/dog/cat`;
const BODY =
  'hand/hands/finger/fingers/thumb/arm/arms/leg/legs/foot/feet/toe/toes/face/head/eye/eyes/skin/lip/lips/tongue/throat/knee/neck/nose/wrist';
const SOMEBODY = 'someone/somebody/stranger/strangers/hacker/hackers/thief/thieves/criminal/criminals';
const WHOSE = 'my/our/his/her/their/the/your/this/a';
const NOTHING = 'not/no/isnt/wasnt/arent/never/without/dont/didnt/hasnt/nothing/nobody/zero';

/**
 * English. What is left out on purpose: a bank card that was lost, or a charge on it that is not understood, is a
 * matter for the card's bank or a question about a payment; it becomes a matter of security with words of crime, or when
 * the shop, its account or an order is in it. Smells, noises and leaks of water are repairs. A refund is an errand.
 */
export const englishFeelings: FeelingPack = {
  code: 'en',
  units: 'words',
  lists: {
    distress: list(`
      suicid* | kill/killing/harm/harming/hurt/hurting/cut/cutting myself | end/ending/ended my life | end/ending it all |
      take/taking my own life | want/wanna/going/ready to die | wanna die | wish .. was/were dead | better off dead |
      better off without me | rather be dead | dont/cant/cannot/not want to live/exist/wake | dont/not ... live/alive anymore |
      not want to be alive/here | no reason/point/sense ... live/living | no point ... going on | cant/cannot go on living |
      cant/cannot go on like | cant go on anymore | self harm* | overdos* | panic attack/attacks | having a breakdown |
      nervous/mental/emotional breakdown | in tears | cant/cannot stop crying | been/am/im/keep/started crying | end of my rope/tether |
      im/am/so/feel/feeling/completely/absolutely/getting desperate | feel/feeling hopeless/worthless/helpless |
      so/really/very/im/am/absolutely scared/terrified/frightened | scared to death | all alone |
      nobody/noone/one else .. ask/turn | nobody/noone to turn/help | cant/cannot cope | at my wits end |
      hits/beats/beating/abuses/abusing/hurting me | domestic violence | afraid of my ${FAMILY} | please save me
    `),
    safety: list(`
      caught/catch/catches/catching/started/starting/set/sets .. fire | on fire | burst/bursts/bursting into | flame/flames |
      the/a fire started/broke | fire hazard | house/kitchen/electrical/battery fire | fire brigade/department/engine/fighters |
      smoke ... coming/came/comes/coming/rising/pouring/rose/poured/billowing/out/from | is/was/started/starts/began/its/been smoking |
      see/saw/seeing/seen/full .. smoke | black/white/thick/grey/lots/some/much smoke | smoke and | smok* battery/plug/cable |
      smell*/smelt/stinks/stink/reeks ... burn/burning/burnt/burned/gas/smoke/scorched/melting/chemicals | burning/burnt/scorched smell |
      burning plastic/rubber/cable/wire | gas leak/leaking/leaks/escaping | leaking/leaks gas | carbon monoxide |
      burn/burned/burnt/burns/burning/scalded/singed/scorched/blistered ... ${BODY} |
      burned/burnt/scalded/burns/scalds ${PATIENT} | burn/scorch mark/marks | got/getting/gets/was/were burned/burnt/scalded |
      burned/burnt/melted/scorched a hole | burned/burnt/scorched/melted/damaged ... table/carpet/floor/wall/counter/worktop/desk ... heat |
      burned/burnt/scorched ... table/carpet/floor/wall/counter/worktop/desk/curtain | scorched | charred | blister/blisters |
      melted/melting | explod* | explosion/explosions | blew/blown up | loud bang | a bang | went bang | burst/popped open |
      electric/electrical/electricity shock/shocks | gives/gave/give/giving/got/get/gets/getting ${PATIENT}/a/an .. shock/shocks |
      shock/shocks from/off/when | shocked ${PATIENT} | electrocut* | zapped ${PATIENT} | electricity ... ${BODY} |
      tingl* ... touch* | spark/sparks/sparked/sparking | arcing | short circuit/circuited/circuiting |
      is/was/has/keeps/keep/its/be/been/gets/got/are/were .. overheating/overheated | overheats/overheated and/so/then/badly |
      too/so/red/burning/dangerously/unbearably/extremely/scalding/scorching/incredibly/glowing hot ... touch/hold/handle |
      red/dangerously/unbearably/glowing/scorching hot | gets/got/getting/is/was so hot | glowing red |
      hot ... cant/cannot/couldnt/impossible .. touch/hold | battery/batteries/bank/phone ... swollen/swelled/swelling/swell/swells/bulging/bulged/bulges/bloated/expanding/expanded/hissing/hot/smoking |
      swollen/bulging/bloated/leaking/hissing/smoking/exploding .. battery/batteries/bank | hissing and | battery/batteries ... leaking/leaked/leaks/acid |
      leak/leaking/leaked/leaks ... acid/chemical/chemicals/fluid | injur* | wound/wounded/wounds |
      hurt/hurts/hurting ${PATIENT} | hurt/hurts/hurting ... ${BODY} | cut/cuts/cutting/sliced/slashed ${WHOSE} .. ${BODY} |
      ${PATIENT} cut/cuts ${WHOSE} ... ${BODY} | cut/cuts myself/himself/herself/themselves | got/was/were/badly cut by/on/from |
      bleed/bleeding/bled/bleeds | blood | broke/broken/fractured/sprained/crushed/bruised ${WHOSE} ${BODY}/rib/ribs/tooth/teeth/bone/ankle |
      hit/hits/banged/bumped ${WHOSE} head | fell/falls/collapsed/collapses/landed/tipped ... ${PATIENT}/${BODY} | fell off/through |
      collapsed/collapses/broke/gave under/beneath/way | ${BODY} ... trapped/crushed/stuck/pinched | concussion | needed/need/got stitches | unconscious | fainted |
      went/taken/rushed/brought ... hospital/er | emergency room | ambulance | need/needed/needs/see/saw/call a doctor |
      ${PATIENT} ... swallowed/swallows/choked/choking | ate ... battery/magnet/magnets/piece/plastic | swallow/swallowed/swallowing ... battery/magnet/magnets/button/part/parts/piece/pieces |
      choke/choked/choking/suffocat* | poison* | toxic fumes/smoke/smell/gas | allergic/skin/bad reaction | anaphyla* | rash |
      ${BODY} ... swollen/swelling/itching/itchy/burning/stinging/numb | stings | vomit* | food poisoning |
      dangerous/dangerously | unsafe | life threatening | hazard/hazards/hazardous | not/isnt safe to/for/anymore | nearly/almost/could/couldve have/killed/died ... died/killed/us/me/burned |
      nearly/almost/could killed/kill ${PATIENT}
    `),
    security: list(`
      hack/hacked/hacking/hacker/hackers/hacks | account/login/password/profile/identity/data/details/information/mail/email/inbox ... stolen/compromised/hijacked/leaked/breached |
      account .. been/was/is/got taken over | takeover of/my | stole/steal/steals/stealing/stolen ... identity/data/details/account/password/points/login/information |
      stolen account/identity/data/details/password |
      ${SOMEBODY} .. is/was/has/been/keeps using/accessing ... account/profile/login/password/points/identity/name | ${SOMEBODY} ... used/accessed/entered/took/stole/got/gotten/getting/broke/opened/created/logged/hijacked ... account/profile/login/password/points/identity/name | ${SOMEBODY} else .. used/uses/is .. using/my ... account/login/name/details/address/email |
      ${SOMEBODY} ... logged/logging/hijacked/broke/broken in/into | ${SOMEBODY} ... ordered/bought/purchased/ordering/buying/shopping/shopped ... my/our |
      ${SOMEBODY} ... used/uses my .. card ... order/shop/site/store/website/buy | using my name/identity/details |
      ${SOMEBODY} ... changed/changing ... password/email/mail/address/phone/details | broke/broken/break/breaking into my |
      ${SOMEBODY} .. trying/tried to get/log/break/access | login/sign/order/orders/account/purchase/email/address ... was/is not me | login/sign/order/orders/account/purchase/email/address ... wasnt/isnt me |
      never/didnt .. make/made/place/placed ... order/orders/purchase/purchases |
      did not make/place this/that/the/these/any order/purchase | order/orders/purchase/purchases .. i never/didnt made/placed/make/place/authorised/authorized |
      never/didnt ordered/bought anything | ${SOMEBODY} ... in/under/with/using my name |
      password/email/mail/phone/address/login ... changed ... without/never | changed .. i did not do | changed .. i didnt do |
      never/didnt/not/havent .. requested/request/asked/ask ... code/codes/password/reset/verification |
      account/order/orders/ordered/password/address/changed/logged/data/purchase/purchases/bought ... without my .. permission/consent/knowledge/authorisation/authorization/approval | unauthorised/unauthorized order/orders/purchase/purchases/login/access/charge/charges/use | this/thats/its/is/are/you/youre/be/commit/committing/committed/suspect/possible .. fraud/frauds | victim of .. fraud | fraud by/from | fraud on my .. account | fraudulent order/orders/purchase/purchases/site/shop/website/activity/mail/email/login | fraudster/fraudsters/defrauded |
      scam/scams/scammed/scammer/scammers/scamming | phishing/phish/phished | smishing | spoof* | impersonat* |
      identity theft | fake/bogus/counterfeit/cloned/copycat/imposter site/website/page/email/mail/sms/text/message/shop/store/link/account/invoice/app |
      suspicious .. mail/mails/email/emails/message/messages/login/logins/activity/link/links/site/website/order/orders/call/calls/text/texts/sms/package/parcel | strange/weird/odd/unknown/unfamiliar/unrecognised/unrecognized login/logins/email/mail/message/sms/text/link/device/activity/access/call |
      unknown/unfamiliar/unrecognised/unrecognized order/orders/purchase/purchases/person | logged/signed in from |
      login/logins/sign/access ... from .. russia/china/unknown/unfamiliar/abroad/foreign/country | data breach/breaches/leak/leaks/theft | breach of .. data/security/privacy | security breach/hole/flaw/incident/vulnerability |
      leaked/exposed ... data/details/information/address/customer/customers | leaking .. data/information | data/details/information/address/number ... leaked/exposed/internet/dark |
      see/saw/seeing/shows/showing/shown/got/have/sent/access ... another/other/different/strangers/elses customers/customer/persons/person/peoples/users/someone/somebody ... order/orders/data/details/name/address/invoice/information/account |
      another/other/different customers/customer/persons/person/peoples/users ... orders/data/details/invoice/address/account/information |
      someone/somebody elses data/details/invoice/information/order/orders .. on/in/instead/under/with/shown/appears |
      invoice/address/data/details/orders/name .. of/from/to a/another/some .. complete/total/other/different/stranger .. stranger/customer/person | invoice/address/data/details/orders/name .. of a stranger |
      phone/laptop/computer/tablet/mobile/bag/wallet ... stolen/stole ... logged/account/access/shop/app | card/cards ... stolen/skimmed/cloned/misused ... your/here/used/order/orders/site/shop |
      card ... used ... your/here ... shop/site/store/website | stolen .. credit/debit/card .. details/data/number/information |
      entered/typed/gave/put/submitted/filled ... password/card/details/number/data ... fake/wrong/suspicious/strange/scam/phishing/link/site |
      clicked/opened/followed/tapped .. a/the/on/this/that .. link ... password/card/details/suspicious/strange/fake/login/scam |
      claim/claims/claiming/pretend/pretends/pretending/posing/saying/says ... be/from/as/is you/your | keylogger/malware/ransomware/spyware | virus on/from your/my |
      my ex/exhusband/exwife/roommate ... account/password/access | took/spent/used/stole all/my .. points | blackmail* | stalk/stalking/stalker/stalked
    `),
    legal: list(`
      my/our/a/an/the/his/her lawyer/lawyers/attorney/attorneys/solicitor/solicitors/barrister/barristers .. will/has/have/is/are/says/said/told/advised/contact/send/sends/write |
      my/our lawyer/lawyers/attorney/solicitor/solicitors/barrister | to/from/by/with/through a/an/the .. lawyer/lawyers/attorney/solicitor/barrister |
      get/getting/hire/hired/hiring/contact/contacting/consult/consulting/consulted/see/seeing/seek/involve/involving/call/calling/engage/instruct/instructed ... lawyer/lawyers/attorney/attorneys/solicitor/solicitors |
      talk/talking/talked/spoke/speak/speaking/go/going/turn/turning ... lawyer/lawyers/attorney/solicitor | hear ... lawyer/lawyers/attorney/solicitor | sue/suing you/your/them/this/the/for/over | will/to/gonna/can/could/should/might/ill/well sue | suing | sued |
      lawsuit/lawsuits | legal action/actions/proceedings/steps/advice/letter/consequences/department/counsel/claim/measures/dispute/team/route/recourse/matter/case/means | legally liable/responsible/obliged/required/entitled |
      litigat* | take/taking/drag/see/seeing/meet ... court | to/in/go/going court | court order/case/proceedings/action | small claims | tribunal | class action | subpoena | injunction | letter before |
      cease and desist | formal notice | trading standards | consumer protection/affairs/rights/agency/watchdog/bureau/council/authority/authorities/advice/advocate/forum/court |
      ombudsman | better business bureau | bbb | watchdog | the regulator/regulators | chargeback/chargebacks | do/file/make/start/request a charge back |
      call/calling/contact/contacting/tell/inform/informing/involve/involving .. the .. police | go/going ... police | report/reporting you/this/them ... police | press/pressing/file/filing charges | criminal complaint/charges/offence/offense/proceedings/act |
      a crime | illegal/illegally/unlawful/unlawfully | against the law | break/breaking/breaks/broke/broken/violate/violating/violates/violated ... law/laws/gdpr/contract/rights/regulations |
      violation of | breach/breached/breaching/breaches .. of .. contract/agreement/gdpr/rights/law/terms/consumer | breached/breaching .. contract/agreement |
      data protection authority/authorities/agency/officer/commissioner/complaint/violation/office | gdpr complaint/violation/breach | report/reporting/complain/complaining ... gdpr/ico/ftc/fca/cma/authorities/authority |
      report/reporting you | know my rights | my legal/statutory/consumer/consumers rights | statutory rights/demand |
      demand/demanding/claim/claiming/seek/seeking/entitled/sue ... compensation/damages | for damages | start/starting/begin/initiate/open proceedings | liable for | held/hold ... liable/responsible |
      to the press/media/newspaper/newspapers
    `),
    hardship: list(`
      ${FAMILY} ... died | he/she died | ${FAMILY} .. has/have/is/just/recently/was/suddenly/had .. died/dead/dying/deceased/passed | passed away | ${FAMILY} passed |
      lost my ${FAMILY} | death of .. ${FAMILY} | ${FAMILY}/a funeral | funeral of | bereave* | widow/widowed/widower | in mourning | grieving |
      terminally/seriously/gravely ill | have/has/had/got/with/fighting/diagnosed .. cancer | chemo/chemotherapy | diagnosed with | intensive care |
      im/am/he/she/whos/${FAMILY} ... in .. hospital | hospitalised/hospitalized | heart attack | had a stroke | lost my job/home/house/income/work |
      unemployed/jobless/homeless/bankrupt/bankruptcy/evicted/eviction | laid off | got fired | cant/cannot/couldnt/unable .. afford .. to .. eat/food/rent/live/medicine/instalments/installments/pay/bills |
      cant/cannot/couldnt/unable .. to .. pay/buy/afford ... food/rent/bills/instalments/installments/medicine | cant/cannot afford .. the instalments/installments/payments/rent/food |
      no money left/for | starving | in debt | debt collector/collectors | drowning in/debt | lost everything | cant/cannot/couldnt deal with this/it/anything |
      dont understand any/anything of/anymore | victim of .. earthquake/flood/fire/disaster
    `),
    'cancel-contract': list(`
      cancel/cancelling/canceling/end/terminate/stop/quit/discontinue my/the/our/this/a .. contract/subscription/membership/plan |
      cancel/cancelling/end/terminate/stop/quit/discontinue contract/subscription/membership |
      cancel/terminate/close/closing/delete/deleting/remove/removing/deactivate/deactivating/end my/the/our .. account | delete ... my .. personal .. data/information |
      unsubscribe me | opt out of .. my/the .. contract/membership/plan | withdraw from .. the/my/this .. contract | right of withdrawal
    `),
    complaint: list(`
      complain/complains/complaining/complained/complaint/complaints | rude/impolite/unprofessional/disrespectful/dismissive/insulting/condescending/arrogant |
      was/were/is/are/been/so/very/really/extremely aggressive/unfriendly | bad/negative/terrible review | one/1 star | hung up on | yelled/swore/shouted/screamed/insulted .. at .. me/us | insulted me/us |
      treated .. me/us .. badly/terribly/like/unfairly/poorly | discriminat* | racist/racism/sexist/sexism | harass/harassed/harassing/harassment
    `),
    swearing: list(`
      fuck* | motherfuck* | fck/fcking/fking/fkn | f*ck* | f** | wtaf | stfu | shit/shits/shitty/shite/bullshit/sh1t/shitshow | horseshit | asshole/assholes/arsehole/arseholes/arse/dumbass/jackass |
      bastard/bastards | bitch/bitches | cunt/cunts | dickhead/dickheads | wanker/wankers | twat/twats | you/stupid/a prick/pricks/dick/dicks | piss off | pissed | screw you/this | go to hell | burn/rot in hell |
      bloody hell/idiots/useless/disgrace/joke/ridiculous/bot/awful/stupid/nightmare/waste | you/this/it/that/service/company/shop/bot suck/sucks | shut up | retard/retarded/retards | scum/scumbag/scumbags | son of a | screw/kiss .. you/my | damn/damned/dammit/goddamn/damnit | crap/crappy/craptastic |
      drop dead | bollocks | bugger off | tosser/tossers
    `),
    angry: list(`
      angry/angrily | furious/fuming/livid/irate/seething/enraged | outrag* | mad at/about/as | so/really/very/getting mad | ridiculous/ridiculously | unacceptable | disgust* | disgrac* | pathetic | appalling/appalled | horrendous/atrocious/abysmal/deplorable/diabolical |
      infuriat* | frustrat* | annoyed/annoying/annoys | irritat* | exasperat* | aggravat* | am/im/very/so/really/extremely/quite/pretty/growing/getting upset | this/thats/its/is/was .. absurd/insane/madness/crazy/stupid/nonsense/crap/garbage/rubbish/bs/bull/trash/laughable/farcical/outrageous/shameful/unbelievable |
      absurd | farce | shambles | scandal/scandalous | insult to | insulting | a/what/absolute/complete/total/such/some/big/bad joke | kidding/joking/messing with me | you kidding/joking/serious/insane/crazy/nuts | kidding me | seriously ?! | for real ?! | again ?! | what ?! | really ?! | are you ... ?! |
      fed up | sick of | sick and tired | tired of .. waiting/being/your/this/getting/hearing/having/asking | had enough | had it .. with | enough is enough | enough of this/you/your | last/final straw | waste/wasted/wasting/wastes ... time/money/day/days/weekend/afternoon/morning/evening/hours/life |
      useless/worthless/incompetent/clueless/dumb/stupid/idiotic/moronic/brainless/hopeless/terrible/lousy bot/bots/robot/company/service/support/machine/people/answer/answers/staff/lot/shop/store/website/system/chatbot/thing/team/idiots |
      absolutely/completely/totally/utterly/so/bloody/fucking/fking/truly useless/hopeless/worthless/incompetent/clueless | incompeten* | idiot/idiots/idiotic | moron/morons | imbecile/imbeciles | clowns | amateurs | jerks | dimwit/dimwits | are you .. stupid/deaf/blind/dumb |
      absolute/total/complete/utter/pure/such/of/just/piece .. of .. garbage/rubbish/trash/junk/crap/disgrace/joke/nonsense/shambles/disaster/farce/nightmare/mess | disaster of | a/complete nightmare |
      how many more times | how many times do/must/should i/we have/need/tell/ask/say/explain/call/write | how often do i have | how long ... am i supposed/expected/meant | how hard can/is/could | third/fourth/fifth/sixth/seventh/3rd/4th/5th/6th/tenth/10th/umpteenth/hundredth/100th/millionth time |
      in circles | never order/ordering/buy/buying/shop/shopping/use/using/coming/come/purchase/deal/dealing/return/recommend ... again/you/here/this/back | the last time i/we/ill ... order/buy/shop/ever | lost/losing a .. loyal .. customer | business elsewhere | elsewhere from now |
      waiting/waited .. for .. months/ages/forever/eternity | kept/keep/keeps/keeping/leave/left me waiting/hanging | still no reply/answer/response/refund/word/explanation/solution |
      nobody/noone ... answers/answer/answered/replies/reply/replied/responds/responded/helps/helped/cares/care/calls/called/listens/listening/bothers/bothered/lifted/reads/knows/responding/answering | no one answers/answer/answered/replies/replied/responds/responded/helps/helped/cares/calls/called/listens/bothers/bothered | not one/a/single .. single reply/answer/response/word/call | without .. a .. single .. reply/answer/response | ignored/ignoring/ignores/ignore me/my/us/our/every/all/it/customers | being/was/been/get/getting/keep/keeps/stop ignored/ignoring |
      you/they dont/doesnt/do/never .. even .. care/listen/read/reply/answer/help/bother/understand | couldnt care less | dont you .. care/listen/read/understand | do/did/can/are you even/ever/actually .. read/reading/listen/listening/understand/understanding/care/trying/work | learn to read | listen to me |
      same .. useless/stupid/old/damn/bloody .. answer/answers/reply/nonsense/crap/excuse/excuses/response/message/thing again/over/every/you/as/before/i | same useless/stupid/damn/bloody/nonsense/generic/automated | same answer/reply/response/excuse/excuses again/every/over/you/as | copy paste/pasted | stop repeating/lying | stop/keep/keeps telling/giving/sending/saying/repeating ... same |
      just/only answer/read ... question/questions/message | answer my/the .. damn/bloody .. question | what i said/wrote/asked .. !!! | not what i asked .. !!! | thats/that not ... !!! | for gods/christs/heavens/fucks/petes/goodness/god sake | for the love of | for christs/gods/heavens/fucks | jesus christ | omfg/smh/ffs/wtf/wtff |
      ripped/rip/ripping/ripoff off/us/me | ripped off | ripoff/ripoffs | rip off | thieves/crooks/crook/liars/liar/cheats/cheaters/swindlers/con | lied/lying/lies to/about/again/me | you/youre/they/all .. lied/lying | cheated/cheating/conned/swindled/robbed/deceived/duped/misled/tricked | steal/stole/stealing/stolen my money | robbery |
      shame on | ashamed of/to | shameful/shameless | very/so/really/extremely/deeply/bitterly/hugely/beyond/truly/utterly/incredibly/thoroughly/massively/severely disappointed/disappointing/dissatisfied/unhappy/unsatisfied/displeased/dismayed | disappointed/disgruntled/displeased/unimpressed with/in/by/at/about ... service/you/your/shop/company/how/treated/treatment/support/way/everything/delivery/this/experience | not/isnt happy/impressed/satisfied/pleased .. at all | let/lets/letting me/us/customers down | feel/feeling/felt let down |
      terrible/awful/horrible/worst/dreadful/poor/shocking/lousy/shoddy/bad/miserable/disastrous/crap/rotten/poorest/lamest .. customer .. service/experience/support/company/shop/store/care/treatment/communication/business/website/seller | worst ... ever | hate you/this/your/it | i hate | boil* ... blood | blood ... boil | driving/drives/drive/makes/making me crazy/mad/insane/nuts/sick/angry/furious/up/livid |
      lose/losing/lost my/all patience/temper/mind/trust/faith/cool | patience ... thin/out/end/over/limit/limits | out of patience | unbelievable | beyond belief/joke/ridiculous | cant/cannot believe this/you/your/youre/its/how ... badly/bad/slow/rude/long/terrible/awful/still/have/is/this/you | where/what/why/how/who the hell/heck/devil | the hell is/are/was | act together | your act | do your job/jobs | get it together |
      i/we demand/demanding | demand ... refund/answer/manager/explanation/apology/money/solution | excuse after excuse | no more excuses | empty/broken promises | runaround | run around | fobbed/brushed/palmed off | passed/bounced .. from ... to .. another/person/pillar/department | pillar to post | you/youve/they/theyve ... messed/screwed/stuffed/cocked up/over | screw up | such/what/total/complete a .. mess/shambles/nightmare/disaster/disgrace | took/taken/lost a .. day off .. work/for/just | cant/cannot take/stand/bear/tolerate this/it/any ... anymore/longer/more |
      give/gimme/want me/my/our .. money back !!! | money back now !!! | right now !!! | now !!! | at once !!! | how dare | nerve/audacity/cheek to/of | unheard of | good for nothing | treat/treating/treated .. your .. customers/customer/people .. like/badly/this | lack of respect/service/care/communication | zero/no respect/help/communication/accountability/decency | !!! | ????
    `),
    harmless: list(`
      fire tv/stick/tablet/hd/extinguisher/extinguishers/alarm/alarms/pit/pits/place/places/proof/resistant/retardant/safe/blanket/blankets/hydrant/works/wood/truck/7/8/10/door/rated | smoke/smoking detector/detectors/alarm/alarms/sensor/sensors/free/area/grey/gray/coloured/colored/black/effect/room/house |
      quit/stop/non/no/anti/without/free/give smoking/smoke | smoked/smoking salmon/ham/meat/fish/gun | gas/candle/open/low/high/real/artificial/led flame/flames | flame effect/effects/retardant/retardants/grill/grilled/coloured/thrower | on flame |
      police station/stations/car/cars/costume/toy/road/street/box/officer/officers/department | spark plug/plugs/joy | spark .. joy | hazard/hazards light/lights/tape | lie detector | shock proof/absorber/absorbers/absorbing/resistant | electric/electronic fence/collar | burn calories/fat/cd/cds/dvd/dvds/disc/discs/in | burning candle/candles/time | melt/melted/melting/melts ... chocolate/cheese/butter/ice/snow/wax/sugar |
      ${NOTHING} .. angry/furious/dangerous/injured/frustrated/hacked/fire/smoke/stolen/upset/scam/disappointed/desperate/injuries/injury/hurt/annoyed/complaint/complaints/complain/complaining/sparks/flames/blood/fraud/overheating/toxic/hazardous/poisonous/lawyer/police/illegal/poison |
      no longer .. smells/smokes/sparks/angry/dangerous | card .. details/information/info/data/number | fraud/scam/phishing/theft/hack/virus protection/prevention/settings/setting/feature/filter/insurance/blocker/warning/alert/alerts | against .. fraud/scams/phishing/hackers/theft/virus/viruses/malware | overheat/overheating protection/protector | protect/protects/protected/protection/prevent/prevents/safe/guard .. against/from .. the .. overheating/fire/explosion/explosions/sparks/burns/injury/injuries/shock/shocks/hackers |
      tell/know .. a/another/any/some joke/jokes | life hack/hacks | blood pressure/sugar/oxygen/orange/type/glucose/red | ear/head/phone/dead/ground .. lice/bang | desperate need | damn/bloody/crazy/insane/insanely good/great/fast/quick/brilliant/nice/cheap/beautiful/amazing | bloody mary | mad max/men/about | crazy about | suspicious .. mind | thank*/thx/cheers/great/awesome/wow/perfect/love/loved/amazing/congratulations/congrats/yay/hurray/nice/cool/ok/okay/hi/hello/hey/yes/super/brilliant/fantastic/excellent/happy ... !!! | help/please !!! | !!! thank*/thanks/cheers/love/great |
      pot/flower/shower/hair/skin toxic/free | non toxic | is/are ... safe for/to | cut/cuts/cutting .. the .. cable/cord/price/vegetables/paper/bread/hair/board/mat/edge | hair/paper/beard/grass cut/cutting | back/face/head/ear/hand/foot/eye cream/mask/phones/massage/massager/rest/band/lamp | cut my hair/losses/cable | back .. cover/panel/side/door/light/burner/order/orders/pack/packs | electric/hand/body/face/foot warmer/heater | dead pixel/pixels/battery | shocked by the price | shock when i saw | it/this sucks up/in/well/air/dust | vacuum ... sucks | battery/phone/monitor/machine/vacuum/device/kettle/laptop/tv .. died/dead | trash/garbage/rubbish day/bin/bins/can/bag/bags/truck/chute | had enough funds/money/in/balance/credit/points/there/of | not at all angry/dangerous/disappointed/annoyed/upset | sparks interest | burnt/scorched rice/food/pan/toast/milk | hate to bother/ask/say
    `),
  },
};
