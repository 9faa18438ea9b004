/**
 * Past conversations that the bot ended by itself: the customers' questions of questions.txt, and errands about orders
 * that had been delivered by then, spread over sixty days and the hours in which people write.
 */
const zoneHours = [
  [1, [0, 1, 6]],
  [6, [7, 8, 9]],
  [9, [10, 11, 12, 13, 14]],
  [8, [15, 16, 17, 18]],
  [11, [19, 20, 21, 22]],
  [3, [23]],
];

/** `count` conversations as the text of a history file, newest last. */
export function makeHistory(count, { questions, orders, customers, chance }) {
  const errands = makeErrands(22, { orders, customers, chance });
  const asked = questions.toSorted(() => chance.next() - 0.5);
  const some = (language) => chance.one(customers.filter((one) => one.language === language && !isVisitor(one))).id;
  const take = (index) => asked[index % asked.length];
  const scripts = Array.from({ length: count - errands.length }, (_, index) => ({
    ...take(index),
    days: chance.weighed([
      [6, chance.whole(0, 2)],
      [9, chance.whole(3, 14)],
      [12, chance.whole(15, 60)],
    ]),
    // Somebody the shop knows, or anybody.
    customer: chance.happens(0.3) ? some(take(index).language) : '-',
  }));
  return [...scripts, ...errands]
    .map((one) => ({ ...one, minutes: chance.one(chance.weighed(zoneHours)) * 60 + chance.whole(0, 59) }))
    .toSorted((one, other) => other.days - one.days || one.minutes - other.minutes)
    .map(written)
    .join('\n');
}

function written({ language, lines, days, minutes, customer }) {
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return [`== ${language} | ${days}d ${clock} | ${customer}`, ...lines, ''].join('\n');
}

/** Those the shop page lets a visitor be: they begin with an empty chat. */
const isVisitor = ({ id }) => id <= 'C-1004';

/** "Where is my order" of people who can prove it is theirs, some days after it had come. */
function makeErrands(count, { orders, customers, chance }) {
  const byId = new Map(customers.map((one) => [one.id, one]));
  const delivered = orders.filter(({ status, delivered: day }) => status === 'delivered' && back(day) >= 3 && back(day) < 55);
  return Array.from({ length: count }, () => {
    const { number, customer: id, delivered: day } = chance.one(delivered);
    const person = byId.get(id);
    const { language, mail, phone } = person;
    const customer = isVisitor(person) ? '-' : id;
    const [ask, there] = chance.one(language === 'ja' ? japanese : english);
    const days = chance.whole(0, back(day) - 2);
    return { language, customer, days, lines: [ask.replace('{order}', number), mail || phone, there] };
  });
}

const back = (day) => Number(/^today-(\d+)$/.exec(day)?.[1] ?? 0);

const english = [
  ['where is order {order}', '> Yes, I have it'],
  ['Has {order} been delivered?', '> Yes, I have it'],
  ['track {order} please', 'yes'],
];
const japanese = [
  ['{order}の配送状況を教えてください', '> はい、届いています'],
  ['注文番号{order}はどうなっていますか', '> はい、届いています'],
  ['{order}はもう届いていますか', 'はい'],
];

/** `en: question / next message`, one conversation a line. */
export function readQuestions(text) {
  return text
    .split('\n')
    .filter((line) => /^(en|ja): /.test(line))
    .map((line) => ({ language: line.slice(0, 2), lines: line.slice(4).split(' / ') }));
}
