import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chatRoutes } from '../../src/channels/chat/routes.js';
import { rates, type RateName } from '../../src/http/limits.js';
import { addressKey, createAddressOf } from '../../src/http/address.js';
import { signInRoutes } from '../../src/office/sign-in-routes.js';
import { ticketRoutes } from '../../src/portal/ticket-routes.js';
import { defaultSettings } from '../../src/site/settings.js';
import { createTicketLinks } from '../../src/tickets/link.js';
import { openCounter, type Counter, type CounterOptions } from '../channels/counter.js';

/** Every limit made small, so that a test reaches it; what the real numbers are, README.md says from the same table. */
const few = 3;
const small = Object.fromEntries(Object.keys(rates).map((name) => [name, few])) as { [N in RateName]: number };

/** Which request counts towards which limit. */
const reach: Record<RateName, (counter: Counter) => Promise<() => Promise<Response>>> = {
  messages: async (counter) => says(counter),
  siteMessages: async (counter) => says(counter),
  reads: async (counter) => {
    const { conversationId, token } = await counter.opened();
    return () =>
      fetch(`${counter.url}/v3/directline/conversations/${conversationId}/activities`, {
        headers: { authorization: `Bearer ${token}` },
      });
  },
  uploads: async (counter) => {
    const { conversationId, token } = await counter.opened();
    return () => {
      const body = new FormData();
      body.append('file', new Blob(['hello']), 'a.txt');
      return fetch(`${counter.url}/v3/directline/conversations/${conversationId}/upload`, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${token}` },
      });
    };
  },
  conversations: async (counter) => async () =>
    counter.post('/v3/directline/conversations', {}, (await counter.token()).token),
  siteConversations: async (counter) => async () =>
    counter.post('/v3/directline/conversations', {}, (await counter.token()).token),
  tokens: async (counter) => () => counter.post('/chat/token', {}),
  sessions: async (counter) => () => counter.post('/widget/v1/sessions', {}),
  ratings: async (counter) => {
    const { token, conversation } = await counter.widget();
    return () => counter.post('/widget/v1/ratings', { clientId: 'r1', conversation, score: 5 }, token);
  },
  transcripts: async (counter) => {
    const { token } = await counter.widget();
    const headers = { authorization: `Bearer ${token}` };
    return () => fetch(`${counter.url}/widget/v1/transcript`, { headers });
  },
  articles: async (counter) => () => fetch(`${counter.url}/widget/v1/articles/en/none`),
  ticketLinks: async (counter) => () =>
    fetch(`${counter.url}/ticket/new-link`, {
      ...{ method: 'POST', headers: { origin: counter.url }, body: new URLSearchParams({ number: 'T-1' }) },
    }),
  refusals: async (counter) => () => counter.post('/v3/directline/tokens/generate', {}, 'guess'),
  signIns: async (counter) => guesses(counter),
  passwords: async (counter) => guesses(counter),
};

function guesses(counter: Counter): () => Promise<Response> {
  return () => counter.post('/staff/sign-in/password', { mail: 'kim@example.com', password: 'is it this one?' });
}

async function says(counter: Counter): Promise<() => Promise<Response>> {
  const { conversationId, token } = await counter.opened();
  return () =>
    counter.post(`/v3/directline/conversations/${conversationId}/activities`, { type: 'message', text: 'hi' }, token);
}

const routes: NonNullable<CounterOptions['routes']> = (http, line) => {
  chatRoutes(http, line);
  signInRoutes(http, { desk: line.door, log: line.log, rates: line.rates, publicUrl: line.publicUrl });
  const { door, rates: counted, site, publicUrl } = line;
  const links = createTicketLinks({ key: 'link-key', site, publicUrl, clock: door.clock });
  ticketRoutes(http, { door, links, rates: counted, site, publicUrl, settings: () => defaultSettings });
};

let counters: Counter[] = [];
beforeAll(() => void (counters = []));
afterAll(async () => {
  for (const counter of counters) await counter.close();
});

test.each(Object.keys(reach) as RateName[])('the limit on %s answers 429 and says when to come back', async (name) => {
  const counter = await openCounter({
    database: 'sqlite',
    rates: { ...lifted, [name]: small[name] },
    routes,
  });
  counters.push(counter);
  const act = await reach[name](counter);
  let answer = await act();
  for (let sent = 1; answer.status !== 429 && sent <= few; sent++) answer = await act();
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(rates[name].seconds);
  expect(counter.logged).toContainEqual(expect.objectContaining({ status: 429, code: 'too-many' }));
});

const lifted = Object.fromEntries(Object.keys(rates).map((name) => [name, 1_000])) as { [N in RateName]: number };

test('an address from X-Forwarded-For counts only when a proxy of ours wrote it', () => {
  const from = (remoteAddress: string, forwarded: string): Parameters<ReturnType<typeof createAddressOf>>[0] =>
    ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as never;
  const address = createAddressOf(['10.0.0.0/8', '::1']);
  expect(address(from('203.0.113.9', '1.1.1.1'))).toBe('203.0.113.9');
  expect(address(from('10.1.2.3', '6.6.6.6, 198.51.100.7'))).toBe('198.51.100.7');
  expect(address(from('::ffff:10.1.2.3', '198.51.100.7, 10.9.9.9'))).toBe('198.51.100.7');
  expect(address(from('10.1.2.3', 'nonsense'))).toBe('10.1.2.3');
  expect(createAddressOf([])(from('10.1.2.3', '1.1.1.1'))).toBe('10.1.2.3');
  expect(() => createAddressOf(['my-proxy'])).toThrow('my-proxy');
});

test('addresses of one IPv6 household count as one', () => {
  expect(addressKey('2001:db8:0:1::5')).toBe(addressKey('2001:db8:0:1:aaaa:bbbb:cccc:dddd'));
  expect(addressKey('2001:db8:0:1::5')).not.toBe(addressKey('2001:db8:0:2::5'));
  expect(addressKey('203.0.113.9')).toBe('203.0.113.9');
});
