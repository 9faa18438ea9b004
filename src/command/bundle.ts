import { freshBundle, runBundle } from '../bundled.js';
import type { runCommand } from './commands.js';

interface Commands {
  readonly runCommand: typeof runCommand;
}

/** The product's commands: from the one file that the build makes of them, else file by file. */
export async function loadCommands(): Promise<Commands> {
  const file = freshBundle('server.bundle');
  if (file === undefined) return import('./commands.js');
  const found = runBundle(file);
  if (!isCommands(found)) throw new Error(`bundle: ${file} holds no commands; build again`);
  return found;
}

const isCommands = (found: unknown): found is Commands =>
  typeof found === 'object' && found !== null && 'runCommand' in found && typeof found.runCommand === 'function';
