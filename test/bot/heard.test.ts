import { describe, expect, test } from '@jest/globals';
import { heardIn as heardOf, lastSaid, type Heard } from '../../src/bot/heard.js';
import type { BotState } from '../../src/bot/state.js';
import type { Event, Message } from '../../src/wire.js';

const quiet = { missed: null, spoke: 0, heard: null };

function said(seq: number, time: number, message: Partial<Message>): Event {
  const body = { kind: 'message', message: { text: '', language: 'en', ...message } } as const;
  return { conversation: 'c1', seq, author: 'customer', time, clientId: `m${seq}`, body };
}

/** `behind`: how many events stand behind these in the log, such as what the bot has said. */
const heardIn = (inbox: Event[], state: Pick<BotState, 'missed' | 'spoke' | 'heard'>, behind = 0): Heard[] =>
  heardOf({ inbox, head: (inbox.at(-1)?.seq ?? 0) + behind }, state);

const texts = (heard: Heard[]): string[] => heard.map((one) => (one.kind === 'said' ? one.text : one.kind));

describe('what people send in pieces is read as they meant it', () => {
  test('two texts within a second and a half are one message', () => {
    const heard = heardIn([said(1, 10_000, { text: 'my kettle' }), said(2, 11_500, { text: 'leaks' })], quiet);
    expect(texts(heard)).toEqual(['my kettle\nleaks']);
    expect(heard[0]).toMatchObject({ seq: 2, time: 11_500 });
  });

  test('each piece is measured from the piece before it', () => {
    const pieces = [said(1, 10_000, { text: 'a' }), said(2, 11_400, { text: 'b' }), said(3, 12_800, { text: 'c' })];
    expect(texts(heardIn(pieces, quiet))).toEqual(['a\nb\nc']);
  });

  test('what comes later is a message of its own', () => {
    const heard = heardIn([said(1, 10_000, { text: 'my kettle' }), said(2, 11_501, { text: 'leaks' })], quiet);
    expect(texts(heard)).toEqual(['my kettle', 'leaks']);
  });

  test('everything written while the bot was thinking is one message', () => {
    const pieces = [
      said(1, 10_000, { text: 'hello' }),
      said(2, 14_000, { text: 'are you there' }),
      said(3, 19_000, { text: 'ok' }),
    ];
    expect(texts(heardIn(pieces, { missed: null, spoke: 15_000, heard: null }))).toEqual([
      'hello\nare you there',
      'ok',
    ]);
  });

  test('a tap is never joined, in either order', () => {
    const tap = said(2, 10_100, { text: 'Yes, thanks', value: '@helped' });
    const heard = heardIn(
      [said(1, 10_000, { text: 'thanks' }), tap, said(3, 10_200, { text: 'one more thing' })],
      quiet,
    );
    expect(texts(heard)).toEqual(['thanks', 'Yes, thanks', 'one more thing']);
  });

  test('a photo is never swallowed by the text before it', () => {
    const photo = { id: 'f1', name: 'photo.png', type: 'image/png', size: 10 };
    const heard = heardIn([said(1, 10_000, { text: 'look' }), said(2, 10_100, { attachments: [photo] })], quiet);
    expect(heard).toHaveLength(2);
    expect(heard[1]).toMatchObject({ attachments: [photo] });
  });

  test('the second half of a message nobody understood is read together with the first', () => {
    const heard = heardIn([said(2, 11_000, { text: 'leaks' })], {
      missed: { text: 'my kettle', time: 10_000 },
      spoke: 10_050,
      heard: null,
    });
    expect(heard[0]).toMatchObject({ text: 'my kettle\nleaks', continues: true });
  });

  test('after a while, or as a tap, it is not a second half', () => {
    const missed = { text: 'my kettle', time: 10_000 };
    expect(heardIn([said(2, 11_501, { text: 'leaks' })], { missed, spoke: 10_050, heard: null })[0]).toMatchObject({
      text: 'leaks',
      continues: false,
    });
    expect(
      heardIn([said(2, 10_500, { text: 'No', value: 'no' })], { missed, spoke: 10_050, heard: null })[0],
    ).toMatchObject({
      text: 'No',
      continues: false,
    });
  });

  test('erased events and those of nobody are passed over', () => {
    expect(heardIn([{ ...said(1, 10_000, { text: 'x' }), body: null }], quiet)).toEqual([]);
  });
});

describe('an impatient finger says the same once', () => {
  const tap = { text: 'Yes, that is right', value: 'yes' };

  test('a button tapped twice before there was an answer is one tap', () => {
    const heard = heardIn([said(1, 10_000, tap), said(2, 10_300, tap)], quiet);
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ value: 'yes', seq: 2 });
  });

  test('the same tap from before the bot had spoken is not heard again in the next turn', () => {
    const heard = lastSaid(heardIn([said(1, 10_000, tap)], quiet));
    expect(heardIn([said(2, 10_300, tap)], { missed: null, spoke: 10_500, heard }, 1)).toEqual([]);
  });

  test('after the bot has spoken the same tap is one of its own', () => {
    const heard = lastSaid(heardIn([said(1, 10_000, tap)], quiet));
    expect(heardIn([said(2, 12_000, tap)], { missed: null, spoke: 10_500, heard })).toHaveLength(1);
  });

  test('and also where the clock was set back meanwhile, or is another computer’s', () => {
    const heard = lastSaid(heardIn([said(1, 10_000, tap)], quiet));
    expect(heardIn([said(3, 9_000, tap)], { missed: null, spoke: 10_500, heard })).toHaveLength(1);
  });

  test('another button tapped meanwhile is heard', () => {
    const heard = lastSaid(heardIn([said(1, 10_000, tap)], quiet));
    const other = said(2, 10_300, { text: 'No', value: 'no' });
    expect(heardIn([other], { missed: null, spoke: 10_500, heard }, 1)).toHaveLength(1);
  });

  const photo = { id: 'f1', name: 'photo.png', type: 'image/png', size: 10 };
  const tapWithPhoto = { ...tap, attachments: [photo] };

  test('a button tapped twice with a photo beside it is one tap, before the bot has spoken and just after', () => {
    const heard = heardIn([said(1, 10_000, tapWithPhoto), said(2, 10_300, tapWithPhoto)], quiet);
    expect(heard).toHaveLength(1);
    const state = { missed: null, spoke: 10_500, heard: lastSaid(heard) };
    expect(heardIn([said(3, 10_400, tapWithPhoto)], state, 1)).toEqual([]);
  });

  test('another photo is never taken for the same, nor none for one', () => {
    const others = [{ ...tap, attachments: [{ ...photo, id: 'f2' }] }, tap, { ...tap, attachments: [photo, photo] }];
    for (const other of others) {
      expect(heardIn([said(1, 10_000, tapWithPhoto), said(2, 10_300, other)], quiet)).toHaveLength(2);
      const state = { missed: null, spoke: 10_500, heard: lastSaid(heardIn([said(1, 10_000, tapWithPhoto)], quiet)) };
      expect(heardIn([said(2, 10_300, other)], state, 1)).toHaveLength(1);
    }
  });
});
