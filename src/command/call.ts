import type { Config } from '../config.js';
import type { Terminal } from './terminal.js';

/** What a command gets: the checked configuration, what stands behind its name, and the flags it knows. */
export interface Call {
  readonly config: Config;
  readonly environment: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
}

/** Tells why a command line does nothing, and gives the exit code of that. */
export function refuse(terminal: Terminal, ...lines: string[]): number {
  for (const line of lines) terminal.error(line);
  return 2;
}
