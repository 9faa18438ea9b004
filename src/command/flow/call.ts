import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Flow } from '../../flows/flow.js';
import type { Signatures } from '../../flows/shape.js';
import type { FlowProblem } from '../../flows/source.js';
import { nearestName } from '../../import/nearest-name.js';
import { productFolder } from '../product-folder.js';
import type { Terminal } from '../terminal.js';

export interface FlowCall {
  readonly terminal: Terminal;
  readonly words: readonly string[];
  readonly languages: readonly string[];
  readonly out: string | undefined;
  readonly all: boolean;
  readonly databaseUrl: string;
  /** What the shop's flows may look up and have done. */
  readonly signatures: Signatures;
}

/** The folder given, the one here, or the shipped one. */
export const dialogsFolder = (given?: string): string =>
  given ?? (existsSync('dialogs') ? 'dialogs' : join(productFolder, 'dialogs'));

export function tellProblems(terminal: Terminal, folder: string, problems: readonly FlowProblem[]): void {
  for (const { file, line, what } of problems) terminal.error(`${join(folder, file)}:${line} ${what}`);
}

export function findFlow(terminal: Terminal, flows: readonly Flow[], name: string | undefined): Flow | undefined {
  const names = flows.map(({ flow }) => flow);
  const found = flows.find(({ flow }) => flow === name);
  if (found) return found;
  const near = name === undefined ? undefined : nearestName(name, names);
  terminal.error(
    name === undefined
      ? `Which flow? There are: ${names.join(', ')}`
      : `There is no flow called ${name}${near === undefined ? `; there are: ${names.join(', ')}` : `; ${near} is meant, perhaps`}.`,
  );
  return undefined;
}
