import { defaultThresholds } from '../knowledge/decide.js';
import { comesToPerson } from '../flows/graph.js';
import { reached } from '../points.js';
import { noteShown, reasonFor, sourceOf } from './answer.js';
import type { Ears } from './ears.js';
import { currentRun } from './flow-dialog.js';
import { say, sentenceOf, succeed, type Turn } from './turn.js';

/** As many articles in one form: more would be in the way of somebody who wants to send it. */
const most = 3;
/**
 * Below the first nothing is shown: it is where the bot would not ask back either, and an article on something else is in the
 * way of whoever wants to send. Beside a good one others are shown from the second share of it on, as when asking back.
 */
const worthShowing = defaultThresholds.askBack;
const worthBeside = 1 / 4;
const longest = 1_000;

/**
 * Articles that may settle it before a person is asked, found as the bot finds its answers. `begins`: the form that begins
 * when they do not. False when there is none worth showing, or enough were shown already.
 */
export async function suggest(
  ears: Ears,
  { text, begins }: { readonly text: string; readonly begins: string | null },
): Promise<boolean> {
  const { services, current, turn } = ears;
  const asked = text.slice(0, longest);
  const found = await services.knowledge.find(current.readers.matter(asked, turn.language), turn.language);
  const known = new Set(turn.state.shown.map(({ article }) => article));
  const likely = found.candidates.filter(({ id }) => current.article(id) && !known.has(id));
  const best = likely[0]?.probability ?? 0;
  if (best < worthShowing) return false;
  const articles = likely
    .filter(({ probability }) => probability >= best * worthBeside)
    .flatMap(({ id }) => current.article(id) ?? [])
    .slice(0, Math.max(0, most - known.size));
  if (articles.length === 0) return false;
  say(turn, 'form-suggested', {
    choices: [
      ...articles.map(({ id, title }) => ({ label: title, value: `@solved:${id}` })),
      { label: sentenceOf(turn, 'form-carry-on'), value: '@carry-on' },
    ],
    extra: { sources: articles.map(sourceOf) },
    reasoning: reasonFor(asked, 'ask back', found),
  });
  noteShown(turn, articles);
  turn.state.open = { kind: 'suggested', begins, opening: text };
  reached('form: suggested', turn.loaded.conversation, begins ?? currentRun(turn.state)?.flow ?? '');
  return true;
}

/** The form waits for the word to send it to a person: what was told in it may have an answer. */
export async function suggestBeforeSending(ears: Ears): Promise<void> {
  const { turn, current } = ears;
  const run = currentRun(turn.state);
  const flow = run && (await current.flows.version(run.flow, run.version))?.flow;
  const step = flow?.steps.find(({ id }) => id === run?.at);
  if (!run || !flow || !step || !('confirm' in step) || !comesToPerson(flow, step.id)) return;
  const told = step.confirm.filter((name) => flow.slots[name]?.kind === 'text');
  // Not with the product's name before it: that alone would find whatever there is on the product.
  const text = told.flatMap((name) => run.slots[name]?.value ?? []).join('\n');
  if (text !== '') await suggest(ears, { text, begins: null });
}

/** One of the articles shown has solved it: it is voted for, and the form need not be sent. False: it was not shown. */
export function solvedBy(turn: Turn, id: string): boolean {
  const { state } = turn;
  const shown = state.shown.find(({ article }) => article === id);
  if (!shown) return false;
  const { article, revision } = shown;
  const flow = (state.open?.kind === 'suggested' ? state.open.begins : null) ?? currentRun(state)?.flow ?? '';
  state.open = null;
  state.shown = state.shown.map((one) => (one === shown ? { ...one, vote: 'helped' } : one));
  turn.events.push({ author: 'customer', time: turn.now, body: { kind: 'vote', article, revision, helpful: true } });
  say(turn, 'form-solved');
  succeed(turn);
  reached('form: deflected', turn.loaded.conversation, flow);
  return true;
}
