import type { Outcome, Told } from '../knowledge/fitted/told.js';
import { asksSomething } from '../language/questions.js';
import { normalise } from '../language/normalise.js';
import type { Event, Message, Reasoning } from '../wire.js';

/** What a conversation tells of its questions, before anybody looks whether the entries named are still there. */
export type ToldThere = Pick<Told, 'seq' | 'language' | 'question' | 'by'> & { readonly outcome: ThereOutcome };

/** An agent links a page; which article that is, the catalogue knows. */
export type ThereOutcome = Outcome | { readonly kind: 'linked'; readonly language: string; readonly slug: string };

/** A question the bot looked up, and what became of it. */
interface Asked {
  readonly seq: number;
  readonly language: string;
  readonly reasoning: Reasoning;
  readonly choices: NonNullable<Message['choices']>;
  /** The one article told, or those offered. */
  readonly shown: readonly string[];
  chosen?: string;
  isNone?: boolean;
  helped?: boolean;
  linked?: { readonly language: string; readonly slug: string };
  /** Something else has been asked since: what is chosen or linked later is for that. */
  isPast?: boolean;
}

/**
 * What customers said by voting, by choosing among what was offered, and what agents said by linking an article afterwards.
 * An answer given to an editor's very words tells nothing of the coefficients, two answers told together nothing of either.
 */
export function toldIn(events: readonly Event[]): ToldThere[] {
  const asked: Asked[] = [];
  const byArticle = new Map<string, Asked>();
  for (const { author, seq, body } of events) {
    if (body?.kind === 'vote') {
      const one = byArticle.get(body.article);
      if (one) one.helped = body.helpful;
    }
    if (body?.kind !== 'message') continue;
    const last = asked.at(-1);
    if (author === 'bot') botSaid(body, { seq, asked, byArticle });
    else if (author === 'customer') customerSaid(body.message, last);
    else if (author.startsWith('agent:')) {
      const link = last && !last.isPast && last.helped !== true ? linkIn(body.message) : undefined;
      if (last && link) last.linked = link;
    }
  }
  return asked.flatMap((one) => toldOf(one));
}

function botSaid(
  { message, reasoning }: { message: Message; reasoning?: Reasoning },
  { seq, asked, byArticle }: { seq: number; asked: Asked[]; byArticle: Map<string, Asked> },
): void {
  const sources = message.sources ?? [];
  const [source] = sources;
  const last = asked.at(-1);
  if (reasoning) {
    if (last) last.isPast = true;
    for (const { article } of sources) byArticle.delete(article);
    const [best] = reasoning.candidates;
    // Of two questions in one message the answer may belong to the other.
    const isItsOwn = !source || (reasoning.decision === 'answer' && best?.id === source.article);
    if (sources.length > 1 || !isItsOwn || (best?.probability ?? 0) >= 1) return;
    const choices = message.choices ?? [];
    const offered = choices.flatMap(({ value }) => entryIn(value) ?? []);
    const shown = reasoning.decision === 'ask back' ? offered : source ? [source.article] : [];
    const one: Asked = { seq, language: message.language, reasoning, choices, shown };
    asked.push(one);
    if (source) byArticle.set(source.article, one);
    return;
  }
  if (!source || sources.length > 1) return;
  // Told without being looked up: it was chosen among those offered, by a tap or in words.
  const isChosen = last?.reasoning.decision === 'ask back' && !last.isPast && last.shown.includes(source.article);
  if (isChosen) last.chosen = source.article;
  if (isChosen) byArticle.set(source.article, last);
  else byArticle.delete(source.article);
}

function customerSaid({ text, value }: Message, last: Asked | undefined): void {
  if (!last) return;
  const said = value ?? last.choices.find(({ label }) => normalise(label) === normalise(text.slice(0, 300)))?.value;
  if (last.reasoning.decision === 'ask back' && said !== undefined && !last.isPast) {
    const entry = entryIn(said);
    if (said === '@none') last.isNone = true;
    else if (entry !== undefined && last.shown.includes(entry)) last.chosen = entry;
  }
  if (said === undefined && asksSomething(text.slice(0, 400), last.language)) last.isPast = true;
}

const entryIn = (value: string): string | undefined => /^@this:(.+)$/s.exec(value)?.[1];

/** The one help page a message links; of two nobody knows which is the answer. */
function linkIn({ text, sources = [] }: Message): { language: string; slug: string } | undefined {
  const written = [...text.slice(0, 4_000).matchAll(/\/help\/([A-Za-z-]{2,12})\/([a-z0-9-]{1,100})/g)].map(
    ([, language = '', slug = '']) => ({ language, slug }),
  );
  const all = [...written, ...sources.map(({ language, slug }) => ({ language, slug }))];
  const [first] = all;
  return first && all.every(({ language, slug }) => language === first.language && slug === first.slug)
    ? first
    : undefined;
}

function toldOf(one: Asked): ToldThere[] {
  const { seq, language, reasoning, shown, chosen, isNone, helped, linked } = one;
  const told = (by: Told['by'], outcome: ThereOutcome): ToldThere[] => [
    { seq, language, question: reasoning.question, by, outcome },
  ];
  if (linked) return told('agent', { kind: 'linked', ...linked });
  const answer = chosen ?? (reasoning.decision === 'answer' ? shown[0] : undefined);
  if (helped !== undefined && answer !== undefined) {
    if (helped) return told('vote', { kind: 'right', entry: answer });
    // What somebody chose by its title and was then no help is not the search's doing.
    return chosen === undefined ? told('vote', { kind: 'wrong', entries: [answer] }) : [];
  }
  if (chosen !== undefined) return told('choice', { kind: 'right', entry: chosen });
  return isNone && shown.length > 0 ? told('choice', { kind: 'wrong', entries: shown }) : [];
}
