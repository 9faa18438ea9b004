/** Where a command speaks to the person who called it. The log goes elsewhere. */
export interface Terminal {
  readonly line: (text: string) => void;
  readonly error: (text: string) => void;
}

export const terminal: Terminal = {
  line: (text) => void process.stdout.write(`${text}\n`),
  error: (text) => void process.stderr.write(`${text}\n`),
};

/** A progress line for what may be slow: what is done before it is done, and how long it took after. */
export async function step<T>({ line }: Terminal, what: string, work: () => Promise<T>): Promise<T> {
  const since = performance.now();
  const result = await work();
  line(`${what} … ${((performance.now() - since) / 1000).toFixed(1)} s`);
  return result;
}
