import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { nearestName } from '../import/nearest-name.js';
import { feelingLists, feelingPacks } from '../language/feelings.js';
import { normalise } from '../language/normalise.js';
import { expand, expandWords } from './expand.js';
import { flow, slotSchema, stepKinds, stepSchema, type Flow } from './flow.js';
import { lint } from './lint.js';
import type { LintProblem } from './linted.js';
import { createQuickCheck } from './quick-check.js';
import { readFlow } from './read-flow.js';
import { noSignatures, type Signatures } from './shape.js';
import { openSource, type FlowProblem, type Source } from './source.js';
import { flowWords, readFlowWords as quickFlowWords, words, type FlowWords, type Words } from './words.js';

export interface FlowFolder {
  /** Every flow with the blocks it calls in place; blocks themselves are not among them. */
  readonly flows: readonly Flow[];
  /** The blocks as they are written: they are tested and drawn too. */
  readonly blocks: readonly Flow[];
  readonly words: readonly Words[];
  readonly problems: readonly FlowProblem[];
}

/**
 * Reads `dialogs/`: every `*.yaml` a flow, every `words/*.yaml` a language, every `words/<language>/*.yaml` one flow's words.
 * Nothing is used while there is a problem. `signatures` are what the shop's systems take and give; without them nothing is
 * said of look-ups and acts.
 */
export async function readFlows(
  folder: string,
  languages: readonly string[],
  signatures?: Signatures,
): Promise<FlowFolder> {
  const problems: FlowProblem[] = [];
  const read = await readFlowFiles(folder, problems);
  const found = await readWords(folder, languages, problems);
  const all = new Map(read.map(({ flow: one }) => [one.flow, one]));
  const flows: Flow[] = [];
  const check = createQuickCheck([...all.values()], signatures ?? noSignatures);
  const merged = found.map(({ words: one }) => ({ ...one, flows: { ...one.flows } }));
  for (const { flow: own, source } of read) {
    const expanded = expand(own, all);
    const mistakes: LintProblem[] = expanded.problems.map(({ step, what }) => ({
      path: { at: ['steps', step] },
      what,
    }));
    for (const language of merged) {
      const its = language.flows[own.flow];
      if (its) language.flows[own.flow] = expandWords(its, expanded.calls, language.flows);
    }
    if (expanded.problems.length === 0)
      mistakes.push(
        ...lint({ written: own, flow: expanded.flow, words: merged, signatures, isRight: check(expanded.flow) }),
      );
    for (const { path, what } of mistakes) {
      const { language, at } = path;
      const place = language === undefined ? undefined : placeOf(found, own.flow, { language, at });
      const its = place ?? { source, at };
      problems.push({ file: its.source.file, line: its.source.line(its.at), what });
    }
    if (!own.block) flows.push(expanded.flow);
  }
  for (const { words: own, source } of found) problems.push(...slipsInOffers(own, source, flows));
  return { flows, blocks: read.map((one) => one.flow).filter(({ block }) => block), words: merged, problems };
}

async function readFlowFiles(folder: string, problems: FlowProblem[]): Promise<{ flow: Flow; source: Source }[]> {
  const flows: { flow: Flow; source: Source }[] = [];
  for (const file of await yamlFiles(folder)) {
    const source = openSource(folder, file);
    const read = parse(source, flow, problems, readFlow);
    if (!read) continue;
    if (flows.some((other) => other.flow.flow === read.flow)) {
      // The dialog stack would quietly rename the second one.
      problems.push({ file, line: source.line(['flow']), what: `there is already a flow called ${read.flow}` });
    } else flows.push({ flow: read, source });
  }
  return flows;
}

/** A language, its file, and the files of the flows that have their words in one of their own. */
interface FoundWords {
  readonly words: Words;
  readonly source: Source;
  readonly sources: ReadonlyMap<string, Source>;
}

/** Where a flow's words in a language stand: in a file of their own, or in the language's. */
function placeOf(
  found: readonly FoundWords[],
  flowName: string,
  { language, at }: { language: string; at: readonly PropertyKey[] },
): { source: Source; at: readonly PropertyKey[] } | undefined {
  const its = found.find(({ words: { language: code } }) => code === language);
  const source = its?.sources.get(flowName);
  if (source) return { source, at };
  return its && { source: its.source, at: ['flows', flowName, ...at] };
}

async function readWords(folder: string, languages: readonly string[], problems: FlowProblem[]): Promise<FoundWords[]> {
  const found: FoundWords[] = [];
  for (const language of languages) {
    const file = `words/${language}.yaml`;
    if (!existsSync(join(folder, file))) {
      problems.push({ file, line: 1, what: `the shop speaks ${language}, but there is no such file` });
      continue;
    }
    const source = openSource(folder, file);
    const read = parse(source, words, problems);
    if (!read) continue;
    const files = await readFlowWords(folder, language, problems);
    const own = Object.fromEntries([...files].map(([name, one]) => [name, one.words]));
    for (const name of Object.keys(own).filter((one) => Object.hasOwn(read.flows, one)))
      problems.push({
        file,
        line: source.line(['flows', name]),
        what: `flows.${name} stands in words/${language}/${name}.yaml too`,
      });
    const sources = new Map([...files].map(([name, one]) => [name, one.source]));
    found.push({ words: { ...read, flows: { ...read.flows, ...own } }, source, sources });
    problems.push(...unknownRemovals(read, source), ...synonymsTwice(read, source));
  }
  for (const { words: own, source } of found) {
    for (const key of new Set(found.flatMap(({ words: other }) => Object.keys(other.bot))))
      if (!Object.hasOwn(own.bot, key))
        problems.push({
          file: source.file,
          line: source.line(['bot']),
          what: `bot.${key} is missing: another language has it`,
        });
  }
  return found;
}

/** One file a flow: who writes an errand need not touch the file of everybody else's. */
async function readFlowWords(
  folder: string,
  language: string,
  problems: FlowProblem[],
): Promise<Map<string, { words: FlowWords; source: Source }>> {
  const path = join('words', language);
  const own = new Map<string, { words: FlowWords; source: Source }>();
  const files = await yamlFiles(join(folder, path)).catch(() => []);
  for (const file of files) {
    const source = openSource(folder, join(path, file));
    const read = parse(source, flowWords, problems, quickFlowWords);
    if (read) own.set(basename(file, '.yaml'), { words: read, source });
  }
  return own;
}

/** What is taken out of a list stands in it letter by letter; else the shop believes a word gone that is still heard. */
function unknownRemovals({ language, feelings = {} }: Words, source: Source): FlowProblem[] {
  const lists = feelingPacks.get(language)?.lists;
  return feelingLists.flatMap((list) =>
    (feelings[list]?.remove ?? [])
      .filter((one) => !lists?.[list].includes(one))
      .map((one) => ({
        file: source.file,
        line: source.line(['feelings', list, 'remove']),
        what: `feelings.${list}.remove: there is no "${one}" in the list`,
      })),
  );
}

/** One phrase means one thing: in two groups the search would take one of them, and the editor not know which. */
function synonymsTwice({ synonyms = {} }: Words, source: Source): FlowProblem[] {
  const first = new Map<string, string>();
  return Object.entries(synonyms).flatMap(([name, phrases]) =>
    phrases.flatMap((phrase, at) => {
      const read = normalise(phrase).toLowerCase();
      const other = first.get(read);
      first.set(read, other ?? name);
      if (other === undefined) return [];
      const line = source.line(['synonyms', name, at]);
      return [{ file: source.file, line, what: `synonyms.${name}: "${phrase}" stands in ${other} already` }];
    }),
  );
}

/**
 * A shop with fewer errands keeps the words and offers what it has. A name that is nearly one of its own is a slip, and
 * would be left out without a word.
 */
function slipsInOffers({ matters = {} }: Words, source: Source, flows: readonly Flow[]): FlowProblem[] {
  const names = flows.map(({ flow: name }) => name);
  return Object.entries(matters).flatMap(([matter, { offers }]) =>
    offers.flatMap((offer, at) => {
      const near = names.includes(offer) ? undefined : nearestName(offer, names);
      if (near === undefined) return [];
      const what = `matters.${matter}.offers: there is no flow called ${offer}${meant(near)}`;
      return [{ file: source.file, line: source.line(['matters', matter, 'offers', at]), what }];
    }),
  );
}

async function yamlFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith('.yaml')).toSorted();
}

/** `quick` reads what is right; the schema tells what is wrong. */
function parse<T>(
  source: Source,
  schema: z.ZodType<T>,
  problems: FlowProblem[],
  quick?: (raw: unknown) => T | undefined,
): T | undefined {
  if (source.problems.length > 0) {
    problems.push(...source.problems);
    return undefined;
  }
  const raw = source.data();
  const known = quick?.(raw);
  if (known !== undefined) return known;
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    for (const { path, message } of nearest(issue, raw)) {
      problems.push({
        file: source.file,
        line: source.line(path),
        what: `${path.join('.') || basename(source.file)}: ${message}`,
      });
    }
  }
  return undefined;
}

/** A step that fits none of the kinds is measured against the kind its author named. */
function nearest(issue: z.core.$ZodIssue, raw: unknown): { path: PropertyKey[]; message: string }[] {
  if (issue.code === 'invalid_union' && issue.path[0] === 'steps' && issue.path.length === 2) {
    const step = at(raw, issue.path);
    const schema = stepSchema(step);
    if (!schema) return [{ path: issue.path, message: noKind(step) }];
    const result = schema.safeParse(step);
    if (result.success) return [];
    return result.error.issues.flatMap((inner) => nearest({ ...inner, path: [...issue.path, ...inner.path] }, raw));
  }
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(issue.path, raw);
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `there is no such key${meant(nearestName(key, known))}`,
    }));
  }
  if (issue.code === 'invalid_value') {
    const written = at(raw, issue.path);
    const near = typeof written === 'string' ? nearestName(written, issue.values.map(String)) : undefined;
    return [{ path: issue.path, message: `${issue.message}${meant(near)}` }];
  }
  return [{ path: issue.path, message: issue.message }];
}

const meant = (name: string | undefined): string => (name === undefined ? '' : `; ${name} is meant, perhaps`);

function noKind(step: unknown): string {
  const keys = typeof step === 'object' && step !== null ? Object.keys(step) : [];
  const near = keys.map((key) => nearestName(key, stepKinds)).find((name) => name !== undefined);
  return `a step is one of: ${stepKinds.join(', ')}${meant(near)}`;
}

/** What may stand at a place of a flow's file: what a misspelt key is compared with. */
function keysAt(path: readonly PropertyKey[], raw: unknown): string[] {
  if (path.length === 0)
    return [...Object.keys(flow.shape), ...Object.keys(words.shape), ...Object.keys(flowWords.shape)];
  if (path[0] === 'slots') return Object.keys(slotSchema.shape);
  if (path[0] === 'flows') return Object.keys(flowWords.shape);
  const schema = path[0] === 'steps' ? stepSchema(at(raw, path.slice(0, 2))) : undefined;
  return path.length === 2 && schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function at(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    raw,
  );
}
