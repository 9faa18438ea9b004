import { describe, expect, test } from '@jest/globals';
import { flowTest, type FlowTest } from '../../src/flows/flow.js';
import { rehearse, type Rehearsed } from '../../src/rehearsal/rehearse.js';
import { rehearsedShop } from '../setup/rehearsed-shop.js';

const shop = rehearsedShop();

function hold(name: string, language: string, talk: readonly string[]): Promise<Rehearsed> {
  const flow = shop().app.services.current().flows.live.get(name)?.flow;
  if (!flow) throw new Error(`there is no flow called ${name}`);
  const lines: FlowTest['talk'] = talk.map((customer) => ({ customer }));
  const held = flowTest.parse({ test: name, language, talk: lines });
  return shop().undone(() => rehearse(shop().app, flow, held));
}

describe('other words for a choice (`also`)', () => {
  const opening = { en: 'it does not turn on', ja: '電源が入りません' };

  test.each([
    ['en', 'just dead', 'safe'],
    ['en', 'I see sparks', 'danger'],
    ['ja', '特にないです', 'safe'],
    ['ja', '焦げた', 'danger'],
  ] as const)('(%s) "%s" is heard as %s', async (language, answer, choice) => {
    const { left, transcript } = await hold('troubleshoot-power', language, [opening[language], answer]);
    // Danger ends the flow with a person at once; what was given stays out of it.
    const heard = left.isWaiting ? 'danger' : left.run?.slots['danger']?.value;
    expect({ heard, transcript }).toEqual({ heard: choice, transcript });
  });

  test('they are heard and never shown', async () => {
    const { transcript } = await hold('troubleshoot-power', 'en', [opening.en]);
    const shown = transcript.join('\n');
    expect(shown).toContain('No, nothing like that');
    expect(shown).not.toContain('just dead');
  });
});

describe('a text that may be a question (`mayAsk`)', () => {
  test.each([
    ['talk-to-person', 'en', ['talk to a person'], 'why did Mr Sato never call me back?'],
    ['talk-to-person', 'ja', ['担当者と話したい'], '佐藤さんはなぜ電話をくれなかったのですか？'],
  ] as const)('%s (%s) takes it as the answer', async (flow, language, before, question) => {
    const { left, transcript } = await hold(flow, language, [...before, question]);
    expect({ isWaiting: left.isWaiting, transcript }).toEqual({ isWaiting: true, transcript });
  });

  test('a complaint may be worded as a question', async () => {
    const { left, transcript } = await hold('feedback', 'en', [
      'I want to leave feedback',
      'idea',
      'why is the booklet so thin?',
    ]);
    expect({ message: left.run?.slots['message']?.value, transcript }).toEqual({
      message: 'why is the booklet so thin?',
      transcript,
    });
  });

  test('elsewhere a question is answered or kept, and not stored', async () => {
    const { left, transcript } = await hold('report-problem', 'en', [
      'I want to report a problem',
      'KT-200',
      'skip',
      'why does nobody ever answer the phone?',
    ]);
    const { at, slots } = left.run ?? {};
    expect({ at, told: slots?.['whatHappened'], transcript }).toEqual({ at: 'ask-what', told: undefined, transcript });
  });
});
