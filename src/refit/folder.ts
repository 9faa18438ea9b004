import { foldErrands } from '../bot/fold-errands.js';
import { flowOf } from '../bot/flow-entry.js';
import type { Found } from '../knowledge/found.js';
import type { Told } from '../knowledge/fitted/told.js';
import { asksHow } from '../language/questions.js';

/** An errand as the index names it, and the articles it does the work of or is offered with. */
export interface Errand {
  readonly flow: string;
  readonly does: readonly string[];
  readonly offeredWith: readonly string[];
}

/** Errands and the articles about them taken together, as the bot does before it decides. */
export interface Folder {
  readonly fold: (question: string, found: Found) => Found;
  /** Whether an entry is what was told, or one with it. */
  readonly isTold: (told: Pick<Told, 'question' | 'outcome'>) => (entry: string) => boolean;
}

/** All of it by the ids of entries: what an article is called elsewhere makes no difference here. */
export function createFolder(language: string, errands: readonly Errand[]): Folder {
  const live = new Map(
    errands.map((errand) => [flowOf(errand.flow) ?? '', { flow: { ...errand, flow: flowOf(errand.flow) ?? '' } }]),
  );
  const published = { flows: { live }, article: (id: string) => ({ slug: id }) };

  function oneWith(entry: string, isHow: boolean): string[] {
    const own = errands.find(({ flow }) => flow === entry);
    if (own) return [...own.does, ...(isHow ? [] : own.offeredWith)];
    return errands
      .filter(({ does, offeredWith }) => does.includes(entry) || (isHow && offeredWith.includes(entry)))
      .map(({ flow }) => flow);
  }

  return {
    fold: (question, found) => foldErrands(published, { language }, question, found),
    isTold({ question, outcome }) {
      const isHow = asksHow(question, language);
      // That an article did not help says nothing of the errand offered beside it.
      const told = outcome.kind === 'right' ? [outcome.entry, ...oneWith(outcome.entry, isHow)] : [...outcome.entries];
      const all = new Set(told);
      return (entry) => all.has(entry);
    },
  };
}
