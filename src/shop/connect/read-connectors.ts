import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { machineClock, type Clock } from '../../clock.js';
import { sourceOf, type FlowProblem, type Source } from '../../flows/source.js';
import type { Signature, Signatures } from '../../flows/shape.js';
import type { Log } from '../../log.js';
import type { ShopSystems } from '../system.js';
import { actSignature } from './act.js';
import { buildSystems } from './build-systems.js';
import { checkFile } from './check-file.js';
import { connectorsFile, type ConnectorsFile } from './connectors-file.js';
import { lineOf } from './line-of.js';
import { lookUpSignature } from './lookup.js';
import { mistakesOf } from './mistakes.js';
import type { Environment } from './template.js';

/** What of the shop's systems stands outside, with the lines to it. */
export interface Connectors extends Pick<ShopSystems, 'lookups' | 'outsideActs'> {
  close(): void;
}

export interface ReadConnectors {
  /** Empty while there is a problem: nothing of a file is used that is not right as a whole. */
  readonly systems: Connectors;
  /** What flows may name. Known as soon as the form of the file is right, also where the environment has no secrets. */
  readonly signatures: Signatures;
  readonly problems: readonly FlowProblem[];
}

/** What the connectors need of the house when they run; to read and check a file takes none of it. */
export interface ConnectorHouse {
  readonly clock?: Clock;
  readonly log?: Log;
  /** The shop's time zone now. */
  readonly zone?: () => string;
}

/**
 * Reads `connectors.yaml`; without a file there are none. `environment` holds what its `${VARIABLES}` name. All problems
 * are told at once, with file and line; secrets stand in none of them.
 */
export async function readConnectors(
  path: string | undefined,
  environment: Environment,
  { clock = machineClock, log, zone = () => 'UTC' }: ConnectorHouse = {},
): Promise<ReadConnectors> {
  if (path === undefined) return { systems: none, signatures: signaturesOf(undefined), problems: [] };
  const name = basename(path);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) {
    const what = 'there is no such file, or it cannot be read (CONNECTORS names it)';
    return { systems: none, signatures: signaturesOf(undefined), problems: [{ file: name, line: 1, what }] };
  }
  const source = sourceOf(name, text);
  const { file, problems } = parse(source, text, environment);
  const systems = file && problems.length === 0 ? buildSystems(file, environment, { clock, log, zone }) : none;
  return { systems, signatures: signaturesOf(file), problems };
}

/** For editors that complete and check while one writes. */
export const connectorsSchema = (): unknown => z.toJSONSchema(connectorsFile, { io: 'input' });

const none: Connectors = { lookups: new Map(), outsideActs: new Map(), close: () => undefined };

function parse(
  source: Source,
  text: string,
  environment: Environment,
): { file?: ConnectorsFile; problems: FlowProblem[] } {
  if (source.problems.length > 0) return { problems: [...source.problems] };
  const problem = (at: readonly PropertyKey[], what: string): FlowProblem => ({
    file: source.file,
    line: lineOf(text, source, at),
    what: `${at.join('.') || source.file}: ${what}`,
  });
  const raw = plainOf(source);
  if (raw instanceof Error) return { problems: [problem([], 'names of other places (*name) are not read here')] };
  const parsed = connectorsFile.safeParse(raw);
  if (!parsed.success) return { problems: mistakesOf(parsed.error, raw).map(({ at, what }) => problem(at, what)) };
  return { file: parsed.data, problems: checkFile(parsed.data, environment).map(({ at, what }) => problem(at, what)) };
}

/** Aliases could be nested until the file fills the memory. */
function plainOf(source: Source): unknown {
  try {
    return source.data();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function signaturesOf(file: ConnectorsFile | undefined): Signatures {
  const all = <T>(files: Readonly<Record<string, T>>, signature: (one: T) => Signature): Map<string, Signature> =>
    new Map(Object.entries(files).map(([name, one]) => [name, signature(one)]));
  return { lookups: all(file?.lookups ?? {}, lookUpSignature), acts: all(file?.acts ?? {}, actSignature) };
}
