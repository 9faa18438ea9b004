/**
 * What do customers' votes make of the answers? `npm run bench -- refit <folder> [set …]`
 *
 * Every second question of a set is asked by a customer of its own, met as the product ships, and answered as customers do:
 * yes or no to an answer, a choice among those offered or none of them, nothing where the bot knew nothing. That is tried
 * out as `madoguchi refit` does, and the other half is asked before and after. Nothing of the product is chosen on it.
 */
import { decide, type Decision } from '../src/knowledge/decide.js';
import type { IndexEntry } from '../src/knowledge/found.js';
import { asShipped } from '../src/knowledge/fitted/fitted.js';
import { groups, type Told } from '../src/knowledge/fitted/told.js';
import { modelOf } from '../src/knowledge/coefficients.js';
import { createSearchedCatalogue, type SearchedCatalogue } from '../src/knowledge/searched-catalogue.js';
import { tryOut } from '../src/refit/trial.js';
import { faqEntries, intentEntries } from './quality/asked.js';
import { faqSets, intentSets } from './quality/sets.js';

interface Shop {
  readonly name: string;
  readonly language: string;
  readonly entries: readonly IndexEntry[];
  readonly questions: readonly Question[];
}

interface Question {
  readonly text: string;
  readonly right: ReadonlySet<string>;
}

const [folder = '../shared/data', ...names] = process.argv.slice(2);
const wanted = new Set(names.length > 0 ? names : ['stackfaq', 'hSof', 'hCur', 'webapps', 'askubuntu']);

for (const shop of shops()) await measure(shop);

function* shops(): Generator<Shop> {
  for (const { name, language, docs, queries } of faqSets(folder).filter((set) => wanted.has(set.name))) {
    const questions = queries.map(({ text, rel }) => ({
      text,
      right: new Set(Object.keys(rel).filter((id) => (rel[id] ?? 0) > 0)),
    }));
    // Every fifth article is gone: a shop is also asked what it has no answer to.
    const entries = faqEntries({ language, docs: docs.filter((_, i) => i % 5 !== 4) });
    const there = new Set(entries.map(({ id }) => id));
    const left = questions.map(({ text, right }) => ({
      text,
      right: new Set([...right].filter((id) => there.has(id))),
    }));
    yield { name, language, entries, questions: left };
  }
  for (const set of intentSets(folder).filter(({ name }) => wanted.has(name))) {
    const questions = [
      ...set.test.map(({ text, label }) => ({ text, right: new Set([label]) })),
      ...set.strangersTest.map((text) => ({ text, right: new Set<string>() })),
    ];
    yield { name: set.name, language: set.language, entries: intentEntries(set, set.train), questions };
  }
}

async function measure({ name, language, entries, questions }: Shop): Promise<void> {
  const begun = performance.now();
  const [voting, others] = [0, 1].map((half) => questions.filter((_, i) => i % 2 === half));
  const catalogue = createSearchedCatalogue();
  await catalogue.load([...entries], 1);
  await catalogue.learnt();
  const told = (voting ?? []).flatMap((question, i) => answered(catalogue, { language, question, visitor: `v${i}` }));
  console.log(`\n${name}: ${told.length} of ${voting?.length ?? 0} customers told something`);
  line('as shipped', catalogue, language, others ?? []);
  const now = { model: modelOf(language), learns: false };
  const trial = await tryOut({ language, entries, told, struck: [], errands: [], now });
  const { coefficients, heard } = trial;
  console.log(
    `  tried out: coefficients ${coefficients.kind}, ${heard.kind === 'offered' ? heard.what.length : 0} questions heard ` +
      `(${heard.kind}); loss ${trial.now.loss.toFixed(3)} ` +
      `to ${'figures' in coefficients ? coefficients.figures.loss.toFixed(3) : '-'} on customers not fitted to`,
  );
  if (coefficients.kind === 'offered') {
    catalogue.decideBy({ number: 1, models: { [language]: coefficients.what } });
    line('fitted', catalogue, language, others ?? []);
    catalogue.decideBy(asShipped);
  }
  if (heard.kind === 'offered') {
    const questionsOf = groups(heard.what, ({ entry }) => entry);
    const taught = entries.map((entry) => ({
      ...entry,
      heard: (questionsOf.get(entry.id) ?? []).map(({ question }) => question),
    }));
    await catalogue.load(taught, 2);
    await catalogue.learnt();
    line('heard', catalogue, language, others ?? []);
    if (coefficients.kind === 'offered') {
      catalogue.decideBy({ number: 1, models: { [language]: coefficients.what } });
      line('fitted and heard', catalogue, language, others ?? []);
    }
  }
  console.error(`${name}: ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
}

function answered(
  catalogue: SearchedCatalogue,
  { language, question, visitor }: { language: string; question: Question; visitor: string },
): Told[] {
  const decision = decide(catalogue.find(question.text, language));
  const shown = shownBy(decision);
  const right = shown.find((id) => question.right.has(id));
  if (decision.kind === 'nothing') return [];
  const outcome: Told['outcome'] =
    right === undefined ? { kind: 'wrong', entries: shown } : { kind: 'right', entry: right };
  const by = decision.kind === 'answer' ? 'vote' : 'choice';
  return [{ visitor, conversation: visitor, seq: 2, language, question: question.text, by, outcome }];
}

function shownBy(decision: Decision): string[] {
  if (decision.kind === 'nothing') return [];
  return decision.kind === 'answer' ? [decision.candidate.id] : decision.candidates.map(({ id }) => id);
}

function line(what: string, catalogue: SearchedCatalogue, language: string, questions: readonly Question[]): void {
  const met = questions.map(({ text, right }) => {
    const decision = decide(catalogue.find(text, language));
    return { right, decision, isRight: shownBy(decision).some((id) => right.has(id)) };
  });
  const answerable = met.filter(({ right }) => right.size > 0);
  const others = met.filter(({ right }) => right.size === 0);
  const share = (list: typeof met, isSo: (one: (typeof met)[number]) => boolean): string =>
    list.length === 0 ? '-' : `${((100 * list.filter(isSo).length) / list.length).toFixed(1)} %`;
  const answers = (one: (typeof met)[number]): boolean => one.decision.kind === 'answer';
  console.log(
    `  ${what.padEnd(17)} of ${answerable.length}: answered right ${share(answerable, (one) => answers(one) && one.isRight)}, ` +
      `wrong ${share(answerable, (one) => answers(one) && !one.isRight)}, ` +
      `offered right ${share(answerable, (one) => !answers(one) && one.isRight)}; ` +
      `of ${others.length} without an answer ${share(others, answers)} answered`,
  );
}
