/**
 * How sure may the bot be? `npm run bench -- fit-coefficients [folder]`
 *
 * Fits the weights of `src/knowledge/coefficients.ts` on the lines of `test/ranking` that are not held, and on public
 * question sets where a folder with them is given: see `quality/fitting.ts`. Prints what five-fold cross-validation says
 * and what the held lines say, then the weights to paste.
 */
import { type Model, type Weights, apartPlaces, probabilities } from '../src/knowledge/coefficients.js';
import { decide } from '../src/knowledge/decide.js';
import { fitModel as fit } from '../src/knowledge/fitted/fit-model.js';
import type { Drawn } from '../src/knowledge/fitted/regression.js';
import { languages } from '../src/language/languages.js';
import { type Asked, questionsToFit } from './quality/fitting.js';
import { auroc } from './quality/measures.js';

interface Tested {
  question: Asked;
  model: Model;
}

/** A language with few public sets is drawn to the first one's weights, as if by so many questions. */
const drawnBy = 3;
const drawnToNothing = 0.3;
/** What is drawn so strongly stays where it is. */
const fixed = 1e6;
const folds = [0, 1, 2, 3, 4];

const asked = await questionsToFit(process.argv[2]);
let first: Model | undefined;
for (const language of languages.keys()) {
  const own = asked.filter((question) => question.language === language);
  if (own.length === 0) continue;
  const model = report(language, own, first);
  first ??= model;
}

function report(language: string, questions: Asked[], towards: Model | undefined): Model {
  const open = questions.filter(({ held }) => !held);
  const held = questions.filter((question) => question.held);
  console.log(`\n${language}: ${String(open.length)} questions to fit on, ${String(held.length)} held`);
  const models = folds.map((fold) =>
    fitModel(
      open.filter((_, i) => i % folds.length !== fold),
      towards,
    ),
  );
  const tested = open.flatMap((question, i) => {
    const model = models[i % folds.length];
    return model ? [{ question, model }] : [];
  });
  for (const set of new Set(open.map(({ set }) => set)))
    line(
      set,
      tested.filter(({ question }) => question.set === set),
    );
  const model = fitModel(open, towards);
  line(
    'held',
    held.map((question) => ({ question, model })),
  );
  const written = (weights: Weights): string => `[${weights.map((weight) => weight.toFixed(3)).join(', ')}]`;
  console.log(
    `    ${language}: {\n      choice: ${written(model.choice)},\n      presence: ${written(model.presence)},\n    },`,
  );
  return model;
}

/** How the product would have answered: see `decide`. */
function line(name: string, tested: readonly Tested[]): void {
  const answers = tested.map(answerOf);
  const answerable = answers.filter((answer) => answer.answerable);
  const others = answers.filter((answer) => !answer.answerable);
  const share = (list: readonly Answer[], isSo: (answer: Answer) => boolean): string =>
    list.length === 0 ? '-' : `${((100 * list.filter(isSo).length) / list.length).toFixed(1)} %`;
  const surenesses = (list: readonly Answer[]): number[] => list.map(({ sureness }) => sureness);
  console.log(
    `  ${name}: of ${String(answerable.length)} answerable ${share(answerable, ({ place }) => place === 0)} first, ` +
      `${share(answerable, ({ place }) => place >= 0 && place < 3)} of three, ` +
      `${share(answerable, ({ kind, isRight }) => kind === 'answer' && isRight)} answered right, ` +
      `${share(answerable, ({ kind, isRight }) => kind === 'ask back' && isRight)} right among those offered, ` +
      `${share(answerable, ({ kind, isRight }) => kind === 'answer' && !isRight)} answered wrong; ` +
      `of ${String(others.length)} others ${share(others, ({ kind }) => kind === 'answer')} answered, ` +
      `${share(others, ({ kind }) => kind === 'ask back')} asked back; ` +
      `AUROC ${auroc(surenesses(answerable), surenesses(others)).toFixed(3)}`,
  );
}

interface Answer {
  answerable: boolean;
  kind: 'answer' | 'ask back' | 'nothing';
  /** Where the first right candidate stands; -1 for none. */
  place: number;
  /** That the answer is right, or the right one is among those asked about. */
  isRight: boolean;
  sureness: number;
}

function answerOf({ question: { hits, answerable }, model }: Tested): Answer {
  const chances = probabilities(
    hits.map(({ evidence }) => evidence),
    model,
  );
  const candidates = hits
    .map(({ evidence, right }, i) => ({
      ...{ id: right ? 'right' : 'wrong', kind: 'article' as const, title: '', passage: '' },
      ...{ score: evidence.score, probability: chances[i] ?? 0 },
    }))
    .sort((a, b) => b.probability - a.probability);
  const decision = decide({ catalogueVersion: 1, coefficients: 0, fitted: 0, learnt: 0, candidates });
  const shown =
    decision.kind === 'answer' ? [decision.candidate] : decision.kind === 'nothing' ? [] : decision.candidates;
  return {
    ...{ answerable, kind: decision.kind, sureness: candidates[0]?.probability ?? 0 },
    place: candidates.findIndex(({ id }) => id === 'right'),
    isRight: shown.some(({ id }) => id === 'right'),
  };
}

/**
 * Words and lessons first, on all questions but those that tell of entries without lessons alone; then what counts where
 * nothing is learnt, which moves nothing of the rest.
 */
function fitModel(questions: readonly Asked[], towards: Model | undefined): Model {
  const drawn = (weights: Weights | undefined): Drawn =>
    weights ? { towards: weights, by: drawnBy } : { by: drawnToNothing };
  const most = questions.filter(({ bare }) => bare !== 'alone').map(asAllOthers);
  const common = fit(most, { choice: drawn(towards?.choice), presence: drawn(towards?.presence) });
  const bare = questions.filter((question) => question.bare !== 'no');
  const apart = (part: keyof Model): Drawn => ({
    towards: common[part],
    by: common[part].map((_, i) => {
      if (!apartPlaces[part].includes(i)) return fixed;
      return towards ? drawnBy : drawnToNothing;
    }),
    whole: true,
  });
  return fit(bare, { choice: apart('choice'), presence: apart('presence') });
}

/** What articles without lessons tell of words, they tell of those of the others too. */
function asAllOthers(question: Asked): Asked {
  const hits = question.hits.map(({ evidence, right }) => ({ evidence: { ...evidence, apart: false }, right }));
  return { ...question, hits };
}
