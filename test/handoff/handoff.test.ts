import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appendSteps } from '../../src/conversations/append.js';
import { verifyLog } from '../../src/conversations/log.js';
import { claim, claimNext } from '../../src/handoff/claim.js';
import type { Agent } from '../../src/handoff/desk.js';
import { change, findConversation } from '../../src/handoff/desk.js';
import { handBack, release, transfer } from '../../src/handoff/give.js';
import { note } from '../../src/handoff/note.js';
import { agentIsOn } from '../../src/handoff/on.js';
import { reply } from '../../src/handoff/reply.js';
import { resolve } from '../../src/handoff/resolve.js';
import { applyBatch, applyToCard } from '../../src/handoff/view.js';
import { cardOf, viewOf } from '../../src/handoff/snapshot.js';
import { Refusal } from '../../src/refusal.js';
import { verifyEvidence } from '../../src/tickets/evidence.js';
import { ticketsOf } from '../../src/tickets/list.js';
import { ticketOf } from '../../src/tickets/ticket.js';
import { reopenTicketSteps } from '../../src/tickets/update.js';
import type { Owner } from '../../src/wire.js';
import type { Wake } from '../../src/live/live.js';
import { address, dialects, openCounter, shop, type Counter } from './counter.js';

const codeOf = (settled: PromiseSettledResult<unknown>): string =>
  settled.status === 'fulfilled'
    ? 'done'
    : settled.reason instanceof Refusal
      ? settled.reason.code
      : String(settled.reason);

const refusal = (code: string, details?: object): unknown =>
  expect.objectContaining({ name: 'Refusal', code, ...(details ? { details } : {}) });

describe.each(dialects)('handoff on %s', (dialect) => {
  let counter: Counter;
  /** The same counter in a second process. */
  let other: Counter;
  let kim: Agent;
  let lee: Agent;
  beforeAll(async () => {
    const at = await address(dialect);
    counter = await openCounter(at);
    other = await openCounter(at);
    [kim, lee] = [await counter.hire('Kim'), await counter.hire('Lee')];
  });
  afterAll(async () => {
    await counter.database.close();
    await other.database.close();
  });

  const held = async (by: Agent, texts?: string[]) => {
    const waiting = await counter.wait(texts ? { texts } : {});
    await claim(counter.desk, by, waiting.conversation);
    return waiting;
  };
  const say = (clientId: string, text: string) => ({ clientId, message: { text } });
  const eventsOf = (conversation: string) =>
    viewOf(counter.database, 'main', conversation).then(({ events }) => events);

  test('of ten agents who click at once in two processes, one has the conversation and nine read who', async () => {
    const { conversation, number } = await counter.wait();
    const agents = await Promise.all(Array.from({ length: 10 }, (_, n) => counter.hire(`Agent ${n}`)));
    const claims = agents.map((agent, n) => claim(n % 2 === 0 ? counter.desk : other.desk, agent, conversation));
    const settled = await Promise.allSettled(claims);
    expect(settled.map(codeOf).sort()).toEqual(['done', ...Array.from({ length: 9 }, () => 'taken')]);
    const winner = agents[settled.findIndex(({ status }) => status === 'fulfilled')];
    for (const one of settled) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ details: { who: winner?.name } });
    }
    expect(await ticketOf(counter.database, 'main', number)).toMatchObject({ status: 'claimed', holder: winner?.id });
    const events = await eventsOf(conversation);
    expect(events.filter(({ body }) => body?.kind === 'owner' && body.to.status === 'agent')).toHaveLength(1);
    expect(await verifyLog(counter.database, conversation)).toMatchObject({ whole: true });
  });

  test('claiming what is mine already is no refusal; closed and foreign conversations are', async () => {
    const { conversation } = await held(kim);
    await expect(claim(counter.desk, kim, conversation)).resolves.toMatchObject({ conversation });
    const stranger = { ...lee, site: 'elsewhere' };
    await expect(claim(counter.desk, stranger, conversation)).rejects.toEqual(refusal('not-found'));
    await resolve(counter.desk, kim, { conversation, outcome: 'done' });
    await expect(claim(counter.desk, lee, conversation)).rejects.toEqual(refusal('not-found'));
  });

  test('a bot that thought while the agent claimed says nothing: its commit finds another owner', async () => {
    const { conversation } = await counter.wait();
    const { owner } = await findConversation(counter.database, 'main', conversation);
    await claim(counter.desk, kim, conversation);
    const message = { kind: 'message', message: { text: 'late', language: 'en' } } as const;
    const late = appendSteps(counter.database, {
      conversation,
      owner,
      now: 1,
      events: [{ author: 'bot', time: 1, body: message }],
    });
    expect(await counter.database.commit(late)).toMatchObject({ done: false, at: 0 });
    expect((await eventsOf(conversation)).at(-1)).toMatchObject({ author: `agent:${kim.id}`, body: { kind: 'owner' } });
  });

  test('the next one is who has waited longest in my queues, and handing out stops at the capacity', async () => {
    const max = await counter.hire('Max', ['ja'], ['support']);
    const waits = [3_000, 1_000, 2_000].map((since) => counter.wait({ queue: 'support.ja', since }));
    const [third, first, second] = await Promise.all(waits);
    await counter.wait({ queue: 'repairs.en', since: 10 });
    expect(await claimNext(counter.desk, max, shop)).toMatchObject({ conversation: first?.conversation });
    expect(await claimNext(counter.desk, max, shop)).toMatchObject({ conversation: second?.conversation });
    await expect(claimNext(counter.desk, max, shop)).rejects.toEqual(refusal('busy'));
    await expect(claim(counter.desk, max, third?.conversation ?? '')).resolves.toBeDefined();
    const nobody = await counter.hire('Nobody', ['fr'], ['support']);
    expect(await claimNext(counter.desk, nobody, shop)).toBeUndefined();
  });

  test('handing out to one agent at once, from several queues and processes, never exceeds the capacity', async () => {
    const [support] = shop.teams;
    const lines = ['first', 'second', 'third', 'fourth'].map((id) => ({
      ...shop,
      teams: [{ ...support!, id, languages: ['en'] }],
    }));
    for (let round = 0; round < 5; round++) {
      const mia = await counter.hire('Mia', ['en'], ['*']);
      for (const { teams } of lines) await counter.wait({ queue: `${teams[0]?.id}.en` });
      const calls = lines.map((settings, n) => claimNext(n % 2 === 0 ? counter.desk : other.desk, mia, settings));
      const settled = await Promise.allSettled(calls);
      expect(settled.map(codeOf).sort()).toEqual(['busy', 'busy', 'done', 'done']);
      const { build } = counter.database;
      const query = build.selectFrom('conversation').select('id').where('owner', '=', `agent:${mia.id}`);
      expect(await counter.database.read(query)).toHaveLength(2);
    }
  });

  test('a reply sent three times at once is there once, and all three read the same answer', async () => {
    const { conversation } = await held(kim);
    const sent = () => reply(counter.desk, kim, { conversation, ...say('r1', 'One moment') });
    const answers = await Promise.all([
      sent(),
      reply(other.desk, kim, { conversation, ...say('r1', 'One moment') }),
      sent(),
    ]);
    expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    const events = await eventsOf(conversation);
    expect(events.filter(({ body }) => body?.kind === 'message' && body.message.text === 'One moment')).toHaveLength(1);
    await expect(reply(counter.desk, kim, { conversation, ...say('r1', 'Something else') })).rejects.toEqual(
      refusal('other-body'),
    );
    expect(await verifyLog(counter.database, conversation)).toMatchObject({ whole: true });
  });

  test('a customer who guesses an agent’s client id takes nothing away', async () => {
    const { conversation, thread } = await held(kim);
    await counter.writes({ thread }, 'mine', 'r1');
    await expect(reply(counter.desk, kim, { conversation, ...say('r1', 'Hello') })).resolves.toMatchObject({
      repeated: false,
    });
  });

  test('only the holder replies, resolves, hands back, releases and transfers', async () => {
    const { conversation } = await held(kim);
    const tries = [
      reply(counter.desk, lee, { conversation, ...say('x', 'Me too') }),
      resolve(counter.desk, lee, { conversation, outcome: 'done' }),
      handBack(counter.desk, lee, conversation),
      release(counter.desk, lee, conversation),
      transfer(counter.desk, lee, { conversation, note: 'take it', to: { queue: 'repairs.en' } }),
    ];
    expect((await Promise.allSettled(tries)).map(codeOf)).toEqual(Array.from({ length: 5 }, () => 'not-holder'));
  });

  test('what the customer wrote unseen holds reply and resolution back, until they are sent anyway', async () => {
    const { conversation, thread } = await held(kim);
    const { head } = await findConversation(counter.database, 'main', conversation);
    const seq = await counter.writes({ thread }, 'Oh, it works again');
    const late = { conversation, ...say('guarded', 'Send it in'), basedOn: head };
    await expect(reply(counter.desk, kim, late)).rejects.toEqual(refusal('moved-on', { seq }));
    await expect(resolve(counter.desk, kim, { conversation, outcome: 'repair', basedOn: head })).rejects.toEqual(
      refusal('moved-on', { seq }),
    );
    const sent = await reply(counter.desk, kim, { ...late, anyway: true });
    await counter.writes({ thread }, 'Thank you');
    // A retry of what was stored is answered, whatever has come in since.
    expect(await reply(counter.desk, kim, late)).toMatchObject({ seq: sent.seq, repeated: true });
    await expect(
      reply(counter.desk, kim, { ...late, ...say('next', 'Fine'), basedOn: sent.seq + 1 }),
    ).resolves.toBeDefined();
  });

  test('a reply while the customer writes is held back or comes first, never in between', async () => {
    for (let round = 0; round < 10; round++) {
      const { conversation, thread } = await held(kim);
      const { head } = await findConversation(counter.database, 'main', conversation);
      const replying = reply(other.desk, kim, { conversation, ...say('race', 'Answer'), basedOn: head });
      const [answer, written] = await Promise.allSettled([replying, counter.writes({ thread }, 'But wait')]);
      const seq = written.status === 'fulfilled' ? written.value : 0;
      if (answer.status === 'fulfilled') expect(answer.value.seq).toBeLessThan(seq);
      else expect(codeOf(answer)).toBe('moved-on');
    }
  });

  test('card numbers are cut from replies and notes; NUL and silence are refused', async () => {
    const { conversation } = await held(kim);
    await reply(counter.desk, kim, { conversation, ...say('card', 'Is it 4111 1111 1111 1111?') });
    await note(counter.desk, lee, { conversation, text: 'card 4111111111111111' });
    const texts = JSON.stringify(await eventsOf(conversation));
    expect(texts).not.toMatch(/4111/);
    await expect(reply(counter.desk, kim, { conversation, ...say('nul', 'a\0b') })).rejects.toEqual(
      refusal('bad-input'),
    );
    await expect(
      transfer(counter.desk, kim, { conversation, note: '  ', to: { queue: 'repairs.en' } }),
    ).rejects.toMatchObject({ code: 'bad-input' });
  });

  test('a release costs the customer no place, nor does a transfer to another queue', async () => {
    const { conversation, number } = await counter.wait({ since: 500, queue: 'repairs.en' });
    await claim(counter.desk, kim, conversation);
    await release(counter.desk, kim, conversation);
    const list = await ticketsOf(counter.database, { site: 'main', status: 'waiting', queues: ['repairs.en'] });
    expect(list.entries.map(({ waitingSince }) => waitingSince)).toEqual(
      list.entries.map(({ waitingSince }) => waitingSince).sort((a, b) => Number(a) - Number(b)),
    );
    expect(list.entries.find((one) => one.number === number)).toMatchObject({ waitingSince: 500, holder: null });
    await claim(counter.desk, kim, conversation);
    await transfer(counter.desk, kim, { conversation, note: 'Speaks Japanese', to: { queue: 'support.ja' } });
    expect(await ticketOf(counter.database, 'main', number)).toMatchObject({
      queue: 'support.ja',
      waitingSince: 500,
      status: 'waiting',
    });
    await claim(counter.desk, kim, conversation);
    await transfer(counter.desk, kim, { conversation, note: 'Yours', to: { agent: lee.id } });
    expect(await ticketOf(counter.database, 'main', number)).toMatchObject({ holder: lee.id, status: 'claimed' });
    await expect(reply(counter.desk, kim, { conversation, ...say('old', 'Still me') })).rejects.toEqual(
      refusal('not-holder'),
    );
    const away = transfer(counter.desk, lee, { conversation, note: 'x', to: { queue: 'nowhere.en' } });
    await expect(away).rejects.toMatchObject({ code: 'bad-input' });
    const nobody = transfer(counter.desk, lee, { conversation, note: 'x', to: { agent: 'nobody' } });
    await expect(nobody).rejects.toMatchObject({ code: 'bad-input' });
  });

  test('what the agent has read is not left for the bot when the conversation is handed back', async () => {
    const { conversation, thread, number } = await held(kim);
    await counter.writes({ thread }, 'said to the agent');
    await handBack(counter.desk, kim, conversation);
    const { build } = counter.database;
    const [row] = await counter.database.read(
      build.selectFrom('conversation').select(['owner', 'head', 'answered', 'pending']).where('id', '=', conversation),
    );
    expect(row).toMatchObject({ owner: 'bot', answered: row?.head, pending: 0 });
    expect(await ticketOf(counter.database, 'main', number)).toMatchObject({
      status: 'open',
      holder: null,
      waitingSince: null,
    });
  });

  test('resolving closes the conversation, names who did, and leaves evidence of the whole of it', async () => {
    const { conversation, number } = await held(kim);
    await resolve(counter.desk, kim, { conversation, outcome: 'Replaced' });
    const ticket = (await ticketOf(counter.database, 'main', number))!;
    expect(ticket).toMatchObject({ status: 'solved', outcome: 'Replaced', holder: kim.id });
    const { build } = counter.database;
    const [row] = await counter.database.read(
      build.selectFrom('conversation').select(['owner', 'closed_by', 'head']).where('id', '=', conversation),
    );
    expect(row).toMatchObject({ owner: 'closed', closed_by: `agent:${kim.id}`, head: ticket.evidence.seq });
    expect(await verifyEvidence(counter.database, ticket)).toMatchObject({ whole: true });
  });

  test('old snapshot and events are the fresh snapshot, for every action', async () => {
    const { conversation, thread, number } = await counter.wait();
    const { database, desk, live } = counter;
    const heard: Wake[] = [];
    const forget = live.listen(`conversation:${conversation}`, (wake) => void heard.push(wake));
    let card = await cardOf(database, 'main', number);
    let view = await viewOf(database, 'main', conversation);
    /** What the bot's turn does when a customer comes back. */
    const reopen = async (newOwner: Owner, holder: string | null) => {
      const found = await findConversation(database, 'main', conversation);
      const now = counter.clock.now();
      const body = { kind: 'owner', from: found.owner, to: newOwner, reason: 'the customer wrote again' } as const;
      const queue = newOwner.status === 'waiting' ? { queue: newOwner.queue } : {};
      const steps = reopenTicketSteps(database, { conversation, now, holder, ...queue });
      expect(
        await change(desk, found, { events: [{ author: 'bot', time: now, body }], newOwner, now, steps }),
      ).toMatchObject({ done: true });
    };
    const sites = { queue: 'repairs.en' };
    const actions: [string, () => Promise<unknown>][] = [
      ['claim', () => claim(desk, kim, conversation)],
      ['reply', () => reply(desk, kim, { conversation, ...say('s1', 'Hello') })],
      ['customer', () => counter.writes({ thread }, 'Hi')],
      ['note', () => note(desk, lee, { conversation, text: 'odd one' })],
      ['release', () => release(desk, kim, conversation)],
      ['claim', () => claim(desk, lee, conversation)],
      ['transfer to an agent', () => transfer(desk, lee, { conversation, note: 'for you', to: { agent: kim.id } })],
      ['transfer to a queue', () => transfer(desk, kim, { conversation, note: 'broken', to: sites })],
      ['claim', () => claim(desk, lee, conversation)],
      ['hand back', () => handBack(desk, lee, conversation)],
      ['take over from the bot', () => claim(desk, kim, conversation)],
      ['release', () => release(desk, kim, conversation)],
      ['claim', () => claim(desk, kim, conversation)],
      ['resolve', () => resolve(desk, kim, { conversation, outcome: 'Replaced' })],
      ['customer', () => counter.writes({ thread }, 'It broke again')],
      ['reopen to the agent', () => reopen({ status: 'agent', agent: kim.id }, kim.id)],
      ['resolve', () => resolve(desk, kim, { conversation, outcome: 'Replaced twice' })],
      ['reopen to a queue', () => reopen({ status: 'waiting', queue: 'support.ja' }, null)],
      ['claim', () => claim(desk, lee, conversation)],
    ];
    for (const [action, perform] of actions) {
      await perform();
      for (const wake of heard.splice(0)) {
        if (wake.about !== 'conversation' || !wake.batch) throw new Error('a wake without its batch');
        const next = applyBatch(view, wake.batch);
        if (next === 'gap') throw new Error(`${action}: a gap`);
        view = next;
        for (const event of wake.batch.events) card = applyToCard(card, event);
      }
      const fresh = await cardOf(database, 'main', number);
      const { status, queue, holder, waitingSince, updated, outcome, head } = fresh;
      expect({ action, ...card }).toMatchObject({
        action,
        status,
        queue,
        holder,
        waitingSince,
        updated,
        outcome,
        head,
      });
      expect(view).toEqual(await viewOf(database, 'main', conversation));
    }
    forget();
  });

  test('an event twice changes nothing, a missing one is noticed', async () => {
    const { conversation, number } = await counter.wait();
    const card = await cardOf(counter.database, 'main', number);
    const view = await viewOf(counter.database, 'main', conversation);
    for (const event of view.events) expect(applyToCard(card, event)).toBe(card);
    expect(applyBatch(view, { conversation, after: 0, upTo: 2, events: view.events.slice(0, 2) })).toBe(view);
    expect(applyBatch(view, { conversation, after: view.upTo + 1, upTo: view.upTo + 2, events: [] })).toBe('gap');
  });

  test('an agent is on while their lease runs and they have not signed off', async () => {
    const ann = await counter.hire('Ann');
    expect(await agentIsOn(counter.database, ann.id)).toBe(false);
    await counter.isOn(ann, 30);
    expect(await agentIsOn(counter.database, ann.id)).toBe(true);
    await counter.isOn(ann, -1);
    expect(await agentIsOn(counter.database, ann.id)).toBe(false);
  });
});
