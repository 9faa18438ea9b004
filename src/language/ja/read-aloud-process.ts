import { readAloud } from './read-aloud.js';

/**
 * A process of its own that reads Japanese texts aloud and ends: the dictionary takes 310 MB and a second to load, and
 * nothing of it stays with whoever serves customers.
 */
process.once('message', (texts: readonly string[]) => {
  void readAloud(texts).then(
    (sounds) => process.send?.({ sounds }, () => process.exit(0)),
    (error: unknown) => process.send?.({ error: String(error) }, () => process.exit(1)),
  );
});
