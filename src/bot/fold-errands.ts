import type { Candidate, Found } from '../knowledge/found.js';
import { asksHow } from '../language/questions.js';
import { flowEntry, flowOf } from './flow-entry.js';

/** What is published, as far as errands and the articles about them go. */
export interface Published {
  readonly flows: { readonly live: ReadonlyMap<string, { readonly flow: Errand }> };
  article(id: string): { readonly slug: string } | undefined;
}

interface Errand {
  readonly flow: string;
  readonly does: readonly string[];
  readonly offeredWith: readonly string[];
}

/** What was found, with an errand and the articles about it taken together. `text` is what the customer wrote. */
export function foldErrands(
  current: Published,
  turn: { readonly language: string },
  text: string,
  found: Found,
): Found {
  const described = foldDescriptions(current, turn, found);
  return asksHow(text, turn.language) ? foldIntoArticles(current, described) : foldIntoErrand(current, described);
}

/**
 * An article that only describes an errand is the errand: the two are one candidate, with the probabilities of both.
 * Otherwise they would stand in each other's way, and the customer would be asked which of the same two is meant.
 */
function foldDescriptions(current: Published, turn: { readonly language: string }, found: Found): Found {
  const folded = new Map<string, Candidate>();
  for (const candidate of found.candidates) {
    const flow = errandOf(current, candidate.id);
    const id = flow === undefined ? candidate.id : flowEntry(turn.language, flow);
    const other = folded.get(id);
    folded.set(id, other ? { ...other, probability: other.probability + candidate.probability } : { ...candidate, id });
  }
  const candidates = [...folded.values()].toSorted((a, b) => b.probability - a.probability);
  return { ...found, candidates };
}

/**
 * "How do I return something?" asks for the way. The article that offers the errand tells it, with the errand one tap away;
 * left apart, the two would have the customer say which of the same two is meant.
 */
function foldIntoArticles(current: Published, found: Found): Found {
  const added = new Map<string, number>();
  const rest = found.candidates.filter(({ id, probability }) => {
    const flow = current.flows.live.get(flowOf(id) ?? '')?.flow;
    const article = found.candidates.find((one) => {
      const slug = current.article(one.id)?.slug;
      return slug !== undefined && flow?.offeredWith.includes(slug);
    });
    if (article) added.set(article.id, (added.get(article.id) ?? 0) + probability);
    return !article;
  });
  const candidates = rest
    .map((one) => ({ ...one, probability: one.probability + (added.get(one.id) ?? 0) }))
    .toSorted((a, b) => b.probability - a.probability);
  return { ...found, candidates };
}

/** Who did not ask for the way, and is best met by an errand, is not asked whether its own article was meant. */
function foldIntoErrand(current: Published, found: Found): Found {
  const [best, ...others] = found.candidates;
  const flow = best && current.flows.live.get(flowOf(best.id) ?? '')?.flow;
  if (!best || !flow) return found;
  const isItsArticle = ({ id }: Candidate): boolean => flow.offeredWith.includes(current.article(id)?.slug ?? '');
  const probability = others.filter(isItsArticle).reduce((sum, one) => sum + one.probability, best.probability);
  return { ...found, candidates: [{ ...best, probability }, ...others.filter((one) => !isItsArticle(one))] };
}

function errandOf(current: Published, id: string): string | undefined {
  const slug = current.article(id)?.slug;
  if (slug === undefined) return undefined;
  return [...current.flows.live.values()].find(({ flow }) => flow.does.includes(slug))?.flow.flow;
}
