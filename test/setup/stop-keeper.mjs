import { once } from 'node:events';

/** Closes the keeper's input, which is its sign to stop the database server and delete what this run left. */
export default async function stopKeeper() {
  const keeper = globalThis.madoguchiKeeper;
  if (keeper === undefined || keeper.exitCode !== null) return;
  const gone = once(keeper, 'exit');
  keeper.ref();
  keeper.stdin.end();
  await gone;
}
