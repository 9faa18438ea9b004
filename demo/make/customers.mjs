import { families, foreign, given } from './names.mjs';

/** Documents, tests and the shop page name these: they never change. */
const known = [
  { id: 'C-1001', name: 'Kim Tanaka', mail: 'kim@example.com', phone: '090-0000-1234', language: 'en' },
  { id: 'C-1002', name: '佐藤 花子', mail: 'hanako@example.jp', phone: '080-0000-5678', language: 'ja' },
  { id: 'C-1003', name: '鈴木 一郎', mail: 'ichiro@example.jp', phone: '03-0000-2468', language: 'ja' },
  { id: 'C-1004', name: 'Maria Lopez', mail: 'maria@example.com', phone: '070-0000-1357', language: 'en' },
  { id: 'C-1054', name: 'Hugo Martin', mail: '', phone: '090-0000-4077', language: 'en' },
];

/** So many customers, a quarter of them English-speaking; no name, mail address or telephone number twice. */
export function makeCustomers(count, chance) {
  const names = new Set(known.map(({ name }) => name));
  const mails = new Set(known.map(({ mail }) => mail));
  const ends = new Set(known.map(({ phone }) => phone.slice(-4)));
  const strangers = foreign.toSorted(() => chance.next() - 0.5);
  const customers = new Map(known.map((one) => [one.id, one]));
  for (let number = 1001; customers.size < count; number += 1) {
    const id = `C-${number}`;
    if (customers.has(id)) continue;
    const person = strangers.length > 0 && chance.happens(0.26) ? stranger(strangers.pop()) : japanese(names, chance);
    names.add(person.name);
    const phone = phoneOf(ends, chance);
    const mail = chance.happens(0.08) ? '' : mailOf(person, mails, chance);
    // One of the two proves who somebody is; a few have given the address alone.
    customers.set(id, {
      ...{ id, name: person.name, mail, language: person.language },
      phone: mail !== '' && chance.happens(0.07) ? '' : phone,
    });
  }
  return [...customers.values()].toSorted((one, other) => one.id.localeCompare(other.id));
}

function stranger(name) {
  const [first, ...rest] = name.toLowerCase().replace(/[^a-z ]/g, '').split(' ');
  return { name, first, last: rest.join(''), host: 'example.com', language: 'en' };
}

function japanese(names, chance) {
  for (;;) {
    // The commonest names stand first and come up more often.
    const [family, last] = families[Math.floor(chance.next() ** 1.6 * families.length)];
    const [own, first] = chance.one(given);
    const name = `${family} ${own}`;
    if (!names.has(name)) return { name, first, last, host: 'example.jp', language: 'ja' };
  }
}

function mailOf({ first, last, host }, mails, chance) {
  const forms = [`${first}.${last}`, `${first[0]}.${last}`, `${last}.${first}`, `${first}_${last}`, `${last}${first[0]}`];
  for (;;) {
    const local = chance.one(forms) + (chance.happens(0.25) ? chance.whole(1, 99) : '');
    const mail = `${local}@${host}`;
    if (mails.has(mail)) continue;
    mails.add(mail);
    return mail;
  }
}

/** `0000` stands where a real number has its exchange: nobody is ever rung up by a demonstration. */
function phoneOf(ends, chance) {
  for (;;) {
    const end = String(chance.whole(1000, 9999));
    if (ends.has(end)) continue;
    ends.add(end);
    const area = chance.weighed([
      [58, '090'],
      [24, '080'],
      [10, '070'],
      [4, '03'],
      [2, '06'],
      [1, '052'],
      [1, '092'],
    ]);
    return `${area}-0000-${end}`;
  }
}
