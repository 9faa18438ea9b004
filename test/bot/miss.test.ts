import { describe, expect, test } from '@jest/globals';
import { miss } from '../../src/bot/miss.js';
import { say, speak, succeed } from '../../src/bot/turn.js';
import { buttons, newTurn, nextTurn, spoken } from './turn.js';

describe('the failure budget', () => {
  test('one miss asks for other words, with a person at hand; two offer the person', () => {
    const first = newTurn();
    miss(first, 'blah', 1);
    expect(first.state).toMatchObject({ misses: 1, open: null });
    expect(buttons(first)).toEqual(['@person']);
    const second = nextTurn(first);
    miss(second, 'blah', 10_000);
    expect(second.state).toMatchObject({ misses: 2, offers: 1, open: { kind: 'person' } });
    expect(buttons(second)).toEqual(['@person', '@no-person']);
  });

  test.each(['en', 'ja'])('no offer is in the same words as the one before (%s)', (language) => {
    let turn = newTurn(language);
    const offers: string[] = [];
    for (let time = 0; time < 4; time++) {
      miss(turn, 'blah', time);
      if (time > 0) offers.push(...spoken(turn));
      turn = nextTurn(turn);
    }
    expect(offers).toHaveLength(3);
    expect(new Set(offers).size).toBe(3);
  });

  test('a burst of several messages costs one miss', () => {
    const turn = newTurn();
    miss(turn, 'a', 1);
    miss(turn, 'b', 2);
    expect(turn.state.misses).toBe(1);
  });

  test('the second half of a missed message costs no second miss', () => {
    const first = newTurn();
    miss(first, 'my blah', 1);
    const second = nextTurn(first);
    miss(second, 'my blah\nblub', 1_200, { counted: true });
    expect(second.state).toMatchObject({ misses: 1, open: null, missed: { text: 'my blah\nblub', time: 1_200 } });
  });

  test('success makes the budget whole again', () => {
    const turn = newTurn();
    miss(turn, 'blah', 1);
    succeed(turn);
    const next = nextTurn(turn);
    miss(next, 'blah', 2);
    expect(next.state).toMatchObject({ misses: 1, offers: 0, open: null });
  });

  test('who waits for a person is never told that the bot does not understand: it goes to the ticket', () => {
    const turn = newTurn();
    turn.waiting = true;
    turn.state.ticket = { number: 'T-7', promise: null, basis: 'none' };
    for (let time = 0; time < 3; time++) miss(turn, 'blah', time);
    expect(turn).toMatchObject({ ticketTouched: true, state: { misses: 0, open: null } });
    expect(buttons(turn)).toEqual([]);
    expect(spoken(turn).join()).toContain('T-7');
  });

  test('a question nobody answers while waiting also gets the promise again', () => {
    const turn = newTurn();
    turn.waiting = true;
    turn.state.ticket = { number: 'T-7', promise: null, basis: 'none' };
    miss(turn, 'how long?', 1, { question: true });
    expect(spoken(turn).join()).toContain('I cannot tell when somebody will be there');
  });
});

describe('one turn speaks in as few messages as it can', () => {
  test('sentences without buttons between them are one message, which takes the buttons of the last', () => {
    const turn = newTurn();
    speak(turn, 'One.');
    speak(turn, 'Two?', { choices: [{ label: 'Yes', value: 'yes' }] });
    speak(turn, 'Three.');
    expect(spoken(turn)).toEqual(['One.\nTwo?', 'Three.']);
  });

  test('a sentence with several wordings never repeats the first one at once', () => {
    const turn = newTurn();
    say(turn, 'glad');
    const next = nextTurn(turn);
    say(next, 'glad');
    expect(spoken(next)).not.toEqual(spoken(turn));
  });
});
