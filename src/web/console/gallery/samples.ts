import type { ConversationDetail, CustomerContext, Me, Reach, TicketCard, TicketLine } from '../../../console-wire.js';
import type { Event, EventBody, Owner } from '../../../wire.js';
import type { Conversation } from '../conversations/conversation/conversation.js';

/** Made-up people of a made-up shop, for the gallery alone. */
const minute = 60_000;

export const sampleMe: Me = {
  staff: { id: 's1', mail: 'kim@example.com', name: 'Kim Sato', role: 'owner', languages: ['en', 'ja'], teams: ['*'] },
  presence: 'online',
  queues: { mine: ['support.en', 'support.ja'], all: ['support.en', 'support.ja'] },
  site: {
    ...{ name: 'Hinata Home', zone: 'Asia/Tokyo', languages: ['en', 'ja'] },
    teams: [{ id: 'support', name: { en: 'Customer support', ja: 'お客様サポート' }, languages: ['en', 'ja'] }],
  },
};

export function sampleLines(
  now: number,
): readonly { readonly line: TicketLine; readonly isOpen?: true; readonly isUnseen?: true }[] {
  const line: TicketLine = {
    ...{ ticket: 'k1', number: 'T-1001', conversation: 'c1', status: 'waiting', queue: 'support.en', language: 'en' },
    ...{ channel: 'widget', topic: 'repair', subject: 'The kettle leaks', promise: now + 40 * minute, opened: now },
    ...{ updated: now, waitingSince: now - 4 * minute, holder: null, holderName: null, outcome: null, head: 9 },
    customer: 'Mio Tanaka',
    last: { seq: 8, time: now, by: 'customer', text: 'It leaks from the bottom when I pour.' },
  };
  const held = { status: 'claimed', holder: 's1', holderName: 'Kim Sato' } as const;
  return [
    { line },
    { line: { ...line, customer: '', promise: now + 5 * minute, waitingSince: now - 70 * minute } },
    { line: { ...line, customer: 'ki…@example.com', promise: now - 90 * minute }, isOpen: true },
    {
      line: { ...line, ...held, subject: '炊飯器のふたが閉まりません', language: 'ja', queue: 'support.ja' },
      isUnseen: true,
    },
    { line: { ...line, ...held, last: { seq: 9, time: now, by: 'agent', text: 'We send a **new one** today.' } } },
    { line: { ...line, status: 'open', waitingSince: null, last: null } },
    { line: { ...line, status: 'solved', outcome: 'solved', updated: now - 3 * 24 * 60 * minute } },
  ];
}

export const sampleCard = (now: number): TicketCard => ({
  ...{ ticket: 'k1', number: 'T-1001', conversation: 'c1', status: 'waiting', queue: 'support.en', holder: null },
  ...{
    waitingSince: now - 12 * minute,
    opened: now,
    updated: now,
    outcome: null,
    score: 4,
    comment: 'Quick',
    head: 20,
  },
  ...{ topic: 'repair', subject: 'The kettle leaks', language: 'en', reason: 'the customer asked for a person' },
  slots: [
    { name: 'order', label: 'Order number', value: 'A-10293', display: 'A-10293', state: 'checked' },
    { name: 'contact', label: 'Contact', value: 'mio@example.com', display: 'mio@example.com', state: 'given' },
    { name: 'phone', label: 'Phone', value: '', display: '', state: 'refused' },
  ],
  articles: [
    { article: 'a', revision: 1, title: 'My kettle leaks', slug: 'kettle-leaks', vote: 'did not help' },
    { article: 'b', revision: 1, title: 'Warranty', slug: 'warranty', vote: 'helped' },
    { article: 'c', revision: 1, title: 'Request a repair', slug: 'request-a-repair', vote: null },
  ],
  promise: { at: now - 3 * minute, basis: 'agent-online' },
});

export const sampleDetail: Omit<ConversationDetail, 'tail' | 'card' | 'reach'> = {
  ...{ conversation: 'c1', channel: 'widget', language: 'en', owner: { status: 'bot' }, head: 20, now: 0 },
  names: { s1: 'Kim Sato', s2: '森 舞' },
  firstWords: [{ seq: 1, text: 'My kettle leaks, and it is two weeks old!', language: 'en' }],
  tried: [
    { seq: 2, question: 'my kettle leaks', decision: 'answer', titles: ['My kettle leaks'] },
    { seq: 5, question: 'and now?', decision: 'ask back', titles: ['Warranty', 'Request a repair'] },
    { seq: 8, question: 'that is no help', decision: 'nothing', titles: [] },
  ],
  page: { url: 'https://shop.example/kettles/kt-200', title: 'Kettle KT-200' },
};

const chat: Reach['road'] = { by: 'chat', mailAfter: { to: 'mio@example.com', seconds: 120 }, without: null };

export function sampleConversations(now: number): readonly Conversation[] {
  const of = (owner: Owner, reach: Partial<Reach>, more: Partial<Conversation> = {}): Conversation => ({
    ...{ detail: sampleDetail, card: sampleCard(now), from: 0, typing: null, gap: false },
    reach: { online: null, lastSeen: now - 9 * minute, seenUpTo: null, road: chat, deliveries: [], ...reach },
    view: { conversation: 'c1', owner, upTo: 0, events: [] },
    ...more,
  });
  const typing = { by: 'customer', name: '', until: now + 60 * minute } as const;
  return [
    of({ status: 'waiting', queue: 'support.en' }, { online: true }),
    of({ status: 'agent', agent: 's1' }, { online: true }, { typing }),
    of(
      { status: 'agent', agent: 's2' },
      { online: false, road: { by: 'chat', mailAfter: null, without: 'no-address' } },
    ),
    of({ status: 'bot' }, { road: { by: 'chat', mailAfter: null, without: 'mail-not-set-up' } }),
    of({ status: 'closed' }, { road: { by: 'channel', channel: 'msteams' }, lastSeen: null }),
  ];
}

export function sampleEvents(now: number): readonly Event[] {
  const message = (text: string, more = {}): EventBody => ({
    kind: 'message',
    message: { text, language: 'en', ...more },
  });
  const [bot, waiting, kim, closed]: [Owner, Owner, Owner, Owner] = [
    { status: 'bot' },
    { status: 'waiting', queue: 'support.en' },
    { status: 'agent', agent: 's1' },
    { status: 'closed' },
  ];
  const owner = (from: Owner, to: Owner, reason: string, name?: string): EventBody => {
    return { kind: 'owner', from, to, reason, ...(name === undefined ? {} : { name }) };
  };
  const ticket = { kind: 'ticket', ticket: 'k1', number: 'T-1001' } as const;
  const files = [{ id: 'a1', name: 'leak.pdf', type: 'application/pdf', size: 482_113 }];
  const source = { article: 'a', revision: 1, title: 'My kettle leaks', slug: 'kettle-leaks', language: 'en' };
  const told: [Event['author'], EventBody | null][] = [
    ['customer', message('My kettle leaks, and it is two weeks old!')],
    [
      'bot',
      message('Unplug it first.\n\n1. Empty it\n2. Look at the **seal**', {
        sources: [source],
        choices: [{ label: 'Yes, thanks', value: 'y' }],
      }),
    ],
    ['customer', { kind: 'vote', article: 'a', revision: 1, helpful: false }],
    ['bot', { ...ticket, change: 'opened' }],
    ['bot', owner(bot, waiting, 'the customer asked for a person')],
    ['customer', message('Here is the receipt', { attachments: files })],
    ['agent:s1', owner(waiting, kim, 'claimed', 'Kim Sato')],
    ['agent:s1', { kind: 'note', text: 'Two weeks old: warranty. Send a new one.' }],
    ['agent:s1', message('I am sorry. A new kettle leaves **today**.')],
    ['bot', { kind: 'act asked', key: 'k', act: 'exchange', slots: {} }],
    ['bot', { kind: 'act done', key: 'k', act: 'exchange', outcome: 'done', details: {} }],
    ['system', owner(kim, waiting, 'agent gone')],
    ['agent:s2', owner(kim, waiting, 'transferred')],
    ['agent:s1', owner(kim, closed, 'solved: sent a new one')],
    ['system', { kind: 'rating asked', ticket: 'k1' }],
    ['customer', { kind: 'rating given', asked: 15, ticket: 'k1', score: 5, comment: 'Thank you' }],
    ['customer', null],
  ];
  return told.map(([author, body], at) => ({
    conversation: 'c1',
    seq: at + 1,
    author,
    time: now - (20 - at) * minute,
    clientId: null,
    body,
  }));
}

export function sampleCustomers(now: number): readonly CustomerContext[] {
  const order = {
    ...{ number: 'A-10293', placed: now - 5 * 24 * 60 * minute, expected: now + 24 * 60 * minute, delivered: null },
    ...{ carrier: 'Kumo Express', tracking: '0000-2026-0293', total: 5_530, currency: 'JPY' },
    lines: [{ sku: 'KT-200', name: 'Kettle KT-200', quantity: 2 }],
  };
  const statuses = ['placed', 'shipped', 'delayed', 'delivered', 'returned'];
  const earlier = [
    {
      number: 'T-0981',
      conversation: 'c0',
      status: 'solved',
      subject: 'Wrong colour',
      opened: now - 40 * 24 * 60 * minute,
      outcome: 'duplicate',
    },
  ] as const;
  const known = { name: 'Mio Tanaka', mail: 'mio@example.com', phone: '090-0000-1234', customer: 'C-1001' };
  return [
    {
      ...known,
      identity: 'signed',
      orders: statuses.map((status, at) => ({ ...order, number: `A-1029${at}`, status })),
      earlier,
    },
    { ...known, identity: 'proven', orders: [{ ...order, status: 'out-for-delivery' }], earlier: [] },
    { ...known, name: '', identity: 'said', customer: null, orders: [{ ...order, status: 'cancelled' }], earlier: [] },
    { name: '', mail: '', phone: '', customer: null, identity: 'unknown', orders: [], earlier: [] },
  ];
}
