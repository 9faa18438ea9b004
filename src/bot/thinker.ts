import { detectLanguage } from '../language/detect.js';
import { readPhrase } from '../language/phrases.js';
import { CounterAdapter } from './counter-adapter.js';
import { finish } from './finish.js';
import { openErrands } from './errands.js';
import { FlowDialog } from './flow-dialog.js';
import { worldOf } from './flow-world.js';
import { hear } from './hear.js';
import { heardIn, lastSaid, type Heard } from './heard.js';
import { offerKept } from './kept-errand.js';
import type { Loaded } from './load.js';
import { reopen, type Reopened } from './reopen.js';
import type { Current, Services } from './services.js';
import { parseState } from './state.js';
import { newTurn, say, type Turn } from './turn.js';
import type { Thinker } from './turns.js';

/** The bot as the turn runner sees it: from what was loaded to what shall be committed, and nothing in between. */
export function createThinker(services: Services): Thinker {
  const adapter = new CounterAdapter();
  return {
    async think(loaded) {
      const current = services.current();
      const { state } = parseState(loaded.state);
      const heard = heardIn(loaded, state);
      const turn = beginTurn(services, current, loaded, state, heard);
      if (heard.length > 0) state.heard = lastSaid(heard);
      const reopening = loaded.owner.status === 'closed' ? await wokenUp(services, turn, heard) : undefined;
      if (reopening === 'stays closed') return finish(services, current, turn, loaded.owner);
      if (reopening?.owner.status === 'agent')
        return { ...(await finish(services, current, turn, reopening.owner)), steps: reopening.steps };
      turn.waiting = (reopening?.owner ?? loaded.owner).status === 'waiting';
      turn.reopened = reopening !== undefined && turn.waiting;
      await converse(adapter, services, current, turn, heard);
      const thought = await finish(services, current, turn, reopening?.owner);
      return reopening ? { ...thought, steps: [...reopening.steps, ...thought.steps] } : thought;
    },

    async giveUp(loaded) {
      const current = services.current();
      const { state } = parseState(loaded.state);
      // The flow under way may be what fails: it is put down, what it collected stays on the ticket.
      const turn = beginTurn(services, current, loaded, { ...state, stack: [] }, heardIn(loaded, state));
      turn.waiting = loaded.owner.status === 'waiting';
      const subject = turn.state.questions.at(-1) ?? loaded.conversation;
      say(turn, 'gave-up');
      turn.handoff = { topic: 'general', reason: 'a message could not be processed', subject, sentence: 'handoff' };
      return finish(services, current, turn, undefined);
    },
  };
}

function beginTurn(
  services: Services,
  current: Current,
  loaded: Loaded,
  state: Turn['state'],
  heard: readonly Heard[],
): Turn {
  const { settings, flows } = current;
  const said = heard.find((one) => one.kind === 'said' && one.value === undefined);
  const written = said?.kind === 'said' ? said.text : '';
  const language = detectLanguage(written, { languages: settings.languages, current: loaded.language.split('-')[0] });
  const words = flows.words.get(language) ?? [...flows.words.values()][0];
  if (!words) throw new Error(`bot: site ${services.site} has no words in any language`);
  const now = services.clock.now();
  const wording = { language, zone: settings.zone, now, tables: words.tables };
  return newTurn({ loaded, state, now, language, words, wording });
}

async function converse(
  adapter: CounterAdapter,
  services: Services,
  current: Current,
  turn: Turn,
  heard: readonly Heard[],
): Promise<void> {
  for (const one of heard) {
    const world = await worldOf(services, current, turn);
    const dialog = new FlowDialog(current.flows, world, turn.state, one.seq);
    await hear({ services, current, turn, errands: openErrands(adapter, turn, dialog) }, one);
    // A person has been called: the rest of the burst is theirs to read.
    if (turn.handoff) return;
  }
  offerKept({ turn, current });
}

/** Thanks and stickers do not reopen what is closed; anything else does, and begins with a whole failure budget. */
async function wokenUp(services: Services, turn: Turn, heard: readonly Heard[]): Promise<'stays closed' | Reopened> {
  const isThanks = heard.every(
    (one) => one.kind === 'said' && one.attachments.length === 0 && isFarewell(one.text, turn.language),
  );
  if (isThanks) {
    say(turn, 'talk-thanks');
    return 'stays closed';
  }
  Object.assign(turn.state, { misses: 0, offers: 0, anger: 0, missed: null, open: null, grave: false });
  return reopen(services, turn);
}

function isFarewell(text: string, language: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(text)) return true;
  const kind = readPhrase(text, language);
  return kind === 'thanks' || kind === 'bye' || kind === 'helpful';
}
