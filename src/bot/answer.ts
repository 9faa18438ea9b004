import type { ShortArticle } from '../knowledge/catalogue.js';
import { decide, type Decision } from '../knowledge/decide.js';
import type { Candidate, Found } from '../knowledge/found.js';
import type { Choice, Reasoning, Source } from '../wire.js';
import type { Hint } from './details.js';
import { flowEntry, flowOf } from './flow-entry.js';
import { foldErrands } from './fold-errands.js';
import { offersFor } from './matters.js';
import { personChoice } from './miss.js';
import type { Current, Services } from './services.js';
import { say, sentenceOf, speak, succeed, type Turn } from './turn.js';

/** What the question led to. An errand is for the caller to begin: it needs the dialog stack. */
export type Answered =
  { kind: 'answered' } | { kind: 'asked back' } | { kind: 'errand'; flow: string } | { kind: 'nothing' };

/**
 * How much may be answered in the middle of something else: what is sure, what is sure and is an errand, or also an
 * errand that is only likely (the caller asks before beginning it).
 */
export type Only = 'sure' | 'sure errands' | 'sure or likely errand';

/**
 * A question to the index: the answer with its source, a question back when two or three are close, or nothing.
 * `only`: in the middle of a form, or while a person is awaited. `hints`: errands the message's details speak for.
 */
export async function answerQuestion(
  services: Services,
  current: Current,
  turn: Turn,
  { text, only, hints = [] }: { text: string; only?: Only; hints?: readonly Hint[] },
): Promise<Answered> {
  const { found, decision, reasoning } = await consider(services, current, turn, text);
  const offered = only === undefined ? offersOf(current, turn, text) : [];
  if (decision.kind === 'answer' && isMeant(decision.candidate, offered)) {
    const beside = only === undefined ? errandBeside(current, decision.candidate, { found, hints }) : undefined;
    if (beside !== undefined) return { kind: 'errand', flow: beside };
    const isErrand = flowOf(decision.candidate.id) !== undefined;
    return only === 'sure errands' && !isErrand
      ? { kind: 'nothing' }
      : give(current, turn, decision.candidate, reasoning);
  }
  const candidates = decision.kind === 'ask back' && isWorthAsking(decision.candidates) ? decision.candidates : [];
  if (only !== undefined) return only === 'sure or likely errand' ? likelyErrand(candidates) : { kind: 'nothing' };
  const flow = hintedErrand(candidates, hints);
  if (flow !== undefined) return { kind: 'errand', flow };
  if (offered.length > 0)
    return askBack(current, turn, withLikeliest(offered, found), { ...reasoning, decision: 'ask back' });
  const choices = withHints(turn, withErrand(current, turn, candidates, found), { found, hints });
  const asked = askBack(current, turn, choices, reasoning);
  if (asked.kind === 'nothing') turn.unanswered = { ...reasoning, decision: 'nothing' };
  return asked;
}

/** Who names a matter and nothing else chooses among what is usually done about it. */
function offersOf({ flows, readers }: Current, turn: Turn, text: string): Candidate[] {
  return offersFor(readers.matter(text, turn.language), turn.words, turn.language)
    .filter((flow) => flows.live.get(flow)?.words[turn.language])
    .map((flow) => unscored(flowEntry(turn.language, flow)));
}

/** Words an editor wrote down, and the usual errand, need no question back; any other article is one reading of many. */
const isMeant = ({ id, probability }: Candidate, offered: readonly Candidate[]): boolean =>
  offered.length === 0 || probability === 1 || id === offered[0]?.id;

/** What was found best stands among them when it is at all likely: the errands are the same for everybody. */
function withLikeliest(offered: readonly Candidate[], { candidates: [best] }: Found): Candidate[] {
  if (!best || best.probability < 0.2 || offered.some(({ id }) => id === best.id)) return [...offered];
  return [...offered.slice(0, 4), best];
}

const unscored = (id: string): Candidate => ({
  id,
  kind: 'flow',
  title: '',
  score: 0,
  passage: '',
  probability: 0,
});

/** Many errands ask for an order number: of those the details speak for, the one that was found best, if it is likely. */
function hintedErrand(candidates: readonly Candidate[], hints: readonly Hint[]): string | undefined {
  const found = candidates
    .filter(({ probability }, at) => at === 0 || probability >= likelyBesideADetail)
    .map(({ id }) => flowOf(id))
    .find((flow) => hints.some((hint) => hint.flow === flow));
  return found ?? hints.find(({ direct, starts }) => direct && starts && !isClear(candidates))?.flow;
}

/** From this probability on an errand is begun that takes the very number the customer has given. */
const likelyBesideADetail = 0.2;

/**
 * Who gives an order number wants it used: where the answer is an article that leads on to an errand taking it, and that was
 * found, too, the errand begins; and beside hardly any other words the errand that begins with such a number.
 */
function errandBeside(
  current: Current,
  { id }: Candidate,
  { found, hints }: { found: Found; hints: readonly Hint[] },
): string | undefined {
  const slug = current.article(id)?.slug;
  if (slug === undefined) return undefined;
  const fitting = hints.filter(({ byNumber }) => byNumber).map(({ flow }) => flow);
  const offered = fitting.filter((flow) => current.flows.live.get(flow)?.flow.offeredWith.includes(slug));
  const best = found.candidates
    .map((one) => flowOf(one.id))
    .find((flow) => flow !== undefined && offered.includes(flow));
  return best ?? hints.find(({ starts, direct }) => starts && direct)?.flow;
}

/** What was found for a question and what it comes to, before anything is said. */
export interface Considered {
  readonly found: Found;
  readonly decision: Decision;
  readonly reasoning: Reasoning;
}

export async function consider(services: Services, current: Current, turn: Turn, text: string): Promise<Considered> {
  const exact = current.exactly(text, turn.language);
  const matter = current.readers.matter(text, turn.language);
  const looked = await services.knowledge.find(matter, turn.language);
  const found = withoutRejected(turn, foldErrands(current, turn, text, looked));
  const decision = exact === undefined ? decide(found) : decide({ ...found, candidates: certain(found, exact) });
  return { found, decision, reasoning: reasonFor(text, decision.kind, found) };
}

function likelyErrand([best]: readonly Candidate[]): Answered {
  const flow = best && flowOf(best.id);
  return flow === undefined ? { kind: 'nothing' } : { kind: 'errand', flow };
}

/** One candidate stands out, though not enough to be told at once: an order number beside it does not overrule it. */
const isClear = ([best]: readonly Candidate[]): boolean => (best?.probability ?? 0) >= 0.4;

/**
 * Asked back beside a number or a model, one errand that takes it is among the choices: the one that was found best, else
 * the one that begins with such a number. All that could take it would be noise.
 */
function withHints(
  turn: Turn,
  choices: readonly Candidate[],
  { found, hints }: { found: Found; hints: readonly Hint[] },
): Candidate[] {
  const takes = ({ id }: Candidate): boolean => hints.some(({ flow }) => flow === flowOf(id));
  if (hints.length === 0 || choices.some(takes)) return [...choices];
  const starting = hints.find(({ starts }) => starts)?.flow;
  const id = found.candidates.find(takes)?.id ?? (starting && flowEntry(turn.language, starting));
  if (id === undefined) return [...choices];
  return [...choices.slice(0, 2), unscored(id)];
}

/** What the customer has said did not help is not told them again. */
function withoutRejected({ state }: Turn, found: Found): Found {
  const rejected = new Set(
    state.shown.filter(({ vote: said }) => said === 'did not help').map(({ article }) => article),
  );
  return { ...found, candidates: found.candidates.filter(({ id }) => !rejected.has(id)) };
}

/** The editor's very words leave no doubt. */
function certain({ candidates }: Found, id: string): Candidate[] {
  const best = candidates.find((one) => one.id === id) ?? {
    id,
    kind: 'article',
    title: '',
    score: 0,
    passage: '',
    probability: 1,
  };
  return [{ ...best, probability: 1 }, ...candidates.filter((one) => one.id !== id)];
}

/** Two guesses of which neither is likely are noise: "I fancy some noodles" is not about a leak. Three are a broad matter. */
const isWorthAsking = ([best, , third]: readonly Candidate[]): boolean =>
  third !== undefined || (best?.probability ?? 0) >= 0.2;

/**
 * When asking back anyway, an errand that is at all likely is among the choices: it gets further than an article. So does
 * the errand of the article found best. Where nothing is asked otherwise it must be likelier.
 */
function withErrand(current: Current, turn: Turn, choices: readonly Candidate[], { candidates }: Found): Candidate[] {
  const least = choices.length > 0 ? 0.08 : 0.18;
  const errand = candidates.find((one) => flowOf(one.id) !== undefined && one.probability >= least);
  const [best] = choices;
  const offered = errand ?? (best && errandOf(current, turn, best));
  return !offered || choices.some(({ id }) => id === offered.id) ? [...choices] : [...choices.slice(0, 2), offered];
}

/** The one errand that an article leads on to, by its name. */
function errandOf(current: Current, turn: Turn, candidate: Candidate): Candidate | undefined {
  const slug = current.article(candidate.id)?.slug;
  const [only, another] = [...current.flows.live.values()].filter(
    ({ flow }) => slug !== undefined && flow.offeredWith.includes(slug),
  );
  if (!only || another) return undefined;
  return { ...candidate, id: flowEntry(turn.language, only.flow.flow), kind: 'flow', title: '' };
}

/** Tells one candidate: an article as an answer, a flow as an errand to begin. */
export function give(current: Current, turn: Turn, candidate: Pick<Candidate, 'id'>, reasoning?: Reasoning): Answered {
  const flow = flowOf(candidate.id);
  if (flow !== undefined) return { kind: 'errand', flow };
  const article = current.article(candidate.id);
  if (!article) return { kind: 'nothing' };
  const source = sourceOf(article);
  const isRepeat = turn.state.shown.some((one) => one.article === article.id);
  const opening = isRepeat ? [sentenceOf(turn, 'same-answer')] : [];
  const text = [...opening, article.answer, sentenceOf(turn, 'did-that-help')].join('\n\n');
  const person = isRepeat && !turn.waiting ? [personChoice(turn)] : [];
  speak(turn, text, {
    choices: [...helpedChoices(turn), ...errandChoices(current, turn, article), ...person],
    extra: { sources: [source] },
    ...(reasoning ? { reasoning } : {}),
  });
  noteShown(turn, [article]);
  turn.state.open = { kind: 'helped' };
  return { kind: 'answered' };
}

export const sourceOf = ({ id, revision, title, slug, language }: ShortArticle): Source => ({
  article: id,
  revision,
  title,
  slug,
  language,
});

export function noteShown(turn: Turn, articles: readonly ShortArticle[]): void {
  const { state } = turn;
  const others = state.shown.filter(({ article }) => !articles.some(({ id }) => id === article));
  const shown = articles.map(({ id, revision, title, slug }, at) => {
    return { article: id, revision, title, slug, vote: null, ...(at > 0 ? { together: true } : {}) };
  });
  state.shown = [...others, ...shown].slice(-10);
  state.missed = null;
  turn.topic = articles.at(-1)?.topic ?? turn.topic;
}

export const helpedChoices = (turn: Turn): Choice[] => [
  { label: sentenceOf(turn, 'helped-yes'), value: '@helped' },
  { label: sentenceOf(turn, 'helped-no'), value: '@not-helped' },
];

/** Where the article may not be enough, the errand that goes further is one tap away. */
export function errandChoices(
  current: Current,
  turn: Turn,
  { topic, slug }: { topic: string; slug: string },
): Choice[] {
  if (turn.waiting) return [];
  return [...current.flows.live.values()]
    .filter(({ flow }) => flow.offeredWith.includes(topic) || flow.offeredWith.includes(slug))
    .map(({ flow, words }) => {
      const id = flowEntry(turn.language, flow.flow);
      return { label: words[turn.language]?.title ?? flow.flow, value: `@this:${id}` };
    });
}

export function askBack(
  current: Current,
  turn: Turn,
  candidates: readonly Candidate[],
  reasoning: Reasoning,
): Answered {
  if (turn.askedBack && turn.state.misses > 0) return { kind: 'nothing' };
  const known = candidates.flatMap(({ id }) => {
    const title = titleOf(current, turn, id);
    return title === undefined ? [] : [{ id, title }];
  });
  if (known.length === 0) return { kind: 'nothing' };
  const choices = [
    ...known.map(({ id, title }) => ({ label: title, value: `@this:${id}` })),
    { label: sentenceOf(turn, 'none-of-these'), value: '@none' },
  ];
  say(turn, known.length === 1 ? 'is-it-this' : 'which-one', { choices, reasoning });
  turn.state.open = { kind: 'which', candidates: known };
  turn.state.missed = null;
  // Asking back is no success and, the first time, no miss.
  if (turn.askedBack) turn.state.misses++;
  if (turn.askedBack) turn.missed = true;
  return { kind: 'asked back' };
}

export function titleOf(current: Current, turn: Turn, id: string): string | undefined {
  const flow = flowOf(id);
  if (flow === undefined) return current.article(id)?.title;
  const words = current.flows.live.get(flow)?.words;
  return (words?.[turn.language] ?? Object.values(words ?? {})[0])?.title;
}

export function reasonFor(question: string, decision: Reasoning['decision'], found: Found): Reasoning {
  return {
    question,
    decision,
    candidates: found.candidates.slice(0, 5).map(({ id, probability }) => ({ id, probability })),
    catalogue: found.catalogueVersion,
    words: wordsVersion,
    coefficients: found.coefficients,
    fitted: found.fitted,
    learnt: found.learnt,
  };
}

/** Raised when the splitting of words changes: an old answer is then explained by old words. */
export const wordsVersion = 1;

/** "Did that help?" has been answered. A no is a miss: the answer was rejected. */
export function vote(turn: Turn, helpful: boolean): void {
  const { state } = turn;
  state.open = null;
  const first = state.shown.findLastIndex(({ together }) => together !== true);
  const told = state.shown.slice(Math.max(first, 0));
  // Of two answers told together a no does not say which one failed; neither is held against its article.
  if (helpful || told.length === 1) {
    state.shown = [
      ...state.shown.slice(0, state.shown.length - told.length),
      ...told.map((one) => ({ ...one, vote: helpful ? ('helped' as const) : ('did not help' as const) })),
    ];
    for (const { article, revision } of told)
      turn.events.push({ author: 'customer', time: turn.now, body: { kind: 'vote', article, revision, helpful } });
  }
  if (helpful) succeed(turn);
}
