import type { CatalogueOptions } from '../../src/knowledge/searched-catalogue.js';
import { type Ask, type Asked, counter, intentEntries } from './asked.js';
import { measures, row } from './goals.js';
import { auroc, bestThreshold, mean, percent, quantile, steadyThreshold } from './measures.js';
import type { Row } from './row.js';
import type { IntentSet, Line } from './sets.js';

interface Answered extends Asked {
  label: string;
}

/** What one set gave: its own rows, and the numbers that rows over several sets are made of. */
export interface IntentResult {
  name: string;
  right: number;
  tested: number;
  accuracy: number;
  auroc: number;
  refused: number;
  rows: Row[];
}

const strangersRefused = 0.8;

/** Teaches a catalogue the `train` sentences of a set and asks it those of `test`; `valid` gives thresholds only. */
export async function askIntents(set: IntentSet, options: CatalogueOptions = {}): Promise<IntentResult> {
  const ask = await counter(intentEntries(set, set.train), options);
  const known = answers(ask, set.test);
  const strangers = set.strangersTest.map(ask);
  const result = {
    name: set.name,
    right: known.filter(isRight).length,
    tested: known.length,
    accuracy: percent(known, isRight),
  };
  const rows = [row(set.name, measures.accuracy, result.accuracy)];
  const surenesses = strangers.map(({ sureness }) => sureness);
  const separation = auroc(
    known.map(({ sureness }) => sureness),
    surenesses,
  );
  const bar = quantile(surenesses, strangersRefused);
  const refused = percent(known, (answer) => isRight(answer) && answer.sureness > bar);
  if (strangers.length > 0)
    rows.push(row(set.name, measures.auroc, separation, { isShare: true }), row(set.name, measures.refused, refused));
  if (set.strangersValid.length > 0) rows.push(...withThreshold(set, ask, known, surenesses));
  return { ...result, auroc: separation, refused, rows: [...rows, ...atTheCounter(set.name, known, strangers)] };
}

/**
 * Larson et al. 2019: one threshold on the probability, that which decides most of `valid` rightly. There 100 strangers
 * stand beside 3,000 known questions: one question more or less moves the best threshold far, so it is the steady one, and
 * that of the paper to the letter beside it; a third lets both sides count the same.
 */
function withThreshold(set: IntentSet, ask: Ask, known: readonly Answered[], strangers: readonly number[]): Row[] {
  const tried = answers(ask, set.valid).map((answer) => ({ score: answer.sureness, right: isRight(answer) }));
  const strangersTried = set.strangersValid.map((text) => ask(text).sureness);
  return [
    { choose: steadyThreshold, counts: 1, right: measures.known, refused: measures.strangers },
    { choose: bestThreshold, counts: 1, right: measures.knownBest, refused: measures.strangersBest },
    {
      choose: bestThreshold,
      counts: tried.length / strangersTried.length,
      right: measures.knownEvenly,
      refused: measures.strangersEvenly,
    },
  ].flatMap(({ choose, counts, right, refused }) => {
    const threshold = choose(tried, strangersTried, counts);
    return [
      row(
        set.name,
        right,
        percent(known, (answer) => isRight(answer) && answer.sureness >= threshold),
      ),
      row(
        set.name,
        refused,
        percent(strangers, (sureness) => sureness < threshold),
      ),
    ];
  });
}

const isRight = ({ ranking, label }: Answered): boolean => ranking[0] === label;

function answers(ask: Ask, lines: readonly Line[]): Answered[] {
  return lines.map(({ text, label }) => ({ ...ask(text), label }));
}

/** What a customer would have read, by the thresholds the product is shipped with. */
function atTheCounter(name: string, known: readonly Answered[], strangers: readonly Asked[]): Row[] {
  const answered =
    (isRight: boolean) =>
    ({ decision, label }: Answered): boolean =>
      decision.kind === 'answer' && (decision.candidate.id === label) === isRight;
  const offered = ({ decision, label }: Answered): boolean =>
    decision.kind === 'ask back' && decision.candidates.some(({ id }) => id === label);
  const shipped = 'shipped thresholds: ';
  return [
    row(name, `${shipped}answered right, %`, percent(known, answered(true))),
    row(name, `${shipped}asked back with the right one, %`, percent(known, offered)),
    row(name, `${shipped}answered wrong, %`, percent(known, answered(false)), { isCost: true }),
    ...(strangers.length === 0
      ? []
      : [
          row(
            name,
            `${shipped}out of scope answered, %`,
            percent(strangers, ({ decision }) => decision.kind === 'answer'),
            { isCost: true },
          ),
        ]),
  ];
}

/** The rows that several sets give together; one that is not there leaves its row out. */
export function together(results: readonly IntentResult[]): Row[] {
  const of = (...names: string[]): IntentResult[] => results.filter(({ name }) => names.includes(name));
  const hint = of('hSof', 'hCur');
  const sigdial = of('askubuntu', 'chatbot', 'webapps');
  const xsid = of('xsidEn', 'xsidJa').map(({ accuracy }) => accuracy);
  const rows: Row[] = [];
  if (hint.length === 2) {
    const name = 'hSof + hCur, mean';
    rows.push(
      row(name, measures.accuracy, mean(hint.map(({ accuracy }) => accuracy))),
      row(name, measures.auroc, mean(hint.map((result) => result.auroc)), { isShare: true }),
      row(name, measures.refused, mean(hint.map(({ refused }) => refused))),
    );
  }
  if (sigdial.length === 3) {
    const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
    const share = sum(sigdial.map(({ right }) => right)) / sum(sigdial.map(({ tested }) => tested));
    rows.push(row('askubuntu + chatbot + webapps, overall', measures.accuracy, 100 * share));
  }
  if (xsid.length === 2) {
    rows.push(row('xsidEn + xsidJa', measures.difference, Math.abs((xsid[0] ?? 0) - (xsid[1] ?? 0)), { isCost: true }));
  }
  return rows;
}
