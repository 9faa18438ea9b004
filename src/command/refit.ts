import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import { goBack, readFitted, readFitting, readUses, takeIntoUse } from '../knowledge/fitted/store.js';
import { groups } from '../knowledge/fitted/told.js';
import { enough, type Example, type Met, type Trial } from '../refit/trial.js';
import type { Figures } from '../refit/tried.js';
import { coefficients } from '../knowledge/coefficients.js';
import { createLog } from '../log.js';
import { keepRefit, tryRefit } from '../refit/refit.js';
import { firstSite } from '../site/site.js';
import type { Terminal } from './terminal.js';

export type RefitAct = 'try' | 'apply' | 'undo' | 'shipped';

/**
 * `madoguchi refit`: tries the customers' votes out and tells what would change; applies it, or goes back. A running server
 * decides by it within a second.
 */
export async function refit(
  { config, database, terminal }: { config: Config; database: Database; terminal: Terminal },
  act: RefitAct,
): Promise<number> {
  const made = { site: firstSite, by: 'operator', now: Date.now() };
  if (act === 'undo') {
    const number = await goBack(database, made);
    terminal.line(`In use again: ${nameOf(number)}.`);
    return 0;
  }
  if (act === 'shipped') {
    await takeIntoUse(database, made, { fitting: 0, act: 'shipped' });
    terminal.line(`In use: ${nameOf(0)}.`);
    return 0;
  }
  await tellUse(database, terminal);
  const call = { database, site: firstSite, now: made.now, log: createLog(config.LOG_LEVEL) };
  const tried = await tryRefit(call);
  for (const trial of tried.trials) tellTrial(trial, tried.titles, terminal);
  if (tried.trials.length === 0)
    terminal.line('Nobody has voted, chosen among several or been sent an article by an agent yet.');
  if (!tried.isNew) {
    terminal.line('Nothing would change.');
    return 0;
  }
  if (act === 'try') {
    terminal.line('Nothing was changed. To decide by this: madoguchi refit --apply');
    return 0;
  }
  const fitting = await keepRefit(call, made.by, tried);
  await takeIntoUse(database, made, { fitting, act: 'used' });
  terminal.line(`In use: ${nameOf(fitting)}. To go back: madoguchi refit --undo`);
  return 0;
}

const nameOf = (number: number): string =>
  number === 0 ? `the coefficients shipped with the product (version ${coefficients.version})` : `fitting ${number}`;

async function tellUse(database: Database, { line }: Terminal): Promise<void> {
  const { fitting, fitted } = await readFitted(database, firstSite);
  const [last] = await readUses(database, firstSite, 1);
  const kept = fitting === 0 ? undefined : await readFitting(database, firstSite, fitting);
  line(`In use: ${nameOf(fitting)}${last ? `, since ${dayOf(last.done)} (${last.by})` : ''}.`);
  if (kept && fitted.number === 0)
    line(
      `  It was fitted to version ${kept.shipped} of the product's coefficients; as shipped is decided until you refit.`,
    );
}

function tellTrial(
  { language, told, now, heard, coefficients: fitted, examples, changed }: Trial,
  titles: ReadonlyMap<string, string>,
  { line }: Terminal,
): void {
  const { questions, visitors, right, wrong, by } = told;
  line('');
  line(
    `${language}: ${questions} questions of ${visitors} customers (${by.vote} votes, ${by.choice} choices, ${by.agent} links of agents): ` +
      `${right} answered, ${wrong} not`,
  );
  line(`  ${''.padEnd(26)}${columns.map((name) => name.padStart(16)).join('')}`);
  row('now', now);
  if ('figures' in heard)
    row(heard.kind === 'offered' ? `learning ${heard.what.length} questions` : 'learning from them', heard.figures);
  if ('figures' in fitted) row('with new coefficients', fitted.figures);
  if (fitted.kind === 'too few')
    line(
      `  Too few for coefficients of your own: they take ${enough.questions} questions of ${enough.visitors} customers, ` +
        `${enough.right} answered and ${enough.wrong} not.`,
    );
  if (fitted.kind === 'not better')
    line('  New coefficients would do no better on customers they were not fitted to: not offered.');
  if (heard.kind === 'not better')
    line('  Learning from what customers asked would do worse on other customers: not offered.');
  if (heard.kind === 'offered') {
    for (const [entry, questions] of groups(heard.what, (one) => one.entry)) {
      line(`  ${titles.get(entry) ?? entry} learns:`);
      for (const { question } of questions) line(`    "${question.replaceAll('\n', ' ')}"`);
    }
  }
  if (changed > 0) line(`  ${changed} of these questions would be met otherwise, such as:`);
  for (const example of examples) tellExample(example, line);

  function row(name: string, { loss, answeredRight, answeredWrong, offeredRight, left }: Figures): void {
    const figures = [answeredRight, answeredWrong, offeredRight, left].map(String);
    line(`  ${name.padEnd(26)}${[...figures, loss.toFixed(3)].map((one) => one.padStart(16)).join('')}`);
  }
}

const columns = ['answered right', 'answered wrong', 'right offered', 'neither', 'loss'];

function tellExample({ question, told, now, next }: Example, line: Terminal['line']): void {
  line(`    "${question.replaceAll('\n', ' ')}" (${told.kind}: ${told.titles.join(', ')})`);
  line(`      now: ${metAs(now)}`);
  line(`      then: ${metAs(next)}`);
}

const metAs = ({ kind, titles }: Met): string => (titles.length === 0 ? kind : `${kind}: ${titles.join(' | ')}`);

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');
