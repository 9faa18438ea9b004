import type { DecidingTried } from '../office-wire.js';
import { groups } from '../knowledge/fitted/told.js';
import { Refusal } from '../refusal.js';
import { keepRefit, summaryOf, tryRefit, type RefitCall } from './refit.js';
import { enough } from './trial.js';

/** Sites whose votes are being tried out by this process: each trial keeps a core busy for some seconds. */
const underWay = new Set<string>();

/**
 * Tries a shop's votes out for somebody who looks at the result: what would change is kept, to be taken into use by its
 * number. `Refusal('busy')` while another trial runs.
 */
export async function tryDeciding(call: RefitCall, by: string): Promise<DecidingTried> {
  if (underWay.has(call.site))
    throw new Refusal('busy', `refit: the votes of ${call.site} are being tried out already`);
  underWay.add(call.site);
  try {
    const refit = await tryRefit(call);
    const fitting = refit.isNew ? await keepRefit(call, by, refit) : null;
    const heard = [...groups(refit.heard, ({ entry }) => entry)].map(([entry, questions]) => ({
      title: refit.titles.get(entry) ?? entry,
      questions: questions.map(({ question }) => question),
    }));
    const trials = refit.trials.map((trial) => ({ ...summaryOf(trial), examples: trial.examples }));
    return { fitting, trials, heard, enough: { questions: enough.questions, visitors: enough.visitors } };
  } finally {
    underWay.delete(call.site);
  }
}
